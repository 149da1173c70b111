// SPDX-License-Identifier: Apache-2.0
#include "lint/match/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "tests/match/rules_for_test.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What a scan finds, one line each: "shape acme-x text".
std::vector<std::string> Found(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  std::vector<std::string> lines;
  for (const Candidate& candidate : matcher.Scan(text, scratch).candidates) {
    EXPECT_EQ(candidate.span.Of(text), candidate.token);
    lines.push_back((candidate.lead == Lead::kShape ? "shape " : "prefix ") +
                    std::string(candidate.key->id) + " " + std::string(candidate.token));
  }
  return lines;
}

const std::string kBody = "aB3dE6gH9jK2mN5pQ8sT1vW4";  // 24 characters
const std::string kKey = "zqx_" "live_" + kBody;

LoadedRules OneRule() { return MakeRules({{"live", {"zqx_live_{an:24}"}}}); }

class MatcherOfOneRule : public ::testing::Test {
 protected:
  LoadedRules rules_ = OneRule();
  Matcher matcher_{rules_.rules()};
};

TEST_F(MatcherOfOneRule, FindsAKeyBetweenBoundaries) {
  for (const std::string before : {"", " ", "\"", "=", "x=", "\\n", "\\\\n", "Bearer%20", "user:",
                                    "key-", "/", "\x1b[32m", "\\u0026", "\xe2\x80\x9c"}) {
    for (const std::string after : {"", "\n", "\"", "\\n", "@host", "-x", ".", "&b=1", ")"}) {
      EXPECT_THAT(Found(matcher_, before + kKey + after), ElementsAre("shape acme-live " + kKey))
          << before << "|" << after;
    }
  }
}

// What says where a token begins may stand in one block, the token in the next.
TEST_F(MatcherOfOneRule, FindsAKeyAtTheEdgesOfABlock) {
  constexpr std::size_t kBlock = 1U << 20;
  for (const std::string before : {" ", "\\n", "\x1b[1;32m", "\\u0026", "_"}) {
    for (const std::size_t into : {0, 1, 2, 3, 5, 6, 8, 20, 36}) {
      const std::string text = std::string(kBlock - into, 'w') + before + kKey;
      EXPECT_EQ(Found(matcher_, text).size(), before == "_" ? 0U : 1U) << before << into;
    }
  }
}

TEST_F(MatcherOfOneRule, LeavesPartsOfLongerWordsAlone) {
  EXPECT_THAT(Found(matcher_, "my_" + kKey), IsEmpty());
  EXPECT_THAT(Found(matcher_, "7" + kKey), IsEmpty());
}

TEST_F(MatcherOfOneRule, SaysWhereAKeyIsCutAndGoesOn) {
  const auto cuts = [&](std::string_view text) {
    Matcher::Scratch scratch;
    std::vector<std::string> found;
    for (const Span cut : matcher_.Scan(text, scratch).cuts) found.emplace_back(cut.Of(text));
    return found;
  };
  const std::string cut = kKey.substr(0, 12);
  for (const std::string joint : {"\" + \"", "' . '", "\" \"", "\"\n    \"", "\" ++ b\"", "\" .. '", "\" \\\n  \"", "\") + \"", "\\\n", "=\r\n", "{}\".format(\"", "%s\" % '", "%@\", @\"", "{0}\", \"", "${\"",
                                  "\"}${\"", "\";\nkey += \"", "\"\nkey << \"", "\n  KEY+=", "\"\nKEY=\"${KEY}", "' || '", "', '", "\" stringByAppendingString:@\""}) {
    EXPECT_THAT(cuts("x = \"" + cut + joint + "rest\";"), ElementsAre(cut)) << joint;
  }
  for (const std::string end : {"\";", "...\"", "\", x)", "", "\" + x", " \"a\"", "=", "\\n", "{}\"", "%d\" % \"", "%s\", x)", "${x}", "\";\nkey = \"", "\n\nkey: x", "\"', b", "`` and ``b``", "\" ', x"}) {
    EXPECT_THAT(cuts("x = \"" + cut + end), IsEmpty()) << end;
  }
  // An item of a list begins with the key that it is a piece of.
  EXPECT_THAT(cuts("x = ['a." + cut + "', 'rest'];"), IsEmpty());
  EXPECT_THAT(cuts("x = 'a." + cut + "' + 'rest';"), ElementsAre(cut));
}

TEST_F(MatcherOfOneRule, LeadsFromThePrefixOfABrokenKey) {
  const std::string broken = kKey.substr(0, kKey.size() - 3);
  EXPECT_THAT(Found(matcher_, "k: " + broken + "\n"), ElementsAre("prefix acme-live " + broken));
  EXPECT_THAT(Found(matcher_, "k: " + kKey + "Zz\n"), ElementsAre("prefix acme-live " + kKey + "Zz"));
}

TEST_F(MatcherOfOneRule, LeadsFromABrokenKeyWithoutADigit) {
  const std::string broken = "zqx_" "live_aBqdEkGhQjKPmxNvpQR";
  EXPECT_THAT(Found(matcher_, "k: " + broken + "\n"), ElementsAre("prefix acme-live " + broken));
}

TEST_F(MatcherOfOneRule, TakesTheWholeTokenOfABrokenKey) {
  const std::string odd = "zqx_" "live_aB3dE6gH9jK2m\xc2\xa0N5pQ8sT1vW4";
  EXPECT_THAT(Found(matcher_, "'" + odd + "'"), ElementsAre("prefix acme-live " + odd));
}

TEST_F(MatcherOfOneRule, EndsATokenBeforeTheSentenceDoes) {
  const std::string broken = kKey.substr(0, kKey.size() - 3);
  EXPECT_THAT(Found(matcher_, "Use " + broken + "."), ElementsAre("prefix acme-live " + broken));
}

TEST_F(MatcherOfOneRule, KnowsAPrefixWrittenWrongly) {
  for (const std::string prefix : {"zqx-live-", "zqx-live_", "zqx_live-", "ZQX_LIVE_", "Zqx_live_",
                                    "zqx_Iive_", "zqx_1ive_", "zqx.live."}) {
    EXPECT_THAT(Found(matcher_, prefix + kBody), ElementsAre("prefix acme-live " + prefix + kBody));
  }
}

TEST_F(MatcherOfOneRule, KnowsAMaskedKey) {
  for (const std::string& body : {std::string("****************3fA9"), std::string("********"),
                                  std::string("...ab3F9"), std::string("aB\xe2\x80\xa6\x33\x66\x41")}) {
    EXPECT_THAT(Found(matcher_, "zqx_" "live_" + body),
                ElementsAre("prefix acme-live zqx_" "live_" + body));
  }
}

TEST_F(MatcherOfOneRule, IsQuietAboutProseAndCode) {
  for (const std::string text :
       {"zqx_live_...", "zqx_live_", "startsWith(\"zqx_live_\")", "zqx_live_${KEY}",
        "zqx_live_key_of_the_customer", "zqx_live_secret2_handler(x)", "zqx_live_<your key>",
        "zqx_live_getCustomerTokenForUser", "zqx_live_getUserIDFromTheToken", "ZQX_LIVE_PUBLIC_KEY_2", "zqx_live_a1b2"}) {
    EXPECT_THAT(Found(matcher_, text), IsEmpty()) << text;
  }
}

TEST_F(MatcherOfOneRule, FindsManyInOrder) {
  std::string text;
  for (int i = 0; i < 5; ++i) text += kKey + " ";
  EXPECT_EQ(Found(matcher_, text).size(), 5u);
}

TEST_F(MatcherOfOneRule, ReadsAViewThatEndsInsideAKey) {
  const std::string text = kKey + " rest";
  EXPECT_THAT(Found(matcher_, std::string_view(text).substr(0, kKey.size())),
              ElementsAre("shape acme-live " + kKey));
}

TEST(Matcher, DoesNotGlueDashedWords) {
  const LoadedRules rules = MakeRules({{"s", {"zk-{an:16}"}}, {"g", {"zqpat-{an:16}"}}});
  const Matcher matcher(rules.rules());
  EXPECT_THAT(Found(matcher, "dizk-aB3dE6gH9jK2mN5p task-zk-aB3dE6gH9jK2mN5p"), IsEmpty());
  EXPECT_THAT(Found(matcher, "x --zk-aB3dE6gH9jK2mN5p"), ElementsAre("shape acme-s zk-aB3dE6gH9jK2mN5p"));
  EXPECT_THAT(Found(matcher, "my-zqpat-aB3dE6gH9jK2mN5p"),
              ElementsAre("shape acme-g zqpat-aB3dE6gH9jK2mN5p"));
}

TEST(Matcher, YieldsAllKeysThatShareASpan) {
  const LoadedRules rules = MakeRules({{"one", {"zk-{an:16}"}}, {"two", {"zk-{b64u:16}"}}});
  const Matcher matcher(rules.rules());
  EXPECT_THAT(Found(matcher, "zk-aB3dE6gH9jK2mN5p"),
              ElementsAre("shape acme-one zk-aB3dE6gH9jK2mN5p", "shape acme-two zk-aB3dE6gH9jK2mN5p"));
}

TEST(Matcher, PrefersTheLongerPrefixOfABrokenKey) {
  const LoadedRules rules = MakeRules({{"one", {"zqk-{an:40}"}}, {"two", {"zqk-ant-{an:40}"}}});
  const Matcher matcher(rules.rules());
  EXPECT_THAT(Found(matcher, "zqk-ant-" + kBody), ElementsAre("prefix acme-two zqk-ant-" + kBody));
}

TEST(Matcher, FindsMarkersInsideAKey) {
  const LoadedRules rules = MakeRules({{"m", {"{an:3}8Q~{b66:34}"}}});
  const Matcher matcher(rules.rules());
  const std::string key = "aB3" "8Q~" + std::string(17, 'x') + std::string(17, 'Y');
  EXPECT_THAT(Found(matcher, "secret=" + key), ElementsAre("shape acme-m " + key));
  EXPECT_THAT(Found(matcher, "secret=q" + key), IsEmpty());
}

TEST(Matcher, AsksForContext) {
  const LoadedRules rules =
      MakeRules({{"c", {"{hex:32}"}, "context = ['(?i)acme']"}});
  const Matcher matcher(rules.rules());
  const std::string key = "0123456789abcdef" "0123456789abcdef";
  EXPECT_THAT(Found(matcher, "ACME_KEY=" + key), ElementsAre("shape acme-c " + key));
  EXPECT_THAT(Found(matcher, "SUM=" + key), IsEmpty());
  EXPECT_THAT(Found(matcher, "acme " + std::string(120, '.') + key), IsEmpty());
}

TEST(Matcher, AsksForEntropy) {
  const LoadedRules rules = MakeRules({{"e", {"zqx_{an:24}"}, "min_entropy = 3.0"}});
  const Matcher matcher(rules.rules());
  EXPECT_THAT(Found(matcher, "zqx_" + kBody), ElementsAre("shape acme-e zqx_" + kBody));
  EXPECT_THAT(Found(matcher, "zqx_" + std::string(12, 'a') + std::string(12, 'b')), IsEmpty());
}

TEST(Matcher, LooksOnlyForKeysThatSpeakForThemselves) {
  const LoadedRules rules = MakeRules({{"b", {"{hex:32}"}, "bare = false"}, {"p", {"zqx_{an:24}"}}});
  const Matcher matcher(rules.rules());
  const std::string key = "0123456789abcdef" "0123456789abcdef";
  EXPECT_THAT(Found(matcher, key), IsEmpty());
  const KeyRule& bare = KeyOf(rules.rules(), "acme-b");
  const KeyRule& other = KeyOf(rules.rules(), "acme-p");
  const KeyRule* const keys[] = {&other, &bare};
  EXPECT_TRUE(matcher.MatchWhole(bare, key));
  EXPECT_FALSE(matcher.MatchWhole(bare, key + "0"));
  EXPECT_THAT(matcher.MatchNamed(keys, key), ElementsAre(&bare));
}

TEST(Matcher, NoLeadIsADigestOrPartOfAName) {
  const LoadedRules rules = MakeRules({{"h", {"EAAA{an:60}"}}, {"t", {"zqtest_{hex:32}"}}});
  const Matcher matcher(rules.rules());
  const std::string digest = "eaaa" "0f3b91c2d4e5";
  EXPECT_THAT(Found(matcher, digest + digest + digest + digest), IsEmpty());
  const std::string body = "88c3d1e2f4a5b6c7" "d8e9f0a1b2c3d4";
  EXPECT_THAT(Found(matcher, "block-ZQTest-" + body), IsEmpty());
  EXPECT_THAT(Found(matcher, "block=ZQTest_" + body), ElementsAre("prefix acme-t ZQTest_" + body));
}

TEST(Matcher, KnowsByItsStructureWhatFitsOneKeyAlone) {
  const std::string structure = "structure = 'fernet'";
  const std::string key(24, 'a');
  const LoadedRules one = MakeRules({{"s", {"{an:24}"}, "bare = false\n" + structure}, {"p", {"zqx_{an:24}"}}});
  const LoadedRules two = MakeRules({{"s", {"{an:24}"}, "bare = false\n" + structure}, {"o", {"{hex:24}"}, "bare = false"}});
  EXPECT_EQ(Matcher(one.rules()).MatchStructured(key), &KeyOf(one.rules(), "acme-s"));
  EXPECT_EQ(Matcher(one.rules()).MatchStructured("zqx_" + kBody), nullptr);   // Has none.
  EXPECT_EQ(Matcher(two.rules()).MatchStructured(key), nullptr);
}

TEST(Matcher, HandWrittenPatternsStandBetweenBoundaries) {
  const LoadedRules rules = MakeRules(
      {{"w", {}, "pattern = 'zqhook/[a-z]+/([A-Z0-9]{8})'\nprefix = 'zqhook/'\nexamples = [['zqhook/', 'ab/', 'ABCD1234']]"}});
  const Matcher matcher(rules.rules());
  EXPECT_THAT(Found(matcher, "x zqhook/abc/ABCD1234 zqhook/abc/ABCD12345"),
              ElementsAre("shape acme-w ABCD1234"));
}

TEST(Matcher, LeadsOnlyToSecrets) {
  const LoadedRules rules = MakeRules({{"p", {"zqx_pub_{an:32}"}, "privilege = \"publishable\""}});
  const Matcher matcher(rules.rules());
  EXPECT_THAT(Found(matcher, "zqx_pub_" + kBody), IsEmpty());
}

TEST(Matcher, TellsNamesInAnyCase) {
  const LoadedRules rules = OneRule();
  const NameNeedle names[] = {{"password", 7}, {"pwd", 8}};
  const Matcher matcher(rules.rules(), names);
  Matcher::Scratch scratch;
  const Matches& found = matcher.Scan("DB_PASSWORD=x pwd", scratch);
  ASSERT_EQ(found.names.size(), 2u);
  EXPECT_EQ(found.names[0].tag, 7u);
  EXPECT_EQ(found.names[0].span, (Span{3, 11}));
  EXPECT_EQ(found.names[1].tag, 8u);
  EXPECT_EQ(found.names[1].span, (Span{14, 17}));
}

TEST(Matcher, ScansTheSameFromManyThreads) {
  const LoadedRules rules = MakeRules(
      {{"w", {}, "pattern = 'zqhook/[a-z]+/([A-Z0-9]{8})'\nprefix = 'zqhook/'\nexamples = [['zqhook/', 'ab/', 'ABCD1234']]"},
       {"c", {"{hex:32}"}, "context = ['(?i)acme']"}});
  const Matcher matcher(rules.rules());
  const std::string text = "x zqhook/abc/ABCD1234 acme 0123456789abcdef" "0123456789abcdef";
  std::vector<std::thread> threads;
  std::vector<std::size_t> counts(4);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    threads.emplace_back([&, i] {
      Matcher::Scratch scratch;
      for (int round = 0; round < 50; ++round) counts[i] += matcher.Scan(text, scratch).candidates.size();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(counts, ::testing::Each(100u));
}

// Two megabytes of what costs most must not take seconds.
TEST(Matcher, IsLinearOnHostileText) {
  const LoadedRules rules = MakeRules({
      {"j", {"eyJ{b64u:10-4000}.eyJ{b64u:10-4000}.{b64u:10-4000}"}},
      {"m", {"{b64u:1-400}.zqx.{b64u:20-4000}"}},
      {"r", {"{b66:100}"}},
      {"k", {"zqx_live_{b64:40-4000}=="}},
      {"w", {}, "pattern = '-----BEGIN [A-Z ]+[^!]*!'\nprefix = '-----BEGIN '\nexamples = [['-----BEGIN ', 'A B!']]"},
  });
  const Matcher matcher(rules.rules());
  Matcher::Scratch scratch;
  for (const std::string unit :
       {"eyJ.", "eyJaaaaaaaaaa.", ".zqx.", "a.zqx.a~", "/zqx_live_aB3dE6gH", "/zqx_live_", "-----BEGIN A ",
        "~zqx_live_aB3dE6gH", "a", "-", "."}) {
    std::string text;
    while (text.size() < (std::size_t{1} << 21)) text += unit;
    matcher.Scan(text, scratch);
  }
}

}  // namespace
}  // namespace keylint
