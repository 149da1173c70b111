// SPDX-License-Identifier: Apache-2.0
// What a value is when it is not a secret: a reference, a placeholder, ...
//
//   ClassifyValue("${STRIPE_KEY}")       kReference
//   ClassifyValue("your-api-key-here")   kPlaceholder
//   ClassifyValue("sk-ab***yz")          kMasked
#pragma once

#include <cstdint>
#include <string_view>

namespace keylint {

enum class ValueClass : std::uint8_t {
  kOpaque,       ///< None of the others: may be a secret.
  kEmpty,        ///< Nothing, blanks, or an empty pair of quotes.
  kReference,    ///< Points to the value: "${X}", "vault:...", "op://...".
  kCiphertext,   ///< The value, encrypted: "ENC[...]", "encrypted:...".
  kPlaceholder,  ///< Stands for a value: "changeme", "<token>", "xxxx", "1234".
  kMasked,       ///< A value with its middle hidden: "sk-ab***yz".
  kBoolean,      ///< true, off, null, none, undefined.
  kNumber,
  kDate,
  kVersion,
  kUuid,
  kHash,         ///< Hex of a digest's length, or "sha256:...".
  kUrl,          ///< A URL without user and password.
  kEmail,
  kPath,
  kCode,         ///< An expression: "os.environ['X']", "getKey()", "a.b.c".
  kWords,        ///< One or more plain words, or an identifier.
};

/// The first of the classes above that `value` clearly belongs to.
///
/// Time: linear in the first 4 KiB; what follows is not looked at.
ValueClass ClassifyValue(std::string_view value);

/// Whether `body`, the part of a key behind its prefix, was written by a
/// person to stand for a key: words of the trade ("your", "example"), runs,
/// sequences, few different characters, or a short repeated pattern.
///
/// Random text of 16 characters is taken for one once in some 100,000.
bool IsPlaceholderBody(std::string_view body);

/// Where part of `token` is hidden: a run of '*', of 'x' or 'X' with other
/// text on both sides, of dots, an ellipsis or bullets. Units: bytes.
struct MaskedPart {
  std::size_t begin = 0;
  std::size_t end = 0;   ///< Equal to begin: nothing is hidden.
  bool found() const { return end > begin; }
};
MaskedPart FindMask(std::string_view token);

/// Whether `value` is a reference or ciphertext in any known notation.
bool IsReference(std::string_view value);

std::string_view ValueClassName(ValueClass value_class);

}  // namespace keylint
