// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/diagnose.h"

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "tests/diagnose/grown_key.h"

namespace keylint {
namespace {

using testing::Grow;
using testing::RandomText;
using testing::RuleOf;

const KeyIndex& Index() {
  static const KeyIndex index(BuiltinRules());
  return index;
}

Verdict Value(std::string_view variable, std::string_view value) {
  const auto keys = Index().KeysOfVariable(variable);
  return DiagnoseValue(value, {0, value.size()}, variable, keys, {.keys = &Index(), .text = value, .kind = TextKind::kSettings});
}

class GitHub : public ::testing::Test {
 protected:
  std::mt19937 random_{5};
  std::string token_ = Grow(RuleOf("github-personal-token"), RuleOf("github-personal-token").shapes[0], random_);
};

TEST_F(GitHub, AKeyIsWellFormed) {
  EXPECT_EQ(Value("GITHUB_TOKEN", token_).form, Form::kWellFormed);
}

TEST_F(GitHub, ATypoFailsTheChecksum) {
  token_[10] = token_[10] == 'a' ? 'b' : 'a';
  EXPECT_EQ(Value("GITHUB_TOKEN", token_).diagnosis, Diagnosis::kBadChecksum);
}

TEST_F(GitHub, AMissingEndIsTruncatedWhenTheChecksumBegins) {
  EXPECT_EQ(Value("GITHUB_TOKEN", token_.substr(0, token_.size() - 2)).diagnosis, Diagnosis::kTruncated);
}

TEST_F(GitHub, TrailingBlanksAreMended) {
  const Verdict verdict = Value("GITHUB_TOKEN", token_ + "  ");
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kWhitespace);
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, token_);
}

TEST_F(GitHub, TheDetailNeverHoldsTheSecret) {
  for (const std::string& broken : {token_ + token_, token_ + " ", "Bearer " + token_, token_.substr(0, 20), "\"" + token_ + "\""}) {
    const Verdict verdict = Value("GITHUB_TOKEN", broken);
    EXPECT_EQ(verdict.detail.find(token_.substr(6, 6)), std::string::npos);
  }
}

TEST_F(GitHub, QuietOnReferencesAndPlaceholders) {
  EXPECT_EQ(Value("GITHUB_TOKEN", "${GITHUB_TOKEN}").form, Form::kReference);
  EXPECT_EQ(Value("GITHUB_TOKEN", "your-token-here").form, Form::kPlaceholder);
  EXPECT_EQ(Value("GITHUB_TOKEN", "ghp" "_" + std::string(36, 'x')).form, Form::kPlaceholder);
  EXPECT_EQ(Value("GITHUB_TOKEN", "ghp" "_...").form, Form::kPlaceholder);
}

TEST_F(GitHub, CodeThatBuildsKeysIsNoKey) {
  const KeyRule& key = RuleOf("github-personal-token");
  for (const std::string_view token : {"ghp" "_", "ghp" "_token_prefix_length", "ghp" "_A-Za-z0-9", "ghp" "_is_valid_token"}) {
    const Verdict verdict = Diagnose({.key = &key, .token = token, .span = {0, token.size()}, .lead = Lead::kPrefix}, {.keys = &Index(), .text = token});
    EXPECT_TRUE(verdict.form == Form::kNotAKey || verdict.form == Form::kPlaceholder) << token;
  }
}

TEST_F(GitHub, ANewFormatIsUnrecognised) {
  const Verdict verdict = Value("GITHUB_TOKEN", "ghp" "_" + RandomText(70, random_));
  EXPECT_EQ(verdict.form, Form::kUnrecognised);
}

TEST(Diagnose, AnotherProvidersKeyKeepsItsName) {
  std::mt19937 random(6);
  const KeyRule& github = RuleOf("github-personal-token");
  const Verdict verdict = Value("OPENAI_API_KEY", Grow(github, github.shapes[0], random));
  EXPECT_EQ(verdict.form, Form::kWellFormed);
  EXPECT_EQ(verdict.key, &github);
}

TEST(Diagnose, PublishedSamplesAreKnown) {
  EXPECT_EQ(Value("AWS_ACCESS_KEY_ID", std::string("AKIAIOSF") + "ODNN7EXAMPLE").form, Form::kPublished);
}

TEST(Diagnose, TheTraceTellsEachStepWithoutTheSecret) {
  std::mt19937 random(6);
  const KeyRule& github = RuleOf("github-personal-token");
  const std::string token = Grow(github, github.shapes[0], random).substr(0, 30);
  std::vector<std::string> trace;
  DiagnoseValue(token, {0, token.size()}, "GITHUB_TOKEN", {}, {.keys = &Index(), .trace = &trace});
  EXPECT_GE(trace.size(), 2u);
  for (const std::string& step : trace) EXPECT_EQ(step.find(token.substr(5)), std::string::npos);
}

TEST(CanonicalName, JoinsWordsInCapitals) {
  EXPECT_EQ(CanonicalName("openaiApiKey"), "OPENAI_API_KEY");
  EXPECT_EQ(CanonicalName("openai-api.key"), "OPENAI_API_KEY");
  EXPECT_EQ(CanonicalName("APIKey"), "API_KEY");
}

}  // namespace
}  // namespace keylint
