// SPDX-License-Identifier: Apache-2.0
// The sets of bytes of alphabets, and the few classes that token boundaries
// are made of.
#pragma once

#include "lint/base/byte_set.h"
#include "lint/model/shape.h"

namespace keylint {

inline ByteSet BytesOfAlphabet(Alphabet alphabet) {
  ByteSet set;
  for (int c = 0; c < 256; ++c) {
    if (InAlphabet(alphabet, static_cast<unsigned char>(c))) set.Add(static_cast<unsigned char>(c));
  }
  return set;
}

inline constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
inline constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline constexpr bool IsAlnum(char c) { return IsDigit(c) || IsLower(c) || IsUpper(c); }
inline constexpr bool IsHexDigit(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
/// A byte of an identifier: letters, digits and '_'.
inline constexpr bool IsWord(char c) { return IsAlnum(c) || c == '_'; }
/// ASCII only: other bytes are themselves.
inline constexpr char FoldCase(char c) { return IsUpper(c) ? static_cast<char>(c | 0x20) : c; }

}  // namespace keylint
