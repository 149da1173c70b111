// SPDX-License-Identifier: Apache-2.0
// Whether a text may hold one of many words: most hold the first three
// letters of none.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace keylint {

class Stems {
 public:
  /// The words' first three bytes, of any case; each word has as many.
  constexpr explicit Stems(std::span<const std::string_view> words) {
    for (const std::string_view word : words) holds_[Key(word[0], word[1], word[2])] = true;
  }

  /// False: `text` holds none of the words. True: three of its bytes are like
  /// the beginning of one.
  constexpr bool MayBeIn(std::string_view text) const {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
      if (holds_[Key(text[i], text[i + 1], text[i + 2])]) return true;
    }
    return false;
  }

 private:
  // Five bits of each: letters keep apart, whatever their case.
  static constexpr std::size_t Key(char a, char b, char c) {
    return static_cast<std::size_t>((a & 31) << 10 | (b & 31) << 5 | (c & 31));
  }
  std::array<bool, 1 << 15> holds_{};
};

}  // namespace keylint
