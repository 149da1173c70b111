// SPDX-License-Identifier: Apache-2.0
// Asked about no variable, the doctor looks over all of them.
#include "lint/doctor/doctor.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "tests/doctor/snapshot.h"

namespace keylint {
namespace {

std::string Grown(std::string_view text) { return *GrowTemplate(text, 5, BuiltinRules()); }

Answer Asked(const Snapshot& snapshot) {
  const Machine machine = snapshot.machine();
  return Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfEnvironment();
}

bool Says(const Answer& answer, std::string_view rule, std::string_view path) {
  return std::any_of(answer.findings.begin(), answer.findings.end(), [&](const DoctorFinding& finding) { return finding.rule_id == rule && finding.path == path; });
}

Snapshot Project() {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = Grown("STRIPE_SECRET_KEY={key:stripe-test-secret-key}\nSTRIPE_PUBLISHABLE_KEY={key:stripe-publishable-key}\nPORT=80\n");
  snapshot.files["/work/app/compose.yml"] =
      Grown("services:\n  web:\n    image: x\n    env_file: .env\n    environment:\n      - GROQ_API_KEY=\"{key:groq-api-key}\"\n");
  return snapshot;
}

TEST(Doctor, LooksOverTheSettingsOfTheProjectWhereTheEnvironmentHoldsNoKey) {
  const Answer answer = Asked(Project());
  ASSERT_EQ(answer.sources.size(), 3U);
  EXPECT_EQ(answer.summary, "The environment holds no key. This project holds 3 key variables; 2 things are wrong.");
  EXPECT_TRUE(Says(answer, "malformed-key/groq-api-key", "compose.yml"));
  EXPECT_TRUE(Says(answer, "environment/mixed-pair", ".env"));
  EXPECT_TRUE(answer.is_wrong);
}

TEST(Doctor, LooksOverTheEnvironmentFirst) {
  Snapshot snapshot = Project();
  snapshot.environment.emplace_back("OPENAI_API_KEY", Grown("{key:openai-project-key}"));
  const Answer answer = Asked(snapshot);
  ASSERT_EQ(answer.sources.size(), 1U);
  EXPECT_EQ(answer.sources[0].setting.variable, "OPENAI_API_KEY");
  EXPECT_FALSE(answer.is_wrong);
}

TEST(Doctor, ReadsAFileOnceHoweverManySettingsItHolds) {
  Snapshot snapshot;
  std::string text;
  for (int i = 0; i < 500; ++i) text += "FILLER=x\n";
  snapshot.files["/work/app/.env"] = text + Grown("GITHUB_TOKEN={key:github-personal-token}\n");
  Machine machine = snapshot.machine();
  int reads = 0;
  machine.files.read_file = [read = machine.files.read_file, &reads](const std::string& path) {
    reads += path == "/work/app/.env" ? 1 : 0;
    return read(path);
  };
  const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfFile("/work/app/.env");
  EXPECT_EQ(answer.sources.size(), 1U);
  EXPECT_LT(reads, 10);
}

TEST(Doctor, OfTwoLinesOfADotenvFileTheLaterWins) {
  Snapshot snapshot;
  snapshot.files["/work/app/.env"] = Grown("OPENAI_API_KEY={key:openai-project-key#a}\nPORT=80\nOPENAI_API_KEY={key:openai-project-key#b}\n");
  const Machine machine = snapshot.machine();
  const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfFile("/work/app/.env");
  ASSERT_EQ(answer.sources.size(), 2U);
  EXPECT_FALSE(answer.sources[0].wins);
  EXPECT_EQ(answer.sources[0].setting.why, "line 3 sets it again, and the later line wins");
  EXPECT_TRUE(answer.sources[1].wins);
}

TEST(Doctor, VerifiesTheKeyThatFailedNotAnotherOfTheSameName) {
  Snapshot snapshot;
  const std::string key = Grown("{key:openai-project-key}");
  snapshot.files["/work/app/.env"] = "OPENAI_API_KEY=" + key + "\n";
  snapshot.environment.emplace_back("OPENAI_API_KEY", *GrowTemplate("{key:openai-project-key}", 6, BuiltinRules()));
  const Machine machine = snapshot.machine();
  const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000)
                            .OfError("Incorrect API key provided: " + key.substr(0, 8) + "***" + key.substr(key.size() - 4) + ".");
  ASSERT_FALSE(answer.sources.empty());
  EXPECT_EQ(answer.sources[0].setting.path, ".env");
  EXPECT_TRUE(std::any_of(answer.next.begin(), answer.next.end(), [](const std::string& step) { return step.find(". ./.env") != std::string::npos; }));
  EXPECT_TRUE(std::any_of(answer.sources.begin(), answer.sources.end(), [](const AnswerSource& source) {
    return source.setting.kind == SourceKind::kProcessEnvironment && !source.wins && source.differs;
  }));
}

TEST(Doctor, KnowsABrokenKeyOfAnotherProvider) {
  Snapshot snapshot;
  snapshot.environment.emplace_back("OPENAI_API_KEY", Grown("{key:anthropic-api-key}").substr(0, 40));
  const Machine machine = snapshot.machine();
  const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfVariable("OPENAI_API_KEY");
  ASSERT_EQ(answer.findings.size(), 1U);
  EXPECT_EQ(answer.findings[0].rule_id, "scope/wrong-provider");
  EXPECT_NE(answer.findings[0].message.find("Anthropic"), std::string::npos);
  EXPECT_EQ(answer.findings[0].diagnosis, Diagnosis::kTruncated);
}

TEST(Doctor, SaysThatThereIsNothing) {
  const Answer answer = Asked(Snapshot());
  EXPECT_TRUE(answer.sources.empty());
  EXPECT_FALSE(answer.is_wrong);
  EXPECT_NE(answer.summary.find("Neither"), std::string::npos);
}

}  // namespace
}  // namespace keylint
