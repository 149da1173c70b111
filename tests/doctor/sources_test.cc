// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/doctor.h"

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

TEST(ParseEnvironment, TakesNulOrNewline) {
  EXPECT_EQ(ParseEnvironment(std::string("A=1\nB=2\0C=3\0", 12)).size(), 2U);
  EXPECT_EQ(ParseEnvironment("A=1\nB=2\n").size(), 2U);
}

}  // namespace
}  // namespace keylint
