// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/regex_translate.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

std::string PatternOf(std::string_view regex) {
  const auto translated = TranslateRegex(regex);
  return translated ? translated->pattern : "! " + translated.error().message;
}

TEST(TranslateRegex, LeavesGoAsItIs) {
  for (const char* regex : {R"((?i)\b(acme[0-9a-z\-_]{20,40})(?:['"\s]|$))", R"([\w.-]{0,50}?=\x60)", R"(\Qa.b\E\z)", R"([^\]\s])", R"([]a])",
                            R"((?P<key>[[:alnum:]]{3,}))"}) {
    const std::string expected = std::string_view(regex) == "[]a]" ? "[\\]a]" : regex;
    EXPECT_EQ(PatternOf(regex), expected);
  }
}

TEST(TranslateRegex, RewritesWhatRe2CanSayOtherwise) {
  EXPECT_EQ(PatternOf("(?<key>a)"), "(?P<key>a)");
  EXPECT_EQ(PatternOf("a\\Z"), "a\\n?\\z");
  EXPECT_EQ(PatternOf("a++b*+[x]{2}+"), "a+b*[x]{2}");
  EXPECT_EQ(PatternOf("(?>a|b)(?#why)c"), "(?:a|b)c");
  EXPECT_EQ(PatternOf("\\u00e9\\h"), "\\x{00e9}[\\t ]");
  EXPECT_EQ(PatternOf("[++]+"), "[++]+");
}

TEST(TranslateRegex, LiftsLookAroundsAtTheEnds) {
  const auto both = TranslateRegex("(?<=key=)([a-z]+)(?=;)");
  ASSERT_TRUE(both);
  EXPECT_EQ(both->pattern, "(?:key=)(([a-z]+))(?:;)");
  EXPECT_EQ(both->match_group, 1);
  EXPECT_EQ(PatternOf("(?i)abc(?=x|y)"), "(?i)(abc)(?:x|y)");
}

TEST(TranslateRegex, NamesWhatItCannotFollow) {
  EXPECT_EQ(PatternOf("a(?!b)c"), "! a negative lookahead at byte 1");
  EXPECT_EQ(PatternOf("(a)\\1"), "! a back-reference at byte 3");
  EXPECT_EQ(PatternOf("a(?=b)c"), "! a lookahead at byte 1");
  EXPECT_EQ(PatternOf("a(b"), "! missing ): a(b");
}

TEST(TranslateRegex, SurvivesBrokenPatterns) {
  for (const char* regex : {"\\", "[", "(?", "(?<", "(?#", "[[:", "(?<=", "(?=", "\\u12", "{", "+", "(?i", "a(?="}) TranslateRegex(regex);
}

}  // namespace
}  // namespace keylint
