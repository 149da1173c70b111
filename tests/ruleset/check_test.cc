// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/load.h"

namespace keylint {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kProvider = "[provider]\nid = \"acme\"\nname = \"Acme\"\nvariables = [\"ACME_KEY\"]\nrevoke = \"Acme console\"\n";
constexpr std::string_view kKey =
    "[[key]]\nid = \"acme-key\"\ntitle = \"Acme key\"\nevidence = \"peer\"\nsource = \"a sample, 2026-11\"\n"
    "privilege = \"secret\"\nwhy = \"It moves money.\"\nfix = \"Revoke it.\"\nclean = [\"acme_...\"]\n";

std::vector<std::string> RemarksOn(std::string text) {
  const std::vector<RuleFile> files = {{"acme.toml", std::move(text)}};
  const auto loaded = LoadRules(files);
  EXPECT_TRUE(loaded) << loaded.error().message;
  std::vector<std::string> all;
  for (const RuleRemark& remark : CheckRules(loaded->rules())) {
    all.push_back((remark.kind == RemarkKind::kFault ? "fault " : "advice ") + remark.id + " " + remark.field + ": " + remark.message);
  }
  return all;
}

std::string Rule(std::string_view fields) { return std::string(kProvider) + std::string(kKey) + std::string(fields); }

TEST(CheckRules, HasNothingToSayOfASoundRule) { EXPECT_THAT(RemarksOn(Rule("shapes = [\"acme_{an:32}\"]")), IsEmpty()); }

TEST(CheckRules, TellsASampleThatIsNotMatched) {
  EXPECT_THAT(RemarksOn(Rule("shapes = [\"acme_{an:32}\"]\nsamples = [[\"acme_\", \"1\"]]")),
              ElementsAre("fault acme-key samples: one of 6 characters is not matched"));
}

TEST(CheckRules, TellsAStructureThatCannotFitTheShape) {
  EXPECT_THAT(RemarksOn(Rule("shapes = [\"acme_{an:43}=\"]\nstructure = \"wireguard\"")),
              ElementsAre("fault acme-key structure: examples with the right structure do not fit the shape: their lengths differ"));
}

TEST(CheckRules, TellsAShapeThatCostsEveryone) {
  EXPECT_THAT(RemarksOn(Rule("shapes = [\"{hex:32}\"]")), ElementsAre("advice acme-key bare: a shape without a literal costs a pass of its own; consider bare = false"));
  EXPECT_THAT(RemarksOn(Rule("shapes = [\"{hex:32}\"]\nbare = false")), IsEmpty());
}

TEST(CheckRules, TellsAProviderWithoutAPlaceToRevoke) {
  std::string text = Rule("shapes = [\"acme_{an:32}\"]");
  text.erase(text.find("revoke"), 24);
  EXPECT_THAT(RemarksOn(text), ElementsAre("fault acme revoke: has secret keys, but does not say where to revoke them"));
}

TEST(CheckRules, FindsNoFaultInTheBuiltinRules) {
  for (const RuleRemark& remark : CheckRules(BuiltinRules())) {
    if (remark.kind == RemarkKind::kFault) ADD_FAILURE() << remark.id << " " << remark.field << ": " << remark.message;
  }
}

TEST(LineOfRule, FindsTheDefinition) {
  EXPECT_EQ(LineOfRule(Rule(""), "acme-key"), 7u);
  EXPECT_EQ(LineOfRule(Rule(""), "acme"), 2u);
  EXPECT_EQ(LineOfRule(Rule(""), "other"), 0u);
}

}  // namespace
}  // namespace keylint
