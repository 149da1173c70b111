// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/accepted_import.h"

#include <gtest/gtest.h>

#include "lint/scan/config.h"

namespace keylint {
namespace {

bool Fits(std::string_view regex, std::string_view path) {
  const auto globs = GlobsOf(regex);
  EXPECT_TRUE(globs.has_value()) << regex;
  std::string text;
  for (const std::string& glob : globs.value_or(std::vector<std::string>())) text += glob + "\n";
  return FitsPath(IgnoreList(text), path);
}

TEST(GlobsOf, KeepsAnchors) {
  EXPECT_TRUE(Fits("^vendor/", "vendor/a/b.go"));
  EXPECT_FALSE(Fits("^vendor/", "x/vendor/b.go"));
  EXPECT_TRUE(Fits("(^|/)vendor/", "x/vendor/b.go"));
  EXPECT_TRUE(Fits("vendor/", "x/myvendor/b.go"));
  EXPECT_FALSE(Fits("(^|/)vendor/", "x/myvendor/b.go"));
}

TEST(GlobsOf, KeepsEndings) {
  EXPECT_TRUE(Fits("\\.lock$", "a/yarn.lock"));
  EXPECT_FALSE(Fits("\\.lock$", "a/yarn.locked"));
  EXPECT_TRUE(Fits("package-lock\\.json", "a/package-lock.json"));
  EXPECT_TRUE(Fits(".*\\.(jpg|png)$", "a/b/c.png"));
  EXPECT_FALSE(Fits(".*\\.(jpg|png)$", "a/b/c.gif"));
}

TEST(GlobsOf, ExpandsAlternatives) {
  EXPECT_TRUE(Fits("^(a|b)/(c|d)/", "b/d/x"));
  EXPECT_FALSE(Fits("^(a|b)/(c|d)/", "b/e/x"));
  EXPECT_TRUE(Fits("one\\.txt$|two\\.txt$", "x/two.txt"));
  EXPECT_TRUE(Fits("^docs/[^/]+/keys\\.md$", "docs/en/keys.md"));
  EXPECT_FALSE(Fits("^docs/[^/]+/keys\\.md$", "docs/en/us/keys.md"));
}

TEST(GlobsOf, TakesGlobSyntaxAsItStands) {
  EXPECT_TRUE(Fits("^a\\*b$", "a*b"));
  EXPECT_FALSE(Fits("^a\\*b$", "axb"));
}

TEST(GlobsOf, RefusesWhatItCannotSay) {
  for (const char* regex : {"a.*b/c", "a+", "(?i)a", "[ab]", "a{3}", "\\d", "(a)*", "", "^", "(((((a)))))", "a(?!b)", "x.y"}) {
    EXPECT_FALSE(GlobsOf(regex).has_value()) << regex;
  }
}

TEST(GlobsOf, DoesNotGrowWithoutEnd) {
  std::string regex;
  for (int i = 0; i < 50; ++i) regex += "(a|b)";
  EXPECT_FALSE(GlobsOf(regex).has_value());
}

}  // namespace
}  // namespace keylint
