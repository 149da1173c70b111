// SPDX-License-Identifier: Apache-2.0
// Sets of bytes, most of them known when the program is built.
//
//   constexpr ByteSet kBrackets("()[]{}");
//   if (kBrackets.Has(text[at])) ...
#pragma once

#include <array>
#include <string_view>

namespace keylint {

/// A set of byte values with a test in one load.
class ByteSet {
 public:
  constexpr ByteSet() = default;
  constexpr explicit ByteSet(std::string_view bytes) { Add(bytes); }
  static constexpr ByteSet AllBut(std::string_view bytes) {
    ByteSet set;
    set.bytes_.fill(true);
    for (const char c : bytes) set.Remove(static_cast<unsigned char>(c));
    return set;
  }
  constexpr void Add(unsigned char c) { bytes_[c] = true; }
  constexpr void Add(std::string_view bytes) {
    for (const char c : bytes) Add(static_cast<unsigned char>(c));
  }
  constexpr void Add(const ByteSet& other) {
    for (int c = 0; c < 256; ++c) bytes_[c] = bytes_[c] || other.bytes_[c];
  }
  constexpr void Remove(unsigned char c) { bytes_[c] = false; }
  constexpr bool Has(char c) const { return bytes_[static_cast<unsigned char>(c)]; }

  friend bool operator==(const ByteSet&, const ByteSet&) = default;

 private:
  std::array<bool, 256> bytes_{};
};

}  // namespace keylint
