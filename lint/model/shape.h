// SPDX-License-Identifier: Apache-2.0
// What a key looks like, as a sequence of pieces.
//
//   sk-{an:20}T3BlbkFJ{an:20}  ->  literal, run, literal, run
//
// Alternatives and optional parts are expanded when a shape is parsed, so a
// key holds a few straight sequences and alignment stays simple.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace keylint {

enum class Alphabet : std::uint8_t {
  kDigit, kHexLower, kHexUpper, kHexAny, kAlnum, kAlnumLower, kAlnumUpper,
  kAlpha, kAlphaLower, kAlphaUpper, kBase32, kBase32Lower, kBase58, kBase64,
  kBase64Url, kBase66, kUrl, kBase64Digits, kUuidLower, kUuidUpper,
};

enum class PieceKind : std::uint8_t { kLiteral, kRun, kCheck };

/// Named checksum inside a shape; see rules/README.md.
enum class CheckKind : std::uint8_t {
  kNone, kCrc32Base62, kCrc32Hex, kCrc32HexUpper, kCrc32LeHex, kCrc32LeBase64,
  kCrc32Base36, kXor62, kSha256Base64Url,
};

/// One piece of a straight shape.
struct Piece {
  PieceKind kind = PieceKind::kLiteral;
  std::string_view literal = {};           ///< kLiteral only.
  Alphabet alphabet = Alphabet::kAlnum;    ///< kRun and kCheck.
  std::uint32_t min = 0;                   ///< Characters; kCheck: min == max.
  std::uint32_t max = 0;
  CheckKind check = CheckKind::kNone;
  std::uint8_t over_first = 0;             ///< Pieces covered, from 0, both
  std::uint8_t over_last = 0;              ///< included; kCheck only.
};

/// One straight alternative of a key's shapes.
struct Shape {
  std::span<const Piece> pieces;
  std::uint32_t min_length = 0;  ///< Characters of the whole token.
  std::uint32_t max_length = 0;
};

/// Whether byte `c` belongs to `alphabet` (a UUID: hex digits and '-').
bool InAlphabet(Alphabet alphabet, unsigned char c);

/// The name rules use ("b64u"), and what a person calls it
/// ("letters, digits, - and _").
std::string_view AlphabetName(Alphabet alphabet);
std::string_view AlphabetDescription(Alphabet alphabet);
/// Its characters, each once, digits before lower case before capitals.
std::string_view AlphabetCharacters(Alphabet alphabet);

}  // namespace keylint
