// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/mangling.h"

#include <gtest/gtest.h>

#include <array>

namespace keylint {
namespace {

// The value `value` as it stands in `text`.
std::optional<Mangling> Check(SettingFormat format, std::string_view text, std::string_view value, Quote quote = Quote::kNone,
                              std::string_view parent = "environment") {
  const std::array<std::string_view, 2> path = {parent, "KEY"};
  Literal literal;
  literal.text = value;
  const std::size_t at = text.find(value);
  literal.span = {at, at + value.size()};
  literal.path = path;
  literal.quote = quote;
  if (parent == "data") literal.base64 = Base64Use::kWanted;
  return CheckMangling(format, literal, text);
}

TEST(Mangling, AHashCutsAnUnquotedDotenvValue) {
  const auto found = Check(SettingFormat::kDotenv, "KEY=ab12#cd34\n", "ab12#cd34");
  ASSERT_TRUE(found);
  ASSERT_TRUE(found->repair);
  EXPECT_EQ(found->repair->text, "'ab12#cd34'");
}

TEST(Mangling, QuotesProtectTheHash) {
  EXPECT_FALSE(Check(SettingFormat::kDotenv, "KEY='ab12#cd34'\n", "ab12#cd34", Quote::kSingle));
}

TEST(Mangling, ADollarAndANameAreInterpolated) {
  EXPECT_TRUE(Check(SettingFormat::kDotenv, "KEY=$aact_x8Kq2\n", "$aact_x8Kq2"));
  EXPECT_TRUE(Check(SettingFormat::kCompose, "KEY: access_token$production$x8", "access_token$production$x8"));
}

TEST(Mangling, ReferencesAreMeant) {
  EXPECT_FALSE(Check(SettingFormat::kDotenv, "KEY=$HOME/secret\n", "$HOME/secret"));
  EXPECT_FALSE(Check(SettingFormat::kCompose, "KEY: $DB_PASSWORD", "$DB_PASSWORD"));
  EXPECT_FALSE(Check(SettingFormat::kCompose, "KEY: ab$$cd", "ab$$cd"));
}

TEST(Mangling, DockerEnvFilesKeepQuotes) {
  const auto found = Check(SettingFormat::kDockerEnvFile, "KEY=\"ab12cd34\"\n", "ab12cd34", Quote::kDouble);
  ASSERT_TRUE(found && found->repair);
  EXPECT_EQ(found->repair->text, "ab12cd34");
  EXPECT_EQ(found->repair->span, (Span{4, 14}));
}

TEST(Mangling, AwsProfilesKeepQuotes) {
  EXPECT_EQ(SettingFormatOf("home/.aws/credentials", "ini"), SettingFormat::kAwsProfile);
  EXPECT_TRUE(Check(SettingFormat::kAwsProfile, "aws_secret_access_key = \"ab12cd34\"\n", "ab12cd34", Quote::kDouble));
  EXPECT_FALSE(Check(SettingFormat::kAwsProfile, "aws_secret_access_key = ab12cd34\n", "ab12cd34"));
}

TEST(Mangling, PunctuationBehindADotenvQuoteSpoilsTheLine) {
  const auto found = Check(SettingFormat::kDotenv, "KEY=\"ab12cd34\",\n", "ab12cd34", Quote::kDouble);
  ASSERT_TRUE(found && found->repair);
  EXPECT_EQ(found->repair->span, (Span{14, 15}));
  EXPECT_EQ(found->repair->text, "");
  EXPECT_FALSE(Check(SettingFormat::kDotenv, "KEY=\"ab12cd34\" # x,\n", "ab12cd34", Quote::kDouble));
}

TEST(Mangling, ComposeListsKeepQuotes) {
  EXPECT_TRUE(Check(SettingFormat::kCompose, "environment:\n  - KEY=\"ab12cd34\"\n", "\"ab12cd34\""));
  EXPECT_FALSE(Check(SettingFormat::kCompose, "environment:\n  KEY: \"ab12cd34\"\n", "ab12cd34", Quote::kDouble));
}

TEST(Mangling, YamlReadsNumbers) {
  EXPECT_TRUE(Check(SettingFormat::kYaml, "KEY: 0123456789\n", "0123456789"));
  EXPECT_TRUE(Check(SettingFormat::kYaml, "KEY: 12345678e12345\n", "12345678e12345"));
  EXPECT_TRUE(Check(SettingFormat::kYaml, "KEY: 12345678901234567890\n", "12345678901234567890"));
  EXPECT_FALSE(Check(SettingFormat::kYaml, "KEY: 1301073070026514\n", "1301073070026514"));   // Below 2^53.
  EXPECT_FALSE(Check(SettingFormat::kYaml, "KEY: 12345a78e12345\n", "12345a78e12345"));
  EXPECT_FALSE(Check(SettingFormat::kYaml, "KEY: \"0123456789\"\n", "0123456789", Quote::kDouble));
}

TEST(Mangling, KubernetesDataWantsBase64WithoutLineFeed) {
  EXPECT_TRUE(Check(SettingFormat::kYaml, "KEY: not_base64!\n", "not_base64!", Quote::kNone, "data"));
  EXPECT_TRUE(Check(SettingFormat::kYaml, "KEY: aGVsbG8gd29ybGQK\n", "aGVsbG8gd29ybGQK", Quote::kNone, "data"));
  EXPECT_FALSE(Check(SettingFormat::kYaml, "KEY: aGVsbG8gd29ybGQ=\n", "aGVsbG8gd29ybGQ=", Quote::kNone, "data"));
  EXPECT_FALSE(Check(SettingFormat::kYaml, "KEY: hello world\n", "hello world", Quote::kNone, "stringData"));
}

TEST(Mangling, IniPercentAndPropertiesBackslash) {
  EXPECT_TRUE(Check(SettingFormat::kIni, "KEY = ab%cd\n", "ab%cd"));
  EXPECT_FALSE(Check(SettingFormat::kIni, "KEY = ab%%cd\n", "ab%%cd"));
  EXPECT_FALSE(Check(SettingFormat::kIni, "KEY = %(name)s\n", "%(name)s"));
  EXPECT_TRUE(Check(SettingFormat::kProperties, "KEY=ab\\cd\n", "ab\\cd"));
  EXPECT_FALSE(Check(SettingFormat::kProperties, "KEY=ab\\\\cd\n", "ab\\\\cd"));
}

TEST(Mangling, APemBlockNeedsItsLines) {
  const std::string block = std::string("-----BEGIN ") + "PRIVATE KEY----- MIIB -----END " + "PRIVATE KEY-----";
  EXPECT_TRUE(Check(SettingFormat::kDotenv, "KEY=\"" + block + "\"", block, Quote::kDouble));
  // What YAML's `>` makes of it keeps the last line end only.
  EXPECT_TRUE(Check(SettingFormat::kYaml, "KEY: >\n  " + block + "\n", block + "\n"));
}

}  // namespace
}  // namespace keylint
