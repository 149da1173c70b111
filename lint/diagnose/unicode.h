// SPDX-License-Identifier: Apache-2.0
// Characters that have no business in a key: invisible ones, and those that
// only look like ASCII.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

enum class OddKind : unsigned char {
  kInvisible,   ///< Zero width, byte order mark, control character.
  kSpace,       ///< A space that is not U+0020.
  kLookAlike,   ///< A letter, digit or dash of another script.
  kQuote,       ///< A typographic quote.
  kMask,        ///< A bullet or ellipsis.
  kOther,       ///< Any other character outside ASCII.
};

/// One character of a text that is not printable ASCII.
struct OddCharacter {
  std::size_t begin = 0;      ///< Bytes in the text.
  std::size_t end = 0;
  std::size_t position = 0;   ///< Characters, counted from 1.
  char32_t code = 0;          ///< U+FFFD for bytes that are no UTF-8.
  OddKind kind = OddKind::kOther;
  char looks_like = 0;        ///< kLookAlike: the ASCII character.
};

/// Every character of `text` outside U+0020..U+007E; tabs and line ends are
/// left out.
std::vector<OddCharacter> FindOddCharacters(std::string_view text);

/// "U+200B (zero width space)", "U+0430 (looks like a)", "U+00E9".
std::string DescribeOdd(const OddCharacter& odd);

/// A name for an ASCII character that reads well in a sentence:
/// "'!'", "a space", "a double quote".
std::string DescribeAscii(char c);

/// `text` without invisible characters and with look-alikes as ASCII.
std::string Asciify(std::string_view text);

}  // namespace keylint
