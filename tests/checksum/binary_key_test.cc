// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/binary_key.h"

#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "lint/checksum/encoding.h"
#include "lint/checksum/grow_pem.h"

namespace keylint {
namespace {

using std::string_view_literals::operator""sv;

// The bytes of a grown key.
std::string Der(std::string_view kind) {
  std::istringstream lines(GrowPem(kind, "a"));
  std::string body;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("-") && !line.starts_with("=")) body += line;   // OpenPGP's checksum has a line.
  }
  return Base64Bytes(body).value_or("");
}

std::string Element(char tag, std::string_view content) {
  std::string out{tag};
  if (content.size() >= 0x80) out += {'\x82', static_cast<char>(content.size() >> 8)};
  return (out += static_cast<char>(content.size())) += content;
}

std::string Number(std::uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8), static_cast<char>(number)};
}
std::string Text(std::string_view text) { return std::string{'\0', static_cast<char>(text.size())} + std::string(text); }

std::string Certificate() { return Number(2) + Text("ca") + std::string(8, '\1') + Text("X.509") + Number(3) + "abc"; }
std::string PrivateKey() { return Number(1) + Text("me") + std::string(8, '\1') + Number(3) + "abc" + Number(0); }

std::string Store(const std::string& entries, std::uint32_t count) { return "\xfe\xed\xfe\xed" + Number(2) + Number(count) + entries + std::string(20, '\x5a'); }

std::string Pkcs12(std::string_view bag) {
  const std::string oid = Element('\x06', "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"sv);
  const std::string key = Element('\x06', std::string("\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01"sv) + std::string(bag)) + Element('\xa0', std::string(200, '\x7b'));
  return Element('\x30', Element('\x02', "\x03") + Element('\x30', oid + Element('\xa0', Element('\x04', Element('\x30', key)))));
}

TEST(BinaryKeyIn, IsAPrivateKeyInDer) {
  for (const char* kind : {"rsa", "ec", "ed25519"}) {
    const auto key = BinaryKeyIn(Der(kind));
    ASSERT_TRUE(key.has_value()) << kind;
    EXPECT_FALSE(key->encrypted) << kind;
  }
  const auto encrypted = BinaryKeyIn(Der("encrypted"));
  ASSERT_TRUE(encrypted.has_value());
  EXPECT_TRUE(encrypted->encrypted);
}

TEST(BinaryKeyIn, IsNoPublicHalfNoCertificateAndNoHalfOfAKey) {
  for (const char* kind : {"public", "certificate"}) EXPECT_FALSE(BinaryKeyIn(Der(kind)).has_value()) << kind;
  const std::string key = Der("rsa");
  EXPECT_FALSE(BinaryKeyIn(key.substr(0, key.size() / 2)).has_value());
  EXPECT_FALSE(BinaryKeyIn("0 is a number, and this is a text").has_value());
  EXPECT_FALSE(BinaryKeyIn("").has_value());
  EXPECT_FALSE(BinaryKeyIn("0\x80\x02"sv).has_value());
}

TEST(BinaryKeyIn, IsAnOpenPgpSecretKey) {
  for (const bool encrypted : {false, true}) {
    const std::string bytes = Der(encrypted ? "pgp-encrypted" : "pgp");
    const auto key = BinaryKeyIn(bytes);
    ASSERT_TRUE(key.has_value()) << encrypted;
    EXPECT_EQ(key->encrypted, encrypted);
    EXPECT_FALSE(BinaryKeyIn(bytes.substr(0, bytes.size() / 2)).has_value());
  }
  EXPECT_FALSE(BinaryKeyIn("\x99\x01\x0d\x04 a public key is another packet"sv).has_value());
}

TEST(BinaryKeyIn, IsAJavaKeyStoreThatHoldsAKey) {
  EXPECT_TRUE(BinaryKeyIn(Store(PrivateKey(), 1)).has_value());
  EXPECT_TRUE(BinaryKeyIn(Store(Certificate() + PrivateKey(), 2)).has_value());
  EXPECT_FALSE(BinaryKeyIn(Store(Certificate() + Certificate(), 2)).has_value());   // What it trusts.
  EXPECT_FALSE(BinaryKeyIn(Store(Certificate(), 0xFFFFFFFF)).has_value());
  EXPECT_FALSE(BinaryKeyIn("\xfe\xed\xfe\xed\0\0\0\2"sv).has_value());
}

TEST(BinaryKeyIn, IsAPkcs12StoreThatHoldsAKey) {
  EXPECT_TRUE(BinaryKeyIn(Pkcs12("\1")).has_value());
  EXPECT_TRUE(BinaryKeyIn(Pkcs12("\2")).has_value());
  EXPECT_FALSE(BinaryKeyIn(Pkcs12("\3")).has_value());   // A certificate.
}

}  // namespace
}  // namespace keylint
