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

TEST(Doctor, SaysThatThereIsNothing) {
  const Answer answer = Asked(Snapshot());
  EXPECT_TRUE(answer.sources.empty());
  EXPECT_FALSE(answer.is_wrong);
  EXPECT_NE(answer.summary.find("Neither"), std::string::npos);
}

}  // namespace
}  // namespace keylint
