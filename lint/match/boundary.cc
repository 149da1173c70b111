// SPDX-License-Identifier: Apache-2.0
#include "lint/match/boundary.h"

#include <algorithm>

namespace keylint {
namespace {

// Whether `count` hexadecimal digits end at `at`, behind `lead`.
bool HexEscape(std::string_view text, std::size_t at, std::size_t count, std::string_view lead) {
  if (at < count + lead.size()) return false;
  const std::string_view digits = text.substr(at - count, count);
  return text.substr(at - count - lead.size(), lead.size()) == lead &&
         std::all_of(digits.begin(), digits.end(), IsHexDigit);
}

// ESC [ 3 2 m, the escape itself raw.
bool ColourEscape(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 12;
  if (text[at - 1] != 'm') return false;
  std::size_t i = at - 1;
  const std::size_t stop = at > kLongest ? at - kLongest : 0;
  while (i > stop && (IsDigit(text[i - 1]) || text[i - 1] == ';')) --i;
  return i >= 2 && text[i - 1] == '[' && text[i - 2] == '\x1b';
}

bool EscapeEndsAt(std::string_view text, std::size_t at) {
  constexpr std::string_view kSimple = "nrtbfav0";
  const char last = text[at - 1];
  if (at >= 2 && text[at - 2] == '\\' && kSimple.find(last) != std::string_view::npos) return true;
  return HexEscape(text, at, 2, "%") || HexEscape(text, at, 2, "\\x") ||
         HexEscape(text, at, 4, "\\u") || ColourEscape(text, at);
}

}  // namespace

bool TokenMayBegin(std::string_view text, std::size_t at) {
  return at == 0 || !IsWord(text[at - 1]) || EscapeEndsAt(text, at);
}

bool GluedByDash(std::string_view text, std::size_t at, std::string_view prefix) {
  if (at < 2 || text[at - 1] != '-' || !IsWord(text[at - 2])) return false;
  const std::size_t dash = prefix.find_first_of("-_");
  return dash != std::string_view::npos && prefix[dash] == '-' && dash <= 3;
}

}  // namespace keylint
