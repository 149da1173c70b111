// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/randomness.h"

#include <gtest/gtest.h>

#include "tests/diagnose/grown_key.h"

namespace keylint {
namespace {

using testing::RandomText;

TEST(Randomness, MachineMadeTextOfEveryAlphabetLooksRandom) {
  std::mt19937 random(1);
  for (const std::string_view characters : {"0123456789abcdef", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
                                            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
    int looks = 0;
    for (int i = 0; i < 1000; ++i) looks += LooksRandom(RandomText(24, random, characters));
    EXPECT_GE(looks, 960) << characters;
  }
}

TEST(Randomness, WordsAndIdentifiersDoNot) {
  for (const std::string_view words : {"my_database_password", "estimator-html-representation", "SetAuthenticationProvider", "org.springframework.security",
                                       "aaaaaaaaaaaaaaaaaaaaaaaa", "abcdefghijklmnopqrstuvwxyz", "12345678901234567890", "request_timeout_milliseconds"}) {
    EXPECT_FALSE(LooksRandom(words)) << words;
  }
}

TEST(Randomness, WordsLookLikeWordsAndRandomTextDoesNot) {
  EXPECT_TRUE(LooksLikeWords("internationalization_settings"));
  EXPECT_TRUE(LooksLikeWords("my secret password"));
  std::mt19937 random(2);
  int words = 0;
  for (int i = 0; i < 2000; ++i) words += LooksLikeWords(RandomText(20, random));
  EXPECT_LE(words, 4);
}

TEST(Randomness, EmptyTextHasNone) {
  EXPECT_EQ(RandomnessBits(""), 0);
  EXPECT_EQ(RandomnessPerCharacter(""), 0);
  EXPECT_EQ(ShannonBits(""), 0);
  EXPECT_FALSE(LooksRandom(""));
}

}  // namespace
}  // namespace keylint
