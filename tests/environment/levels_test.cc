// SPDX-License-Identifier: Apache-2.0
// How loud a finding is, and what it says, where that depends on the place.
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/scan/scanner.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

// The first finding of `rule` in `files`, whose keys are grown.
std::optional<Finding> Found(std::string_view rule, const std::map<std::string, std::string>& files) {
  std::map<std::string, std::string> grown;
  std::vector<Expectation> expected;
  for (const auto& [path, text] : files) grown[path] = GrowFixture(path, text, BuiltinRules(), expected).value_or("");
  MapSource source(grown);
  for (const Finding& finding : Scanner(BuiltinRules(), FixtureOptions()).Run(source).findings) {
    if (finding.rule_id == rule) return finding;
  }
  return std::nullopt;
}

TEST(Levels, GoogleKeysThatClientsShipAreNotes) {
  const auto key = Found("leaked-key/google-api-key", {{"Info.plist", "<plist><dict>\n<key>GMSApiKey</key>\n<string>{key:google-api-key}</string>\n</dict></plist>\n"}});
  ASSERT_TRUE(key);
  EXPECT_EQ(key->level, Level::kNote);
  EXPECT_NE(key->fix.str().find("referrers"), std::string::npos);
}

TEST(Levels, AMissingVariableMayComeFromThePlatform) {
  const std::string development = "NEXT_PUBLIC_STRIPE_KEY=pk_test_{an:24}\nSTRIPE_SECRET_KEY=sk_test_{an:24}\nDB_PASSWORD=hN4vTq81\n";
  const auto open = Found("environment/missing-variable", {{".env.development", development}, {".env.production", "NEXT_PUBLIC_STRIPE_KEY=pk_live_{an:24}\n"}});
  ASSERT_TRUE(open);
  EXPECT_EQ(open->level, Level::kNote);
  EXPECT_NE(open->what.str().find("unless the platform sets"), std::string::npos);
  EXPECT_EQ(open->variable, "DB_PASSWORD");   // Not the file's first.
  const auto sure = Found("environment/missing-variable",
                          {{".env.development", development}, {".env.production", "NEXT_PUBLIC_STRIPE_KEY=pk_live_{an:24}\nSTRIPE_SECRET_KEY=sk_live_{an:24}\n"}});
  ASSERT_TRUE(sure);
  EXPECT_EQ(sure->level, Level::kWarning);
}

TEST(Levels, AMissingVariableIsNamedWithItsSection) {
  const auto found = Found("environment/missing-variable",
                           {{"appsettings.Development.json", "{\"Payments\": {\"ApiKey\": \"sk_test_{an:24}\", \"PublicKey\": \"pk_test_{an:24}\"}}\n"},
                            {"appsettings.Production.json", "{\"Payments\": {\"PublicKey\": \"pk_live_{an:24}\"}}\n"}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->level, Level::kNote);
  EXPECT_TRUE(found->what.str().starts_with("Payments.ApiKey is missing")) << found->what.str();
}

TEST(Levels, ATokenThatHasRunOutIsANote) {
  const auto over = Found("leaked-key/jwt-token", {{"settings.ini", "token = {jwt:sub=user_1 exp=1700000000}\n"}});
  ASSERT_TRUE(over);
  EXPECT_EQ(over->level, Level::kNote);
  const auto open = Found("leaked-key/jwt-token", {{"settings.ini", "token = {jwt:sub=user_1 exp=1900000000}\n"}});
  ASSERT_TRUE(open);
  EXPECT_EQ(open->level, Level::kError);
}

TEST(Levels, ATokenOfAnExampleThatHasRunOutIsANote) {
  const std::string text = "components:\n  examples:\n    login:\n      token: {jwt:sub=user_1 exp=1700000000}\n";
  const auto example = Found("expired/jwt", {{"api.yaml", text}});
  ASSERT_TRUE(example);
  EXPECT_EQ(example->level, Level::kNote);
}

TEST(Levels, WordsThatMeanOtherThingsTooAreNotes) {
  const auto found = Found("environment/live-key-outside-production", {{"config/integration.json", "{\"stripe\": {\"publishableKey\": \"pk_live_{an:24}\"}}\n"}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->level, Level::kNote);
}

TEST(Levels, AKeyOfADappsNodeIsANote) {
  const auto found = Found("scope/client-exposed-secret", {{".env", "NEXT_PUBLIC_INFURA_PROJECT_ID={hex:32}\n"}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->level, Level::kNote);
}

TEST(Levels, WhatSignsLocallyIsForgedAndNotRejected) {
  const auto found = Found("environment/placeholder-in-production", {{".env.production", "JWT_SECRET=changeme\n"}});
  ASSERT_TRUE(found);
  EXPECT_NE(found->why.str().find("forge"), std::string::npos) << found->why.str();
}

TEST(Levels, AWantedKindIsNamedWithoutItsMode) {
  const auto found = Found("scope/wrong-kind", {{".env", "APP_ENV=local\nSTRIPE_SECRET_KEY=pk_test_{an:24}\n"}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->fix.str().find("live"), std::string::npos) << found->fix.str();
}

// A mistake is likely in these projects, but not sure.
void ExpectNote(const std::string& name, std::string_view rule_id) {
  const auto fixture = LoadFixture(KEYLINT_SOURCE_DIR "/testdata/environments/" + name, BuiltinRules());
  ASSERT_TRUE(fixture.has_value()) << fixture.error().message;
  MapSource source(fixture->files);
  for (const Finding& finding : Scanner(BuiltinRules(), FixtureOptions()).Run(source).findings) {
    if (finding.rule_id != rule_id) continue;
    EXPECT_EQ(finding.level, Level::kNote) << finding.where.path.str();
  }
}

TEST(WrongProvider, IsANoteWhenAFileBesideSetsTheBaseUrl) { ExpectNote("gateway-in-the-file-beside", "scope/wrong-provider"); }

TEST(MixedPair, IsANoteWhenTheNamesAreUnlike) { ExpectNote("tenants-by-unlike-names", "environment/mixed-pair"); }

}  // namespace
}  // namespace keylint
