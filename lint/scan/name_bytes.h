// SPDX-License-Identifier: Apache-2.0
// Bytes as the looks around a name of secrets see them, and how far they go.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/base/ascii.h"
#include "lint/base/byte_set.h"

namespace keylint {

inline constexpr std::size_t kLongestName = 48;   ///< What may follow the word in its name.
inline constexpr std::size_t kLongestLook = 64;   ///< Bytes of the value that are looked at.

inline bool IsVariableByte(char c) { return IsUpper(c) || IsDigit(c) || c == '_'; }

inline constexpr ByteSet kNameBytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
inline bool IsNameByte(char c) { return kNameBytes.Has(c); }

/// Behind the blanks and line ends at `at`, of which a few dozen are passed.
inline std::size_t BehindGap(std::string_view text, std::size_t at) {
  const std::size_t limit = at + kLongestLook < text.size() ? at + kLongestLook : text.size();
  while (at < limit && (IsBlank(text[at]) || text[at] == '\n' || text[at] == '\r')) ++at;
  return at;
}

}  // namespace keylint
