// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/encoding.h"

#include <algorithm>
#include <array>
#include <vector>

namespace keylint {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase32Lower = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kBase62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kHex = "0123456789abcdef";

using Values = std::array<std::int8_t, 256>;

constexpr Values Invert(std::string_view digits, std::string_view same = {}) {
  Values values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < digits.size(); ++i) values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  for (std::size_t i = 0; i < same.size(); ++i) values[static_cast<unsigned char>(same[i])] = static_cast<std::int8_t>(i);
  return values;
}

constexpr Values kBase64Values = Invert(kBase64, kBase64Url);
constexpr Values kBase32Values = Invert(kBase32, kBase32Lower);
constexpr Values kCrockfordValues = Invert(kCrockford, "0123456789abcdefghjkmnpqrstvwxyz");
constexpr Values kBase36Values = Invert(kBase36);
constexpr Values kBase58Values = Invert(kBase58);
constexpr Values kHexValues = Invert(kHex, "0123456789ABCDEF");

/// Digits of `bits` bits each, joined; the bits left over go to `rest`.
std::optional<std::string> Unpack(std::string_view text, const Values& values, int bits, std::uint32_t& rest,
                                  int& rest_bits) {
  std::string bytes;
  bytes.reserve(text.size() * static_cast<std::size_t>(bits) / 8);
  std::uint32_t buffer = 0;
  int held = 0;
  for (const unsigned char c : text) {
    if (values[c] < 0) return std::nullopt;
    buffer = (buffer << bits) | static_cast<std::uint32_t>(values[c]);
    held += bits;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(buffer >> held);
    buffer &= (1u << held) - 1;
  }
  rest = buffer;
  rest_bits = held;
  return bytes;
}

std::string Pack(std::string_view bytes, std::string_view digits, int bits) {
  std::string text;
  std::uint32_t buffer = 0;
  int held = 0;
  for (const unsigned char c : bytes) {
    buffer = (buffer << 8) | c;
    held += 8;
    while (held >= bits) {
      held -= bits;
      text += digits[buffer >> held];
      buffer &= (1u << held) - 1;
    }
  }
  if (held > 0) text += digits[buffer << (bits - held)];
  return text;
}

std::string NumberText(std::uint64_t number, std::string_view digits) {
  std::string text;
  do {
    text += digits[number % digits.size()];
    number /= digits.size();
  } while (number != 0);
  std::reverse(text.begin(), text.end());
  return text;
}

}  // namespace

std::optional<std::string> Base64Bytes(std::string_view text) {
  const std::size_t padding = text.size() - std::min(text.size(), text.find_last_not_of('=') + 1);
  if (padding > 2 || (padding > 0 && text.size() % 4 != 0)) return std::nullopt;
  text.remove_suffix(padding);
  if (text.size() % 4 == 1) return std::nullopt;
  std::uint32_t rest;
  int rest_bits;
  return Unpack(text, kBase64Values, 6, rest, rest_bits);
}

std::string Base64Text(std::string_view bytes, bool padded) {
  std::string text = Pack(bytes, kBase64, 6);
  while (padded && text.size() % 4 != 0) text += '=';
  return text;
}

std::string Base64UrlText(std::string_view bytes) { return Pack(bytes, kBase64Url, 6); }

std::optional<std::string> Base32Bytes(std::string_view text) {
  std::uint32_t rest;
  int rest_bits;
  return Unpack(text, kBase32Values, 5, rest, rest_bits);
}

std::optional<std::string> ExactBase32Bytes(std::string_view text) {
  std::uint32_t rest;
  int rest_bits;
  auto bytes = Unpack(text, kBase32Values, 5, rest, rest_bits);
  if (!bytes || rest != 0 || rest_bits >= 5) return std::nullopt;
  return bytes;
}

std::string Base32Text(std::string_view bytes, bool upper) { return Pack(bytes, upper ? kBase32 : kBase32Lower, 5); }

std::optional<std::uint64_t> CrockfordNumber(std::string_view text) {
  if (text.size() > 12) return std::nullopt;
  std::uint64_t number = 0;
  for (const unsigned char c : text) {
    if (kCrockfordValues[c] < 0) return std::nullopt;
    number = number * 32 + static_cast<std::uint64_t>(kCrockfordValues[c]);
  }
  return number;
}

std::string CrockfordText(std::uint64_t number, std::size_t digits) {
  return PaddedLeft(NumberText(number, kCrockford), digits, '0');
}

std::string Base62Text(std::uint64_t number) { return NumberText(number, kBase62); }
std::string Base36Text(std::uint64_t number) { return NumberText(number, kBase36); }

std::optional<std::uint64_t> Base36Number(std::string_view text) {
  if (text.empty() || text.size() > 12) return std::nullopt;  // 36^12 < 2^64
  std::uint64_t number = 0;
  for (const unsigned char c : text) {
    if (kBase36Values[c] < 0) return std::nullopt;
    number = number * 36 + static_cast<std::uint64_t>(kBase36Values[c]);
  }
  return number;
}

std::string PaddedLeft(std::string text, std::size_t width, char fill) {
  if (text.size() > width) return text.substr(text.size() - width);
  return std::string(width - text.size(), fill) + text;
}

std::optional<std::string> Base58Bytes(std::string_view text) {
  if (text.size() > 128) return std::nullopt;
  std::vector<unsigned> bytes;  // least significant first
  for (const unsigned char c : text) {
    if (kBase58Values[c] < 0) return std::nullopt;
    unsigned carry = static_cast<unsigned>(kBase58Values[c]);
    for (unsigned& byte : bytes) {
      carry += byte * 58;
      byte = carry & 0xff;
      carry >>= 8;
    }
    if (carry != 0) bytes.push_back(carry);
  }
  const std::size_t zeros = std::min(text.size(), text.find_first_not_of('1'));
  std::string out(zeros, '\0');
  for (auto it = bytes.rbegin(); it != bytes.rend(); ++it) out += static_cast<char>(*it);
  return out;
}

std::string Base58Text(std::string_view bytes) {
  std::vector<unsigned> digits;
  for (const unsigned char c : bytes) {
    unsigned carry = c;
    for (unsigned& digit : digits) {
      carry += digit * 256;
      digit = carry % 58;
      carry /= 58;
    }
    for (; carry != 0; carry /= 58) digits.push_back(carry % 58);
  }
  const std::size_t zeros = std::min(bytes.size(), bytes.find_first_not_of('\0'));
  std::string out(zeros, '1');
  for (auto it = digits.rbegin(); it != digits.rend(); ++it) out += kBase58[*it];
  return out;
}

std::string HexText(std::string_view bytes) { return Pack(bytes, kHex, 4); }

std::optional<std::string> HexBytes(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::uint32_t rest;
  int rest_bits;
  return Unpack(text, kHexValues, 4, rest, rest_bits);
}

std::string UuidText(std::string_view bytes16) {
  std::string text = HexText(bytes16);
  for (const std::size_t at : {8u, 13u, 18u, 23u}) {
    if (at <= text.size()) text.insert(at, "-");
  }
  return text;
}

}  // namespace keylint
