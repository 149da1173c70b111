// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/rule_trial.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "lint/ruleset/load.h"
#include "lint/source/stdin_source.h"

namespace keylint {
namespace {

LoadedRules Load(std::string_view clean, std::string_view shape = "acmelive_{an:32}") {
  const RuleFile file{"acme.toml",
                      "[provider]\nid = 'acme'\nname = 'Acme'\nvariables = ['ACME_API_KEY']\nhosts = ['api.acme.example']\n"
                      "revoke = 'Acme console'\n\n[[key]]\nid = 'acme-secret-key'\ntitle = 'Acme secret key'\n"
                      "shapes = ['" + std::string(shape) + "']\nevidence = 'documented'\nsource = 'Acme, read 2026-11'\nprivilege = 'secret'\n"
                      "why = 'It moves money.'\nfix = 'Read it from the environment.'\nclean = [" + std::string(clean) + "]\n"};
  std::vector<RuleFault> faults;
  LoadedRules rules = LoadRules({&file, 1}, faults);
  EXPECT_TRUE(faults.empty()) << faults.front().message;
  return rules;
}

TEST(TryRules, AcceptsARuleThatKeepsItsPromises) {
  const LoadedRules rules = Load("'ACME_API_KEY=${ACME_API_KEY}', 'acmelive_...'");
  for (const RuleRemark& remark : TryRules(rules.rules())) ADD_FAILURE() << remark.field << ": " << remark.message;
}

TEST(TryRules, TellsWhichCleanLineIsNotQuiet) {
  const std::string broken = "acmelive_" + std::string("h7Jk2Lm9") + "Qr4";   // Too short to be whole.
  const LoadedRules rules = Load("'fine', 'ACME_API_KEY=" + broken + "'");
  const auto remarks = TryRules(rules.rules());
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].field, "clean");
  EXPECT_NE(remarks[0].message.find("line 2 is not quiet"), std::string::npos) << remarks[0].message;
  EXPECT_EQ(remarks[0].message.find("h7Jk2"), std::string::npos);
}

// What a newcomer copies from rules/README.md is a sound rule.
TEST(TryRules, TheExampleForNewcomersIsSound) {
  std::ifstream in(std::string(KEYLINT_SOURCE_DIR) + "/rules/README.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::size_t begin = page.find("```toml\n") + 8;
  const RuleFile file{"acme.toml", page.substr(begin, page.find("```", begin) - begin)};
  std::vector<RuleFault> faults;
  const LoadedRules rules = LoadRules({&file, 1}, faults);
  ASSERT_TRUE(faults.empty()) << faults.front().message;
  ASSERT_EQ(rules.rules().keys.size(), 1u);
  std::vector<RuleRemark> remarks = CheckRules(rules.rules());
  for (const RuleRemark& remark : TryRules(rules.rules())) remarks.push_back(remark);
  for (const RuleRemark& remark : remarks) ADD_FAILURE() << remark.field << ": " << remark.message;
}

TEST(MeasureCosts, CountsLooksAndCandidatesPerMegabyte) {
  const LoadedRules rules = Load("'fine'");
  TextSource source("a.txt", std::string(500'000, ' ') + "acmelive_ acmelive_ acmelive_x" + std::string(500'000, ' '));
  const RuleCosts costs = MeasureCosts(rules.rules(), source, 1, [](const Notice&) {});
  ASSERT_EQ(costs.keys.size(), 1u);
  EXPECT_NEAR(costs.keys[0].looks, 3, 0.1);
  EXPECT_EQ(costs.keys[0].candidates, 0);
  EXPECT_EQ(costs.files, 1u);
  EXPECT_EQ(costs.keys[0].needle, "acmelive_");
}

TEST(EstimateCosts, KnowsThatEverydayTextIsDear) {
  const double rare = EstimateCosts(Load("'fine'", "acmelive_{an:32}").rules()).looks();
  const double common = EstimateCosts(Load("'fine'", "test{hex:32}").rules()).looks();
  EXPECT_GT(common, 5 * rare);
}

}  // namespace
}  // namespace keylint
