// SPDX-License-Identifier: Apache-2.0
// Forms that stand where secrets stand: each beside the secret it is not.
#include "lint/generic/look_alikes.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/checksum/encoding.h"
#include "lint/decode/decode.h"
#include "lint/generic/generic_scan.h"
#include "lint/generic/phrases.h"

namespace keylint {
namespace {

// Why the only candidate of `text` is no secret; empty: it is weighed.
std::string WhyNot(const std::string& path, const std::string& text, bool prose = false) {
  const Format format = FormatOf(path, text);
  GenericScan scan(path, text);
  scan.KeepDismissed();
  scan.SetFormat(IsConfiguration(format), prose);
  DecodeText(text, format, [&](const Literal& literal) { scan.TakeLiteral(literal); });
  const std::vector<GenericCandidate>& candidates = scan.Candidates();
  return candidates.empty() ? "no candidate" : std::string(candidates.front().dismissed);
}

// Letters and digits that follow no order.
std::string Grown(std::size_t size) {
  std::string text;
  unsigned seed = 7;
  for (std::size_t i = 0; i < size; ++i) {
    seed = seed * 1103515245U + 12345U;
    text += "abcdefghjkmnpqrstuvwxyz23456789"[(seed >> 16) % 31];
  }
  return text;
}

TEST(LookAlikes, ASecretIsWeighed) {
  EXPECT_EQ(WhyNot("a.yml", "api_token: " + Grown(24) + "\n"), "");
  EXPECT_EQ(WhyNot("a.yml", "password: " + Grown(4) + "%40" + Grown(8) + "\n"), "");
}

TEST(LookAlikes, EscapesCallsPatternsAndNumbersAreNone) {
  EXPECT_EQ(WhyNot("a.json", R"({"password": "%F0%9F%92%A9"})"), "percent escapes, as parsers of addresses are tested with");
  EXPECT_EQ(WhyNot("a.yml", "salt: 0x61626364\n"), "a number");
  EXPECT_EQ(WhyNot("a.json", R"({"secret": "aabbccddeeffgghh"})"), "steps through the alphabet");
}

TEST(LookAlikes, ACallIsNoneInAnyText) {
  constexpr std::string_view kCall = "a call, whose result is not known";
  EXPECT_EQ(WhyNot("parser.y", "    endtoken = yylex1();\n"), kCall);
  EXPECT_EQ(WhyNot("notes.txt", "api_token: load_it(user, 8)\n"), kCall);
  EXPECT_EQ(WhyNot("notes.txt", "password: hunter(2)\n"), "");
}

TEST(LookAlikes, WhatLooksGeneratedIsNoTypeAndNoName) {
  EXPECT_EQ(WhyNot("a.py", "secret = MessageField('GoogleCloudApihubV1Token', 1)\n"), "the type of a field");
  EXPECT_EQ(WhyNot("a.py", "class S:\n    api_key: str = Field(default=\"T" + Grown(31) + "\")\n"), "");
  EXPECT_EQ(WhyNot("a.py", "client.get_token(client_secret='virtualCrypt')\n"), "a name by which something is asked for");
  EXPECT_EQ(WhyNot("a.py", "client.get_token(client_secret=\"hV" + Grown(22) + "\")\n"), "");
}

TEST(LookAlikes, ANameSpeltWordByWordIsNone) {
  EXPECT_EQ(WhyNot("a.h", "#define SN_kx_ecdhe_psk \"KxECDHE-PSK\"\n"), "spelt in its own name, word by word");
  EXPECT_NE(WhyNot("a.yml", "db_password: password\n"), "spelt in its own name, word by word");
}

TEST(LookAlikes, WhatIsToBeDoneWithAPasswordIsNone) {
  EXPECT_EQ(WhyNot("tasks/main.yml", "update_password: always\n"), "what is to be done with the secret");
  EXPECT_EQ(WhyNot("tasks/main.yml", "update_password: " + Grown(24) + "\n"), "");
}

TEST(LookAlikes, WhatEverybodyMayKnowIsNone) {
  const std::string digits = "0f3c9bd2aa17e4c85d6b7e9f10a2b3c40f3c9bd2";
  EXPECT_EQ(WhyNot("a.json", R"({"private_key_id": ")" + digits + "\"}"), "an identifier of the secret, not the secret");
  EXPECT_EQ(WhyNot("a.json", R"({"private_key": ")" + digits + "\"}"), "");
  EXPECT_EQ(WhyNot("a.js", "const tokenContract = '0x" + digits + "';\n"), "an address of a blockchain");
  EXPECT_EQ(WhyNot("a.js", "const privateKey = '0x" + digits + digits.substr(16) + "';\n"), "");
  EXPECT_EQ(WhyNot("a.ts", "const NAMESPACE_KEY = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';\n"), "a namespace that a standard publishes");
  EXPECT_EQ(WhyNot("a.yml", "token_hash: " + digits + "\n"), "a digest of the secret");
  EXPECT_EQ(WhyNot("a.yml", "token: " + digits + "\n"), "");
  EXPECT_EQ(WhyNot("a.json", R"({"passwords": 50124})"), "a number of them");
  EXPECT_EQ(WhyNot("a.yml", "token: " + Grown(20) + "...\n"), "the beginning of a value");
  EXPECT_EQ(WhyNot("a.json", R"({"encrypted": {"token": ")" + Grown(60) + "\"}}"), "an encrypted value");
}

TEST(LookAlikes, ThePairOfDocumentationIsNone) {
  EXPECT_EQ(WhyNot("a.py", "headers = {'Authorization': 'Basic dXNlcjpwYXNzd29yZA=='}\n"), "the pair that documentation writes");
  EXPECT_EQ(WhyNot("a.py", "headers = {'Authorization': 'Basic dXNlcjpxN3gyVmRMOTIh'}\n"), "");
}

TEST(LookAlikes, ANameAndTheDigestOfWhatItNamesIsNone) {
  EXPECT_EQ(WhyNot("a.json", R"({"type_key": "Array.Shape.)" + std::string("0f1e2d3c4b5a69788796a5b4c3d2e1f0a1b2c3d4") + R"("})"), "a name and a digest");
}

TEST(LookAlikes, AnItemAndWhatIsAskedOfItIsNone) {
  EXPECT_EQ(WhyNot("a.yaml", "key: 'jmx[{#OBJECT},StoreLimit9]'\n"), "an item and what is asked of it");
}

TEST(LookAlikes, WordsOfATranslationAreNone) {
  EXPECT_EQ(WhyNot("config/locales/eu.yml", "field_password: Pasahitza\n"), "a translation");
  EXPECT_EQ(WhyNot("src/LocalStrings_ja.properties", "noPassword=Pasuwado\n"), "a translation");
  EXPECT_EQ(WhyNot("src/messages_pt_BR.properties", "noPassword=Senhaerrada\n"), "a translation");
  EXPECT_EQ(WhyNot("public/language/da/user.json", R"({"password": "Kodeordet"})"), "a translation");
  EXPECT_NE(WhyNot("src/language/parser/user.json", R"({"password": "Kodeordet"})"), "a translation");
  EXPECT_NE(WhyNot("src/server_qa.properties", "adminPassword=Senhaerrada\n"), "a translation");
  EXPECT_NE(WhyNot("config/locales/eu.yml", "field_password: Pasah7tZa\n"), "a translation");
}

TEST(LookAlikes, WhatTheNameEndsInIsNone) {
  EXPECT_EQ(WhyNot("a.js", "appPassTbody = find('tbody');\n"), "the thing that the name ends in");
  EXPECT_EQ(WhyNot("a.js", "appPass = find('tbody');\n"), "");
}

TEST(LookAlikes, AWordBehindAWeakNameInACommentIsNone) {
  EXPECT_EQ(WhyNot("a.sh", "fi # $pass = dlpreopen\n"), "a word of a sentence");
  EXPECT_EQ(WhyNot("a.sh", "pass=dlpreopen\n"), "");
}

TEST(LookAlikes, TheResultOfATestIsNone) {
  EXPECT_EQ(WhyNot("a.sh", "echo \"PASS: vxlan_offload\"\n"), "a word of a sentence");
  EXPECT_EQ(WhyNot("a.sh", "echo \"PASS: " + Grown(24) + "7q\"\n"), "");
  EXPECT_EQ(WhyNot("a.yml", "PASS: vxlanoffload\n"), "");
}

TEST(LookAlikes, APatternIsNone) {
  EXPECT_EQ(WhyNot("parser.yaml", "BADPASSWORD: '^%{MONTHNUM:month} web_php'\n"), "a pattern to compare with");
}

TEST(LookAlikes, TheIdentifierBelowASecretsNameIsNone) {
  EXPECT_EQ(WhyNot("a.yml", "credentials:\n  id: 2f1d8a04-6c3b-4e57-9a10-5b7c2d9e8f31\n"), "an identifier of the secret, not the secret");
  EXPECT_EQ(WhyNot("a.json", "{\"credential\": {\"user_id\": \"" + std::string(4, '6') + "f5567b8d04b4ea6bc72d7df22\"}}\n"), "an identifier of the secret, not the secret");
}

TEST(LookAlikes, WhoseSecretIsAskedForIsNone) {
  EXPECT_EQ(WhyNot("a.c", "int f(void) { return checkpasswd(\"proxy\", 0); }\n"), "whose secret is asked for");
  EXPECT_NE(WhyNot("a.c", "int f(void) { return checkpasswd(\"" + Grown(9) + "7\", 0); }\n"), "whose secret is asked for");
}

TEST(LookAlikes, CiphertextOfCiSystemsIsNone) {
  EXPECT_EQ(WhyNot("appveyor.yml", "environment:\n  access_token:\n    secure: " + Grown(64) + "\n"), "an encrypted value");
}

TEST(LookAlikes, TheNameThatSomethingIsAskedForByIsNone) {
  constexpr const char* kWhy = "a name by which something is asked for";
  EXPECT_EQ(WhyNot("A.java", "class A { String AUTH_PASSWORD = System.getenv(\"HUB_DX2_PASSWORD\"); }\n"), kWhy);
  EXPECT_EQ(WhyNot("A.java", "class A { String DB_PASSWORD = System.getProperty(\"service.db.password\"); }\n"), kWhy);
  EXPECT_EQ(WhyNot("a.exs", "secret = System.get_env(\"HUB_DX2_SECRET\")\n"), kWhy);
  EXPECT_EQ(WhyNot("a.js", "const token = require('jsonwebtoken');\n"), kWhy);
  EXPECT_EQ(WhyNot("a.py", "password = os.getenv(\"X_USER\", \"" + Grown(12) + "\")\n"), kWhy);   // The first; the second is weighed.
  EXPECT_EQ(WhyNot("a.js", "const token = decode('" + Grown(24) + "');\n"), "");
}

TEST(LookAlikes, WhatStandsBesideTheSecretIsNone) {
  EXPECT_EQ(WhyNot("a.json", R"({"private_key": {"n": ")" + Grown(40) + R"("}})"), "a public part beside the secret");
  EXPECT_EQ(WhyNot("a.json", R"({"private_key": {"d": ")" + Grown(40) + R"("}})"), "");
  EXPECT_EQ(WhyNot("a.yml", "password:\n  algorithm: argon2id\n"), "how the secret is used");
  EXPECT_EQ(WhyNot("a.py", "salt_password = re.search(r's=([^,]+),', data)\n"), "a pattern to compare with");
  EXPECT_EQ(WhyNot("a.json", R"({"Authorization": "Bearer q7x2p"})"), "too short for a bearer's token");
  EXPECT_EQ(WhyNot("a.html", "<html><label name=\"user_password\">Geheimnis</label></html>\n"), "what people read on a page");
  EXPECT_EQ(WhyNot("a.sh", "passwd operator7\n"), "a user's name beside the secret");
}

TEST(NamedThings, AlgorithmsAndEncodingsAreNone) {
  constexpr const char* kWhy = "the name of an algorithm or an encoding";
  EXPECT_EQ(WhyNot("a.c", "const char *password_kind = \"NTLMv2\";\n"), kWhy);
  EXPECT_EQ(WhyNot("a.py", "password = new.encode('utf-16le')\n"), kWhy);
  EXPECT_EQ(WhyNot("a.py", "config(password_hasher=\"pbkdf2_sha512\")\n"), kWhy);
  EXPECT_NE(WhyNot("a.py", "config(password_hasher=\"pbkdf2_own\")\n"), kWhy);
  EXPECT_EQ(WhyNot("a.c", "const char *password = \"NTLMv2" + Grown(6) + "\";\n"), "");
}

TEST(NamedThings, WordsOfALanguageAreNone) {
  constexpr const char* kWhy = "words of another language";
  EXPECT_EQ(WhyNot("a.php", "<?php $x['newpasswd'] = 'Новый пароль:';\n"), kWhy);
  EXPECT_EQ(WhyNot("a.js", "const x = {password: '现在的密码'};\n"), kWhy);
  EXPECT_NE(WhyNot("a.js", "const x = {password: 'пароль" + Grown(12) + "'};\n"), kWhy);
  EXPECT_EQ(WhyNot("plugins/x/localization/hu_HU.inc", "<?php $labels['password'] = 'Szamocska';\n"), "a translation");
}

TEST(NamedThings, WhatIsKeptAboutPasswordsIsNone) {
  EXPECT_EQ(WhyNot("a.c", "int f(void) { set_password(msg, \"minPwdAge\"); }\n"), "the name of what is kept about passwords");
  EXPECT_EQ(WhyNot("a.ldif", "passwordAttribute: sambaLMPwdHistory\n"), "the name of what is kept about passwords");
  EXPECT_EQ(WhyNot("a.php", "<?php $password_algorithm = 'own" + std::string("one") + "';\n"), "a setting about the secret");
  EXPECT_EQ(WhyNot("a.py", "out = self._get_password('virtualCryptBlock')\n"), "a name by which something is asked for");
  EXPECT_EQ(WhyNot("a.c", "struct passwd *pwd = getpwnam(\"nosuchname\");\n"), "a name by which something is asked for");
}

TEST(NamedThings, ColoursTypesAndPublicKeysAreNone) {
  EXPECT_EQ(WhyNot("style.py", "styles = {Token: \"#f8f8f2\"}\n"), "a colour");
  EXPECT_EQ(WhyNot("m.py", "password = _messages.MessageField('CloudHubV1Secret9', 1)\n"), "the type of a field");
  // Of a curve: an algorithm of 19 bytes, then the point.
  const std::string begin = "MFkwEwYHKoZI" "zj0CAQYIKoZI" "zj0DAQcDQgAE";
  EXPECT_EQ(WhyNot("keys.js", "const secret_key = \"" + begin + Grown(84) + "\";\n"), "a public key");
  EXPECT_EQ(WhyNot("keys.js", "const secret_key = \"MFkw" + Grown(116) + "\";\n"), "");
  const std::string uuid = "5236cffc-ee13-4a32" "-bb5b-388d9da09d96";
  EXPECT_EQ(WhyNot("a.json", "{\"ClientToken\": \"" + uuid + "\"}"), "an identifier, not the secret");
}

TEST(NamedThings, TextsToBeShownAreNone) {
  EXPECT_EQ(WhyNot("ui.json", R"-({"data_description": {"password": "(8 characters, see the label)"}})-"), "a text to be shown");
}

TEST(NamedThings, StandInsAreNoKeys) {
  EXPECT_EQ(WhyNot(".env", "APP_KEYS=\"toBeModified1,toBeModified2\"\n"), "a stand-in");
  EXPECT_EQ(WhyNot(".env", "APP_PASSWORD=changeme\n"), "");
  EXPECT_EQ(WhyNot("a.js", "const credential = 'DummyId';\n"), "a stand-in");
  EXPECT_EQ(WhyNot("a.js", "const password = 'DummyId';\n"), "");
}

TEST(NamedThings, TimesAndEntriesOfDirectoriesAreNone) {
  EXPECT_EQ(WhyNot("a.ldif", "sambaPwdMustChange: 2147483647\n"), "a setting about the secret");
  EXPECT_EQ(WhyNot("a.py", "krbtgt_password = \"cn=krbtgt,CN=users,x\"\n"), "the name of an entry in a directory");
  EXPECT_EQ(WhyNot("a.py", "krbtgt_password = \"cn=" + Grown(16) + "\"\n"), "");
}

TEST(LookAlikes, TheChallengeOfADigestIsNone) {
  EXPECT_EQ(WhyNot("a.c", "f(\"realm=x,nonce=" + Grown(16) + ",cnonce=" + Grown(18) + ",qop=auth\");\n"), "no candidate");
  EXPECT_NE(WhyNot("a.c", "f(\"kind=x,nonce=" + Grown(16) + ",qop=auth\");\n"), "no candidate");
}

TEST(LookAlikes, AMessageOfAProgramIsNone) {
  EXPECT_EQ(WhyNot("a.c", "puts(\"smbpasswd: cannot lookup user name\");\n"), "a word of a sentence");
  EXPECT_EQ(WhyNot("a.c", "puts(\"password: cannot user: name\");\n"), "");
}

TEST(NamedThings, CommandsAndHandshakesAreNone) {
  EXPECT_EQ(WhyNot("a.py", "run('$Password = New-Object System.Security.SecureString; ')\n"), "a command");
  EXPECT_EQ(WhyNot("a.http", "GET / HTTP/1.1\nSec-WebSocket-Key: " + Grown(22) + "==\n"), "a number that opens a connection");
  EXPECT_EQ(WhyNot("a.http", "GET / HTTP/1.1\nX-Socket-Key: " + Grown(22) + "==\n"), "");
}

TEST(NamedThings, WaysToLogInAreNone) {
  constexpr std::string_view kWay = "the name of a way to log in";
  EXPECT_EQ(WhyNot("a.js", "const shown = { authentication: ['microsoftTeamsOAuth2Api'] };\n"), kWay);
  EXPECT_EQ(WhyNot("a.js", "const credentials = await this.getCredentials('msg91Api');\n"), kWay);
  EXPECT_EQ(WhyNot("a.js", "const credentials = '" + Grown(24) + "';\n"), "");
  EXPECT_EQ(WhyNot("a.js", "const password = 'kwartoauth2';\n"), "");
}

TEST(NamedThings, PasswordsThatNobodyMayTakeAreNone) {
  EXPECT_EQ(WhyNot("a.js", "const badPasswords = ['1q2w3e4r5t'];\n"), "a password that nobody may take");
  EXPECT_EQ(WhyNot("a.js", "const userPasswords = ['1q2w3e4r5t'];\n"), "");
}

TEST(NamedThings, HowAPasswordIsKeptIsNone) {
  EXPECT_EQ(WhyNot("realm.json", R"({"credentialData": "{\"hashIterations\":27500,\"algorithm\":\"pbkdf2-sha256\"}"})"), "how a password is kept");
}

TEST(NamedThings, OnlyCookiesOfLoginsAreSessions) {
  const std::string value = Grown(30) + "7Q";
  EXPECT_EQ(WhyNot("a.json", "{\"set-cookie\": \"ACX=" + value + "\"}"), "a cookie that is no login's");
  EXPECT_EQ(WhyNot("a.json", "{\"set-cookie\": \"JSESSIONID=" + value + "\"}"), "");
  EXPECT_EQ(WhyNot(".cirrus.yml", "password: ENCRYPTED[" + value + "]\n"), "an encrypted value");
}

// Two colons of LDIF: what the base64 means is judged.
TEST(GenericScan, ReadsBase64OfLdif) {
  EXPECT_EQ(WhyNot("a.ldif", "userPassword:: c2VjcmV0\n"), WhyNot("a.ldif", "userPassword: secret\n"));
  EXPECT_EQ(WhyNot("a.ldif", "userPassword:: dzhLcTJ6Vng3TnA=\n"), "");
}

TEST(NamedThings, NamesThatPromiseNoSecretHoldNone) {
  EXPECT_EQ(WhyNot("A.php", "<?php class OwnPasswordHasherTest extends X { function f() { $this->assertSame('" + Grown(20) + "', 1); } }\n"),
            "named only by the class or module it stands in");
  EXPECT_EQ(WhyNot("a.py", "requires_password = url.startswith(\"elksv1_2\")\n"), "what a text is tested for");
  EXPECT_EQ(WhyNot("a.js", "const credentials = await this.getCredentials('rabbitmq');\n"), "a name by which something is asked for");
  EXPECT_EQ(WhyNot("a.py", "c = get_krb5_creds(prefix='KRBTGTX')\n"), "an argument with a name of its own");
  EXPECT_EQ(WhyNot("a.yml", "pdb_set_nt_passwd: wbcErr (struct samu *, enum state)\n"), "a function's signature");
  EXPECT_EQ(WhyNot("a.yml", "password_expires_at: lt:2016-12-08T22:02:00Z\n"), "a date");
  EXPECT_EQ(WhyNot("vendor.conf", "golang.org/x/oauth2 = " + std::string(20, 'b') + std::string(20, '7') + "\n"), "a module's revision");
  EXPECT_EQ(WhyNot("a.yml", "SecretID: " + std::string("q8z2k6v1x9w3") + std::string("m4n7p5r0t1y2u") + "\n"), "an identifier, not the secret");
  EXPECT_EQ(WhyNot("a.py", "cred_id = '" + Grown(24) + "'\n"), "an identifier of the secret, not the secret");
  EXPECT_EQ(WhyNot("a.c", "#define DS_GUID_ATTR_PASSWORD \"2f1d8a04-6c3b-4e57-9a10-5b7c2d9e8f31\"\n"), "an identifier, not the secret");
  EXPECT_EQ(WhyNot("a.c", "#define KEY_CAPSLOCK_FN \"2f1d8a04-6c3b-4e57-9a10-5b7c2d9e8f31\"\n"), "an identifier, not the secret");
  EXPECT_EQ(WhyNot("a.c", "#define FIPS_KEY_STRING \"" + Grown(32) + "\"\n"), "a key by which a module checks itself, the same for all");
  EXPECT_EQ(WhyNot("a.c", "{ { \"realm\", \"home\" }, { \"qop\", \"auth\" }, { \"nonce\", \"" + Grown(32) + "\" } };\n"), "what the sides of a login tell each other, new each time");
  EXPECT_EQ(WhyNot("a.py", "domain_sid = res['objectSid']\nsid = 'objectSid'\n"), "a name or a number, no session");
}

TEST(LookAlikes, AHashOfPostgresIsAPasswordsHash) {
  const std::string text = "db:\n  password: md5" + std::string("0f1e2d3c4b5a69788796a5b4c3d2e1f0") + "\n";
  GenericScan scan("deploy.yml", text);
  scan.SetFormat(true, false);
  DecodeText(text, Format::kYaml, [&](const Literal& literal) { scan.TakeLiteral(literal); });
  const std::vector<GenericSecret> secrets = scan.Finish();
  ASSERT_EQ(secrets.size(), 1u);
  EXPECT_EQ(secrets[0].rule_id, "leaked-key/password-hash");
}

TEST(LookAlikes, AHashOfMySqlIsAPasswordsHash) {
  const std::string text = "db:\n  password: '*" + std::string("0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C") + "'\n";
  GenericScan scan("deploy.yml", text);
  scan.SetFormat(true, false);
  DecodeText(text, Format::kYaml, [&](const Literal& literal) { scan.TakeLiteral(literal); });
  const std::vector<GenericSecret> secrets = scan.Finish();
  ASSERT_EQ(secrets.size(), 1u);
  EXPECT_EQ(secrets[0].rule_id, "leaked-key/password-hash");
}

TEST(Phrases, IdentifiedByIsSqlOnlyBesideAUser) {
  const auto value = [](const std::string& text) {
    const std::size_t at = text.find("dentified by \"") - 1;
    const auto found = PhraseValueAt(text, {at, at + 15});
    return found ? std::string(found->value.Of(text)) : std::string();
  };
  EXPECT_EQ(value("connect to db user joe identified by \"wordpass\";"), "wordpass");
  EXPECT_EQ(value("messages of commits identified by \"fixup\" commands"), "");
}

TEST(LookAlikes, WhatATestPrintsOrTakesApartIsNone) {
  const std::string key = "5d3b3f45" "01070107";   // 16 digits.
  const std::string printed = "a key that a test prints";
  EXPECT_EQ(WhyNot("tests/sort.out", "source: abc\nkey: " + key + "\n", true), printed);
  EXPECT_NE(WhyNot("doc/sort.out", "source: abc\nkey: " + key + "\n", true), printed);
  EXPECT_NE(WhyNot("tests/a.yml", "key: " + key + "\n"), printed);
  const auto address = [](const std::string& host) { return "u = \"http://me:hideout@" + host + "/x\"\n"; };
  const std::string website = "a word in the address of a website that a test takes apart";
  const auto why = [](const std::string& path, const std::string& text) {
    GenericScan scan(path, text);
    scan.KeepDismissed();
    scan.TakeUrl(text.find("://"));
    return scan.Candidates().empty() ? "no candidate" : std::string(scan.Candidates().front().dismissed);
  };
  EXPECT_EQ(why("tests/url.py", address("www.acme.io")), website);
  EXPECT_NE(why("src/url.py", address("www.acme.io")), website);
  EXPECT_NE(why("tests/url.py", address("db.acme.io")), website);
}

// Whether the only candidate of `text` is a note at most.
bool IsNote(const std::string& path, const std::string& text) {
  const Format format = FormatOf(path, text);
  GenericScan scan(path, text);
  scan.SetFormat(IsConfiguration(format), false);
  DecodeText(text, format, [&](const Literal& literal) { scan.TakeLiteral(literal); });
  return scan.Candidates().size() == 1 && scan.Candidates().front().note_at_most;
}

TEST(LookAlikes, TheLastWordSaysThatItIsADigest) {
  const std::string digest = "8b5f0c2e9d7a41361c4e8f02b7d96a53e1f0742c";
  EXPECT_EQ(WhyNot("versions.env", "JWT_CPP_COMMIT=" + digest + "\n"), "a digest or a revision, by its name");
  EXPECT_EQ(WhyNot("pins.yml", "jwt:\n  etag: " + digest + "\n"), "a digest or a revision, by its name");
  EXPECT_EQ(WhyNot("pins.yml", "vendored:\n  libsecret: " + digest + "\n"), "which revision is used");
  EXPECT_EQ(WhyNot("pins.yml", "secrets:\n  libsecret: " + digest + "\n"), "");
  EXPECT_EQ(WhyNot("a.yml", "password_sha1: " + digest + "\n"), "");
}

TEST(LookAlikes, AKeyToLookUpIsNone) {
  constexpr std::string_view kFound = "a key that something is found by";
  EXPECT_EQ(WhyNot("a.yml", "cache_key: " + Grown(24) + "\n"), kFound);
  EXPECT_EQ(WhyNot("a.yml", "object_key: " + Grown(24) + "\n"), kFound);
  EXPECT_EQ(WhyNot("a.yml", "object_key: " + Grown(48) + "\n"), "") << "long enough to encrypt with";
  EXPECT_EQ(WhyNot("a.yml", "query_key: " + Grown(52) + "\n"), "") << "lets in to search";
  EXPECT_EQ(WhyNot("a.yml", "primary_key: " + Grown(32) + "\n"), "") << "as Azure calls its keys";
  EXPECT_EQ(WhyNot("a.yml", "signing_key: " + Grown(24) + "\n"), "");
}

TEST(LookAlikes, AStoredCredentialsNameIsNone) {
  EXPECT_EQ(WhyNot("Jenkinsfile", "environment {\n  DB_PASSWORD = credentials('Shop-Db-9" "x')\n}\n"), "the name of a credential that is kept elsewhere");
}

TEST(LookAlikes, AProductsNameIsNoPassword) {
  EXPECT_EQ(WhyNot("vars.tf", "onepassword_image = \"" + Grown(40) + "\"\n"), "no candidate");
  EXPECT_EQ(WhyNot("vars.tf", "onepassword_token = \"" + Grown(40) + "\"\n"), "");
}

TEST(LookAlikes, AnEncryptedValueIsNoneAmongSettings) {
  EXPECT_EQ(WhyNot("a.yml", "encrypted_password: " + Grown(40) + "\n"), "an encrypted value");
  EXPECT_FALSE(IsNote("a.go", "var encryptedSecret = \"" + Grown(40) + "\"\n"));   // What a program holds it can read.
  EXPECT_EQ(WhyNot("a.go", "var encryptedSecret = \"" + Grown(40) + "\"\n"), "");
  EXPECT_EQ(WhyNot("a.yml", "encrypted_volume_password: " + Grown(40) + "\n"), "");
  EXPECT_EQ(WhyNot("a.yml", "encryption_password: " + Grown(40) + "\n"), "");
}

TEST(LookAlikes, WhatEverybodyStartsWithIsANote) {
  EXPECT_TRUE(IsNote("compose.yaml", "services:\n  keycloak:\n    environment:\n      KC_DB_PASSWORD: keycloak\n"));
  EXPECT_FALSE(IsNote("compose.yaml", "services:\n  web:\n    environment:\n      KC_DB_PASSWORD: marmalade\n"));
  EXPECT_TRUE(IsNote("a.env", "DATABASE_URL=postgres://postgres:" "postgres@localhost/app\n"));
  EXPECT_FALSE(IsNote("a.env", "DATABASE_URL=postgres://postgres:" "postgres@db.corp.net/app\n"));
}

TEST(LookAlikes, APlainSaltIsANoteInSettingsAndNoneAmongData) {
  EXPECT_TRUE(IsNote("a.yml", "password_salt: \"" + Grown(24) + "\"\n"));
  EXPECT_EQ(WhyNot("a.json", "{\"nonce\": \"" + Grown(24) + "\"}"), "a salt or a nonce beside what it was used for");
  EXPECT_FALSE(IsNote("a.py", "AUTH_SALT = \"" + Grown(24) + "\"\n")) << "a site's, to be kept secret";
}

TEST(LookAlikes, AHashOfLdapInBase64IsAHash) {
  const std::string hash = "{SSHA}" + Base64Text(Grown(28));
  const std::string text = "dn: uid=ann,dc=corp\nuserPassword:: " + Base64Text(hash) + "\n";
  GenericScan scan("a.ldif", text);
  DecodeText(text, FormatOf("a.ldif", text), [&](const Literal& literal) { scan.TakeLiteral(literal); });
  const std::vector<GenericSecret> secrets = scan.Finish();
  ASSERT_EQ(secrets.size(), 1u);
  EXPECT_EQ(secrets.front().rule_id, "leaked-key/password-hash");
}

}  // namespace
}  // namespace keylint
