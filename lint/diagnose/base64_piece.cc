// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/base64_piece.h"

#include <algorithm>

#include "lint/diagnose/randomness.h"
#include "lint/model/shape.h"

namespace keylint {
namespace {

constexpr std::size_t kReach = 64;   // To either side.

bool Joins(char c) { return c == '+' || c == '/'; }
bool Belongs(char c) { return Joins(c) || InAlphabet(Alphabet::kAlnum, static_cast<unsigned char>(c)); }

bool HasBothCases(std::string_view text) {
  const auto holds = [text](char first, char last) { return std::any_of(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; }); };
  return holds('a', 'z') && holds('A', 'Z');
}

// No address has a '+' beside one of its parts; beside a '/' words may stand.
bool GoesOnAsBase64(std::string_view side, char joint) {
  constexpr double kBits = 60;
  constexpr std::size_t kLeast = 16;
  return joint == '+' ? side.size() >= kLeast : HasBothCases(side) && LooksRandom(side, kBits);
}

}  // namespace

bool LiesInBase64(std::string_view text, Span token) {
  const bool left = token.begin > 0 && Joins(text[token.begin - 1]);
  const bool right = token.end < text.size() && Joins(text[token.end]);
  const std::string_view own = token.Of(text);
  if ((!left && !right) || !std::all_of(own.begin(), own.end(), Belongs) || !HasBothCases(own)) return false;
  std::size_t begin = token.begin, end = token.end;
  while (begin > 0 && token.begin - begin < kReach && Belongs(text[begin - 1])) --begin;
  while (end < text.size() && end - token.end < kReach && Belongs(text[end])) ++end;
  const bool before = left && GoesOnAsBase64(text.substr(begin, token.begin - begin), text[token.begin - 1]);
  const bool behind = right && GoesOnAsBase64(text.substr(token.end, end - token.end), text[token.end]);
  if ((before && text[token.begin - 1] == '+') || (behind && text[token.end] == '+')) return true;
  return before == left && behind == right;
}

}  // namespace keylint
