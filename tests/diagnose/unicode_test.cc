// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/unicode.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(OddCharacters, HaveCodePointNameAndPosition) {
  const auto odd = FindOddCharacters("abc\xe2\x80\x8b" "def");
  ASSERT_EQ(odd.size(), 1u);
  EXPECT_EQ(odd[0].position, 4u);
  EXPECT_EQ(DescribeOdd(odd[0]), "U+200B (zero width space)");
}

TEST(OddCharacters, CountCharactersNotBytes) {
  const auto odd = FindOddCharacters("\xd0\xb0\xd0\xb0");
  ASSERT_EQ(odd.size(), 2u);
  EXPECT_EQ(odd[1].position, 2u);
  EXPECT_EQ(odd[1].looks_like, 'a');
}

TEST(OddCharacters, SurviveBrokenUtf8) {
  EXPECT_EQ(FindOddCharacters("a\xff\xe2\x80").size(), 3u);
}

TEST(Asciify, MendsWhatLooksLikeAscii) {
  EXPECT_EQ(Asciify("\xef\xbb\xbfsk\xe2\x80\x94\xd0\xb0"), "sk-a");
}

}  // namespace
}  // namespace keylint
