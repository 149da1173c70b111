// SPDX-License-Identifier: Apache-2.0
// Classes of ASCII bytes and lists of words, as what tells look-alikes asks them.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace keylint {

inline constexpr bool IsLowerLetter(char c) { return c >= 'a' && c <= 'z'; }
inline constexpr bool IsUpperLetter(char c) { return c >= 'A' && c <= 'Z'; }
inline constexpr bool IsLetter(char c) { return IsLowerLetter(c) || IsUpperLetter(c); }
inline constexpr bool IsDecimal(char c) { return c >= '0' && c <= '9'; }
inline constexpr bool IsHexadecimal(char c) { return IsDecimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Whether `word` is in `list`, an array of words.
template <typename List>
bool Lists(const List& list, std::string_view word) { return std::find(std::begin(list), std::end(list), word) != std::end(list); }

}  // namespace keylint
