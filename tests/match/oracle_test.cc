// SPDX-License-Identifier: Apache-2.0
#include "tests/match/oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lint/base/buffer.h"
#include "lint/match/matcher.h"
#include "lint/ruleset/builtin.h"
#include "tests/match/rules_for_test.h"

namespace keylint {
namespace {

// Every feature: prefixes of two, three and more characters, markers inside,
// at fixed and at moving offsets, runs in front, no literal at all, shared
// prefixes, alternatives of several lengths, checks, UUIDs.
LoadedRules ManyKinds() {
  return MakeRules({
      {"long", {"acme_live_{an:24}"}},
      {"short", {"zk-{an:20}T3Blbk{an:20}", "zk-{b64u:40}"}},
      {"sibling", {"zk-{an:16}"}},
      {"two", {"SK{hex:32}"}},
      {"marker", {"{an:3}8Q~{b66:34}"}},
      {"moving", {"{lan:14}.atlasv1.{b64u:60-70}"}},
      {"colon", {"{d:8-10}:AA{b64u:33}"}},
      {"bare-run", {"{hex:40}"}},
      {"uuid", {"pat-{uuid}"}},
      {"token", {"ghx_{an:30}{crc32-base62:6 over=2}"}},
      {"dots", {"eyJ{b64u:10-200}.eyJ{b64u:10-200}.{b64u:10-100}"}},
      {"padded", {"fix{b64:20-24}=="}},
      {"quiet", {"{hex:12}"}, "bare = false"},
      {"branches", {"(ab|cd)_(live|test)_{UAN:8-12}(x{d:2})?"}},
      {"web", {"https://hooks.acme.example/{UAN:9}/{an:24}"}},
  });
}

std::vector<OracleMatch> FastMatches(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  std::vector<OracleMatch> all;
  for (const Candidate& candidate : matcher.Scan(text, scratch).candidates) {
    if (candidate.lead != Lead::kShape) continue;
    all.emplace_back(candidate.span.begin, candidate.span.end, std::string(candidate.key->id));
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::string Separator(std::mt19937& random) {
  static const std::vector<std::string> kAll = {
      " ", "\n", "=", "\"", "'", "\\n", "%20", "-", "_", ".", "/", ":", "x", "a-", "\x1b[31m",
      "\\u0026", "\\x20", "", "\xc3\xa9", ",", "0", "~", "+"};
  return kAll[random() % kAll.size()];
}

// Keys, halves of keys and noise, one against the other.
std::string PlantedText(const RuleSet& rules, std::mt19937& random) {
  std::string text;
  for (int i = 0; i < 24; ++i) {
    const KeyRule& key = rules.keys[random() % rules.keys.size()];
    if (key.shapes.empty()) continue;
    std::string grown = Grow(key.shapes[random() % key.shapes.size()], random);
    switch (random() % 6) {
      case 0: grown.pop_back(); break;
      case 1: grown += "Z"; break;
      case 2: grown[random() % grown.size()] = "aZ0-_.~"[random() % 7]; break;
      case 3: grown.erase(random() % grown.size(), 1); break;
      default: break;
    }
    text += Separator(random) + grown + Separator(random);
  }
  return text;
}

TEST(Oracle, AgreesOnPlantedKeys) {
  const LoadedRules rules = ManyKinds();
  const Matcher matcher(rules.rules());
  std::mt19937 random(1);
  std::size_t found = 0;
  for (int i = 0; i < 150; ++i) {
    const std::string text = PlantedText(rules.rules(), random);
    const auto slow = SlowMatches(rules.rules(), text);
    ASSERT_EQ(FastMatches(matcher, text), slow) << text;
    found += slow.size();
  }
  EXPECT_GT(found, 1000u);
}

TEST(Oracle, AgreesOnRandomBytes) {
  const LoadedRules rules = ManyKinds();
  const Matcher matcher(rules.rules());
  std::mt19937 random(2);
  for (int i = 0; i < 60; ++i) {
    std::string text;
    const std::size_t size = random() % 3000;
    while (text.size() < size) text += static_cast<char>(random());
    ASSERT_EQ(FastMatches(matcher, text), SlowMatches(rules.rules(), text));
  }
}

// Few characters, so that half matches are everywhere.
TEST(Oracle, AgreesOnTextsOfFewCharacters) {
  const LoadedRules rules = MakeRules({
      {"a", {"aba{hex:4-9}"}},
      {"b", {"{hex:2-5}abab{hex:1-3}"}},
      {"c", {"ab{hex:3}"}},
      {"d", {"{b64u:3-9}-ab-{hex:2}", "{hex:6}"}},
      {"e", {"ba-{b64u:4}b"}},
  });
  const Matcher matcher(rules.rules());
  std::mt19937 random(3);
  std::size_t found = 0;
  for (int i = 0; i < 900; ++i) {
    std::string text;
    const std::size_t size = random() % 200;
    while (text.size() < size) text += "abab ab-.\\n"[random() % 11];
    const auto slow = SlowMatches(rules.rules(), text);
    ASSERT_EQ(FastMatches(matcher, text), slow) << text;
    found += slow.size();
  }
  EXPECT_GT(found, 500u);
}

TEST(Oracle, AgreesOnTheBuiltInRules) {
  const RuleSet& rules = BuiltinRules();
  if (rules.keys.empty()) GTEST_SKIP() << "no rules are built in";
  std::vector<KeyRule> plain;  // Weak shapes ask for more than the shape.
  for (const KeyRule& key : rules.keys) {
    if (key.context.empty() && key.min_entropy == 0 && key.pattern.empty()) plain.push_back(key);
  }
  const RuleSet shapes_only{rules.providers, plain};
  const Matcher matcher(shapes_only);
  std::mt19937 random(4);
  for (int i = 0; i < 3; ++i) {
    const std::string text = PlantedText(shapes_only, random);
    ASSERT_EQ(FastMatches(matcher, text), SlowMatches(shapes_only, text)) << i;
  }
}

}  // namespace
}  // namespace keylint
