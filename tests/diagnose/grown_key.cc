// SPDX-License-Identifier: Apache-2.0
#include "tests/diagnose/grown_key.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "lint/checksum/check.h"
#include "lint/checksum/structure.h"
#include "lint/ruleset/builtin.h"

namespace keylint::testing {
namespace {

std::string Uuid(bool upper, std::mt19937& random) {
  std::string text = RandomText(32, random, upper ? "0123456789ABCDEF" : "0123456789abcdef");
  for (const std::size_t at : {20, 16, 12, 8}) text.insert(at, 1, '-');
  return text;
}

}  // namespace

std::string RandomText(std::size_t size, std::mt19937& random, std::string_view characters) {
  std::string text;
  std::uniform_int_distribution<std::size_t> any(0, characters.size() - 1);
  for (std::size_t i = 0; i < size; ++i) text += characters[any(random)];
  return text;
}

std::string Grow(const KeyRule& key, const Shape& shape, std::mt19937& random, bool longest) {
  std::vector<std::size_t> begins;
  std::string token;
  for (const Piece& piece : shape.pieces) {
    begins.push_back(token.size());
    if (piece.kind == PieceKind::kLiteral) {
      token += piece.literal;
    } else if (piece.kind == PieceKind::kCheck) {
      const std::size_t end = piece.over_last + 1u < begins.size() ? begins[piece.over_last + 1u] : token.size();
      token += ComputeCheck(piece.check, token.substr(begins[piece.over_first], end - begins[piece.over_first]), piece.min);
    } else if (piece.alphabet == Alphabet::kUuidLower || piece.alphabet == Alphabet::kUuidUpper) {
      token += Uuid(piece.alphabet == Alphabet::kUuidUpper, random);
    } else {
      const std::size_t size = longest ? std::min<std::size_t>(piece.max, piece.min + 40) : piece.min;
      token += RandomText(size, random, AlphabetCharacters(piece.alphabet));
    }
  }
  return key.structure.empty() ? token : SealStructure(key.structure, token);
}

const KeyRule& RuleOf(std::string_view id) {
  for (const KeyRule& key : BuiltinRules().keys) {
    if (key.id == id) return key;
  }
  std::cerr << "no rule " << id << "\n";
  std::abort();
}

}  // namespace keylint::testing
