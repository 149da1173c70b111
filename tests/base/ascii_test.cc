// SPDX-License-Identifier: Apache-2.0
// The C library, in its "C" locale, is the oracle.
#include "lint/base/ascii.h"

#include <cctype>
#include <climits>

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(Ascii, ClassesAreTheCLibrarys) {
  for (int value = CHAR_MIN; value <= CHAR_MAX; ++value) {
    const char c = static_cast<char>(value);
    const int byte = static_cast<unsigned char>(c);
    EXPECT_EQ(IsLower(c), std::islower(byte) != 0) << byte;
    EXPECT_EQ(IsUpper(c), std::isupper(byte) != 0) << byte;
    EXPECT_EQ(IsAlpha(c), std::isalpha(byte) != 0) << byte;
    EXPECT_EQ(IsDigit(c), std::isdigit(byte) != 0) << byte;
    EXPECT_EQ(IsAlnum(c), std::isalnum(byte) != 0) << byte;
    EXPECT_EQ(IsHexDigit(c), std::isxdigit(byte) != 0) << byte;
    EXPECT_EQ(IsBlank(c), std::isblank(byte) != 0) << byte;
    EXPECT_EQ(IsSpace(c), std::isspace(byte) != 0) << byte;
    EXPECT_EQ(IsWord(c), std::isalnum(byte) != 0 || c == '_') << byte;
    EXPECT_EQ(static_cast<unsigned char>(Lower(c)), std::tolower(byte)) << byte;
    EXPECT_EQ(static_cast<unsigned char>(Upper(c)), std::toupper(byte)) << byte;
    EXPECT_EQ(HexValue(c) >= 0, std::isxdigit(byte) != 0) << byte;
  }
  EXPECT_EQ(HexValue('0'), 0);
  EXPECT_EQ(HexValue('9'), 9);
  EXPECT_EQ(HexValue('a'), 10);
  EXPECT_EQ(HexValue('F'), 15);
}

TEST(Ascii, ComparesWithoutCaseAndLeavesOtherBytesAlone) {
  EXPECT_TRUE(EqualsNoCase("ToKeN-\xC3\x84", "tOkEn-\xC3\x84"));
  EXPECT_FALSE(EqualsNoCase("\xC3\x84", "\xC3\xA4"));   // Ä and ä
  EXPECT_FALSE(EqualsNoCase("token", "tokens"));
  EXPECT_FALSE(EqualsNoCase("[", "{"));                 // A bit apart, as letters' cases are.
  EXPECT_TRUE(StartsWithNoCase("BEARER x", "Bearer "));
  EXPECT_FALSE(StartsWithNoCase("Bear", "Bearer "));
  EXPECT_EQ(LowerAscii("aZ_\xC3\x84"), "az_\xC3\x84");
  EXPECT_EQ(UpperAscii("aZ_\xC3\xA4"), "AZ_\xC3\xA4");
}

TEST(Ascii, TrimsBothEnds) {
  EXPECT_EQ(Trimmed(" \t\r\n\f\va b\n"), "a b");
  EXPECT_EQ(Trimmed(" \t "), "");
  EXPECT_EQ(Trimmed(""), "");
}

TEST(Ascii, ArticlesGoByTheFirstLetter) {
  EXPECT_EQ(WithArticle("Stripe key"), "a Stripe key");
  EXPECT_EQ(WithArticle("OpenAI key"), "an OpenAI key");
  EXPECT_EQ(WithArticle(""), "a ");
}

}  // namespace
}  // namespace keylint
