// SPDX-License-Identifier: Apache-2.0
// SHA-256 comes from libcrypto's plain functions: the EVP ones would load
// configuration and providers for a few bytes.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "lint/checksum/digest.h"

#include <array>
#include <bit>
#include <cassert>

#include <openssl/sha.h>

namespace keylint {
namespace {

constexpr std::array<std::uint32_t, 256> MakeCrc32Table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320u : 0u);
    table[i] = value;
  }
  return table;
}
constexpr auto kCrc32Table = MakeCrc32Table();

struct Marvin {
  std::uint32_t low, high;

  void Mix(std::uint32_t word) {
    low += word;
    high ^= low;
    low = std::rotl(low, 20) + high;
    high = std::rotl(high, 9) ^ low;
    low = std::rotl(low, 27) + high;
    high = std::rotl(high, 19);
  }
};

}  // namespace

std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (const unsigned char c : bytes) crc = kCrc32Table[(crc ^ c) & 0xff] ^ (crc >> 8);
  return ~crc;
}

std::uint16_t Crc16Xmodem(std::string_view bytes) {
  std::uint32_t crc = 0;
  for (const unsigned char c : bytes) {
    crc ^= static_cast<std::uint32_t>(c) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = ((crc << 1) ^ ((crc & 0x8000) != 0 ? 0x1021u : 0u)) & 0xffffu;
  }
  return static_cast<std::uint16_t>(crc);
}

std::uint32_t Crc24(std::string_view bytes) {
  std::uint32_t crc = 0xb704ceu;
  for (const unsigned char c : bytes) {
    crc ^= static_cast<std::uint32_t>(c) << 16;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x800000) != 0 ? 0x1864cfbu : 0u);
  }
  return crc & 0xffffffu;
}

std::uint32_t Marvin32(std::string_view seed, std::string_view bytes) {
  assert(seed.size() == 8);
  const auto word = [](std::string_view four) {
    std::uint32_t value = 0;
    for (const unsigned char c : four) value = (value << 8) | c;
    return value;
  };
  Marvin state{word(seed.substr(4)), word(seed.substr(0, 4))};
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  for (; at + 4 <= bytes.size(); at += 4) {
    state.Mix(byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24);
  }
  std::uint32_t last = 0x80;
  for (std::size_t i = bytes.size(); i-- > at;) last = (last << 8) | byte(i);
  state.Mix(last);
  state.Mix(0);
  return state.high ^ state.low;
}

std::string Sha256(std::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(reinterpret_cast<unsigned char*>(digest.data()), &context);
  return digest;
}

}  // namespace keylint
