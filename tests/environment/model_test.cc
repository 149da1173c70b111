// SPDX-License-Identifier: Apache-2.0
// What names say about environments, and what moving a file changes.
#include "lint/environment/model.h"

#include <gmock/gmock.h>
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

TEST(EnvironmentModel, ReadsConditionsOfCode) {
  const EnvironmentModel model;
  EXPECT_EQ(model.OfCondition("if (process.env.node_env === 'production') {"), EnvironmentClass::kProduction);
  EXPECT_EQ(model.OfCondition("if config_env() == :prod do"), EnvironmentClass::kProduction);
  EXPECT_EQ(model.OfCondition("if env in ('staging', 'production')"), EnvironmentClass::kUnknown);
  EXPECT_EQ(model.OfCondition("if product.latest"), EnvironmentClass::kUnknown);
}

TEST(EnvironmentModel, ReadsMoreWordsInListsOfEnvironments) {
  const EnvironmentModel model;
  EXPECT_FALSE(model.OfSection("review").has_value());
  EXPECT_EQ(model.OfSection("review", true)->environment, EnvironmentClass::kPreview);
}

TEST(EnvironmentSettings, KnowItsOwnHosts) {
  EnvironmentSettings settings;
  settings.internal_hosts = {"corp.example", "*.Lan.Example"};
  EXPECT_TRUE(IsInternalHost(settings, "llm.corp.example"));
  EXPECT_TRUE(IsInternalHost(settings, "a.lan.example"));
  EXPECT_FALSE(IsInternalHost(settings, "notcorp.example"));
  EXPECT_FALSE(IsInternalHost({}, "corp.example"));
}

// The same key in the same notation: only where it stands decides.
TEST(Environments, MovingASettingMovesTheFinding) {
  struct Move {
    const char *production_path, *production, *elsewhere_path, *elsewhere;
    std::size_t line;
  };
  constexpr Move kMoves[] = {
      {"config/prod/app.yml", "stripe_publishable_key: KEY\n", "config/staging/app.yml", "stripe_publishable_key: KEY\n", 1},
      {"config/app.yml", "production:\n  stripe_publishable_key: KEY\n", "config/app.yml", "staging:\n  stripe_publishable_key: KEY\n", 2},
      {"app.env", "APP_ENV=production\nSTRIPE_PUBLISHABLE_KEY=KEY\n", "app.env", "APP_ENV=staging\nSTRIPE_PUBLISHABLE_KEY=KEY\n", 2},
      {"prod.tfvars", "stripe_publishable_key = \"KEY\"\n", "dev.tfvars", "stripe_publishable_key = \"KEY\"\n", 1},
      {"netlify.toml", "[context.production.environment]\nSTRIPE_PUBLISHABLE_KEY = \"KEY\"\n", "netlify.toml",
       "[context.deploy-preview.environment]\nSTRIPE_PUBLISHABLE_KEY = \"KEY\"\n", 2},
      {"config.py", "class ProductionConfig:\n    STRIPE_PUBLISHABLE_KEY = 'KEY'\n", "config.py",
       "class DevelopmentConfig:\n    STRIPE_PUBLISHABLE_KEY = 'KEY'\n", 2},
  };
  for (const Move& move : kMoves) {
    const auto grown = [](std::string text) {
      text.replace(text.find("KEY", text.find_last_of("=:")), 3, "pk_test_{an:24}");
      return *GrowTemplate(text, 3, BuiltinRules());
    };
    Fixture production{{{move.production_path, grown(move.production)}}, {{move.production_path, move.line, "environment/test-key-in-production", ""}}};
    EXPECT_THAT(Differences(production, BuiltinRules()), testing::IsEmpty()) << move.production;
    Fixture elsewhere{{{move.elsewhere_path, grown(move.elsewhere)}}, {}};
    EXPECT_THAT(Differences(elsewhere, BuiltinRules()), testing::IsEmpty()) << move.elsewhere;
  }
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
