// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/typo.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lint/diagnose/align.h"
#include "lint/diagnose/checks.h"

namespace keylint {
namespace {

constexpr std::size_t kLongest = 256;

double CheckBits(const Shape& shape) {
  double bits = 0;
  for (const Piece& piece : shape.pieces) {
    if (piece.kind == PieceKind::kCheck) bits += piece.min * std::log2(static_cast<double>(AlphabetCharacters(piece.alphabet).size()));
  }
  return bits;
}

std::string Characters(const Shape& shape) {
  std::string all;
  for (const Piece& piece : shape.pieces) {
    if (piece.kind == PieceKind::kLiteral) continue;
    for (const char c : AlphabetCharacters(piece.alphabet)) {
      if (all.find(c) == std::string::npos) all += c;
    }
  }
  return all;
}

}  // namespace

std::optional<Typo> FindTypo(const KeyRule& key, const Shape& shape, std::string_view token) {
  if (token.size() > kLongest || CheckBits(shape) < 30) return std::nullopt;
  const std::size_t begin = LeadingLiteral(shape).size();
  const auto right = [&](const std::string& text) { return Fits(shape, text) && RunChecks(key, shape, text).proven(); };
  std::string text(token);
  for (std::size_t i = begin; i + 1 < text.size(); ++i) {
    if (text[i] == text[i + 1]) continue;
    std::swap(text[i], text[i + 1]);
    if (right(text)) return Typo{i, Typo::Kind::kSwapped, text};
    std::swap(text[i], text[i + 1]);
  }
  const std::string characters = Characters(shape);
  const bool short_by_one = token.size() + 1 >= shape.min_length && token.size() + 1 <= shape.max_length;
  for (std::size_t i = begin; i <= text.size(); ++i) {
    for (const char c : characters) {
      if (i < text.size() && !short_by_one) {
        const char before = std::exchange(text[i], c);
        if (c != before && right(text)) return Typo{i, Typo::Kind::kChanged, text};
        text[i] = before;
      }
      if (short_by_one) {
        std::string longer = text;
        longer.insert(i, 1, c);
        if (right(longer)) return Typo{i, Typo::Kind::kMissing, std::move(longer)};
      }
    }
  }
  return std::nullopt;
}

}  // namespace keylint
