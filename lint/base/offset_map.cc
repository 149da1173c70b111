// SPDX-License-Identifier: Apache-2.0
#include "lint/base/offset_map.h"

#include <algorithm>

namespace keylint {

void OffsetMap::Append(std::size_t size, Span original) {
  if (size == 0) return;
  const Piece piece{decoded_size_, size, original};
  decoded_size_ += size;
  if (!pieces_.empty() && piece.one_to_one()) {
    Piece& last = pieces_.back();
    if (last.one_to_one() && last.original.end == original.begin) {
      last.decoded_size += size;
      last.original.end = original.end;
      return;
    }
  }
  pieces_.push_back(piece);
}

const OffsetMap::Piece& OffsetMap::PieceAt(std::size_t decoded) const {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), decoded,
      [](std::size_t at, const Piece& piece) { return at < piece.decoded_begin; });
  return after == pieces_.begin() ? pieces_.front() : *(after - 1);
}

std::size_t OffsetMap::OriginalBegin(std::size_t decoded) const {
  if (pieces_.empty()) return decoded;
  if (decoded >= decoded_size_) return pieces_.back().original.end;
  const Piece& piece = PieceAt(decoded);
  return piece.one_to_one() ? piece.original.begin + (decoded - piece.decoded_begin)
                            : piece.original.begin;
}

std::size_t OffsetMap::OriginalEnd(std::size_t decoded) const {
  if (pieces_.empty()) return decoded;
  if (decoded == 0) return pieces_.front().original.begin;
  const std::size_t last = std::min(decoded, decoded_size_) - 1;
  const Piece& piece = PieceAt(last);
  return piece.one_to_one() ? piece.original.begin + (last - piece.decoded_begin) + 1
                            : piece.original.end;
}

Span OffsetMap::ToOriginal(Span decoded) const {
  const std::size_t begin = OriginalBegin(decoded.begin);
  if (decoded.empty()) return {begin, begin};
  return {begin, std::max(begin, OriginalEnd(decoded.end))};
}

OffsetMap OffsetMap::Then(const OffsetMap& outer) const {
  if (outer.identity()) return *this;
  if (identity()) return outer;
  OffsetMap joined;
  for (const Piece& piece : pieces_) {
    if (!piece.one_to_one()) {
      joined.Append(piece.decoded_size, outer.ToOriginal(piece.original));
      continue;
    }
    // Split where the outer map changes pieces, so that one-to-one runs stay
    // one to one.
    std::size_t at = piece.original.begin;
    while (at < piece.original.end) {
      const Piece& under = outer.PieceAt(at);
      const std::size_t stop =
          std::max(at + 1, std::min(piece.original.end,
                                    under.decoded_begin + under.decoded_size));
      joined.Append(stop - at, outer.ToOriginal({at, stop}));
      at = stop;
    }
  }
  return joined;
}

}  // namespace keylint
