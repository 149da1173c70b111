// SPDX-License-Identifier: Apache-2.0
// What is known by its structure: hashes, JSON Web Keys, phrases.
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "lint/checksum/grow_pem.h"
#include "lint/generic/armour.h"
#include "lint/generic/bare_key.h"
#include "lint/generic/generic_scan.h"
#include "lint/generic/json_web_key.h"
#include "lint/generic/password_hash.h"
#include "lint/generic/phrases.h"

namespace keylint {
namespace {

std::string Grown(std::size_t size, unsigned seed = 7, std::string_view alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789./") {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    seed = seed * 1103515245U + 12345U;
    text += alphabet[(seed >> 16) % alphabet.size()];
  }
  return text;
}

std::string_view SchemeOf(const std::string& hash) {
  const std::string text = "user:" + hash + ":19000:0:99999:7:::";
  const auto found = PasswordHashAt(text, 5);
  return found && found->span == Span{5, 5 + hash.size()} ? found->scheme : std::string_view();
}

TEST(PasswordHash, IsKnownByItsScheme) {
  EXPECT_EQ(SchemeOf("$6$" + Grown(16) + "$" + Grown(86)), "SHA-512 crypt");
  EXPECT_EQ(SchemeOf("$6$rounds=50000$" + Grown(8) + "$" + Grown(86)), "SHA-512 crypt");
  EXPECT_EQ(SchemeOf("$2y$12$" + Grown(53)), "bcrypt");
  EXPECT_EQ(SchemeOf("$apr1$" + Grown(8) + "$" + Grown(22)), "MD5 crypt of Apache");
  EXPECT_EQ(SchemeOf("$y$j9T$" + Grown(22) + "$" + Grown(43)), "yescrypt");
  EXPECT_EQ(SchemeOf("$argon2id$v=19$m=65536,t=3,p=4$" + Grown(22) + "$" + Grown(43, 9, "abcdefghjkmnpqrs23456789+/")), "Argon2");
  EXPECT_EQ(SchemeOf("$P$" + Grown(31)), "phpass");
  EXPECT_EQ(SchemeOf("{SSHA}" + Grown(31, 3, "abcdefghjkmnpqrsTUVWXYZ2345") + "="), "salted SHA-1 of LDAP");
  EXPECT_EQ(SchemeOf("pbkdf2_sha256$260000$" + Grown(22, 5, "abcdefghjkmnpqrs23456789") + "$" + Grown(43, 9, "abcdefghjkmnpqrsABCDEFGH2345") + "="), "PBKDF2 of Django");
}

TEST(PasswordHash, IsNoneWhenCutShortMadeUpOrSomethingElse) {
  EXPECT_EQ(SchemeOf("$2y$12$" + Grown(40)), "");
  EXPECT_EQ(SchemeOf("$2y$12$" + Grown(60)), "");
  EXPECT_EQ(SchemeOf("$2y$12$" + std::string(53, 'x')), "");
  EXPECT_EQ(SchemeOf("$6$salt$short"), "");
  EXPECT_EQ(SchemeOf("$1$2"), "");
}

// A key of 1,193 bytes, of which `shown` characters stand there.
bool IsKey(std::size_t shown, const std::string& joint) {
  const std::string label = "RSA PRIVATE KEY-----";
  const std::string text = "-----BEGIN " + label + joint + "MIIEpQIBAAKCAQEA" + Grown(shown - 16, 3, "abcdefghjkmnpqrsTUVWXYZ2345") + "\n-----END " + label + "\n";
  const std::size_t at = text.find("PRIVATE");
  return ArmouredKeyAt(text, {at, at + 16}).has_value();
}

TEST(ArmouredKey, AnExcerptIsNone) {
  for (const std::string joint : {"\n", " ", "\\n", "\n    ", "\n# ", "\" +\n  \""}) {
    EXPECT_FALSE(IsKey(64, joint)) << joint;
    EXPECT_FALSE(IsKey(640, joint)) << joint;
    EXPECT_TRUE(IsKey(1200, joint)) << joint;
  }
}

TEST(GenericScan, SaysThatAKeyIsOfAServiceAccount) {
  const auto said = [](const std::string& text) {
    GenericScan scan("key.json", text);
    const std::size_t at = text.find("PRIVATE KEY-----");
    scan.TakeArmour({at, at + 16});
    const auto secrets = scan.Finish();
    return secrets.size() == 1 ? secrets[0].what : "";
  };
  const std::string key = GrowPem("rsa", "a");
  EXPECT_EQ(said("{\"type\": \"service_account\", \"private_key\": \"" + key + "\", \"client_email\": \"a@b.iam.gserviceaccount.com\"}"),
            "The private key of a Google service account.");
  EXPECT_EQ(said("{\"type\": \"service_account\", \"private_key\": \"" + key + "\"}"), "A private key in the text.");
}

// The lines of a grown key without those of its armour, `joint` between them.
std::string BodyOf(std::string_view kind, std::string_view joint = "") {
  std::istringstream lines(GrowPem(kind, "a"));
  std::string body;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("-")) continue;
    if (!body.empty()) body += joint;
    body += line;
  }
  return body;
}

std::optional<BareKey> BareKeyIn(const std::string& text) {
  std::size_t budget = 1U << 20;
  for (const std::string_view mark : BareKeyMarks()) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      if (auto key = BareKeyAt(text, {at, at + mark.size()}, budget)) return key;
    }
  }
  return std::nullopt;
}

TEST(BareKey, IsAPrivateKeyWithoutItsArmour) {
  for (const std::string kind : {"rsa", "ec", "ed25519", "encrypted"}) {
    const std::string body = BodyOf(kind);
    const auto key = BareKeyIn("key: " + body + "\nnext: 1\n");
    ASSERT_TRUE(key.has_value()) << kind;
    EXPECT_EQ(key->span, (Span{5, 5 + body.size()})) << kind;
    EXPECT_EQ(key->encrypted, kind == "encrypted") << kind;
  }
}

TEST(BareKey, MayBeWrittenOverLinesAndInPieces) {
  for (const std::string joint : {"\n", "\n    ", "\\n", "\" +\n  \"", "\",\n\"", "\\\n"}) EXPECT_TRUE(BareKeyIn("k = \"" + BodyOf("rsa", joint) + "\";").has_value()) << joint;
}

TEST(BareKey, IsNotLookedForWithoutABudget) {
  const std::string body = BodyOf("rsa");
  const std::size_t at = body.find("IBAAK");
  const Span mark{at, at + std::string_view("IBAAKCAQEA").size()};
  std::size_t budget = body.size();
  EXPECT_TRUE(BareKeyAt(body, mark, budget).has_value());
  EXPECT_LT(budget, 4U);
  EXPECT_FALSE(BareKeyAt(body, mark, budget).has_value());
}

TEST(BareKey, IsNoneCutShortOrPublic) {
  const std::string body = BodyOf("rsa");
  EXPECT_FALSE(BareKeyIn(body.substr(0, body.size() - 40)).has_value());
  EXPECT_FALSE(BareKeyIn("x" + body).has_value());   // It begins in the middle of something.
  EXPECT_FALSE(BareKeyIn(body.substr(0, 60) + "..." + body.substr(63)).has_value());
  EXPECT_FALSE(BareKeyIn(BodyOf("public")).has_value());
  EXPECT_FALSE(BareKeyIn(BodyOf("certificate")).has_value());
}

std::optional<JsonWebKey> KeyIn(const std::string& text) {
  const std::size_t kty = text.find("kty");
  return JsonWebKeyAt(text, {kty, kty + 3});
}

TEST(JsonWebKey, HoldsAPrivatePart) {
  const std::string part = Grown(43, 11, "abcdefghjkmnpqrsABCDEFGH2345-_");
  const std::string text = R"({"kty":"EC","crv":"P-256","x":"AAAA","d":")" + part + "\"}";
  const auto key = KeyIn(text);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->span.Of(text), part);
  EXPECT_FALSE(key->symmetric);
  EXPECT_TRUE(KeyIn("{ kty: 'oct', k: '" + part + "' }")->symmetric);
  EXPECT_TRUE(KeyIn(R"(x = "{\"d\":\")" + part + R"(\",\"kty\":\"OKP\"}")").has_value());
}

TEST(JsonWebKey, OfPublicPartsAloneIsNone) {
  const std::string part = Grown(43, 11, "abcdefghjkmnpqrsABCDEFGH2345-_");
  EXPECT_FALSE(KeyIn(R"({"kty":"EC","crv":"P-256","x":")" + part + "\"}").has_value());
  EXPECT_FALSE(KeyIn(R"({"kty":"RSA","e":"AQAB","d":"..."})").has_value());
  EXPECT_FALSE(KeyIn("{\"kty\":\"RSA\"},{\"d\":\"" + part + "\"}").has_value());
}

std::string Behind(std::string_view words, const std::string& rest) {
  const std::string text = std::string(words) + rest;
  const auto found = PhraseValueAt(text, {0, words.size()});
  return found ? std::string(found->value.Of(text)) : "";
}

TEST(Phrases, AreFollowedByTheirValue) {
  EXPECT_EQ(Behind("PASSWORD '", "s3cr3t';"), "s3cr3t");
  EXPECT_EQ(Behind("IDENTIFIED BY \"", "s3 cr3t\""), "s3 cr3t");
  EXPECT_EQ(Behind("-Password ", "s3cr3t</code>"), "s3cr3t");
  EXPECT_EQ(Behind("rocommunity ", "s3cr3t 10.0.0.0/8"), "s3cr3t");
  EXPECT_EQ(Behind("-password ", "--user x"), "");
  EXPECT_EQ(Behind("-password ", "     never asks for one"), "");
  EXPECT_EQ(Behind("identified by '", "s3cr3t'"), "s3cr3t");
}

TEST(Phrases, OfProseAreFollowedByWhatObeysAPolicy) {
  EXPECT_EQ(Behind("password is ", "Lantern&Falcon28 (ask Tom)"), "Lantern&Falcon28");
  EXPECT_EQ(Behind("password is ", "OAuth2-based."), "");
  EXPECT_EQ(Behind("password is ", "required."), "");
}

TEST(Phrases, AreSentWhenAskedFor) {
  const auto sent = [](const std::string& before, const std::string& rest) {
    const std::string text = before + "send \"" + rest;
    const auto found = PhraseValueAt(text, {before.size(), before.size() + 6});
    return found ? std::string(found->value.Of(text)) : "";
  };
  EXPECT_EQ(sent("expect \"*?assword:\"\n", "s3cr3t\\r\"\n"), "s3cr3t");
  EXPECT_EQ(sent("expect \"$ \"\n", "ls -l\\r\"\n"), "");
  EXPECT_EQ(sent("expect \"Password:\"\n", "to be continued\"\n"), "");
}

}  // namespace
}  // namespace keylint
