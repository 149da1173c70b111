// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/base64_piece.h"

#include <algorithm>
#include <cstddef>

#include "lint/diagnose/randomness.h"
#include "lint/model/shape.h"

namespace keylint {
namespace {

constexpr std::size_t kReach = 64;   // To either side.

bool Joins(char c) { return c == '+' || c == '/'; }
bool Belongs(char c) { return Joins(c) || InAlphabet(Alphabet::kAlnum, static_cast<unsigned char>(c)); }

struct Cases {
  std::ptrdiff_t capitals = 0, small = 0;

  bool both() const { return capitals > 0 && small > 0; }
};
Cases CasesOf(std::string_view text) {
  const auto within = [text](char first, char last) {
    return std::count_if(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; });
  };
  return {within('A', 'Z'), within('a', 'z')};
}

// The parts of an address are words, of whose letters not one in four is a
// capital, and it has no '+'.
bool GoesOnAsBase64(std::string_view side) {
  constexpr double kBits = 60;
  constexpr std::size_t kLeast = 16;
  constexpr std::ptrdiff_t kCapitalOf = 4;
  const Cases cases = CasesOf(side);
  if (side.size() < kLeast || !cases.both()) return false;
  return side.find('+') != std::string_view::npos || cases.capitals * kCapitalOf >= cases.capitals + cases.small || LooksRandom(side, kBits);
}

}  // namespace

bool LiesInBase64(std::string_view text, Span token) {
  const bool left = token.begin > 0 && Joins(text[token.begin - 1]);
  const bool right = token.end < text.size() && Joins(text[token.end]);
  const std::string_view own = token.Of(text);
  if ((!left && !right) || !std::all_of(own.begin(), own.end(), Belongs) || !CasesOf(own).both()) return false;
  std::size_t begin = token.begin, end = token.end;
  while (begin > 0 && token.begin - begin < kReach && Belongs(text[begin - 1])) --begin;
  while (end < text.size() && end - token.end < kReach && Belongs(text[end])) ++end;
  const std::string_view before = text.substr(begin, token.begin - begin), behind = text.substr(token.end, end - token.end);
  return (!left || GoesOnAsBase64(before)) && (!right || GoesOnAsBase64(behind));
}

}  // namespace keylint
