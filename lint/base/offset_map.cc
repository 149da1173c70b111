// SPDX-License-Identifier: Apache-2.0
#include "lint/base/offset_map.h"

#include <algorithm>

namespace keylint {

void OffsetMap::Append(std::size_t size, Span original) {
  const std::uint16_t unit = size == original.size() ? 1 : 0;
  AppendPiece({decoded_size_, size, original, unit, unit});
}

void OffsetMap::AppendUnits(std::size_t count, std::size_t decoded_unit,
                            std::size_t original_unit, std::size_t original_begin) {
  AppendPiece({decoded_size_, count * decoded_unit,
               {original_begin, original_begin + count * original_unit},
               static_cast<std::uint16_t>(decoded_unit),
               static_cast<std::uint16_t>(original_unit)});
}

void OffsetMap::AppendPiece(const Piece& piece) {
  if (piece.decoded_size == 0) return;
  decoded_size_ += piece.decoded_size;
  if (!pieces_.empty() && piece.decoded_unit != 0) {
    Piece& last = pieces_.back();
    if (last.decoded_unit == piece.decoded_unit && last.original_unit == piece.original_unit &&
        last.original.end == piece.original.begin) {
      last.decoded_size += piece.decoded_size;
      last.original.end = piece.original.end;
      return;
    }
  }
  pieces_.push_back(piece);
}

std::size_t OffsetMap::Piece::UnitBegin(std::size_t at) const {
  if (decoded_unit == 0) return original.begin;
  return original.begin + (at - decoded_begin) / decoded_unit * original_unit;
}

std::size_t OffsetMap::Piece::UnitEnd(std::size_t at) const {
  return decoded_unit == 0 ? original.end : UnitBegin(at) + original_unit;
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
  return PieceAt(decoded).UnitBegin(decoded);
}

std::size_t OffsetMap::OriginalEnd(std::size_t decoded) const {
  if (pieces_.empty()) return decoded;
  if (decoded == 0) return pieces_.front().original.begin;
  const std::size_t last = std::min(decoded, decoded_size_) - 1;
  return PieceAt(last).UnitEnd(last);
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
      const std::size_t unit = piece.decoded_unit == 0 ? piece.decoded_size : piece.decoded_unit;
      for (std::size_t at = 0; at < piece.decoded_size; at += unit) {
        const std::size_t decoded = piece.decoded_begin + at;
        joined.Append(unit, outer.ToOriginal({piece.UnitBegin(decoded), piece.UnitEnd(decoded)}));
      }
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
