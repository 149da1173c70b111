// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/generic_scan.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "lint/generic/inner_pairs.h"
#include "lint/generic/model.h"
#include "lint/generic/name_meaning.h"

namespace keylint {
namespace {

// Made-up text that is as random as a secret and never the same twice in a row.
std::string Grown(std::size_t size, unsigned seed = 7) {
  constexpr std::string_view kAlphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    seed = seed * 1103515245U + 12345U;
    text += kAlphabet[(seed >> 16) % kAlphabet.size()];
  }
  return text;
}

std::vector<GenericSecret> SecretsIn(const std::string& path, const std::string& text) {
  const Format format = FormatOf(path, text);
  GenericScan scan(path, text);
  scan.SetFormat(IsConfiguration(format), false);
  DecodeText(text, format, [&](const Literal& literal) { scan.TakeLiteral(literal); });
  std::vector<GenericSecret> secrets = scan.Finish();
  std::erase_if(secrets, [](const GenericSecret& secret) { return secret.probability < WarningThreshold(); });
  return secrets;
}

TEST(NameMeaning, SeesTheSecretInNamesOfManyStyles) {
  EXPECT_EQ(MeaningOf("dbPasswd").kind, SecretKind::kPassword);
  EXPECT_EQ(MeaningOf("X-Api-Key").kind, SecretKind::kKey);
  EXPECT_EQ(MeaningOf("SECRET_KEY_BASE").kind, SecretKind::kKey);
  EXPECT_EQ(MeaningOf("contrasena").kind, SecretKind::kPassword);
  EXPECT_EQ(MeaningOf("mysqlpassword").kind, SecretKind::kPassword);
  EXPECT_FALSE(MeaningOf("monkey").says_secret());
  EXPECT_FALSE(MeaningOf("title").says_secret());
}

TEST(NameMeaning, TellsAPropertyOfASecretFromTheSecret) {
  EXPECT_TRUE(MeaningOf("token_type").about);
  EXPECT_TRUE(MeaningOf("passwordLength").about);
  EXPECT_FALSE(MeaningOf("access_token").about);
  EXPECT_TRUE(MeaningOf("PRIMARY_KEY").common);
  EXPECT_TRUE(MeaningOf("public_key").is_public);
}

TEST(InnerPairs, FindTheParametersOfAUrlAndItsPassword) {
  const std::string text = "postgres://app:hunter2x@db/app?token=" + Grown(20) + "&page=2";
  std::vector<std::string> values;
  ForEachInnerPair(text, [&](const InnerPair& pair) { values.push_back(text.substr(pair.value.begin, pair.value.size())); });
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(values[0], "hunter2x");
  EXPECT_EQ(values[1], Grown(20));
}

TEST(InnerPairs, ReadQuotesAtAnyLevelOfEscapes) {
  const std::string text = R"({\"password\":\"abcdef\"})";
  std::string value;
  ForEachInnerPair(text, [&](const InnerPair& pair) { value = text.substr(pair.value.begin, pair.value.size()); });
  EXPECT_EQ(value, "abcdef");
}

TEST(GenericScan, ATwilioAccountIsNoSession) {
  const std::string digits = "8f3a1c9b7e2d4f60a1b7c3d9e5f24860";
  EXPECT_TRUE(SecretsIn("app.py", "account_sid = \"AC" + digits + "\"\n").empty());
  EXPECT_EQ(SecretsIn("app.py", "session_id = \"" + digits + "\"\n").size(), 1u);
}

TEST(GenericScan, TheFirstOfAPairIsTheUser) {
  const auto secrets = SecretsIn("app.py", "connect(uri, auth=(\"neo4j\", \"" + Grown(24) + "\"))\n");
  EXPECT_TRUE(std::none_of(secrets.begin(), secrets.end(), [](const GenericSecret& secret) { return secret.value == "neo4j"; }));
}

TEST(GenericScan, ReportsARandomValueUnderASecretsName) {
  const std::string text = "app:\n  client_secret: " + Grown(32) + "\n";
  const auto secrets = SecretsIn("config/app.yml", text);
  ASSERT_EQ(secrets.size(), 1u);
  EXPECT_EQ(secrets[0].rule_id, "leaked-key/generic-secret");
  EXPECT_EQ(secrets[0].value, Grown(32));
  EXPECT_EQ(secrets[0].span.Of(text), Grown(32));
}

TEST(GenericScan, AnAddressOfNoHostIsHowOneIsWritten) {
  EXPECT_TRUE(SecretsIn("help.txt", "proxy: https://bruger:adgangskode@host:port\n").empty());
  EXPECT_EQ(SecretsIn("help.txt", "proxy: https://bruger:" + Grown(10) + "@hosting.example:8080\n").size(), 1U);
}

// Found by fuzzing: what was dismissed counted as a sibling where it was kept.
TEST(GenericScan, WhatIsExplainedIsWhatIsReported) {
  std::string text = "api_key:\n  - ${API_KEY}\n  - eb.con;;;;;;;;;;;=\n  - toBeModified1\n";
  for (unsigned i = 0; i < 9; ++i) text += "  - " + Grown(20, i) + "\n";
  std::vector<double> probabilities[2];
  for (const bool explained : {false, true}) {
    GenericScan scan("compose.yaml", text);
    scan.SetFormat(true, false);
    if (explained) scan.KeepDismissed();
    DecodeText(text, Format::kYaml, [&](const Literal& literal) { scan.TakeLiteral(literal); });
    for (const GenericSecret& secret : scan.Finish()) probabilities[explained].push_back(secret.probability);
  }
  EXPECT_EQ(probabilities[0].size(), 9u);
  EXPECT_EQ(probabilities[0], probabilities[1]);
}

TEST(GenericScan, ReportsThePasswordOfAUrl) {
  const auto secrets = SecretsIn("config/app.yml", "database: postgres://app:" + Grown(10) + "@db.internal/app\n");
  ASSERT_EQ(secrets.size(), 1u);
  EXPECT_EQ(secrets[0].rule_id, "leaked-key/url-credentials");
}

TEST(GenericScan, KeepsQuietAboutReferencesAndPlaceholders) {
  for (const char* value : {"${DB_PASSWORD}", "<your password>", "changeme", "{{ vault.password }}", "xxxxxxxx", "true"}) {
    EXPECT_TRUE(SecretsIn("config/app.yml", std::string("db_password: \"") + value + "\"\n").empty()) << value;
  }
}

TEST(GenericScan, KeepsQuietAboutWordsThatNameSecrets) {
  EXPECT_TRUE(SecretsIn("src/form.js", "const passwordLabel = 'Enter your password';\n").empty());
  EXPECT_TRUE(SecretsIn("src/lexer.c", "const char *token = \"identifier\";\n").empty());
  EXPECT_TRUE(SecretsIn("src/auth.py", "token_type = 'bearer'\n").empty());
}

TEST(GenericScan, KeepsQuietAboutPlacesInListsAndPublicWords) {
  EXPECT_TRUE(SecretsIn("page.json", "{\"NextToken\": \"" + Grown(40) + "\"}").empty());
  EXPECT_TRUE(SecretsIn("page.json", "{\"signature\": \"" + Grown(40) + "\"}").empty());
  EXPECT_TRUE(SecretsIn("key.json", "{\"secretKeyId\": \"1b2c9477-836c-491f-857e-07937918959b\"}").empty());
  EXPECT_TRUE(SecretsIn("doc.json", "{\"SecretAccessKey\": \"" + Grown(30) + "EXAMPLEKEY\"}").empty());
}

TEST(GenericScan, KeepsQuietAboutAWordOfASentence) {
  EXPECT_TRUE(SecretsIn("src/a.cc", "// cut the user_password: every second letter of it\n").empty());
  EXPECT_TRUE(SecretsIn("notes.txt", "passwd: elevated-privileges 4755 root\n").empty());
  EXPECT_TRUE(SecretsIn("summary.txt", "PASS: i386 AVX512VL/VPCLMULQDQ insns\n").empty());
}

// Digests of many things, some of which are called after keys.
TEST(GenericScan, KeepsQuietAboutOneDigestAmongMany) {
  const auto digest = [](unsigned seed) {
    std::string text;
    while (text.size() < 16) text += "0123456789abcdef"[((seed = seed * 1103515245U + 12345U) >> 16) % 16];
    return text;
  };
  std::string text = "{\n";
  for (unsigned i = 1; i < 150; ++i) text += "  \"" + Grown(6, i) + "x\": \"" + digest(99 * i) + "\",\n";
  const std::string last = "  \"accessToken\": \"" + digest(5) + "\"\n}\n";
  EXPECT_TRUE(SecretsIn("hashes.json", text + last).empty());
  EXPECT_EQ(SecretsIn("alone.json", "{\n" + last).size(), 1u);
}

// Words, numbers and a sign, as people make passwords by a policy.
TEST(GenericScan, ReportsWhatPeopleInvent) {
  const auto reports = [](const std::string& name, const std::string& value) {
    return SecretsIn("src/db.js", "const " + name + " = \"" + value + "\";\n").size() == 1;
  };
  EXPECT_TRUE(reports("password", "Winter" + std::string("2024!")));
  EXPECT_TRUE(reports("adminPassword", "Berlin" + std::string("2020")));
  EXPECT_FALSE(reports("password", "drag" + std::string("on88")));   // A note.
  EXPECT_FALSE(reports("passwordHasher", "Winter" + std::string("2024!")));
  EXPECT_FALSE(reports("password", "Password" + std::string("Field2")));
  EXPECT_FALSE(reports("season", "Winter" + std::string("2024!")));
  EXPECT_TRUE(reports("password", "Meadow-" + std::string("Falcon77")));
  EXPECT_TRUE(reports("password", "MeadowFalcon" + std::string("77_")));
  EXPECT_FALSE(reports("password", "src/Meadow-" + std::string("Falcon")));
}

// A secret that signs or encrypts can be guessed when people make it.
TEST(GenericScan, ReportsWhatPeopleInventToSignWith) {
  const auto reports = [](const std::string& name, const std::string& value) {
    return SecretsIn(".env", name + "=" + value + "\n").size() == 1;
  };
  EXPECT_TRUE(reports("JWT_SECRET", "bishop6156" + std::string("Copper!")));
  EXPECT_TRUE(reports("API_KEY", "BadgerSaffron" + std::string("5572+")));
  EXPECT_FALSE(reports("JWT_SECRET", "correct-horse"));
  EXPECT_FALSE(reports("KEY", "BadgerSaffron" + std::string("5572+")));
}

TEST(GenericScan, ReportsWhatPeopleInventInUrls) {
  EXPECT_EQ(SecretsIn("config/app.yml", "url: mongodb://shop:Meadow-" + std::string("Falcon77@db1.orca.shop:27017/shop\n")).size(), 1u);
  EXPECT_EQ(SecretsIn("config/app.yml", "url: mysql://root:admin" + std::string("123@10.1.1.4/shop\n")).size(), 1u);
  EXPECT_EQ(SecretsIn("config/app.yml", "url: mongodb://shop:password@db1.orca.shop:27017/shop\n").size(), 0u);
}

TEST(GenericScan, ReportsAPlainPasswordOfAnEnvironmentFile) {
  EXPECT_EQ(SecretsIn(".env", "SMTP_PASSWORD=hunter2!\n").size(), 1u);
}

TEST(GenericScan, SaysWhyTheValueLooksLikeASecret) {
  const auto secrets = SecretsIn("config/app.yml", "client_secret: " + Grown(32) + "\n");
  ASSERT_EQ(secrets.size(), 1u);
  EXPECT_EQ(secrets[0].what, "'client_secret' seems to hold a secret: 32 characters that look random.");
}

TEST(InnerPairs, ReadListsAndCalls) {
  const std::string text = R"({"tokens":["abcdef1","abcdef2"]} setPassword("abcdef3"))";
  std::vector<std::string> values;
  ForEachInnerPair(text, [&](const InnerPair& pair) { values.push_back(text.substr(pair.value.begin, pair.value.size())); });
  EXPECT_EQ(values, (std::vector<std::string>{"abcdef1", "abcdef2", "abcdef3"}));
}

TEST(GenericScan, IsLinearInTextsOfNothingButNames) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "password=";
  EXPECT_LE(SecretsIn("a.env", text).size(), 20'000u);
}

TEST(GenericModel, ExplainsEveryDecisionByItsFeatures) {
  const std::string text = "API_TOKEN=" + Grown(40) + "\n";
  GenericScan of_text("app.env", text);
  DecodeText(text, Format::kDotenv, [&](const Literal& literal) { of_text.TakeLiteral(literal); });
  ASSERT_EQ(of_text.Candidates().size(), 1u);
  const auto parts = Explain(of_text.Candidates()[0]);
  double sum = 0;
  for (const FeaturePart& part : parts) sum += part.part();
  EXPECT_GT(sum, 0);
  EXPECT_TRUE(std::any_of(parts.begin(), parts.end(), [](const FeaturePart& part) { return part.name == "name.last"; }));
}

TEST(GenericModel, SaysWhatBecomesOfACandidateAndWhy) {
  const std::string text = "API_TOKEN=" + Grown(40) + "\nDB_PASSWORD=${DB_PASSWORD}\n";
  GenericScan of_text("app.env", text);
  of_text.KeepDismissed();
  DecodeText(text, Format::kDotenv, [&](const Literal& literal) { of_text.TakeLiteral(literal); });
  ASSERT_EQ(of_text.Candidates().size(), 2u);
  const GenericDecision weighed = DecisionOn(of_text.Candidates()[0]);
  EXPECT_TRUE(weighed.dismissed.empty());
  EXPECT_EQ(weighed.outcome, "high");
  EXPECT_GE(weighed.probability, WarningThreshold());
  const GenericDecision dismissed = DecisionOn(of_text.Candidates()[1]);
  EXPECT_EQ(dismissed.dismissed, "a reference to the value, not the value");
  EXPECT_TRUE(dismissed.parts.empty());
}

}  // namespace
}  // namespace keylint
