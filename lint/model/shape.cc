// SPDX-License-Identifier: Apache-2.0
#include "lint/model/shape.h"

#include <array>

namespace keylint {
namespace {

struct AlphabetInfo {
  std::string_view name;
  std::string_view description;
  std::string_view characters;
};

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
#define KEYLINT_DIGITS "0123456789"
#define KEYLINT_LOWER "abcdefghijklmnopqrstuvwxyz"
#define KEYLINT_UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// In the order of Alphabet.
constexpr std::array<AlphabetInfo, 20> kAlphabets = {{
    {"d", "digits", kDigits},
    {"hex", "0-9 and a-f", "0123456789abcdef"},
    {"HEX", "0-9 and A-F", "0123456789ABCDEF"},
    {"xdigit", "hexadecimal digits", "0123456789abcdefABCDEF"},
    {"an", "letters and digits", KEYLINT_DIGITS KEYLINT_LOWER KEYLINT_UPPER},
    {"lan", "lower-case letters and digits", KEYLINT_DIGITS KEYLINT_LOWER},
    {"UAN", "capital letters and digits", KEYLINT_DIGITS KEYLINT_UPPER},
    {"al", "letters", KEYLINT_LOWER KEYLINT_UPPER},
    {"lal", "lower-case letters", kLower},
    {"UAL", "capital letters", kUpper},
    {"b32", "A-Z and 2-7", KEYLINT_UPPER "234567"},
    {"lb32", "a-z and 2-7", KEYLINT_LOWER "234567"},
    {"b58", "letters and digits without 0, O, I and l",
     "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"},
    {"b64", "letters, digits, + and /", KEYLINT_DIGITS KEYLINT_LOWER KEYLINT_UPPER "+/"},
    {"b64u", "letters, digits, - and _", KEYLINT_DIGITS KEYLINT_LOWER KEYLINT_UPPER "-_"},
    {"b66", "letters, digits, - _ . and ~", KEYLINT_DIGITS KEYLINT_LOWER KEYLINT_UPPER "-_.~"},
    {"url", "letters, digits and - _ . ~ % + = /",
     KEYLINT_DIGITS KEYLINT_LOWER KEYLINT_UPPER "-_.~%+=/"},
    {"b64d", "w to z and 0 to 5", "012345wxyz"},
    {"uuid", "a UUID in lower case", "0123456789abcdef-"},
    {"UUID", "a UUID in capitals", "0123456789ABCDEF-"},
}};

using Table = std::array<std::array<bool, 256>, kAlphabets.size()>;

constexpr Table MakeTable() {
  Table table{};
  for (std::size_t i = 0; i < kAlphabets.size(); ++i) {
    for (const char c : kAlphabets[i].characters) {
      table[i][static_cast<unsigned char>(c)] = true;
    }
  }
  return table;
}

constexpr Table kMembers = MakeTable();

}  // namespace

bool InAlphabet(Alphabet alphabet, unsigned char c) {
  return kMembers[static_cast<std::size_t>(alphabet)][c];
}

std::string_view AlphabetName(Alphabet alphabet) {
  return kAlphabets[static_cast<std::size_t>(alphabet)].name;
}

std::string_view AlphabetDescription(Alphabet alphabet) {
  return kAlphabets[static_cast<std::size_t>(alphabet)].description;
}

std::string_view AlphabetCharacters(Alphabet alphabet) {
  return kAlphabets[static_cast<std::size_t>(alphabet)].characters;
}

}  // namespace keylint
