// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/gitleaks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lint/ruleset/imported_matcher.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<RuleFile> NoFile(const std::string& path) { return Failure(ErrorKind::kNotFound, "cannot be read", path); }

ImportedRules Import(std::string text, const OpenRuleFile& open = NoFile) {
  auto rules = ImportGitleaks({"g.toml", std::move(text)}, open);
  EXPECT_TRUE(rules) << (rules ? "" : rules.error().message);
  return rules ? *std::move(rules) : ImportedRules();
}

std::vector<std::string> SecretsIn(const std::string& rules, std::string_view text, std::string_view path = "src/a.c", std::string_view commit = "") {
  const ImportedMatcher matcher(Import(rules));
  std::vector<std::string> secrets;
  for (const ImportedHit& hit : matcher.Match(path, text, commit).hits) secrets.push_back(hit.rule->id + " " + std::string(hit.secret.Of(text)));
  return secrets;
}

const std::string kAcme = "[[rules]]\nid = \"acme\"\nregex = '''(?i)acme_([a-z0-9]{8})\\b'''\nkeywords = [\"ACME_\"]\n";

TEST(ImportGitleaks, FindsTheFirstGroupWhereNoneIsNamed) {
  EXPECT_THAT(SecretsIn(kAcme, "x acme_abcd1234 ACME_zzzz9999;"), ElementsAre("acme abcd1234", "acme zzzz9999"));
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''(k)=(v+)'''\nsecretGroup = 2\n", "k=vvv"), ElementsAre("a vvv"));
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''(?<=k=)v+(?=;)'''\n", "k=vvv; k=v"), ElementsAre("a vvv"));
}

TEST(ImportGitleaks, AsksForKeywordsPathAndEntropy) {
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''v+'''\nkeywords = [\"zzz\"]\n", "vvv"), IsEmpty());
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''v+'''\npath = '''\\.h$'''\n", "vvv"), IsEmpty());
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''\\w+'''\nentropy = 2\n", "aaaa abcdefgh"), ElementsAre("a abcdefgh"));
}

TEST(ImportGitleaks, FindsAFileByItsPathAlone) {
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"key-file\"\npath = '''\\.p12$'''\n", "", "a/b.p12"), ElementsAre("key-file "));
}

TEST(ImportGitleaks, FollowsAllowlists) {
  const std::string text = "acme_abcd1234 # demo";
  EXPECT_THAT(SecretsIn(kAcme + "[rules.allowlist]\nregexes = ['''^abcd''']\n", text), IsEmpty());
  EXPECT_THAT(SecretsIn(kAcme + "[[rules.allowlists]]\nregexTarget = \"line\"\nregexes = ['''demo''']\n", text), IsEmpty());
  EXPECT_THAT(SecretsIn(kAcme + "[[rules.allowlists]]\nregexes = ['''demo''']\n", text), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn(kAcme + "[[rules.allowlists]]\nstopwords = [\"BCD1\"]\n", text), IsEmpty());
  EXPECT_THAT(SecretsIn(kAcme + "[[rules.allowlists]]\ncondition = \"AND\"\nstopwords = [\"bcd\"]\npaths = ['''test''']\n", text), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn(kAcme + "[[rules.allowlists]]\ncondition = \"AND\"\nstopwords = [\"bcd\"]\npaths = ['''src''']\n", text), IsEmpty());
  EXPECT_THAT(SecretsIn(kAcme + "[[rules.allowlists]]\ncommits = [\"c0ffee\"]\n", text, "a", "c0ffee"), IsEmpty());
}

TEST(ImportGitleaks, FollowsGlobalAllowlists) {
  EXPECT_THAT(SecretsIn("[allowlist]\npaths = ['''^src/''']\n" + kAcme, "acme_abcd1234"), IsEmpty());
  EXPECT_THAT(SecretsIn("[[allowlists]]\ntargetRules = [\"other\"]\npaths = ['''^src/''']\n" + kAcme, "acme_abcd1234"), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn("[[allowlists]]\ntargetRules = [\"acme\"]\nregexes = ['''1234$''']\n" + kAcme, "acme_abcd1234"), IsEmpty());
}

TEST(ImportGitleaks, FollowsRequirements) {
  const std::string rules = kAcme + "[[rules.required]]\nid = \"user\"\nwithinLines = 1\n[[rules]]\nid = \"user\"\nregex = '''user=(\\w+)'''\nskipReport = true\n";
  EXPECT_THAT(SecretsIn(rules, "user=bob\nacme_abcd1234"), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn(rules, "user=bob\n\n\nacme_abcd1234"), IsEmpty());
}

TEST(ImportGitleaks, RequirementsMayBeOfColumns) {
  const std::string rules = kAcme + "[[rules.required]]\nid = \"user\"\nwithinColumns = 3\n[[rules]]\nid = \"user\"\nregex = '''user=(\\w+)'''\nskipReport = true\n";
  EXPECT_THAT(SecretsIn(rules, "user=bob\n\nacme_abcd1234"), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn(rules, "      user=bob\nacme_abcd1234"), IsEmpty());
}

TEST(ImportGitleaks, DoesNotEnterAFolderThatIsAllowed) {
  EXPECT_THAT(SecretsIn("[allowlist]\npaths = ['''(^|/)third$''']\n" + kAcme, "acme_abcd1234", "src/third/a.c"), IsEmpty());
  EXPECT_THAT(SecretsIn("[allowlist]\npaths = ['''(^|/)third$''']\n" + kAcme, "acme_abcd1234", "src/thirds/a.c"), ElementsAre("acme abcd1234"));
}

TEST(ImportGitleaks, AListThatLostAConditionAllowsNothing) {
  const ImportedRules rules = Import(kAcme + "[[rules.allowlists]]\ncondition = \"AND\"\npaths = ['''src''']\nregexes = ['''a(?!b)''']\n");
  EXPECT_TRUE(rules.rules[0].allowlists.empty());
  EXPECT_EQ(rules.warnings.size(), 1u);
}

TEST(ImportGitleaks, FollowsFilters) {
  EXPECT_THAT(SecretsIn(kAcme + "filter = '''filter.entropy(finding[\"secret\"]) <= 2.5'''\n", "acme_aaaa1111 acme_abcd1234"), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn("prefilter = '''filter.matchesAny(attributes[?\"path\"].orValue(\"\"), [\"^src\"])'''\n" + kAcme, "acme_abcd1234"), IsEmpty());
}

TEST(ImportGitleaks, OverridesAndDisablesWhatItExtends) {
  const OpenRuleFile open = [](const std::string& path) -> Result<RuleFile> {
    EXPECT_EQ(path, "base.toml");
    return RuleFile{path, kAcme + "entropy = 3.0\n[[rules]]\nid = \"old\"\nregex = '''old'''\n"};
  };
  const ImportedRules rules = Import("[extend]\npath = \"base.toml\"\ndisabledRules = [\"old\"]\n[[rules]]\nid = \"acme\"\ndescription = \"mine\"\n[rules.allowlist]\nstopwords = [\"x\"]\n", open);
  ASSERT_EQ(rules.rules.size(), 1u);
  EXPECT_EQ(rules.rules[0].description, "mine");
  EXPECT_EQ(rules.rules[0].entropy, 3.0);
  EXPECT_EQ(rules.rules[0].allowlists.size(), 1u);
}

TEST(ImportGitleaks, NamesTheRulesItCannotFollow) {
  EXPECT_THAT(Import("[[rules]]\nid = \"a\"\nregex = '''a(?!b)'''\n").warnings, ElementsAre("g.toml: rule a: left out, 'regex' cannot be followed: a negative lookahead at byte 1"));
  EXPECT_THAT(Import(kAcme + "colour = \"red\"\n").warnings, ElementsAre("g.toml: rule acme: 'colour' is not followed"));
  const ImportedRules extended = Import("[extend]\nuseDefault = true\ndisabledRules = [\"b\"]\n[[rules]]\nid = \"a\"\n[rules.allowlist]\npaths = ['''x''']\n");
  EXPECT_TRUE(extended.extends_default);
  EXPECT_THAT(extended.disabled_default_rules, ElementsAre("b"));
  EXPECT_THAT(extended.warnings, ElementsAre(HasSubstr("changes a default rule")));
}

TEST(ImportGitleaks, FailsOnWhatIsBroken) {
  EXPECT_FALSE(ImportGitleaks({"g.toml", "[[rules]]\nregex = 'a'\n"}, NoFile));
  EXPECT_FALSE(ImportGitleaks({"g.toml", "x ="}, NoFile));
  EXPECT_FALSE(ImportGitleaks({"g.toml", "[extend]\npath = \"none.toml\"\n"}, NoFile));
}

TEST(ImportGitleaks, FailsOnFieldsOfAnotherType) {
  for (const char* text : {"[[rules]]\nid = 5\n", "[[rules]]\nid = \"a\"\nregex = [\"v\"]\n", "[[rules]]\nid = \"a\"\nregex = \"v\"\nentropy = \"high\"\n",
                           "[[rules]]\nid = \"a\"\nregex = \"(v)\"\nsecretGroup = \"1\"\n", "[[rules]]\nid = \"a\"\nregex = \"(v)\"\nsecretGroup = 2\n",
                           "extend = \"base.toml\"\n", "rules = \"abc\"\n", "[allowlist]\nstopwords = [\"a\"]\n[[allowlists]]\nstopwords = [\"b\"]\n",
                           "[[rules]]\nid = \"a\"\nregex = \"v\"\nkeywords = [5]\n", "[extend]\nuseDefault = \"yes\"\n"}) {
    EXPECT_FALSE(ImportGitleaks({"g.toml", text}, NoFile)) << text;
  }
}

TEST(ImportGitleaks, TakesWhatItsToolTakes) {
  EXPECT_THAT(SecretsIn("[rules]\nid = \"a\"\nregex = '''v+'''\n", "vvv"), ElementsAre("a vvv"));
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''\\w+'''\nentropy = \"2.5\"\n", "aaaa abcdefgh"), ElementsAre("a abcdefgh"));
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''\\166(v+)'''\n", "vvv"), ElementsAre("a vv"));
}

TEST(ImportGitleaks, SaysWhatHasNoEffect) {
  EXPECT_THAT(Import(kAcme + kAcme).warnings, ElementsAre(HasSubstr("twice")));
  EXPECT_THAT(Import(kAcme + "[[rules.allowlists]]\nstopwords = [\"\", \"x\"]\n").warnings, ElementsAre(HasSubstr("empty stopword")));
  EXPECT_THAT(Import(kAcme + "[[allowlists]]\ntargetRules = [\"nope\"]\nstopwords = [\"x\"]\n").warnings, ElementsAre(HasSubstr("nope")));
  EXPECT_EQ(Import("[[rules]]\nid = \"a\"\n").left_out, 1U);
}

TEST(ImportedMatcher, APathWithKeywordsAsksForThem) {
  const std::string rules = "[[rules]]\nid = \"a\"\npath = '''\\.p12$'''\nkeywords = [\"zzz\"]\n";
  EXPECT_THAT(SecretsIn(rules, "x", "a.p12"), IsEmpty());
  EXPECT_THAT(SecretsIn(rules, "x zZz zzz", "a.p12"), ElementsAre("a "));
}

TEST(ImportedMatcher, AGroupThatTookNoPartHasNoEntropy) {
  const std::string rule = "[[rules]]\nid = \"a\"\nregex = '''s_([a-z]{4})?-([0-9]{8})'''\nsecretGroup = 1\n";
  EXPECT_THAT(SecretsIn(rule + "entropy = 1.0\n", "s_-12345678"), IsEmpty());
  EXPECT_THAT(SecretsIn(rule + "entropy = 1.0\n", "s_abcd-12345678"), ElementsAre("a abcd"));
}

TEST(ImportedMatcher, SaysWhenThereIsMore) {
  const ImportedMatcher matcher(Import("[[rules]]\nid = \"a\"\nregex = '''t_[0-9]'''\n"));
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "t_1\n";
  const ImportedHits found = matcher.Match("a", text);
  EXPECT_TRUE(found.cut);
  EXPECT_EQ(found.hits.size(), 16'384U);
  EXPECT_FALSE(matcher.Match("a", "t_1\n").cut);
}

TEST(IsGitleaksToml, TellsTheirFilesFromOurs) {
  EXPECT_TRUE(IsGitleaksToml(kAcme));
  EXPECT_TRUE(IsGitleaksToml("[extend]\nuseDefault = true\n"));
  EXPECT_FALSE(IsGitleaksToml("[provider]\nid = \"x\"\n"));
  EXPECT_FALSE(IsGitleaksToml("nonsense"));
}

TEST(ImportedMatcher, FindsAcrossPiecesOnce) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += i % 997 == 0 ? "acme_abcd1234\n" : "a line of text\n";
  EXPECT_EQ(SecretsIn(kAcme, text).size(), 41u);
}

TEST(ImportedMatcher, LooksBehindEncodings) {
  const ImportedMatcher matcher(Import(kAcme));
  // base64 of "x=acme_abcd1234"
  const std::string text = "data: eD1hY21lX2FiY2QxMjM0\n";
  const auto hits = matcher.Match("a.yaml", text).hits;
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].decoded, "abcd1234");
  EXPECT_EQ(hits[0].secret.Of(text), "eD1hY21lX2FiY2QxMjM0");
  EXPECT_THAT(hits[0].decoded_from, ElementsAre(Encoding::kBase64));
  EXPECT_THAT(matcher.Match("a.yaml", text, {}, 0).hits, IsEmpty());
}

TEST(ImportedMatcher, AMatchThatBeginsWithALineEndBelongsToTheNextLine) {
  const ImportedMatcher matcher(Import("[[rules]]\nid = \"a\"\nregex = '''(?:^|\\s)key=(v+)(?:\\n|$)'''\n"));
  const std::string_view text = "x\nkey=vvv\ny";
  const auto hits = matcher.Match("a", text).hits;
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].match.Of(text), "key=vvv");
  EXPECT_EQ(hits[0].secret.Of(text), "vvv");
}

TEST(ImportedMatcher, AGenericRuleYieldsToOneThatSaysMore) {
  const std::string rules = kAcme + "[[rules]]\nid = \"generic-key\"\nregex = '''key=\\w+?_(\\w+)'''\n";
  EXPECT_THAT(SecretsIn(rules, "key=acme_abcd1234"), ElementsAre("acme abcd1234"));
  EXPECT_THAT(SecretsIn(rules, "key=other_abcd1234\nacme_abcd1234"), ElementsAre("generic-key abcd1234", "acme abcd1234"));
}

TEST(ImportedMatcher, BytesThatAreNoTextMatchAsInGo) {
  EXPECT_THAT(SecretsIn("[[rules]]\nid = \"a\"\nregex = '''k=.(v+)[^x]'''\n", "k=\xe9vv\xfc"), ElementsAre("a vv"));
}

}  // namespace
}  // namespace keylint
