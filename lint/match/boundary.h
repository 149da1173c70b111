// SPDX-License-Identifier: Apache-2.0
// Where a token may begin and end in raw text.
#pragma once

#include <string_view>

#include "lint/base/ascii.h"

namespace keylint {

/// How far before a token the bytes may stand that say whether it begins there.
inline constexpr std::size_t kLongestEscape = 16;

/// Whether the byte before `at` is the last of an escape such as "\n", "%20",
/// "\x20", "\u0026" or a terminal colour. Requires at > 0.
bool EscapeEndsAt(std::string_view text, std::size_t at);

/// Whether a token may begin at `at`: nothing of an identifier stands before
/// it. What only looks like one is seen through: the n of "\n", the digits
/// of "%20" and "\u0026", the m of a terminal colour.
///
///   x=ghp_   "ghp_   \nghp_   Bearer%20ghp_   @ghp_     may begin
///   my_ghp_  xghp_                                      may not
inline bool TokenMayBegin(std::string_view text, std::size_t at) {
  if (at == 0 || !IsWord(text[at - 1])) return true;
  // Where each kind of escape begins, or the m of a colour: ordinary text is
  // told by these alone.
  constexpr std::size_t kLongest = 6;
  if (at >= kLongest) {
    const char* const end = text.data() + at;
    if (end[-2] != '\\' && end[-3] != '%' && end[-4] != '\\' && end[-6] != '\\' && end[-1] != 'm') [[likely]] return false;
  }
  return EscapeEndsAt(text, at);
}

/// Whether the word that ends at `at` with a dash makes `prefix` one more
/// part of a kebab-case word: "disk-" "sk-", "cache-" "key-". Prefixes whose
/// first part has more than three letters are taken for keys all the same.
bool GluedByDash(std::string_view text, std::size_t at, std::string_view prefix);

/// Whether a token may end at `at`: no byte of an identifier follows.
inline bool TokenMayEnd(std::string_view text, std::size_t at) {
  return at >= text.size() || !IsWord(text[at]);
}

}  // namespace keylint
