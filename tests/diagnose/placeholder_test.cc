// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/placeholder.h"

#include <gtest/gtest.h>

#include "tests/diagnose/grown_key.h"

namespace keylint {
namespace {

using testing::RandomText;

void Expect(ValueClass value_class, std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    EXPECT_EQ(ValueClassName(ClassifyValue(value)), ValueClassName(value_class)) << value;
  }
}

TEST(ClassifyValue, KnowsReferences) {
  Expect(ValueClass::kReference, {"${STRIPE_KEY}", "$STRIPE_KEY", "%STRIPE_KEY%", "{{ .Values.key }}", "<%= ENV['X'] %>", "#{ENV['X']}",
                                  "vault:secret/data/app#key", "ssm:/prod/key", "op://vault/item/field", "arn:aws:secretsmanager:eu-west-1:1:secret:x",
                                  "ref+awsssm://x", "process.env.STRIPE_KEY", "os.environ['X']", "@Microsoft.KeyVault(SecretUri=x)", "$(cat /run/secrets/x)",
                                  "((stripe-key))", "@@KEY@@", "__STRIPE_KEY__", "${{ secrets.X }}", "projects/p/secrets/s/versions/1", "env:X"});
}

TEST(ClassifyValue, KnowsCiphertext) {
  Expect(ValueClass::kCiphertext, {"ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]", "ENC(abcdef)", "encrypted:BABC", "{cipher}abc", "$ANSIBLE_VAULT;1.1;AES256"});
}

TEST(ClassifyValue, KnowsPlaceholders) {
  Expect(ValueClass::kPlaceholder, {"your-api-key", "YOUR_API_KEY_HERE", "changeme", "xxxxxxxx", "<token>", "INSERT_KEY_HERE", "dummy", "example-secret",
                                    "test", "todo", "1234567890", "abcdefgh", "aaaaaaaaaaaa", "REPLACE_ME", "sk-1234", "password123", "my-secret",
                                    "[your key]", "fake_token_for_tests", "00000000-0000-0000-0000-000000000000", "lm-studio", "super-secret"});
}

TEST(ClassifyValue, KnowsWhatElseAValueIs) {
  Expect(ValueClass::kEmpty, {"", "  ", "\"\""});
  Expect(ValueClass::kBoolean, {"true", "OFF", "none", "undefined"});
  Expect(ValueClass::kNumber, {"42", "3.14", "-17", "30s", "512MB"});
  Expect(ValueClass::kDate, {"2026-11-21", "2026-11-21T04:00:00Z"});
  Expect(ValueClass::kVersion, {"1.2.3", "v2.0.1-beta", "^17.0.2"});
  Expect(ValueClass::kUuid, {"3f2504e0-4f89-41d3-9a0c-0305e82c3301"});
  Expect(ValueClass::kUrl, {"https://api.stripe.com/v1", "http://localhost:8080"});
  Expect(ValueClass::kEmail, {"someone@company.org"});
  Expect(ValueClass::kPath, {"/etc/ssl/private/server.pem", "./config/settings.json", "~/.ssh/id_rsa", "C:\\keys\\a.pem"});
  Expect(ValueClass::kWords, {"The quick brown fox jumps", "connection_timeout_seconds"});
}

TEST(ClassifyValue, LeavesRandomTextOpaque) {
  std::mt19937 random(3);
  int opaque = 0;
  for (int i = 0; i < 5000; ++i) opaque += ClassifyValue(RandomText(24, random)) == ValueClass::kOpaque;
  EXPECT_GE(opaque, 4985);
}

TEST(IsPlaceholderBody, HardlyEverTakesRandomTextForAPlaceholder) {
  std::mt19937 random(4);
  int taken = 0;
  for (int i = 0; i < 40000; ++i) taken += IsPlaceholderBody(RandomText(20 + i % 60, random));
  EXPECT_LE(taken, 2);
}

TEST(IsPlaceholderBody, KnowsWordsRunsAndSequences) {
  for (const std::string_view body : {"xxxxxxxxxxxxxxxx", "YOURKEYHERE", "toBeModified1,toBeModified2", "your_key_here", "0123456789abcdef0123456789abcdef", "abcdefghijklmnopqrst",
                                      "EXAMPLEKEY12", "deadbeefdeadbeefdeadbeef", "000000000000", "abcabcabcabc", "dummy-key-for-testing", "..."}) {
    EXPECT_TRUE(IsPlaceholderBody(body) || FindMask(body).found()) << body;
  }
}

TEST(IsPlaceholderBody, KnowsThePasswordOfOtherLanguages) {
  for (const std::string_view body : {"passwort", "IhrPasswort", "mot_de_passe", "votre-mot-de-passe", "motdepasse1", "contrase\xC3\xB1" "a", "tu_contrasena",
                                      "minhasenha", "wachtwoord", "has\xC5\x82o", "\xD0\xBF\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBB\xD1\x8C"}) {
    EXPECT_TRUE(IsPlaceholderBody(body)) << body;
  }
  for (const std::string_view body : {"sommer-in-berlin", "de-la-rosa-7", "Geheimrat", "salasanat99x"}) EXPECT_FALSE(IsPlaceholderBody(body)) << body;
}

TEST(FindMask, FindsStarsDotsAndBullets) {
  EXPECT_TRUE(FindMask("sk-ab***yz").found());
  EXPECT_TRUE(FindMask("sk-ab...yz").found());
  EXPECT_TRUE(FindMask("sk-ab\xe2\x80\xa6yz").found());
  EXPECT_TRUE(FindMask("sk-ab\xe2\x80\xa2\xe2\x80\xa2yz").found());
  EXPECT_FALSE(FindMask("eyJhbGci.eyJzdWI.c2ln").found());
}

}  // namespace
}  // namespace keylint
