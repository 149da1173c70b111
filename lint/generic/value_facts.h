// SPDX-License-Identifier: Apache-2.0
// What a value looks like, measured once for all features.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/diagnose/placeholder.h"

namespace keylint {

/// Exactly one of these describes a value.
enum class ValueShape : std::uint8_t {
  kRandomLong,   ///< Random letters and digits, 20 and more.
  kRandomShort,  ///< The same, fewer.
  kHex,          ///< Hexadecimal, 16 digits and more.
  kUuid,
  kOddLetters,   ///< Letters that make no word.
  kWordDigits,   ///< Words and digits: "summer2024".
  kSymbols,      ///< Words or letters with symbols: "P@ssw0rd!".
  kWord,         ///< One lower-case word.
  kIdentifier,   ///< camelCase, snake_case, SHOUTING_CASE.
  kSentence,     ///< Words between blanks.
  kDigits,
  kStructured,   ///< A URL, path, date, version, address, expression.
  kPlaceholder,
  kOther,
};
inline constexpr std::size_t kValueShapes = 14;
std::string_view ValueShapeName(ValueShape shape);

struct ValueFacts {
  ValueShape shape = ValueShape::kOther;
  ValueClass value_class = ValueClass::kOpaque;
  std::size_t size = 0;
  std::size_t lower = 0, upper = 0, digits = 0, symbols = 0, blanks = 0, foreign = 0, separators = 0, distinct = 0;
  double bits = 0;              ///< RandomnessBits.
  double bits_per_character = 0;
  double entropy = 0;           ///< Shannon, per character.
  bool binary = false;          ///< Bytes of no text, as such or as "\\x00".
  bool key_id = false;          ///< A fingerprint as GnuPG writes it: 16 or 40 digits, capitals.
  bool random = false;          ///< LooksRandom with 30 bits.
  bool like_words = false;
  bool base64_alphabet = false;
  bool padded = false;          ///< Ends in '='.
  bool holds_secret_word = false;  ///< "password", "secret", "token", "key" inside.
  bool trade_words = false;     ///< "test", "example", "your", "dummy", ...
};

/// The first of them, which says most.
ValueClass ClassOf(std::string_view value);
/// All of them; `value_class` is that of `value`.
ValueFacts FactsOf(std::string_view value, ValueClass value_class);

}  // namespace keylint
