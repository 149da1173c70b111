// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kAcme = R"([provider]
id = "acme"
name = "Acme"
variables = ["ACME_KEY"]
revoke = "Acme console"

[[key]]
id = "acme-secret-key"
title = "Acme secret key"
shapes = ["acme_(live|test)_{an:32}"]
evidence = "documented"
source = "Acme documentation, 2026-11"
privilege = "secret"
environment = "live"
why = "It moves money."
fix = "Revoke it."
samples = [["acme_", "live"]]
retired = 2026-01-02
)";

std::string Edited(std::string_view from, std::string_view to) {
  std::string text(kAcme);
  text.replace(text.find(from), from.size(), to);
  return text;
}

std::string FaultOf(std::string text) {
  const std::vector<RuleFile> files = {{"acme.toml", std::move(text)}};
  const auto loaded = LoadRules(files);
  return loaded ? "none" : loaded.error().path + ": " + loaded.error().message;
}

// Toml++ ended the program at these, unless it was built without assertions.
TEST(LoadRules, RefusesBracketsThatEndWhatNeverBegan) {
  for (const char* text : {"a = [ }\n", "a = [ 1, ]]\n[x\n"}) {
    const std::vector<RuleFile> files = {{"x.toml", text}};
    EXPECT_FALSE(LoadRules(files).has_value()) << text;
  }
}

// Toml++ promises its compiler that these do not happen (its own header, mended in lint/cmake/tomlpp).
TEST(LoadRules, LettersOutsideOfQuotesAreErrorsAndInsideAreText) {
  for (const char* text : {"\xef\xbb\xbb", "cl\xc3\xa9 = 1\n", "a = 1 \xef\xba\x80\n", "a = \"\"\"\\\xc3\xa9\"\"\"\n"}) {
    EXPECT_THAT(FaultOf(text), HasSubstr("acme.toml: ")) << text;
  }
  EXPECT_EQ(FaultOf(Edited("\"It moves money.\"", "\"\"\"\\\n  \xc3\xa9tudes\"\"\"")), "none");
}

TEST(LoadRules, ReadsAProviderAndItsKey) {
  const std::vector<RuleFile> files = {{"acme.toml", std::string(kAcme)}};
  const auto loaded = LoadRules(files);
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->rules().keys.size(), 1u);
  const KeyRule& key = loaded->rules().keys[0];
  EXPECT_EQ(key.id, "acme-secret-key");
  EXPECT_EQ(key.shapes.size(), 2u);
  EXPECT_EQ(key.mode, Mode::kLive);
  EXPECT_EQ(key.retired, "2026-01-02");
  EXPECT_THAT(key.samples[0], ElementsAre("acme_", "live"));
  EXPECT_EQ(loaded->rules().ProviderOf(key).name, "Acme");
}

TEST(LoadRules, NamesLineAndNearestFieldOfAnUnknownOne) {
  EXPECT_EQ(FaultOf(Edited("shapes", "shape")),
            "acme.toml: line 10: unknown field 'shape'; did you mean 'shapes'?");
  EXPECT_EQ(FaultOf(Edited("environment", "enviroment")),
            "acme.toml: line 14: unknown field 'enviroment'; did you mean 'environment'?");
}

TEST(LoadRules, NamesAMissingField) {
  EXPECT_EQ(FaultOf(Edited("why = \"It moves money.\"", "")), "acme.toml: line 7: the field 'why' is missing");
}

TEST(LoadRules, ListsTheChoices) {
  EXPECT_THAT(FaultOf(Edited("\"documented\"", "\"sure\"")), HasSubstr("is one of documented, observed, peer"));
}

TEST(LoadRules, TellsWhereAShapeIsBroken) {
  EXPECT_THAT(FaultOf(Edited("{an:32}", "{an32}")), HasSubstr("line 10: 'acme_(live|test)_{an32}': shape, byte 17"));
}

TEST(LoadRules, TellsWhereTheTomlIsBroken) {
  EXPECT_THAT(FaultOf(Edited("\"Acme\"", "\"Acme")), HasSubstr("line 3"));
}

TEST(LoadRules, RefusesAWholeKeyAsSample) {
  EXPECT_THAT(FaultOf(Edited("[[\"acme_\", \"live\"]]", "[\"acme_live\"]")), HasSubstr("lists of pieces"));
}

TEST(LoadRules, RefusesAnIdUsedTwice) {
  const std::vector<RuleFile> files = {{"acme.toml", std::string(kAcme)}, {"b.toml", Edited("id = \"acme\"", "id = \"b\"")}};
  const auto loaded = LoadRules(files);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("'acme-secret-key' is defined at acme.toml:7 already"));
}

TEST(LoadRules, RefusesAPatternThatRe2Refuses) {
  EXPECT_THAT(FaultOf(Edited("shapes = [\"acme_(live|test)_{an:32}\"]",
                             "pattern = 'acme(?=x)'\nprefix = 'acme'\nexamples = [['acme']]")),
              HasSubstr("RE2 refuses"));
}

TEST(LoadRules, KeepsWhatIsSoundWhenAskedForAllFaults) {
  const std::vector<RuleFile> files = {{"bad.toml", "x ="}, {"acme.toml", std::string(kAcme)}};
  std::vector<RuleFault> faults;
  const LoadedRules loaded = LoadRules(files, faults);
  EXPECT_EQ(faults.size(), 1u);
  EXPECT_EQ(loaded.rules().keys.size(), 1u);
}

TEST(JoinRules, RenumbersProviders) {
  const std::vector<RuleFile> one = {{"acme.toml", std::string(kAcme)}};
  std::string other = Edited("id = \"acme\"", "id = \"beta\"");
  other.replace(other.find("acme-secret-key"), 15, "beta-secret-key");
  const std::vector<RuleFile> two = {{"beta.toml", other}};
  const auto a = LoadRules(one), b = LoadRules(two);
  const auto joined = JoinRules(a->rules(), b->rules());
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->rules().ProviderOf(joined->rules().keys[1]).id, "beta");
  EXPECT_FALSE(JoinRules(a->rules(), a->rules()));
}

TEST(BuiltinRules, HoldsProvidersForEveryKey) {
  const RuleSet& rules = BuiltinRules();
  for (const KeyRule& key : rules.keys) {
    EXPECT_LT(key.provider, rules.providers.size()) << key.id;
    EXPECT_FALSE(key.title.empty()) << key.id;
    for (const Shape& shape : key.shapes) EXPECT_FALSE(shape.pieces.empty()) << key.id;
  }
}

}  // namespace
}  // namespace keylint
