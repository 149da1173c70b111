// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/sinks.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(SinkTable, HoldsAtLeast120Calls) {
  Result<SinkTable> table = SinkTable::BuiltIn();
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_GE(table->size(), 350u);
}

TEST(SinkTable, IsBuiltInAsItIsWritten) {
  std::ifstream file(KEYLINT_SOURCE_DIR "/rules/sinks.toml");
  std::ostringstream text;
  text << file.rdbuf();
  const Result<SinkTable> table = SinkTable::Load(text.str());
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->Pack(), SinkTable::BuiltIn().Pack());
}

TEST(SinkTable, NamesTheRuleAfterTheOptionThatDecides) {
  Result<SinkTable> table = SinkTable::BuiltIn();
  std::vector<std::string> ids;
  for (const auto row : table->ForCall("curl_easy_setopt")) ids.push_back(table->row(row).RuleId());
  EXPECT_NE(std::find(ids.begin(), ids.end(), "hardcoded-credential/curl-easy-setopt-userpwd"), ids.end());
}

TEST(SinkTable, TakesTheFamilyFromTheCwe) {
  Result<SinkTable> table = SinkTable::BuiltIn();
  EXPECT_EQ(table->row(table->ForCall("LogonUserA")[0]).RuleId(), "hardcoded-credential/logon-user-a");
  EXPECT_EQ(table->row(table->ForCall("CryptDeriveKey")[0]).RuleId(), "constant-crypto-key/crypt-derive-key");
  EXPECT_EQ(table->row(table->ForCall("strcmp")[0]).RuleId(), "credential-comparison/strcmp");
}

TEST(SinkTable, SaysWhichLineOfAFileIsWrong) {
  Result<SinkTable> table = SinkTable::BuiltIn();
  const auto added = table->Add("[[library]]\nname = 'mine'\nsinks = [\n  { call = 'f', kind = 'sword' },\n]\n");
  ASSERT_FALSE(added.has_value());
  EXPECT_NE(added.error().message.find("line 4"), std::string::npos) << added.error().message;
}

TEST(SinkTable, TakesAProjectsOwnSinks) {
  Result<SinkTable> table = SinkTable::BuiltIn();
  ASSERT_TRUE(table->Add("[[library]]\nname = 'mine'\nsinks = [{ call = 'Vault::open', arg = 1, kind = 'password', cwe = 259 }]"));
  ASSERT_EQ(table->ForCall("Vault::open").size(), 1u);
}

TEST(NamesCredential, KnowsWholeWordsAtTheEnd) {
  for (const char* name : {"password", "DB_PASSWORD", "userPwd", "apiKey", "client_secret", "auth_token", "m_passphrase"}) {
    EXPECT_TRUE(NamesCredential(name)) << name;
  }
  for (const char* name : {"token", "token_type", "password_file", "key", "bypass", "compass", "secretary", "auth"}) {
    EXPECT_FALSE(NamesCredential(name)) << name;
  }
}

TEST(NamesCryptoKey, KnowsKeysOfCiphers) {
  for (const char* name : {"aes_key", "hmac_key", "psk", "encryption_key", "secretKey", "master_key"}) {
    EXPECT_TRUE(NamesCryptoKey(name, "f")) << name;
  }
  for (const char* name : {"key", "map_key", "keys", "public_key", "primary_key"}) EXPECT_FALSE(NamesCryptoKey(name, "f")) << name;
  EXPECT_TRUE(NamesCryptoKey("key", "AES_init_ctx_iv"));
  EXPECT_FALSE(NamesCryptoKey("key", "describe"));
}

TEST(LookOf, TellsWordsFromSecrets) {
  for (const char* text : {"hunter2", "correct-horse", "opaque-token-1", "4711", "Tr0ub4dor&3"}) {
    EXPECT_EQ(LookOf(text), SecretLook::kSecret) << text;
  }
  for (const char* text : {"transit", "kv-v2", "*LK*", "keyring", "admin", "dry-run"}) EXPECT_EQ(LookOf(text), SecretLook::kWord) << text;
  for (const char* text : {"env:DB_PASSWORD", "file:/run/secrets/db", "/run/secrets/db", "changeme", "$DB_PASSWORD", "<password>", ""}) {
    EXPECT_EQ(LookOf(text), SecretLook::kNone) << text;
  }
}

TEST(SecretIn, LeavesOutWhatAShellPutsIn) {
  EXPECT_EQ(SecretIn("mysqldump -u root -p\"$MYSQL_PWD\" orders", SecretPart::kCommand), "");
  EXPECT_EQ(SecretIn("mysqldump -u root -p${MYSQL_PWD} orders", SecretPart::kCommand), "");
  EXPECT_EQ(SecretIn("curl -u \"$USER:$PASS\" https://example.org", SecretPart::kCommand), "");
  EXPECT_EQ(SecretIn("anonymous:joe@example.org", SecretPart::kAfterColon), "");
}

TEST(SecretIn, FindsTheSecretOfEachForm) {
  EXPECT_EQ(SecretIn("joe:horse", SecretPart::kAfterColon), "horse");
  EXPECT_EQ(SecretIn("amqp://joe:horse@host/x", SecretPart::kUrl), "horse");
  EXPECT_EQ(SecretIn("https://host/x?page=1", SecretPart::kUrl), "");
  EXPECT_EQ(SecretIn("Server=a;Pwd=horse;User=joe", SecretPart::kConnection), "horse");
  EXPECT_EQ(SecretIn("host=a password='ho rse'", SecretPart::kConnection), "ho rse");
  EXPECT_EQ(SecretIn("Authorization: Bearer abc", SecretPart::kHeader), "abc");
  EXPECT_EQ(SecretIn("Accept: text/html", SecretPart::kHeader), "");
  EXPECT_EQ(SecretIn("AUTH joe horse", SecretPart::kAuthCommand), "horse");
  EXPECT_EQ(SecretIn("AUTH %s", SecretPart::kAuthCommand), "");
  EXPECT_EQ(SecretIn("PRAGMA key = 'horse';", SecretPart::kPragmaKey), "horse");
  EXPECT_EQ(SecretIn("mysql -phorse db", SecretPart::kCommand), "horse");
  EXPECT_EQ(SecretIn("mkdir -p dir", SecretPart::kCommand), "");
}

}  // namespace
}  // namespace keylint
