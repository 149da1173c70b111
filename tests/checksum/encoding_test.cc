// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/encoding.h"

#include <gtest/gtest.h>

#include "lint/checksum/date.h"

namespace keylint {
namespace {

TEST(Base64, AcceptsBothAlphabetsWithAndWithoutPadding) {
  EXPECT_EQ(Base64Bytes("+/8="), "\xfb\xff");
  EXPECT_EQ(Base64Bytes("-_8"), "\xfb\xff");
}

TEST(Base64, RefusesForeignBytesAndBrokenPadding) {
  EXPECT_FALSE(Base64Bytes("QUJ*"));
  EXPECT_FALSE(Base64Bytes("QUJDR"));
  EXPECT_FALSE(Base64Bytes("QQ="));
  EXPECT_FALSE(Base64Bytes("Q==="));
}

TEST(Encodings, ComeBackAsTheyWere) {
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    bytes += static_cast<char>(i * 37);
    EXPECT_EQ(Base64Bytes(Base64Text(bytes)), bytes);
    EXPECT_EQ(Base64Bytes(Base64UrlText(bytes)), bytes);
    EXPECT_EQ(ExactBase32Bytes(Base32Text(bytes)), bytes);
    EXPECT_EQ(Base58Bytes(Base58Text(bytes)), bytes);
    EXPECT_EQ(HexBytes(HexText(bytes)), bytes);
  }
}

TEST(Base58, KeepsLeadingZeros) { EXPECT_EQ(Base58Text(std::string("\0\0a", 3)), "112g"); }

TEST(Crockford, CountsInFiveBits) {
  EXPECT_EQ(CrockfordNumber("01ARZ3NDEK"), 1469922850259u);
  EXPECT_EQ(CrockfordText(1469922850259u, 10), "01ARZ3NDEK");
}

TEST(EpochText, IsUtc) {
  EXPECT_EQ(EpochText(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(EpochText(1767225600), "2026-01-01T00:00:00Z");
}

TEST(CompactEpoch, ReadsBothSpellings) {
  EXPECT_EQ(CompactEpoch("20260101T000000Z"), 1767225600);
  EXPECT_EQ(CompactEpoch("20260101000000Z"), 1767225600);
  EXPECT_FALSE(CompactEpoch("20261301T000000Z"));
}

}  // namespace
}  // namespace keylint
