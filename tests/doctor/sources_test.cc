// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/doctor.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "tests/doctor/snapshot.h"

namespace keylint {
namespace {

std::string Key(std::uint64_t seed) { return GrowKey(BuiltinRules(), "openai-project-key", seed); }

Answer Ask(const Snapshot& snapshot, const std::string& name = "OPENAI_API_KEY") {
  const Machine machine = snapshot.machine();
  return Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfVariable(name);
}

std::string Winner(const Answer& answer) {
  for (const AnswerSource& source : answer.sources) {
    if (source.wins) return source.setting.path;
  }
  return "";
}

TEST(Sources, TheEnvironmentWinsOverDotenv) {
  Snapshot snapshot;
  snapshot.environment = {{"OPENAI_API_KEY", Key(1)}};
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(2) + "\n";
  EXPECT_EQ(Winner(Ask(snapshot)), "environment");
}

TEST(Sources, TheProfileThatSetTheEnvironmentIsTheLineToEdit) {
  Snapshot snapshot;
  snapshot.environment = {{"OPENAI_API_KEY", Key(1)}};
  snapshot.files["/home/me/.zshrc"] = "export OPENAI_API_KEY=" + Key(1) + "\n";
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(2) + "\n";
  const Answer answer = Ask(snapshot);
  EXPECT_EQ(Winner(answer), "~/.zshrc");
  EXPECT_NE(answer.summary.find("hides .env:1"), std::string::npos);
}

TEST(Sources, EachFrameworkHasItsOrder) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env.local"] = "OPENAI_API_KEY=" + Key(1) + "\n";
  snapshot.files["/work/app/.env.development"] = "OPENAI_API_KEY=" + Key(2) + "\n";
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(3) + "\n";
  EXPECT_EQ(Winner(Ask(snapshot)), ".env");
  snapshot.files["/work/app/package.json"] = R"({"dependencies": {"next": "15"}})";
  EXPECT_EQ(Winner(Ask(snapshot)), ".env.local");
  snapshot.files["/work/app/package.json"] = R"({"dependencies": {"vite": "6"}})";
  EXPECT_EQ(Winner(Ask(snapshot)), ".env.development");
}

TEST(Sources, AModeThatIsNotRunIsNotRead) {
  Snapshot snapshot;
  snapshot.files["/work/app/package.json"] = R"({"dependencies": {"next": "15"}})";
  snapshot.files["/work/app/.env.production"] = "OPENAI_API_KEY=" + Key(1) + "\n";
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(2) + "\n";
  EXPECT_EQ(Winner(Ask(snapshot)), ".env");
  snapshot.environment = {{"NODE_ENV", "production"}};
  EXPECT_EQ(Winner(Ask(snapshot)), ".env.production");
}

TEST(Sources, CodeThatReadsWhatNothingSetsIsNamed) {
  Snapshot snapshot;
  snapshot.files["/work/app/src/a.py"] = "import os\nkey = os.environ['OPENAI_API_KEY']\n";
  snapshot.files["/work/app/.env"] = "OPENAI_APIKEY=" + Key(1) + "\n";
  const Answer answer = Ask(snapshot);
  ASSERT_EQ(answer.findings.size(), 1U);
  EXPECT_EQ(answer.findings[0].rule_id, "environment/missing-variable");
  EXPECT_EQ(answer.findings[0].path, "src/a.py");
  EXPECT_EQ(answer.findings[0].line, 2U);
  EXPECT_NE(answer.findings[0].message.find("OPENAI_APIKEY"), std::string::npos);
}

TEST(Sources, TheBaseUrlMakesAnotherProvidersKeyRight) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + GrowKey(BuiltinRules(), "openrouter-api-key", 1) + "\n";
  ASSERT_EQ(Ask(snapshot).findings.size(), 1U);
  EXPECT_EQ(Ask(snapshot).findings[0].rule_id, "scope/wrong-provider");
  snapshot.files["/work/app/.env"] += "OPENAI_BASE_URL=https://openrouter.ai/api/v1\n";
  EXPECT_TRUE(Ask(snapshot).findings.empty());
}

TEST(Sources, AKeySentToAnotherProvidersHostIsAMismatch) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(1) + "\nOPENAI_BASE_URL=https://openrouter.ai/api/v1\n";
  const Answer answer = Ask(snapshot);
  ASSERT_EQ(answer.findings.size(), 1U);
  EXPECT_EQ(answer.findings[0].rule_id, "environment/endpoint-mismatch");
}

TEST(Sources, NoAnswerHoldsTheValue) {
  Snapshot snapshot;
  const std::string key = Key(1);
  snapshot.environment = {{"OPENAI_API_KEY", key}};
  const Answer answer = Ask(snapshot);
  std::string all = answer.summary;
  for (const auto& next : answer.next) all += next;
  for (const auto& finding : answer.findings) all += finding.message;
  for (const auto& source : answer.sources) all += source.preview + source.setting.why;
  EXPECT_EQ(all.find(key.substr(8, 16)), std::string::npos);
}

TEST(Sources, ASoundKeyIsNotWrong) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(1) + "\n";
  const Answer answer = Ask(snapshot);
  EXPECT_FALSE(answer.is_wrong);
  EXPECT_NE(std::find(answer.undecidable.begin(), answer.undecidable.end(), "revoked"), answer.undecidable.end());
  ASSERT_EQ(answer.next.size(), 5U);
  EXPECT_TRUE(answer.next[0].starts_with("verify: "));
}

TEST(Sources, ABrokenKeyIsMendedBeforeTheProviderIsAsked) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=\"Bearer " + Key(1) + "\"\n";
  const Answer answer = Ask(snapshot);
  ASSERT_GE(answer.next.size(), 2U);
  EXPECT_EQ(answer.next[0], "mend: remove 'Bearer' at .env:1");
  EXPECT_TRUE(answer.next[1].starts_with("verify: "));
  for (const std::string& step : answer.next) EXPECT_FALSE(step.starts_with("expiry: ")) << step;
  snapshot.environment = {{"OPENAI_API_KEY", "\"" + Key(1) + "\""}};
  EXPECT_EQ(Ask(snapshot).next[0], "mend: set it again without the quotes");
}

TEST(Sources, AServerOfOnesOwnMayTakeAStandIn) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=sk-1234\nOPENAI_BASE_URL=http://localhost:4000/v1\n";
  EXPECT_FALSE(Ask(snapshot).is_wrong);
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=sk-1234\n";
  EXPECT_TRUE(Ask(snapshot).is_wrong);
}

TEST(Sources, AMistypedNameIsNamed) {
  for (const char* name : {"OPENAI_APIKEY", "OPENAI_API_KYE", "OPNAI_API_KEY", "VITE_OPENAI_API_KEY"}) {
    Snapshot snapshot;
    snapshot.files["/work/app/.env"] = std::string(name) + "=" + Key(1) + "\n";
    const Answer answer = Ask(snapshot);
    ASSERT_EQ(answer.findings.size(), 1U) << name;
    EXPECT_NE(answer.findings[0].message.find(std::string(".env:1 sets ") + name + " instead"), std::string::npos) << answer.findings[0].message;
  }
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "OPENAI_ORG_ID=org\n";
  EXPECT_EQ(Ask(snapshot).findings[0].message.find("instead"), std::string::npos);
}

TEST(Sources, AByteOrderMarkBeforeTheNameIsSaid) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "\xEF\xBB\xBFOPENAI_API_KEY=" + Key(1) + "\n";
  const Answer answer = Ask(snapshot);
  ASSERT_EQ(answer.findings.size(), 1U);
  EXPECT_EQ(answer.findings[0].diagnosis, Diagnosis::kInvisibleCharacter);
}

TEST(Sources, WhatTheCodeAsksForUnderAnotherNameIsNotTheSource) {
  Snapshot snapshot;
  snapshot.files["/work/app/package.json"] = R"({"devDependencies": {"vite": "6"}})";
  snapshot.files["/work/app/src/a.ts"] = "const key = import.meta.env.VITE_OPENAI_API_KEY;\n";
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + Key(1) + "\n";
  const Answer answer = Ask(snapshot);
  ASSERT_FALSE(answer.sources.empty());
  EXPECT_FALSE(answer.sources[0].wins);
  EXPECT_NE(answer.findings[0].message.find("VITE_OPENAI_API_KEY"), std::string::npos) << answer.findings[0].message;
}

TEST(ParseEnvironment, TakesNulOrNewline) {
  EXPECT_EQ(ParseEnvironment(std::string("A=1\nB=2\0C=3\0", 12)).size(), 2U);
  EXPECT_EQ(ParseEnvironment("A=1\nB=2\n").size(), 2U);
}

TEST(Doctor, SaysWhatTheProjectSaysOfTheWinner) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = "APP_ENV=development\nSTRIPE_SECRET_KEY=" + GrowKey(BuiltinRules(), "stripe-secret-key", 3) + "\n";
  const Machine machine = snapshot.machine();
  const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfVariable("STRIPE_SECRET_KEY");
  ASSERT_EQ(answer.findings.size(), 1U);
  EXPECT_EQ(answer.findings[0].rule_id, "environment/live-key-outside-production");
  EXPECT_EQ(answer.findings[0].line, 2U);
  EXPECT_TRUE(answer.is_wrong);
}

TEST(Sources, OfComposesEnvFilesTheLastWins) {
  Snapshot snapshot;
  snapshot.files["/work/app/compose.yaml"] = "services:\n  api:\n    env_file: [a.env, b.env]\n";
  snapshot.files["/work/app/a.env"] = "TOKEN_X=first\n";
  snapshot.files["/work/app/b.env"] = "TOKEN_X=second\n";
  const Machine machine = snapshot.machine();
  const Sources sources = CollectSources(machine, {{"TOKEN_X"}, {}});
  const auto first = std::find_if(sources.settings.begin(), sources.settings.end(), [](const Setting& setting) { return setting.variable == "TOKEN_X"; });
  ASSERT_NE(first, sources.settings.end());
  EXPECT_EQ(first->value, "second");
}

TEST(Sources, ReadsWhatCommandsSet) {
  Snapshot snapshot;
  snapshot.files["/work/app/package.json"] = "{\n  \"scripts\": {\n    \"start\": \"cross-env TOKEN_X=abc MODE=x node a.js --define Y=z\"\n  }\n}\n";
  const Machine machine = snapshot.machine();
  const Sources sources = CollectSources(machine, {{"TOKEN_X"}, {}});
  ASSERT_EQ(sources.settings.size(), 2U);   // What stands behind the program is its own.
  for (const Setting& setting : sources.settings) {
    EXPECT_EQ(setting.value, setting.variable == "TOKEN_X" ? "abc" : "x") << setting.variable;
    EXPECT_EQ(setting.line, 3U);
  }
}

}  // namespace
}  // namespace keylint
