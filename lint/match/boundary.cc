// SPDX-License-Identifier: Apache-2.0
#include "lint/match/boundary.h"

#include <algorithm>

namespace keylint {
namespace {

// Whether the `size` bytes before `at` are `lead` and hexadecimal digits. The
// lead is asked first: it is what ordinary text does not have.
[[gnu::always_inline]] inline bool HexEscape(std::string_view text, std::size_t at, std::size_t size,
                                             std::string_view lead) {
  if (at < size || text[at - size] != lead[0]) [[likely]] return false;
  const std::string_view escape = text.substr(at - size, size);
  return escape.starts_with(lead) &&
         std::all_of(escape.begin() + static_cast<std::ptrdiff_t>(lead.size()), escape.end(), IsHexDigit);
}

// ESC [ 3 2 m, the escape itself raw.
bool ColourEscape(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 12;
  std::size_t i = at - 1;
  const std::size_t stop = at > kLongest ? at - kLongest : 0;
  while (i > stop && (IsDigit(text[i - 1]) || text[i - 1] == ';')) --i;
  return i >= 2 && text[i - 1] == '[' && text[i - 2] == '\x1b';
}

}  // namespace

bool EscapeEndsAt(std::string_view text, std::size_t at) {
  constexpr std::string_view kSimple = "nrtbfav0";
  if (at < 2) return false;
  if (text[at - 2] == '\\') return kSimple.find(text[at - 1]) != std::string_view::npos;
  return HexEscape(text, at, 3, "%") || HexEscape(text, at, 4, "\\x") ||
         HexEscape(text, at, 6, "\\u") || (text[at - 1] == 'm' && ColourEscape(text, at));
}

bool GluedByDash(std::string_view text, std::size_t at, std::string_view prefix) {
  if (at < 2 || text[at - 1] != '-' || !IsWord(text[at - 2])) return false;
  const std::size_t dash = prefix.find_first_of("-_");
  return dash != std::string_view::npos && prefix[dash] == '-' && dash <= 3;
}

}  // namespace keylint
