// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/config.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/judge/fingerprint.h"
#include "lint/scan/config_layers.h"
#include "lint/scan/selection.h"

namespace keylint {
namespace {

std::string ErrorOf(std::string_view text) {
  const auto config = ParseConfig(text, "c.toml");
  return config ? "" : config.error().path + ": " + config.error().message;
}

Finding FindingIn(std::string path) {
  Finding finding;
  finding.rule_id = "leaked-key/stripe-secret-key";
  finding.provider = "stripe";
  finding.where.path = std::move(path);
  finding.secret = "some_EXAMPLE_value";
  finding.digest = DigestOf(finding.secret);
  finding.has_digest = true;
  return finding;
}

bool Accepts(const std::string& conditions, const std::string& path = "a/b.env") {
  const auto config = ParseConfig("[[allow]]\nreason = 'r'\n" + conditions, "c.toml");
  EXPECT_TRUE(config.has_value()) << config.error().message;
  return config && config->allows[0].Fits(FindingIn(path), path);
}

TEST(Config, NamesLineAndNearestKeyOfAnUnknownOne) {
  EXPECT_EQ(ErrorOf("[scan]\n\nexlude = ['a']\n"), "c.toml:3: unknown key 'exlude' in [scan]; did you mean 'exclude'?");
  EXPECT_NE(ErrorOf("[[allow]]\nrule = 'x'\nreason = 'r'\n").find("did you mean 'rules'?"), std::string::npos);
}

TEST(Config, RefusesValuesOfAnotherType) {
  EXPECT_EQ(ErrorOf("[scan]\nexclude = 7\n"), "c.toml:2: expected a text in quotes");
  EXPECT_NE(ErrorOf("[scan]\nfail-on = 'sometimes'\n"), "");
  EXPECT_NE(ErrorOf("scan = 1\n"), "");
  EXPECT_NE(ErrorOf("[allow]\nreason='r'\n"), "");
}

TEST(Config, RefusesWhatIsNoToml) { EXPECT_EQ(ErrorOf("[scan\n").substr(0, 9), "c.toml:1:"); }

TEST(Config, AnAllowNeedsAReasonAndACondition) {
  EXPECT_NE(ErrorOf("[[allow]]\nrules = ['scope']\n").find("no reason"), std::string::npos);
  EXPECT_NE(ErrorOf("[[allow]]\nreason = 'r'\n").find("everything"), std::string::npos);
  EXPECT_NE(ErrorOf("[[allow]]\nreason = 'r'\nrules = []\n").find("everything"), std::string::npos);
}

TEST(Config, RefusesPatternsThatExplode) {
  EXPECT_NE(ErrorOf("[[allow]]\nreason='r'\npatterns=['((a{1,100}){1,100}){1,100}']\n"), "");
  EXPECT_NE(ErrorOf("[[allow]]\nreason='r'\npatterns=['(']\n"), "");
}

TEST(Config, DeepNestingIsRefusedAndNoCrash) {
  EXPECT_NE(ErrorOf("a = " + std::string(100'000, '[')), "");
  EXPECT_NE(ErrorOf(std::string("a = \0\xff", 6)), "");
  EXPECT_NE(ErrorOf(std::string(9U << 20, '#')), "");
}

TEST(Config, AllowsByPathRuleProviderDigestPatternAndStopword) {
  EXPECT_TRUE(Accepts("paths = ['a/']"));
  EXPECT_TRUE(Accepts("paths = ['*.env']"));
  EXPECT_FALSE(Accepts("paths = ['/b.env']"));
  EXPECT_TRUE(Accepts("rules = ['leaked-key']"));
  EXPECT_FALSE(Accepts("rules = ['scope']"));
  EXPECT_TRUE(Accepts("providers = ['stripe']"));
  EXPECT_TRUE(Accepts("patterns = ['EXAMPLE_v']"));
  EXPECT_FALSE(Accepts("patterns = ['^EXAMPLE']"));
  EXPECT_TRUE(Accepts("stopwords = ['example']"));
  EXPECT_FALSE(Accepts("digests = ['sha256:0000000000000000']"));
}

TEST(Config, FindsADigestByItsBeginningAmongMany) {
  Finding finding;
  finding.rule_id = "leaked-key/x";
  finding.has_digest = true;
  finding.digest = {0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a};   // The rest is zero.
  const auto accepts = [&](const std::string& digests) {
    const auto config = ParseConfig("[[allow]]\nreason = 'r'\ndigests = [" + digests + "]\n", "c");
    return config && config->allows[0].Fits(finding, "a.py");
  };
  const std::string others = "'0000000000000000', '5a5a5a5a5a5a5a5b', '5a5a5a5a5a5a5a59', 'ffffffffffffffff'";
  EXPECT_FALSE(accepts(others));
  EXPECT_TRUE(accepts(others + ", '5A5A5A5A5A5A5A5A'"));
  EXPECT_TRUE(accepts(others + ", '5a5a5a5a5a5a5a5a', '5a5a5a5a5a5a5a5aff', '5a5a5a5a5a5a5a5a00'"));
  EXPECT_TRUE(accepts(others + ", '5a5a5a5a5a5a5a5a0000000000000000', '5a5a5a5a5a5a5a5aff'"));
  EXPECT_FALSE(accepts(others + ", '5a5a5a5a5a5a5a5aff'"));
}

TEST(Config, ReadsLongListsOfDigestsAsItReadsShortOnes) {
  std::vector<std::string> wanted;
  std::string list = "[ # of 2026\n";
  for (int i = 0; i < 1500; ++i) {
    wanted.push_back(fmt::format("{:016x}", i));
    list += fmt::format("  '{}', # {}\r\n", wanted.back(), i);
  }
  const auto parse = [](const std::string& digests, const std::string& behind = "") {
    return ParseConfig("[scan]\nskip = ['digests = [']\n[[allow]]\nreason = 'r'\n  digests = " + digests + "]\n" + behind, "c");
  };
  for (const std::string extra : {"", "\"sha256:00000000000005DC\"", "\"\\u0030000000000000000\""}) {   // The last one is for the parser.
    const auto config = parse(list + extra, "[[allow]]\nreason = 'other'\ndigests = ['ffffffffffffffff']\n");
    ASSERT_TRUE(config.has_value()) << extra;
    ASSERT_EQ(config->allows.size(), 2u);
    EXPECT_EQ(config->allows[0].digests.size(), extra.starts_with("\"s") ? 1501u : 1500u) << extra;
    EXPECT_TRUE(std::equal(wanted.begin(), wanted.end(), config->allows[0].digests.begin())) << extra;
    EXPECT_EQ(config->allows[1].digests, std::vector<std::string>{"ffffffffffffffff"});
  }
  // Faults are told with the lines of the file.
  EXPECT_EQ(parse(list, "digest = []\n").error().path, "c:1507");
  EXPECT_EQ(parse(list + "'no digest'").error().path, "c:5");
  EXPECT_EQ(parse(list + "'notadigest'").error().path, "c:5");
  EXPECT_EQ(parse(list + "'00' '00'").error().path, "c:1506");
}

TEST(Config, EveryConditionGivenMustHold) {
  EXPECT_TRUE(Accepts("paths = ['a/']\nrules = ['leaked-key']"));
  EXPECT_FALSE(Accepts("paths = ['a/']\nrules = ['scope']"));
}

class Layers : public ::testing::Test {
 protected:
  ConfigLayers Make() {
    return ConfigLayers(
        [this](const std::string& path) -> Result<std::optional<std::string>> {
          const auto found = files.find(path);
          if (found == files.end()) return std::nullopt;
          return found->second;
        },
        std::nullopt);
  }
  std::map<std::string, std::string> files;
  std::chrono::sys_seconds now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};
};

TEST(Config, ReadsDigestsALineEach) {
  ConfigAllow allow;
  ASSERT_TRUE(AddDigests("# accepted in 2026\r\n\n5A5A5A5A5A5A5A5A  tests/a.env\r\nsha256:0000000000000000#x\n5a5a5a5a5a5a5a5aff\n  # why\n", "d", allow));
  EXPECT_EQ(allow.digests, (std::vector<std::string>{"0000000000000000", "5a5a5a5a5a5a5a5a"}));
  for (const std::string wrong : {"0000", "password", " 0000000000000000", "=0000000000000000"}) {
    const auto added = AddDigests("ffffffffffffffff\n" + wrong + "\n", "d", allow);
    ASSERT_FALSE(added.has_value()) << wrong;
    EXPECT_EQ(added.error().path, "d:2");
    EXPECT_EQ(added.error().message.find(wrong), std::string::npos);
  }
}

TEST_F(Layers, AnEntryTakesItsDigestsFromAFileBesideIt) {
  std::string digest = "sha256:";
  for (const unsigned char byte : FindingIn("").digest) digest += fmt::format("{:02x}", byte);
  files["a/.keylint.toml"] = "[[allow]]\nreason = 'r'\ndigests-from = 'known'\n";
  files["a/known"] = digest + "\n";
  EXPECT_TRUE(Make().Accepts(FindingIn("a/b.env"), "a/b.env", now).has_value());
  files["a/known"] = "# nothing yet\n";
  EXPECT_FALSE(Make().Accepts(FindingIn("a/b.env"), "a/b.env", now).has_value());
  files.erase("a/known");
  const auto settings = Make().SettingsFor("a");
  ASSERT_FALSE(settings.has_value());
  EXPECT_EQ(settings.error().path, "a/.keylint.toml:1");
  EXPECT_NE(settings.error().message.find("a/known"), std::string::npos);
}

TEST_F(Layers, ListsAddUpAndTheNearestValueCounts) {
  files[".keylint.toml"] = "[scan]\nexclude = ['x', '/y']\nfail-on = 'error'\nskip = ['scope']\n";
  files["a/.keylint.toml"] = "[scan]\nexclude = ['x', 'y/z', '!k']\nfail-on = 'note'\n";
  const auto settings = Make().SettingsFor("a/b");
  ASSERT_TRUE(settings.has_value());
  EXPECT_EQ(settings->exclude, (std::vector<std::string>{"x", "/y", "/a/**/x", "/a/y/z", "!/a/**/k"}));
  EXPECT_EQ(settings->fail_on, "note");
  EXPECT_EQ(settings->skip, std::vector<std::string>{"scope"});
}

TEST_F(Layers, AFoldersConfigurationCountsBelowItOnly) {
  files["a/.keylint.toml"] = "[[allow]]\nreason = 'r'\nrules = ['leaked-key']\n";
  ConfigLayers layers = Make();
  const auto accepted = layers.Accepts(FindingIn("a/b/c.env"), "a/b/c.env", now);
  ASSERT_TRUE(accepted.has_value());
  EXPECT_EQ(accepted->where, "a/.keylint.toml:1");
  EXPECT_FALSE(layers.Accepts(FindingIn("c.env"), "c.env", now).has_value());
  EXPECT_FALSE(layers.Accepts(FindingIn("ab/c.env"), "ab/c.env", now).has_value());
}

TEST_F(Layers, AnAllowPastItsDateGivesTheFindingBackWithANotice) {
  files[".keylint.toml"] = "[[allow]]\nreason = 'r'\nrules = ['leaked-key']\nexpires = 2026-11-20\n";
  ConfigLayers layers = Make();
  EXPECT_FALSE(layers.Accepts(FindingIn("c.env"), "c.env", now).has_value());
  ASSERT_EQ(layers.Notices().size(), 1U);
  EXPECT_TRUE(layers.Accepts(FindingIn("c.env"), "c.env", now - std::chrono::hours(24)).has_value());
}

TEST_F(Layers, ListsWhatNeverMatched) {
  files[".keylint.toml"] = "[[allow]]\nreason = 'old'\nrules = ['scope']\n";
  ConfigLayers layers = Make();
  EXPECT_FALSE(layers.Accepts(FindingIn("c.env"), "c.env", now).has_value());
  EXPECT_EQ(layers.Unmatched(), std::vector<std::string>{".keylint.toml:1: old"});
}

TEST_F(Layers, ABrokenConfigurationBelowIsTold) {
  files["a/.keylint.toml"] = "[sacn]";
  ConfigLayers layers = Make();
  EXPECT_FALSE(layers.Accepts(FindingIn("a/c.env"), "a/c.env", now).has_value());
  ASSERT_EQ(layers.Notices().size(), 1U);
  EXPECT_EQ(layers.Notices()[0].kind, NoticeKind::kUnreadable);
}

TEST(Config, TellsNoPatternsText) {
  const std::string error = ErrorOf("[[allow]]\nreason='r'\npatterns=['(aVerySecretValue']\n");
  EXPECT_NE(error.find("RE2 refuses"), std::string::npos);
  EXPECT_EQ(error.find("aVerySecret"), std::string::npos);
}

TEST(Config, RefusesKeysThatNestTooDeep) {
  std::string key = "a";
  for (int i = 0; i < 50'000; ++i) key += ".a";
  EXPECT_NE(ErrorOf("[" + key + "]\n").find("too deep"), std::string::npos);
  EXPECT_NE(ErrorOf(key + " = 1\n").find("too deep"), std::string::npos);
}

TEST(Selection, TellsNamesThatNoRuleHas) {
  const std::vector<std::string> ids = {"leaked-key/stripe-secret-key", "scope/wrong-kind"};
  const auto unknown = [&](std::string name) { return UnknownName(std::vector<std::string>{std::move(name)}, ids); };
  for (const char* known : {"leaked-key", "stripe-secret-key", "scope/wrong-kind", "leaked-*", "stripe*", "hardcoded-credential",
                            "hardcoded-credential/strcpy", "hard*"}) {
    EXPECT_EQ(unknown(known), "") << known;
  }
  EXPECT_EQ(unknown("leked-key"), "no rule or family is named 'leked-key'; did you mean 'leaked-key'?");
  EXPECT_NE(unknown(""), "");
  EXPECT_NE(unknown("zzz*"), "");
  EXPECT_NE(unknown(std::string(1'000'000, 'x')), "");
}

TEST(ConfigLayers, TellsAllowsOfRulesThatDoNotExist) {
  ConfigLayers layers([](const std::string&) -> Result<std::optional<std::string>> { return std::nullopt; },
                      std::move(*ParseConfig("\n[[allow]]\nrules=['leked-key']\nreason='r'\n", "c.toml")));
  const std::vector<std::string> ids = {"leaked-key/stripe-secret-key"};
  ASSERT_EQ(layers.UnknownNames(ids).size(), 1U);
  EXPECT_NE(layers.UnknownNames(ids)[0].message.find("line 2"), std::string::npos);
}

TEST(ConfigLayers, FoldersTooDeepToBeOpenedCostNothing) {
  std::size_t asked = 0;
  ConfigLayers layers([&](const std::string& path) -> Result<std::optional<std::string>> {
    ++asked;
    EXPECT_LT(path.size(), 4096U);
    return std::nullopt;
  }, std::nullopt);
  std::string path;
  for (int i = 0; i < 10'000; ++i) path += "d/";
  EXPECT_FALSE(layers.Accepts(FindingIn(path + "a"), path + "a", {}).has_value());
  EXPECT_LT(asked, 2000U);
}

}  // namespace
}  // namespace keylint
