// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/conditionals.h"

#include <string>

#include <gtest/gtest.h>

namespace keylint {
namespace {

// What "HERE" depends on.
std::string Of(std::string_view text) {
  const std::size_t at = text.find("HERE");
  return ConditionOf(text, {at, at + 4});
}

TEST(ConditionOf, TellsBothArmsOfATernary) {
  EXPECT_EQ(Of("x = isProd ? 'HERE' : 'b';"), "if isProd");
  EXPECT_EQ(Of("x = isProd ? 'a' : 'HERE';"), "else of if isProd");
  EXPECT_EQ(Of("return env === 'production'\n  ? 'a'\n  : 'HERE';"), "else of if env === 'production'");
  EXPECT_EQ(Of("f(a, 'production' == env ? {key: g('HERE')} : b)"), "if 'production' == env");
  EXPECT_EQ(Of("x = a ? 'b' : c ? 'HERE' : 'd'"), "if c");
  EXPECT_EQ(Of("x = Rails.env.production? ? 'HERE' : b"), "if Rails.env.production?");
}

TEST(ConditionOf, TakesNoOtherQuestionMarkForOne) {
  for (const char* text : {"x = a ?? 'HERE'", "x = a?.b('HERE')", "val x: String? = 'HERE'", "x = a ?: 'HERE'", "let x = f()?; y = 'HERE'",
                           "f(x?: string, y = 'HERE')", "x = a ? b : c\ny = 'HERE'", "x = { a: 'b', c: 'HERE' }", "why = 'really ? ' + 'HERE'"}) {
    EXPECT_EQ(Of(text), "") << text;
  }
}

TEST(ConditionOf, TellsBothArmsOfAnIf) {
  EXPECT_EQ(Of("x = 'HERE' if prod else 'b'"), "if prod");
  EXPECT_EQ(Of("x = 'a' if prod else 'HERE'"), "else of if prod");
  EXPECT_EQ(Of("x = 'HERE' unless prod? # why"), "unless prod?");
  EXPECT_EQ(Of("val x = if (prod) \"HERE\" else \"b\""), "if (prod)");
  EXPECT_EQ(Of("let x = if prod { \"a\" } else { \"HERE\" };"), "else of if prod");
  EXPECT_EQ(Of("if [ \"$E\" = prod ]; then x='HERE'; fi"), "if [ \"$E\" = prod ];");
}

TEST(ConditionOf, LeavesOutWhatIsOver) {
  EXPECT_EQ(Of("if (prod) return; x = 'HERE';"), "");
  EXPECT_EQ(Of("if (prod) { f(); } x = 'HERE';"), "");
}

TEST(ConditionOf, IsBounded) {
  EXPECT_EQ(Of(std::string(1 << 20, '(') + "? 'HERE'"), "");
  EXPECT_EQ(Of(std::string(1 << 20, '?') + "'HERE'" + std::string(1 << 20, ' ')), "");
  EXPECT_EQ(Of("'HERE"), "");
  EXPECT_EQ(Of("?'HERE"), "");
}

}  // namespace
}  // namespace keylint
