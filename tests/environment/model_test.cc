// SPDX-License-Identifier: Apache-2.0
// What names say about environments, and what moving a file changes.
#include "lint/environment/model.h"

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

EnvironmentClass OfFile(std::string_view path) {
  const auto found = EnvironmentModel().OfPath(path, false);
  return found.signals.empty() ? EnvironmentClass::kUnknown : found.signals.front().environment;
}

TEST(EnvironmentModel, ReadsFileNames) {
  EXPECT_EQ(OfFile(".env.production"), EnvironmentClass::kProduction);
  EXPECT_EQ(OfFile("config/application-prod1.yml"), EnvironmentClass::kProduction);
  EXPECT_EQ(OfFile(".env.local"), EnvironmentClass::kDevelopment);
  EXPECT_EQ(OfFile(".env.production.example"), EnvironmentClass::kSample);
}

TEST(EnvironmentModel, LeavesLookAlikesAlone) {
  for (const char* path : {"product.yml", "latest.yml", "attest.json", "livereload.json", "config/contest.toml"}) {
    EXPECT_EQ(OfFile(path), EnvironmentClass::kUnknown) << path;
  }
  EXPECT_NE(OfFile("nonprod.env"), EnvironmentClass::kProduction);
  EXPECT_NE(OfFile("pre-production.env"), EnvironmentClass::kProduction);
}

TEST(EnvironmentModel, ReadsSwitchesByTheirNames) {
  const EnvironmentModel model;
  EXPECT_EQ(model.OfSwitch("PAYPAL_SANDBOX", "false"), EnvironmentClass::kProduction);
  EXPECT_EQ(model.OfSwitch("MIDTRANS_IS_PRODUCTION", "true"), EnvironmentClass::kProduction);
  EXPECT_EQ(model.OfSwitch("MIDTRANS_IS_PRODUCTION", "false"), EnvironmentClass::kSandbox);
}

TEST(Environments, RenamingAFileMovesTheFinding) {
  const RuleSet& rules = BuiltinRules();
  const auto key = GrowTemplate("STRIPE_PUBLISHABLE_KEY=pk_test_{an:24}\n", 3, rules);
  ASSERT_TRUE(key.has_value());
  Fixture production{{{".env.production", *key}}, {{".env.production", 1, "environment/test-key-in-production", ""}}};
  EXPECT_TRUE(Differences(production, rules).empty());
  Fixture staging{{{".env.staging", *key}}, {}};
  EXPECT_TRUE(Differences(staging, rules).empty());
}

TEST(Environments, AReferenceInPlaceOfTheKeyRemovesTheFinding) {
  Fixture reference{{{".env.production", "STRIPE_PUBLISHABLE_KEY=${STRIPE_PUBLISHABLE_KEY}\n"}}, {}};
  EXPECT_TRUE(Differences(reference, BuiltinRules()).empty());
}

}  // namespace
}  // namespace keylint
