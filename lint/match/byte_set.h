// SPDX-License-Identifier: Apache-2.0
// Sets of bytes, and the few classes that token boundaries are made of.
#pragma once

#include <array>
#include <string_view>

#include "lint/model/shape.h"

namespace keylint {

/// A set of byte values with a test in one load.
class ByteSet {
 public:
  constexpr ByteSet() = default;
  constexpr explicit ByteSet(std::string_view bytes) { Add(bytes); }
  static ByteSet Of(Alphabet alphabet) {
    ByteSet set;
    for (int c = 0; c < 256; ++c) {
      if (InAlphabet(alphabet, static_cast<unsigned char>(c))) set.bytes_[c] = true;
    }
    return set;
  }
  constexpr void Add(unsigned char c) { bytes_[c] = true; }
  constexpr void Add(std::string_view bytes) {
    for (const char c : bytes) bytes_[static_cast<unsigned char>(c)] = true;
  }
  constexpr void Remove(unsigned char c) { bytes_[c] = false; }
  constexpr void Add(const ByteSet& other) {
    for (int c = 0; c < 256; ++c) bytes_[c] = bytes_[c] || other.bytes_[c];
  }
  constexpr bool Has(char c) const { return bytes_[static_cast<unsigned char>(c)]; }

  friend bool operator==(const ByteSet&, const ByteSet&) = default;

 private:
  std::array<bool, 256> bytes_{};
};

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
