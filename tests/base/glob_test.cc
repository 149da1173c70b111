// SPDX-License-Identifier: Apache-2.0
#include "lint/base/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace keylint {
namespace {

TEST(MatchesName, KnowsStarsQuestionMarksAndBackslashes) {
  EXPECT_TRUE(MatchesName("*.env", ".env"));
  EXPECT_TRUE(MatchesName("a*b*c", "aXbYbZc"));
  EXPECT_FALSE(MatchesName("a*b*c", "aXbYbZ"));
  EXPECT_TRUE(MatchesName("a?c", "abc"));
  EXPECT_FALSE(MatchesName("a?c", "ac"));
  EXPECT_TRUE(MatchesName("\\*", "*"));
  EXPECT_FALSE(MatchesName("\\*", "x"));
  EXPECT_TRUE(MatchesName("", ""));
  EXPECT_FALSE(MatchesName("", "a"));
}

TEST(MatchesName, KnowsBrackets) {
  EXPECT_TRUE(MatchesName("[a-c]", "b"));
  EXPECT_FALSE(MatchesName("[!a-c]", "b"));
  EXPECT_TRUE(MatchesName("[^a-c]", "d"));
  EXPECT_TRUE(MatchesName("[]]", "]"));
  EXPECT_TRUE(MatchesName("[a-]", "-"));
  EXPECT_TRUE(MatchesName("[[:digit:]x]", "7"));
  EXPECT_FALSE(MatchesName("[a", "a"));
}

TEST(MatchesName, AnswersSoonForHostilePatterns) {
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "a*";
  EXPECT_FALSE(MatchesName(pattern + "b", std::string(20000, 'a')));
}

TEST(Glob, StopsAtSlashesButForDoubleStars) {
  EXPECT_TRUE(Glob("src/*.c").MatchesPath("src/a.c"));
  EXPECT_FALSE(Glob("src/*.c").MatchesPath("src/b/a.c"));
  EXPECT_TRUE(Glob("src/**/*.c").MatchesPath("src/a.c"));
  EXPECT_TRUE(Glob("src/**/*.c").MatchesPath("src/b/c/a.c"));
  EXPECT_TRUE(Glob("**/a").MatchesPath("x/y/a"));
  EXPECT_TRUE(Glob("a/**").MatchesPath("a/b/c"));
  EXPECT_FALSE(Glob("a/**").MatchesPath("a"));
  EXPECT_TRUE(Glob("**/b/**/d").MatchesPath("a/b/b/c/d"));
}

}  // namespace
}  // namespace keylint
