// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/value_facts.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/diagnose/randomness.h"

namespace keylint {
namespace {

constexpr std::size_t kMost = 1024;  // More bytes say nothing new.

bool HoldsOneOf(std::string_view lower, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string_view::npos; });
}

void Count(std::string_view value, ValueFacts& facts) {
  std::array<bool, 256> seen{};
  for (const char c : value) {
    bool& mark = seen[static_cast<unsigned char>(c)];
    facts.distinct += !mark;
    mark = true;
    if (IsLower(c)) ++facts.lower;
    else if (IsUpper(c)) ++facts.upper;
    else if (IsDigit(c)) ++facts.digits;
    else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') ++facts.blanks;
    else if (static_cast<unsigned char>(c) >= 0x80) ++facts.foreign;
    else if (c == '_' || c == '-' || c == '.') ++facts.separators;
    else ++facts.symbols;
  }
}

bool IsStructured(ValueClass value_class) {
  switch (value_class) {
    case ValueClass::kReference: case ValueClass::kCiphertext: case ValueClass::kBoolean: case ValueClass::kDate:
    case ValueClass::kVersion: case ValueClass::kUrl: case ValueClass::kEmail: case ValueClass::kPath:
    case ValueClass::kCode: return true;
    default: return false;
  }
}

bool IsBinary(std::string_view value) {
  std::size_t controls = 0;
  std::size_t escapes = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    escapes += c == '\\' && i + 1 < value.size() && (value[i + 1] == 'x' || IsDigit(value[i + 1]));
  }
  return controls > 0 || escapes >= 2;
}

bool IsKeyId(std::string_view value) {
  return (value.size() == 16 || value.size() == 40) &&
         std::all_of(value.begin(), value.end(), [](char c) { return IsHexDigit(c) && !IsLower(c); });
}

ValueShape ShapeOf(std::string_view value, const ValueFacts& facts) {
  const std::size_t letters = facts.lower + facts.upper;
  if (facts.value_class == ValueClass::kPlaceholder || facts.value_class == ValueClass::kMasked ||
      facts.value_class == ValueClass::kEmpty) return ValueShape::kPlaceholder;
  if (facts.value_class == ValueClass::kUuid) return ValueShape::kUuid;
  if (facts.digits == value.size()) return ValueShape::kDigits;
  if (value.size() >= 16 && facts.digits > 0 && std::all_of(value.begin(), value.end(), IsHexDigit)) return ValueShape::kHex;
  if (IsStructured(facts.value_class)) return ValueShape::kStructured;
  if (facts.blanks > 0) return ValueShape::kSentence;
  if (facts.random && facts.digits > 0) return value.size() >= 20 ? ValueShape::kRandomLong : ValueShape::kRandomShort;
  if (facts.random && facts.lower > 0 && facts.upper > 1) return value.size() >= 20 ? ValueShape::kRandomLong : ValueShape::kRandomShort;
  if (facts.symbols > 0) return ValueShape::kSymbols;
  if (facts.separators > 0 && letters > 0) return facts.like_words ? ValueShape::kIdentifier : ValueShape::kOther;
  if (letters == value.size()) {
    if (!facts.like_words && facts.bits_per_character > 4.6) return ValueShape::kOddLetters;
    return facts.upper == 0 || facts.lower == 0 ? ValueShape::kWord : ValueShape::kIdentifier;
  }
  if (letters > 0 && facts.digits > 0) return facts.bits_per_character > 5 ? ValueShape::kRandomShort : ValueShape::kWordDigits;
  return ValueShape::kOther;
}

}  // namespace

std::string_view ValueShapeName(ValueShape shape) {
  constexpr std::string_view kNames[] = {"random-long", "random-short", "hex", "uuid", "odd-letters", "word-digits", "symbols", "word",
                                         "identifier", "sentence", "digits", "structured", "placeholder", "other"};
  return kNames[static_cast<std::size_t>(shape)];
}

ValueClass ClassOf(std::string_view value) { return ClassifyValue(value.substr(0, kMost)); }

ValueFacts FactsOf(std::string_view value, ValueClass value_class) {
  ValueFacts facts;
  facts.size = value.size();
  value = value.substr(0, kMost);
  Count(value, facts);
  facts.value_class = value_class;
  facts.bits = RandomnessBits(value);
  facts.bits_per_character = value.empty() ? 0 : facts.bits / static_cast<double>(value.size());
  facts.entropy = ShannonBits(value);
  facts.random = LooksRandom(value, 30);
  facts.like_words = LooksLikeWords(value);
  facts.binary = IsBinary(value);
  facts.key_id = IsKeyId(value);
  facts.padded = value.size() > 8 && value.back() == '=';
  facts.base64_alphabet = std::all_of(value.begin(), value.end(), [](char c) {
    return IsAlnum(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
  });
  const std::string lower = LowerAscii(value.substr(0, 128));
  facts.holds_secret_word = HoldsOneOf(lower, {"passw", "secret", "token", "apikey", "api_key", "api-key", "credential", "pwd", "key",
                                                "kennwort", "geheim", "motdepasse", "contrase", "wachtwoord"});
  facts.trade_words = HoldsOneOf(lower, {"test", "example", "your", "dummy", "fake", "sample", "some", "foo", "bar", "change", "insert", "mock", "demo", "invalid", "wrong"});
  facts.shape = ShapeOf(value, facts);
  return facts;
}

}  // namespace keylint
