// SPDX-License-Identifier: Apache-2.0
#include "lint/match/shape_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "lint/match/boundary.h"

namespace keylint {
namespace {

bool IsUuid(Alphabet alphabet) {
  return alphabet == Alphabet::kUuidLower || alphabet == Alphabet::kUuidUpper;
}

// A UUID's dashes stand at 8, 13, 18 and 23; other runs have no inner order.
bool Belongs(Alphabet alphabet, char c, std::size_t index) {
  if (!InAlphabet(alphabet, static_cast<unsigned char>(c))) return false;
  if (!IsUuid(alphabet)) return true;
  const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
  return (c == '-') == dash;
}

bool IsFixed(const Piece& piece) {
  return piece.kind == PieceKind::kLiteral || piece.min == piece.max;
}

std::size_t FixedSize(const Piece& piece) {
  return piece.kind == PieceKind::kLiteral ? piece.literal.size() : piece.min;
}

bool FixedStandsAt(const Piece& piece, std::string_view text, std::size_t at) {
  if (piece.kind == PieceKind::kLiteral) {
    return text.substr(at, piece.literal.size()) == piece.literal;
  }
  if (text.size() - at < piece.min) return false;
  for (std::size_t i = 0; i < piece.min; ++i) {
    if (!Belongs(piece.alphabet, text[at + i], i)) return false;
  }
  return true;
}

// Where the longest run of `alphabet` from `at` ends, looking no further than
// `limit` bytes.
std::size_t RunEnd(Alphabet alphabet, std::string_view text, std::size_t at, std::size_t limit) {
  const std::size_t stop = std::min(text.size(), at + limit);
  while (at < stop && InAlphabet(alphabet, static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

using Positions = std::vector<std::size_t>;

// All ends of `piece` begun at any of `from` (ascending); ascending.
void Step(const Piece& piece, std::string_view text, const Positions& from, Positions& to) {
  to.clear();
  if (IsFixed(piece)) {
    for (const std::size_t at : from) {
      if (FixedStandsAt(piece, text, at)) to.push_back(at + FixedSize(piece));
    }
    return;
  }
  std::size_t run_end = 0;
  std::size_t next = 0;  // Ends below it are in `to` already.
  for (const std::size_t at : from) {
    if (run_end < at) run_end = at;
    run_end = RunEnd(piece.alphabet, text, run_end, at + piece.max - run_end);
    const std::size_t last = std::min(run_end, at + piece.max);
    for (next = std::max(next, at + piece.min); next <= last; ++next) to.push_back(next);
  }
}

bool EndsToken(const Shape& shape, std::string_view text, std::size_t end) {
  if (end >= text.size()) return true;
  const char next = text[end];
  const Piece& last = shape.pieces.back();
  if (last.kind == PieceKind::kLiteral) {
    return !IsWord(next) || !IsWord(text[end - 1]);
  }
  return !IsWord(next) && !InAlphabet(last.alphabet, static_cast<unsigned char>(next));
}

bool BeginsToken(const Shape& shape, std::string_view text, std::size_t begin) {
  if (begin == 0) return true;
  const Piece& first = shape.pieces.front();
  if (first.kind == PieceKind::kLiteral) {
    return !IsWord(text[begin]) ||
           (TokenMayBegin(text, begin) && !GluedByDash(text, begin, first.literal));
  }
  // Glued by a sign of its own alphabet it is part of a longer token, unless
  // that sign ends an escape.
  const char left = text[begin - 1];
  return TokenMayBegin(text, begin) &&
         (IsWord(left) || !InAlphabet(first.alphabet, static_cast<unsigned char>(left)));
}

// The longest end of the pieces from `index` on, begun at `at`.
std::size_t LongestEnd(const Shape& shape, std::string_view text, std::size_t index,
                       std::size_t at) {
  Positions from{at};
  Positions to;
  for (; index < shape.pieces.size(); ++index) {
    Step(shape.pieces[index], text, from, to);
    std::swap(from, to);
    if (from.empty()) return kNoMatch;
  }
  for (auto end = from.rbegin(); end != from.rend(); ++end) {
    if (EndsToken(shape, text, *end)) return *end;
  }
  return kNoMatch;
}

// The end of a run that ends the shape: the token's end decides it.
std::size_t LastRunEnd(const Shape& shape, std::string_view text, std::size_t at) {
  const Piece& piece = shape.pieces.back();
  const std::size_t end = RunEnd(piece.alphabet, text, at, std::size_t{piece.max} + 1);
  const std::size_t size = end - at;
  if (size < piece.min || size > piece.max || !EndsToken(shape, text, end)) return kNoMatch;
  return end;
}

std::size_t MatchPieces(const Shape& shape, std::string_view text, std::size_t begin) {
  if (text.size() - begin < shape.min_length) return kNoMatch;
  std::size_t at = begin;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    const Piece& piece = shape.pieces[i];
    if (!IsFixed(piece)) {
      return i + 1 == shape.pieces.size() ? LastRunEnd(shape, text, at)
                                          : LongestEnd(shape, text, i, at);
    }
    if (!FixedStandsAt(piece, text, at)) return kNoMatch;
    at += FixedSize(piece);
  }
  return EndsToken(shape, text, at) ? at : kNoMatch;
}

}  // namespace

std::size_t MatchShape(const Shape& shape, std::string_view text, std::size_t begin) {
  if (shape.pieces.empty() || begin >= text.size()) return kNoMatch;
  if (!BeginsToken(shape, text, begin)) return kNoMatch;
  return MatchPieces(shape, text, begin);
}

std::size_t MatchShapeBehind(const Shape& shape, std::string_view text, std::size_t begin) {
  return shape.pieces.empty() || begin >= text.size() ? kNoMatch : MatchPieces(shape, text, begin);
}

bool FitsShape(const Shape& shape, std::string_view token) {
  if (shape.pieces.empty() || token.size() < shape.min_length || token.size() > shape.max_length) {
    return false;
  }
  return MatchPieces(shape, token, 0) == token.size();
}

double EntropyPerCharacter(std::string_view bytes) {
  if (bytes.empty()) return 0;
  std::array<std::uint32_t, 256> counts{};
  for (const char c : bytes) ++counts[static_cast<unsigned char>(c)];
  const double size = static_cast<double>(bytes.size());
  double bits = 0;
  for (const std::uint32_t count : counts) {
    if (count != 0) bits -= count / size * std::log2(count / size);
  }
  return bits;
}

double RandomPartEntropy(const Shape& shape, std::string_view token) {
  // Literals of a fixed head and a fixed tail are cut; those between runs of
  // unknown length are short and stay.
  std::size_t begin = 0;
  std::size_t end = token.size();
  for (const Piece& piece : shape.pieces) {
    if (piece.kind != PieceKind::kLiteral) break;
    begin += piece.literal.size();
  }
  for (auto piece = shape.pieces.rbegin(); piece != shape.pieces.rend(); ++piece) {
    if (piece->kind != PieceKind::kLiteral) break;
    end -= std::min(end, piece->literal.size());
  }
  return EntropyPerCharacter(begin < end ? token.substr(begin, end - begin) : token);
}

}  // namespace keylint
