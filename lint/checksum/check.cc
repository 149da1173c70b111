// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/check.h"

#include <cstdint>

#include "lint/base/ascii.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"

namespace keylint {
namespace {

std::string BigEndian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string LittleEndian(std::uint32_t value) {
  const std::string big = BigEndian(value);
  return {big.rbegin(), big.rend()};
}

char Xor62(std::string_view covered) {
  unsigned char sum = 0;
  for (const unsigned char c : covered) sum ^= c;
  return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[sum % 62];
}

}  // namespace

std::string ComputeCheck(CheckKind kind, std::string_view covered, std::size_t length) {
  switch (kind) {
    case CheckKind::kNone: return {};
    case CheckKind::kCrc32Base62: return PaddedLeft(Base62Text(Crc32(covered)), length, '0');
    case CheckKind::kCrc32Base36: return PaddedLeft(Base36Text(Crc32(covered)), length, '0');
    case CheckKind::kCrc32Hex: return HexText(BigEndian(Crc32(covered))).substr(0, length);
    case CheckKind::kCrc32HexUpper: return UpperAscii(HexText(BigEndian(Crc32(covered)))).substr(0, length);
    case CheckKind::kCrc32LeHex: return HexText(LittleEndian(Crc32(covered))).substr(0, length);
    case CheckKind::kCrc32LeBase64: return Base64Text(LittleEndian(Crc32(covered))).substr(0, length);
    case CheckKind::kXor62: return std::string(length, Xor62(covered));
    case CheckKind::kSha256Base64Url: return Base64UrlText(Sha256(covered)).substr(0, length);
  }
  return {};
}

}  // namespace keylint
