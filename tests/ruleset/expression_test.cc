// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/expression.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

bool IsTrue(std::string_view text) {
  const auto expression = Expression::Parse(text);
  EXPECT_TRUE(expression) << text << ": " << expression.error().message;
  if (!expression) return false;
  ExpressionInput input;
  input.path = "tests/data/a.txt";
  input.secret = "abcdabcd";
  input.line = "key = abcdabcd  # Example:";
  const std::function<bool(std::string_view)> words = [](std::string_view secret) { return secret.starts_with("abc"); };
  input.reads_like_words = &words;
  return expression->IsTrue(input);
}

TEST(Expression, ReadsConditions) {
  EXPECT_TRUE(IsTrue("true && !false"));
  EXPECT_TRUE(IsTrue("1 < 2 || false"));
  EXPECT_FALSE(IsTrue("1 >= 2"));
  EXPECT_TRUE(IsTrue("(false or true) and not (1 == 2)"));
  EXPECT_TRUE(IsTrue("1 == 1 ? true : false"));
}

TEST(Expression, AsksForPathAndFinding) {
  EXPECT_TRUE(IsTrue("finding[\"secret\"] == 'abcdabcd'"));
  EXPECT_TRUE(IsTrue("attributes[?\"path\"].orValue(\"\").startsWith(\"tests/\")"));
  EXPECT_TRUE(IsTrue("attributes[\"path\"] endsWith \".txt\""));
  EXPECT_TRUE(IsTrue("(attributes[\"git.author_name\"] ?? \"\") == \"\""));
  EXPECT_TRUE(IsTrue("finding.secret in [\"x\", \"abcdabcd\",]"));
}

TEST(Expression, CallsItsFunctions) {
  EXPECT_TRUE(IsTrue("filter.entropy(finding[\"secret\"]) == 2.0"));
  EXPECT_TRUE(IsTrue("filter.matchesAny(attributes[?\"path\"].orValue(\"\"), [r\"\"\"(?i)\\.(?:md|txt)$\"\"\"])"));
  EXPECT_TRUE(IsTrue("filter.matchesAny(finding.secret, [`^ABC`, `cd$`])"));
  EXPECT_TRUE(IsTrue("filter.containsAny(finding[\"line\"], [\"example:\"])"));
  EXPECT_TRUE(IsTrue("filter.failsTokenEfficiency(finding.secret) && len(finding.secret) == 8"));
  EXPECT_TRUE(IsTrue("finding.secret matches \"^[a-d]+$\" // a comment"));
}

TEST(Expression, TellsWhatItDoesNotUnderstand) {
  for (const char* text : {"", "finding", "a.b", "http.get(1)", "true &&", "(true", "[1]", "\"open", "finding.secret matches finding.line", "true true",
                           "finding[secret]", "1 +"}) {
    const auto expression = Expression::Parse(text);
    EXPECT_FALSE(expression && expression->IsTrue({})) << text;
  }
  EXPECT_FALSE(Expression::Parse(std::string(100000, '(')));
  EXPECT_FALSE(Expression::Parse(std::string(100000, '!') + "true"));
}

}  // namespace
}  // namespace keylint
