// SPDX-License-Identifier: Apache-2.0
// The malformations people post, M1 to M20, each in a variable of its key.
#include <gtest/gtest.h>

#include <array>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/diagnose/diagnose.h"
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

class Malformation : public ::testing::Test {
 protected:
  Verdict In(std::string_view variable, std::string_view value, SettingFormat format = SettingFormat::kDotenv, Base64Use base64 = Base64Use::kNone) {
    const std::array<std::string_view, 2> path = {"data", variable};
    Literal literal;
    literal.text = value;
    literal.span = {0, value.size()};
    literal.path = path;
    literal.base64 = base64;
    return DiagnoseValue(value, literal.span, variable, Index().KeysOfVariable(variable),
                         {.keys = &Index(), .text = value, .literal = &literal, .kind = TextKind::kSettings, .format = format});
  }
  std::string RandomHex(std::size_t size) {
    std::string text;
    while (text.size() < size) text += "0123456789abcdef"[random_() % 16];
    return text;
  }
  std::string Key(std::string_view id) { return Grow(RuleOf(id), RuleOf(id).shapes[0], random_); }

  std::mt19937 random_{11};
  std::string openai_ = Key("openai-project-key");
  std::string github_ = Key("github-personal-token");
  std::string stripe_ = Key("stripe-secret-key");
};

TEST_F(Malformation, M1QuotesArePartOfTheValue) {
  EXPECT_EQ(In("OPENAI_API_KEY", "\"" + openai_ + "\"").diagnosis, Diagnosis::kStrayQuote);
  EXPECT_EQ(In("OPENAI_API_KEY", openai_ + "'").diagnosis, Diagnosis::kStrayQuote);
  EXPECT_EQ(In("OPENAI_API_KEY", "%22" + openai_ + "%22").diagnosis, Diagnosis::kStrayQuote);
}

TEST_F(Malformation, M2BlanksAndLineEnds) {
  for (const char* end : {"\n", "\r", " ", "\t", "\\n"}) EXPECT_EQ(In("OPENAI_API_KEY", openai_ + end).diagnosis, Diagnosis::kWhitespace) << end;
}

TEST_F(Malformation, M3EmptyAndUnresolvedAreNoKeys) {
  EXPECT_EQ(In("OPENAI_API_KEY", "").form, Form::kNotAKey);
  for (const char* reference : {"${OPENAI_KEY}", "$OPENAI_KEY", "%OPENAI_KEY%", "{{ openai_key }}"}) {
    EXPECT_EQ(In("OPENAI_API_KEY", reference).form, Form::kReference) << reference;
  }
}

TEST_F(Malformation, M4ASchemeWordIsIncluded) {
  for (const char* word : {"Bearer ", "bearer ", "Token ", "token ", "ApiKey ", "Basic ", "Authorization: Bearer "}) {
    EXPECT_EQ(In("OPENAI_API_KEY", word + openai_).diagnosis, Diagnosis::kSchemePrefix) << word;
  }
}

TEST_F(Malformation, M5ADollarIsLeftInFront) {
  EXPECT_EQ(In("OPENAI_API_KEY", "$" + openai_, SettingFormat::kOther).diagnosis, Diagnosis::kBadPrefix);
}

TEST_F(Malformation, M6InvisibleAndLookAlikeCharacters) {
  EXPECT_EQ(In("OPENAI_API_KEY", "\xef\xbb\xbf" + openai_).diagnosis, Diagnosis::kInvisibleCharacter);
  EXPECT_EQ(In("OPENAI_API_KEY", openai_ + "\xc2\xa0").diagnosis, Diagnosis::kInvisibleCharacter);
  EXPECT_EQ(In("OPENAI_API_KEY", "sk\xe2\x80\x94" + openai_.substr(3)).diagnosis, Diagnosis::kHomoglyph);
  const Verdict verdict = In("OPENAI_API_KEY", openai_.substr(0, 11) + "\xe2\x80\x8b" + openai_.substr(11));
  EXPECT_EQ(verdict.detail, "U+200B (zero width space) at position 12");
}

TEST_F(Malformation, M7ACommentIsGluedOn) {
  const Verdict verdict = In("OPENAI_API_KEY", openai_ + " production key of the shop");
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kWhitespace);
}

TEST_F(Malformation, M8ThePagesAddressWasPasted) {
  EXPECT_EQ(In("OPENAI_API_KEY", "https://platform.openai.com/api-keys").diagnosis, Diagnosis::kBadStructure);
}

TEST_F(Malformation, M9PromptTextStandsInTheKeysPlace) {
  EXPECT_EQ(In("OPENAI_API_KEY", "You are a helpful assistant").diagnosis, Diagnosis::kBadStructure);
}

TEST_F(Malformation, M10AnotherProvidersKeyKeepsItsName) {
  const Verdict verdict = In("OPENAI_API_KEY", github_);
  EXPECT_EQ(verdict.form, Form::kWellFormed);
  EXPECT_EQ(verdict.key->id, "github-personal-token");
}

TEST_F(Malformation, M11AMaskedKeyWasCopied) {
  for (const char* mask : {"****", "...", "\xe2\x80\xa6", "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"}) {
    EXPECT_EQ(In("OPENAI_API_KEY", openai_.substr(0, 12) + mask + openai_.substr(openai_.size() - 4)).diagnosis, Diagnosis::kMasked) << mask;
  }
}

TEST_F(Malformation, M12AnIdIsNamedAsOne) {
  const Verdict verdict = In("OPENAI_API_KEY", Key("openai-organization-id"));
  EXPECT_EQ(verdict.form, Form::kWellFormed);
  EXPECT_EQ(verdict.key->privilege, Privilege::kIdentifier);
}

TEST_F(Malformation, M13SeparatorsCaseAndLookAlikesOfThePrefix) {
  std::string broken = openai_;
  broken[2] = '_';
  const Verdict verdict = In("OPENAI_API_KEY", broken);
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadPrefix);
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, openai_);
  EXPECT_EQ(In("GITHUB_TOKEN", "GHP" + github_.substr(3)).diagnosis, Diagnosis::kBadCase);
  EXPECT_EQ(In("GITHUB_TOKEN", "ghp-" + github_.substr(4)).diagnosis, Diagnosis::kBadPrefix);
  const std::string google = Key("google-api-key");
  EXPECT_EQ(In("GOOGLE_API_KEY", "Alza" + google.substr(4)).diagnosis, Diagnosis::kBadPrefix);
}

TEST_F(Malformation, M14TheEndIsMissing) {
  EXPECT_EQ(In("OPENAI_API_KEY", openai_.substr(0, openai_.size() - 20)).diagnosis, Diagnosis::kTruncated);
  EXPECT_EQ(In("GITHUB_TOKEN", github_.substr(0, github_.size() - 3)).diagnosis, Diagnosis::kTruncated);
  EXPECT_EQ(In("OPENAI_API_KEY", openai_.substr(0, 40) + "\n" + openai_.substr(40)).diagnosis, Diagnosis::kWhitespace);
}

TEST_F(Malformation, M15TwiceOrTwoJoined) {
  EXPECT_EQ(In("STRIPE_SECRET_KEY", stripe_ + stripe_).diagnosis, Diagnosis::kDoubled);
  EXPECT_EQ(In("STRIPE_SECRET_KEY", stripe_ + Key("stripe-secret-key")).diagnosis, Diagnosis::kDoubled);
}

TEST_F(Malformation, M16Base64OnceTooOften) {
  EXPECT_EQ(In("STRIPE_SECRET_KEY", Base64Text(stripe_)).diagnosis, Diagnosis::kBadEncoding);
  EXPECT_EQ(In("STRIPE_SECRET_KEY", Base64Text(stripe_), SettingFormat::kYaml, Base64Use::kWanted).form, Form::kWellFormed);
  EXPECT_EQ(In("STRIPE_SECRET_KEY", Base64Text(stripe_ + "\n"), SettingFormat::kYaml, Base64Use::kWanted).diagnosis, Diagnosis::kConfigMangled);
}

TEST_F(Malformation, M18APathStandsInTheKeysPlace) {
  EXPECT_EQ(In("OPENAI_API_KEY", "/run/secrets/openai").diagnosis, Diagnosis::kBadStructure);
}

TEST_F(Malformation, M19UrlEncodingDamage) {
  const std::string storage = RandomText(84, random_) + "+/==";
  EXPECT_EQ(In("AZURE_STORAGE_KEY", storage.substr(0, 86)).diagnosis, Diagnosis::kBadEncoding);
  EXPECT_EQ(In("AZURE_STORAGE_KEY", RandomText(84, random_) + "%2B%2F%3D%3D").diagnosis, Diagnosis::kBadEncoding);
}

TEST_F(Malformation, M20PlaceholdersAreQuiet) {
  for (const char* value : {"your-api-key", "YOUR_API_KEY_HERE", "changeme", "xxx", "<your key>", "sk-xxxx", "INSERT_KEY", "dummy", "test",
                            "none", "null", "undefined", "sk-1234", "EMPTY", "lm-studio", "ollama", "sk-...", "sk-your-key-here"}) {
    const Form form = In("OPENAI_API_KEY", value).form;
    EXPECT_TRUE(form == Form::kPlaceholder || form == Form::kNotAKey) << value;
  }
}

TEST_F(Malformation, AChecksumTellsWhereTheTypoIs) {
  std::string broken = github_;
  std::swap(broken[10], broken[11]);
  if (broken == github_) GTEST_SKIP();
  const Verdict verdict = In("GITHUB_TOKEN", broken);
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadChecksum);
  EXPECT_NE(verdict.detail.find("positions 11 and 12 change places"), std::string::npos) << verdict.detail;
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, github_);
}

// What a program did to the letters nobody can undo, unless both cases read
// alike there.
TEST_F(Malformation, ALostCaseIsNotMendedByGuess) {
  const std::string sendgrid = Key("sendgrid-api-key");
  Verdict verdict = In("SENDGRID_API_KEY", LowerAscii(sendgrid));
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadCase);
  EXPECT_FALSE(verdict.repair && !verdict.repair->span.empty());
  verdict = In("GITHUB_TOKEN", UpperAscii(github_));
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadCase);
  EXPECT_FALSE(verdict.repair && !verdict.repair->span.empty());
  verdict = In("SENDGRID_API_KEY", "sg." + sendgrid.substr(3));
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadCase);
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, sendgrid);
}

TEST_F(Malformation, ABlocksLineEndIsKeptOutByItsHeader) {
  const std::string text = github_ + "\n";
  Literal literal;
  literal.text = text;
  literal.span = {0, text.size()};
  literal.quote = Quote::kBlock;
  const Verdict verdict = DiagnoseValue(text, literal.span, "GITHUB_TOKEN", Index().KeysOfVariable("GITHUB_TOKEN"),
                                        {.keys = &Index(), .text = text, .literal = &literal, .kind = TextKind::kSettings, .format = SettingFormat::kYaml});
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kWhitespace);
  ASSERT_TRUE(verdict.repair);
  EXPECT_TRUE(verdict.repair->span.empty());
  EXPECT_NE(verdict.repair->title.find("'|-'"), std::string::npos);
}

TEST_F(Malformation, AWebhookWithItsSchemeIsOne) {
  const std::string webhook = Key("slack-incoming-webhook");
  EXPECT_EQ(In("SLACK_WEBHOOK", "https://" + webhook).form, Form::kWellFormed);
  EXPECT_EQ(In("SLACK_WEBHOOK", "https://" + webhook.substr(0, webhook.size() - 5)).diagnosis, Diagnosis::kTruncated);
  EXPECT_NE(In("GH_TOKEN", "https://" + github_ + "@github.com/a/b.git").form, Form::kMalformed);
}

TEST_F(Malformation, TheVariablesProviderOwnsTheLongerBeginning) {
  const Verdict verdict = In("STRIPE_SECRET_KEY", stripe_.substr(0, 52));   // As long as a key of Clerk.
  EXPECT_EQ(verdict.form, Form::kMalformed);
  EXPECT_EQ(verdict.key->id, "stripe-secret-key");
}

TEST_F(Malformation, AnotherKindOfTheProviderIsNoBrokenKey) {
  EXPECT_EQ(In("AWS_ACCESS_KEY_ID", Key("aws-secret-access-key")).key->id, "aws-secret-access-key");
  EXPECT_EQ(In("AZURE_SEARCH_ADMIN_KEY", Key("azure-search-query-key")).key->id, "azure-search-query-key");
  EXPECT_EQ(In("AZURE_STORAGE_KEY", Key("azure-redis-key")).form, Form::kWellFormed);
  EXPECT_EQ(In("GITHUB_TOKEN", RandomHex(40)).key->id, "github-legacy-token");
}

TEST_F(Malformation, WordsOfAPlaceholderAreLeftBesideTheKey) {
  Verdict verdict = In("GITHUB_TOKEN", "your_token_here_" + github_);
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadPrefix);
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, github_);
  verdict = In("GITHUB_TOKEN", github_ + "_here");
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kTooLong);
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, github_);
}

TEST_F(Malformation, ComposesDollarsAreUndone) {
  const std::string asaas = Key("asaas-api-key");
  EXPECT_EQ(In("ASAAS_API_KEY", "$" + asaas, SettingFormat::kCompose).form, Form::kWellFormed);
  EXPECT_EQ(In("ASAAS_API_KEY", asaas, SettingFormat::kCompose).diagnosis, Diagnosis::kConfigMangled);
}

TEST_F(Malformation, MarkdownsEscapesWereCopied) {
  std::string escaped = stripe_;
  for (std::size_t at = escaped.find('_'); at != std::string::npos; at = escaped.find('_', at + 2)) escaped.insert(at, 1, '\\');
  const Verdict verdict = In("STRIPE_SECRET_KEY", escaped);
  EXPECT_EQ(verdict.diagnosis, Diagnosis::kBadCharacter);
  ASSERT_TRUE(verdict.repair);
  EXPECT_EQ(verdict.repair->text, stripe_);
}

TEST_F(Malformation, AnotherServiceBehindTheVariablesHasItsOwnForm) {
  const auto form = [this](std::string_view variable, const std::string& value, const std::string& beside) {
    const std::string text = beside + "\n" + std::string(variable) + "=" + value + "\n";
    const std::size_t at = text.rfind(value);
    Literal literal;
    literal.text = value;
    literal.span = {at, at + value.size()};
    return DiagnoseValue(value, literal.span, variable, Index().KeysOfVariable(variable),
                         {.keys = &Index(), .text = text, .literal = &literal, .kind = TextKind::kSettings, .format = SettingFormat::kDotenv}).form;
  };
  const std::string secret = RandomText(32, random_);
  EXPECT_EQ(form("AWS_SECRET_ACCESS_KEY", secret, "S3_ENDPOINT=http://minio:9000"), Form::kNotAKey);
  EXPECT_EQ(form("AWS_SECRET_ACCESS_KEY", secret, "S3_ENDPOINT=https://s3.eu-west-1.amazonaws.com"), Form::kMalformed);
  EXPECT_EQ(form("AWS_SECRET_ACCESS_KEY", secret, "A=b"), Form::kMalformed);
  const std::string gitlab = RandomText(20, random_);
  EXPECT_EQ(form("GITLAB_TOKEN", gitlab, "GITLAB_HOST=https://gitlab.acme.test"), Form::kNotAKey);
  EXPECT_EQ(form("GITLAB_TOKEN", gitlab, "A=b"), Form::kMalformed);
}

}  // namespace
}  // namespace keylint
