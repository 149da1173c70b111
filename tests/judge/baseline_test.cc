// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/baseline.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "lint/judge/fingerprint.h"

namespace keylint {
namespace {

const std::string kSalt(32, '5');

Finding FindingOf(std::string_view secret, std::string path = "src/a.c", std::string rule = "leaked-key/x") {
  Finding finding;
  finding.rule_id = std::move(rule);
  finding.where.path = std::move(path);
  finding.digest = DigestOf(secret);
  finding.has_digest = true;
  return finding;
}

Baseline With(std::initializer_list<const char*> secrets) {
  Baseline baseline(kSalt);
  for (const char* secret : secrets) baseline.Add(FindingOf(secret));
  return baseline;
}

TEST(Baseline, AcceptsWhatWasAddedWhereverItMoved) {
  Baseline baseline = With({"one"});
  Finding moved = FindingOf("one", "src/other.c");
  moved.where.begin.line = 99;
  EXPECT_TRUE(baseline.Accepts(moved));
}

TEST(Baseline, FindsAnotherSecretInTheSamePlace) { EXPECT_FALSE(With({"one"}).Accepts(FindingOf("two"))); }

TEST(Baseline, FindsTheSecretUnderAnotherRule) {
  EXPECT_FALSE(With({"one"}).Accepts(FindingOf("one", "src/a.c", "scope/x")));
}

TEST(Baseline, FindsATestsSecretInTheProgram) {
  Baseline baseline(kSalt);
  baseline.Add(FindingOf("one", "tests/a.c"));
  EXPECT_TRUE(baseline.Accepts(FindingOf("one", "tests/deep/b.c")));
  EXPECT_FALSE(baseline.Accepts(FindingOf("one", "src/a.c")));
}

TEST(Baseline, ReadsWhatItWrote) {
  const std::string text = With({"one", "two"}).Write();
  auto read = Baseline::Parse(text, "b");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_TRUE(read->Accepts(FindingOf("two")));
  EXPECT_EQ(read->Write(), text);
}

TEST(Baseline, IsSortedWithoutLinesDatesOrSecrets) {
  EXPECT_EQ(With({"one", "two"}).Write(), With({"two", "one"}).Write());
  EXPECT_EQ(With({"topsecret"}).Write().find("topsecret"), std::string::npos);
}

TEST(Baseline, AddingAnEntryAddsOneLine) {
  const std::string before = With({"one"}).Write();
  const std::string after = With({"one", "two"}).Write();
  EXPECT_EQ(std::count(after.begin(), after.end(), '\n') - std::count(before.begin(), before.end(), '\n'), 1);
}

TEST(Baseline, ReadsAMergeThatRepeatsALine) {
  std::string text = With({"one"}).Write();
  const std::size_t at = text.find("{\"rule\"");
  text.insert(at, text.substr(at, text.find('\n', at) - at + 1));
  ASSERT_TRUE(Baseline::Parse(text, "b").has_value());
}

TEST(Baseline, ReadsEntriesHoweverTheyAreLaidOut) {
  Baseline baseline = With({"one", "two", "three"});
  Finding odd = FindingOf("four");
  odd.rule_id = "odd/\"\\\t\xc3\xa9";
  baseline.Add(odd);
  const std::string text = baseline.Write();
  const auto json = nlohmann::ordered_json::parse(text);
  std::string blanks = text;
  blanks.replace(blanks.rfind("{\"rule\""), 1, "{ ");
  for (const std::string& other : {text, json.dump(), json.dump(2), blanks}) {
    auto read = Baseline::Parse(other, "b");
    ASSERT_TRUE(read.has_value()) << other;
    EXPECT_EQ(read->Write(), text);
  }
}

TEST(Baseline, RefusesADamagedEntry) {
  const std::string text = With({"one", "two"}).Write();
  for (const auto& [part, changed] : {std::pair{"\"digest\":\"", "\"digest\":\"g"}, {"\"rule\":\"leaked-key/x", "\"rule\":\""},
                                      {"\"paths\"", "\"path\""}, {"\"},", "\"}"}}) {
    for (const bool last : {false, true}) {
      std::string damaged = text;
      damaged.replace(last ? damaged.rfind(part) : damaged.find(part), std::string_view(part).size(), changed);
      EXPECT_FALSE(Baseline::Parse(damaged, "b").has_value()) << damaged;
    }
  }
}

TEST(Baseline, RefusesAnotherVersionAndAnotherSalt) {
  const std::string text = With({"one"}).Write();
  std::string newer = text;
  newer.replace(newer.find("1,"), 1, "9");
  EXPECT_EQ(Baseline::Parse(newer, "b").error().kind, ErrorKind::kUnsupported);
  std::string salted = text;
  salted.replace(salted.find(kSalt), 32, std::string(32, '6'));
  EXPECT_NE(Baseline::Parse(salted, "b").error().message.find("another salt"), std::string::npos);
}

TEST(Baseline, RefusesWhatIsNone) {
  for (const char* text : {"", "[]", "{", "{}", "{\"version\":1}", "\xff"}) {
    EXPECT_FALSE(Baseline::Parse(text, "b").has_value()) << text;
  }
}

TEST(Baseline, PruneRemovesWhatNothingUsed) {
  auto baseline = Baseline::Parse(With({"one", "two"}).Write(), "b");
  ASSERT_TRUE(baseline.has_value());
  baseline->Accepts(FindingOf("one"));
  EXPECT_EQ(baseline->Prune([](std::string_view) { return true; }), 1U);
  EXPECT_FALSE(baseline->Accepts(FindingOf("two")));
}

TEST(Baseline, PruneLeavesWhatNobodyAskedFor) {
  auto baseline = Baseline::Parse(With({"one", "two"}).Write(), "b");
  ASSERT_TRUE(baseline.has_value());
  EXPECT_EQ(baseline->Prune([](std::string_view) { return false; }), 0U);
  EXPECT_TRUE(baseline->Accepts(FindingOf("two")));
}

TEST(Baseline, KnowsItsOwnTextAndNothingElse) {
  const std::string text = With({"one", "two"}).Write();
  EXPECT_TRUE(Baseline::IsWritten(text));
  EXPECT_TRUE(Baseline::IsWritten(With({}).Write()));
  EXPECT_FALSE(Baseline::IsWritten(text + "x"));
  EXPECT_FALSE(Baseline::IsWritten(text.substr(0, text.size() - 8)));
  std::string other = text;
  other.insert(other.find("null"), "\"token\": 1,\n");
  EXPECT_FALSE(Baseline::IsWritten(other));
  EXPECT_FALSE(Baseline::IsWritten(R"({"version": 1, "salt": "ab", "accepted": []})"));
}

TEST(Baseline, DrawsASaltForEachRepository) { EXPECT_NE(Baseline::New().Write(), Baseline::New().Write()); }

}  // namespace
}  // namespace keylint
