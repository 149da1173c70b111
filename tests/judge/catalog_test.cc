// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/catalog.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(Catalog, IsSortedAndUnique) {
  const auto rules = FixedRules();
  EXPECT_TRUE(std::is_sorted(rules.begin(), rules.end(),
                             [](const FixedRule& a, const FixedRule& b) { return a.id < b.id; }));
}

TEST(Catalog, SaysWhyAndHowToMend) {
  for (const FixedRule& rule : FixedRules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id;
    EXPECT_FALSE(rule.why.empty()) << rule.id;
    EXPECT_FALSE(rule.fix.empty()) << rule.id;
  }
}

TEST(Catalog, HasAPageForAnOpenFamily) {
  const RuleInfo info = RuleInfoOf("hardcoded-credential/logonuser", RuleSet{});
  EXPECT_EQ(info.id, "hardcoded-credential/logonuser");
  EXPECT_FALSE(info.help_markdown.empty());
}

TEST(Catalog, KnowsNothingOfAnUnknownRule) {
  EXPECT_TRUE(RuleInfoOf("no-such-family/x", RuleSet{}).title.empty());
}

}  // namespace
}  // namespace keylint
