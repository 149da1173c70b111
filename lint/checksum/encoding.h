// SPDX-License-Identifier: Apache-2.0
// The alphabets keys are written in, in both directions. Strict, small, and
// for short texts: lint/decode reads whole documents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keylint {

/// Bytes of `text`: base64 or base64url (mixed is accepted), padded or bare.
/// Nothing when a byte is foreign, the padding stands wrong, or a lone 6-bit
/// group is left over. Bits left over in the last group are not looked at.
std::optional<std::string> Base64Bytes(std::string_view text);
std::string Base64Text(std::string_view bytes, bool padded = true);
std::string Base64UrlText(std::string_view bytes);  ///< Never padded.

/// RFC 4648 base32 in either case, without padding. Left-over bits are
/// dropped; `ExactBase32Bytes` refuses them unless they are zero.
std::optional<std::string> Base32Bytes(std::string_view text);
std::optional<std::string> ExactBase32Bytes(std::string_view text);
std::string Base32Text(std::string_view bytes, bool upper = true);

/// Crockford's 32 digits (ULID), either case; the number has `text.size()`
/// times five bits. Nothing for more than 12 digits.
std::optional<std::uint64_t> CrockfordNumber(std::string_view text);
std::string CrockfordText(std::uint64_t number, std::size_t digits);

/// `number` in base 62 (0-9A-Za-z) or 36 (0-9a-z), most significant first.
std::string Base62Text(std::uint64_t number);
std::string Base36Text(std::uint64_t number);
/// Nothing when a digit is foreign or the number has more than 64 bits.
std::optional<std::uint64_t> Base36Number(std::string_view text);

/// `text` with `fill` in front until it has `width` characters; when it is
/// longer, its last `width` characters.
std::string PaddedLeft(std::string text, std::size_t width, char fill);

/// Bitcoin's base58, for at most 128 characters.
std::optional<std::string> Base58Bytes(std::string_view text);
std::string Base58Text(std::string_view bytes);

/// Lower-case hex.
std::string HexText(std::string_view bytes);
std::optional<std::string> HexBytes(std::string_view text);

/// "16a8..." of 16 bytes -> "16a8....-....-....".
std::string UuidText(std::string_view bytes16);

}  // namespace keylint
