// SPDX-License-Identifier: Apache-2.0
// Raw keys of cryptography, told by their encoding alone.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/checksum/bip39_words.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/structures.h"

namespace keylint::structures {
namespace {

constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::string_view kAgePrefix = "AGE-SECRET-KEY-1";

std::uint32_t Bech32Sum(const std::vector<unsigned>& values) {
  constexpr std::uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  std::uint32_t sum = 1;
  for (const unsigned value : values) {
    const std::uint32_t top = sum >> 25;
    sum = (sum & 0x1ffffff) << 5 ^ value;
    for (unsigned i = 0; i < 5; ++i) {
      if ((top >> i & 1) != 0) sum ^= kGenerator[i];
    }
  }
  return sum;
}

// The part before the last "1", spread as BIP-173 says, and the data.
std::vector<unsigned> Bech32Values(std::string_view human, std::string_view data) {
  std::vector<unsigned> values;
  for (const char c : human) values.push_back(static_cast<unsigned>(Lower(c)) >> 5);
  values.push_back(0);
  for (const char c : human) values.push_back(static_cast<unsigned>(Lower(c)) & 31);
  for (const char c : data) values.push_back(static_cast<unsigned>(kBech32.find(Lower(c))));
  return values;
}

}  // namespace

/// A19. Source: age specification (C2SP); BIP-173.
StructureResult VerifyBech32Age(std::string_view, std::string_view token) {
  if (!token.starts_with(kAgePrefix)) return {};
  const std::string_view data = token.substr(kAgePrefix.size());
  const auto foreign = std::find_if(data.begin(), data.end(), [](char c) { return kBech32.find(Lower(c)) == std::string_view::npos; });
  if (foreign != data.end()) return Bad("it holds one of the letters B, I, O or the digit 1, which bech32 has not");
  if (data.size() != 58) return Bad(fmt::format("it has {} of 74 characters", token.size()));
  if (Bech32Sum(Bech32Values(kAgePrefix.substr(0, kAgePrefix.size() - 1), data)) != 1) {
    return BadChecksum("its checksum, the last 6 characters, does not fit the rest");
  }
  return Proved();
}

std::string SealBech32Age(std::string_view, std::string_view token) {
  if (!token.starts_with(kAgePrefix) || token.size() != 74) return std::string(token);
  std::string data;
  for (const unsigned char c : BytesFrom(token, 52)) data += kBech32[c % 32];
  // 52 characters hold 260 bits for 256: the last four are zero.
  data.back() = kBech32[kBech32.find(data.back()) & 16];
  auto values = Bech32Values(kAgePrefix.substr(0, kAgePrefix.size() - 1), data);
  values.insert(values.end(), 6, 0);
  const std::uint32_t sum = Bech32Sum(values) ^ 1;
  for (unsigned i = 0; i < 6; ++i) data += kBech32[sum >> 5 * (5 - i) & 31];
  return std::string(kAgePrefix) + UpperAscii(data);
}

/// A20. Source: Bitcoin wiki, Wallet import format.
StructureResult VerifyBase58CheckWif(std::string_view, std::string_view token) {
  if (token.size() != 51 && token.size() != 52) return {};
  const auto bytes = Base58Bytes(token);
  if (!bytes || bytes->size() < 5) return Bad("it is no base58");
  const std::string_view head = std::string_view(*bytes).substr(0, bytes->size() - 4);
  if (Sha256(Sha256(head)).substr(0, 4) != bytes->substr(head.size())) {
    return BadChecksum("its checksum does not fit the rest");
  }
  const auto version = static_cast<unsigned char>(head[0]);
  if (head.size() != 33 && (head.size() != 34 || head.back() != 1)) return Bad("it does not hold a key of 32 bytes");
  if (version != 0x80 && version != 0xef) return Bad("its version is no network's");
  return Proved({{FactKind::kNetwork, version == 0x80 ? "main" : "test"}, {FactKind::kMode, version == 0x80 ? "live" : "test"}});
}

std::string SealBase58CheckWif(std::string_view, std::string_view token) {
  if (token.empty()) return {};
  const bool main = token[0] == '5' || token[0] == 'K' || token[0] == 'L';
  const bool compressed = token.size() == 52;
  for (int i = 0; i < 64; ++i) {  // K or L follows from the key's first bit
    std::string head(1, static_cast<char>(main ? 0x80 : 0xef));
    head += BytesFrom(fmt::format("{}{}", token, i), 32);
    if (compressed) head += '\x01';
    std::string sealed = Base58Text(head + Sha256(Sha256(head)).substr(0, 4));
    if (sealed[0] == token[0]) return sealed;
  }
  return std::string(token);
}

namespace {

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n,");
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n,"));
    words.push_back(word);
    text.remove_prefix(word.size());
  }
}

}  // namespace

/// A21. Source: BIP-39.
StructureResult VerifyBip39(std::string_view, std::string_view token) {
  const auto words = WordsOf(token);
  if (words.size() < 12 || words.size() > 24 || words.size() % 3 != 0) return {};
  std::string bits;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int number = Bip39Number(words[i]);
    if (number < 0) return Bad(fmt::format("word {} is not in the list", i + 1));
    for (int bit = 10; bit >= 0; --bit) bits += (number >> bit & 1) != 0 ? '1' : '0';
  }
  const std::size_t entropy_bits = words.size() * 32 / 3;
  std::string entropy;
  for (std::size_t i = 0; i < entropy_bits; i += 8) {
    entropy += static_cast<char>(std::stoi(bits.substr(i, 8), nullptr, 2));
  }
  const auto digest = static_cast<unsigned char>(Sha256(entropy)[0]);
  for (std::size_t i = 0; entropy_bits + i < bits.size(); ++i) {
    if ((bits[entropy_bits + i] == '1') != ((digest >> (7 - i) & 1) != 0)) {
      return BadChecksum("its checksum, in the last word, does not fit the other words");
    }
  }
  return Proved({{FactKind::kKeyBits, fmt::format("{}", entropy_bits)}});
}

std::string SealBip39(std::string_view, std::string_view token) {
  const auto words = WordsOf(token);
  const std::size_t count = std::clamp<std::size_t>(words.size() / 3 * 3, 12, 24);
  const std::string entropy = BytesFrom(token, count * 4 / 3);
  const std::string bytes = entropy + Sha256(entropy)[0];
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    unsigned number = 0;
    for (std::size_t bit = i * 11; bit < i * 11 + 11; ++bit) {
      number = number << 1 | (static_cast<unsigned char>(bytes[bit / 8]) >> (7 - bit % 8) & 1);
    }
    text += (i == 0 ? "" : " ") + std::string(Bip39Word(number));
  }
  return text;
}

/// A25. `wg genkey` clamps; other keys are legal but were not made by it.
StructureResult VerifyWireGuard(std::string_view, std::string_view token) {
  const auto bytes = Base64Bytes(token);
  if (token.size() != 44 || !bytes || bytes->size() != 32) return Bad("it does not decode to 32 bytes");
  const bool clamped = ((*bytes)[0] & 7) == 0 && (static_cast<unsigned char>((*bytes)[31]) & 0xc0) == 0x40;
  return clamped ? Ok() : Doubtful("it is not as wg genkey makes private keys: perhaps a public or preshared key");
}

std::string SealWireGuard(std::string_view, std::string_view token) {
  std::string bytes = BytesFrom(token, 32);
  bytes[0] = static_cast<char>(bytes[0] & 0xf8);
  bytes[31] = static_cast<char>((bytes[31] & 0x3f) | 0x40);
  return Base64Text(bytes);
}

/// base64: and 16 or 32 bytes. Source: Laravel, Encrypter (AES-128, AES-256).
StructureResult VerifyLaravelAppKey(std::string_view, std::string_view token) {
  constexpr std::string_view kPrefix = "base64:";
  if (!token.starts_with(kPrefix)) return Bad("the prefix base64: is missing");
  const auto bytes = Base64Bytes(token.substr(kPrefix.size()));
  if (!bytes) return Bad("it does not decode as base64");
  if (bytes->size() != 16 && bytes->size() != 32) return Bad(fmt::format("it decodes to {} bytes, not to 16 or 32", bytes->size()));
  return Ok({{FactKind::kKeyBits, fmt::format("{}", bytes->size() * 8)}});
}

std::string SealLaravelAppKey(std::string_view, std::string_view token) {
  return "base64:" + Base64Text(BytesFrom(token, token.size() < 40 ? 16 : 32));
}

/// base64url of 32 bytes with its padding. Source: Fernet specification.
StructureResult VerifyFernet(std::string_view, std::string_view token) {
  const auto bytes = Base64Bytes(token);
  if (token.size() != 44 || !token.ends_with('=') || !bytes || bytes->size() != 32) return Bad("it does not decode to 32 bytes");
  return Ok();
}

std::string SealFernet(std::string_view, std::string_view token) { return Base64UrlText(BytesFrom(token, 32)) + "="; }

}  // namespace keylint::structures
