// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <gtest/gtest.h>

#include <string_view>

#include "lint/scan/name_words.h"

namespace keylint {
namespace {

struct Case {
  std::string_view text;
  std::string_view needle;   // Where it stands first.
  NeedleTag tag;
  TextKind kind;
  ValueSign sign;
};

constexpr TextKind kCode = TextKind::kSource;

constexpr Case kCases[] = {
    {"password = \"hunter2x\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"password: hunter2x\n", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"password: hunter2x\n", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"password = read();\n", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"password = \"abc\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"token = \"a1b2c3d4\";", "token", NeedleTag::kSecret, kCode, ValueSign::kLikely},
    {"token = \"hello\";", "token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"token_type = \"a1b2c3d4\";", "token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"sort_key = \"a1b2c3d4\";", "_key", NeedleTag::kKey, kCode, ValueSign::kWeak},
    {"sort_key = \"a1b2c3d4e5f6a7b8\";", "_key", NeedleTag::kKey, kCode, ValueSign::kLikely},
    {"os.getenv(\"APP_TOKEN\", \"weak\")", "TOKEN", NeedleTag::kSecret, kCode, ValueSign::kLikely},
    {"curl -d 'user=x&token=a1b2c3d4'", "token", NeedleTag::kSecret, kCode, ValueSign::kLikely},
    // Other words and other things.
    {"passes = \"hunter2x\";", "pass", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"{\"mode\": \"bypass\", \"x\": \"hunter2x\"}", "pass\"", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"D=$(pwd)/hunter2x", "pwd", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"D=`pwd`; E=hunter2x", "pwd", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"open(\"/etc/passwd\", \"hunter2x\")", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"f(\"token.go\", \"a1b2c3d4\")", "token", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"echo $PWD hunter2x", "PWD", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"cd x && pwd | hunter2x", "pwd", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"f(\"k8s.io/authorization/union\", \"a1b2c3d4\")", "authorization", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"{Group: \"rbac.authorization.k8s.io\", Version: \"a1b2c3d4\"}", "authorization", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"\"low-pass\", \"hunter2x\"", "pass\"", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"\"gact action pass\", \"hunter2x\"", "pass\"", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"[\"password\", \"hunter2x\", \"host\"]", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"set(\"password\", \"hunter2x\", true)", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"case TEST_PASS: return \"hunter2x\";", "_PASS", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"<a href=\"x.html#password\">hunter2x</a>", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"<img src=\"x.svg?token=a1b2c3d4\">", "token", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kLikely},
    {"x = process.env.DB_PASSWORD || \"hunter2x\"", "PASSW", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"password = read(x) ||\n  \"hunter2x\"", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"get(\"password\") or \"hunter2x\"", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"test \"$password\" || echo hunter2x", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"free(password); f(\"hunter2x\")", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"KEYWORD(\"password\", PASSWORD, X)\nKEYWORD(\"hunter2x\")", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"f(password[, options]) \"hunter2x\"", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"{\"type\": \"TX_PASS\", \"mask\": \"hunter2x\"}", "_PASS", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"{\"name\": \"TX_PASS\", \"type\": 1, \"value\": \"hunter2x\"}", "_PASS", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"echo --password=DB_PASSWORD \"hunter2x\"", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"github-token: ${{ secrets.A1b2c3d4 }}", "token", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kNone},
    {"\"getpass\": \"^0.1.1\"", "pass\"", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kWeak},
    // What follows stands for itself.
    {"echo DB_PASSWORD --mail=hunter2x 'hunter2x'", "PASSW", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"{\"description\": \"Token authentication\",", "Token", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kNone},
    {"{\"log\": \"Token a1b2c3d4e5f6a7b8\",", "Token", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kLikely},
    {"set -x APP_TOKEN a1b2c3d4\n", "TOKEN", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kLikely},
    {"DEF_TOKEN _WIN32\n", "TOKEN", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kWeak},
    {"<code>password</code> (hunter2x)", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"<td>password</td> <td>hunter2x</td>", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"<Pass encoding=\"base64\">hunter2x</Pass>", "<Pass", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"<b>Password</b>: hunter2x", "Passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"console.log('no passwd!'); f('hunter2x')", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"password 'hunter2x'", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"\"struct passwd\" \"pw_gecos\"", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"ok ? \"PASS\" : \"FAIL\"", "PASS\"", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"if (kind == \"password\") x = \"hunter2x\"", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"`x:\"name=password,proto3\" json:\"hunter2x\"`", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"put(PASSWORD,\"hunter2x\")", "PASSW", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"encode(password, user['salty'])", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"<input id=\"password\" type=\"password\" value=\"hunter2x\">", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"<input id=\"password\" type=\"password\">", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"<a title=\"The password\">hunter2x</a>", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"if test \"x$my_pwd_h\" = xyes", "pwd", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"echo \"${DB_PASSWORD},admin\" hunter2x", "PASSW", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"{\"PWD\": \"/home/me\"}", "PWD", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"{\"OLDPWD\": \"hunter2x\"}", "PWD", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"free(token); x = \"a1b2c3d4\"", "token", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"((Box)passwordInput).Text = \"hunter2x\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"my ($password) = 'hunter2x';", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"token to read(\"a1b2c3d4\")", "token", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"session_key->x = \"a1b2c3d4e5f6a7b8\"", "_key", NeedleTag::kKey, kCode, ValueSign::kNone},
    {"'cadataKey' 'a1b2c3d4e5f6a7b8'", "Key'", NeedleTag::kKey, kCode, ValueSign::kLikely},
    {"f('--key=path/to/a', 'a1b2c3d4e5f6a7b8')", "key=", NeedleTag::kKey, kCode, ValueSign::kNone},
    {"f(key=bytes.fromhex('a1b2c3d4e5f6a7b8'))", "key=", NeedleTag::kKey, kCode, ValueSign::kLikely},
    {"'a=b; cadataKey=yAB4LBMC2N33CLF0REUsyEXEvm6YMwCBgK9'", "Key=", NeedleTag::kKey, kCode, ValueSign::kLikely},
    {"kubectl create secret generic test-secret --literal=x1=a1b2c3d4e5", "secret ", NeedleTag::kSecret, TextKind::kSettings, ValueSign::kNone},
    {"#define OBJ_password OBJ_X9,35L\n#define LN \"hunter2x\"", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"if (token.type === 'a1b2c3d4') {", "token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"password_encryption = scram-sha-256\n", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kWeak},
    {"hpsk=\"$((hpsk / 2))\"", "psk=", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"{radio:!0,password:!0,image:!0}", "passw", NeedleTag::kPassword, TextKind::kUnknown, ValueSign::kNone},
    {"$cfg{password} = 'hunter2x';", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"$cfg->{db}{'password'} = 'hunter2x';", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"`${password}` + 'hunter2x'", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"std::string password{\"hunter2x\"};", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    // Strings that say nothing.
    {"const opGetPasswordData = \"GetPasswordData\"\n\n", "Passw", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"scrypt('password', 'salt', 64)", "passw", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"PASSWORD_HASHERS = ['a.contrib.auth.hashers.Scrypt',", "PASSW", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"\"serviceToken\": \"AutomountServiceAccountToken indicates\",", "Token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"password = \"changeme\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"password = \"pass\" + \"hunter2x\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"password: changeme1\n", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"test_pass(\"%-4d is right\");", "_pass", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"test_pass(\"done\\n\");", "_pass", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"Token = \"ExpiredTokenException\";", "Token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"mnemonic = \"addswap\";", "mnemonic", NeedleTag::kVariable, kCode, ValueSign::kWeak},
    {"mnemonic = \"twelve words of them\";", "mnemonic", NeedleTag::kVariable, kCode, ValueSign::kLikely},
    {"mnemonic = \"vpmaddubsw8\";", "mnemonic", NeedleTag::kVariable, kCode, ValueSign::kWeak},
    {"x12_key.d: \"crypto/x12/p12_key5.c\"", "_key", NeedleTag::kKey, TextKind::kSettings, ValueSign::kNone},
    {"x_key: \"crypto/x12/p12_key5.c\"\n\tcc", "_key", NeedleTag::kKey, TextKind::kSettings, ValueSign::kWeak},
    {"LimitToken: \"MaxResults\",", "Token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"LimitToken: \"MaXResults\",", "Token", NeedleTag::kSecret, kCode, ValueSign::kLikely},
    {"Password: **********\n", "Passw", NeedleTag::kPassword, TextKind::kUnknown, ValueSign::kNone},
    {"SELECT 1; -- password_set=false\n", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kNone},
    {"--quota=secrets=5,x2=longerthanthat99", "secret", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"// tcp,password=ysglham,db=0", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    // The value belongs to the next name.
    {"token: a, format: \"a1b2c3d4\"", "token", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"token = read\nformat = \"a1b2c3d4\"", "token", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"{\"NextToken\"},\n Limit: \"a1b2c3d4\"", "Token", NeedleTag::kSecret, kCode, ValueSign::kNone},
    {"a password, which may be 'hunter2x'", "passw", NeedleTag::kPassword, kCode, ValueSign::kNone},
    {"the password combinations\n", "passw", NeedleTag::kPassword, TextKind::kProse, ValueSign::kNone},
    {"mysql --password combinations\n", "passw", NeedleTag::kPassword, TextKind::kProse, ValueSign::kLikely},
    {"cookies[:token] = { value: 'a1b2c3d4' }", "token", NeedleTag::kSecret, kCode, ValueSign::kLikely},
    {"  token: 3b7cd727ee24e844\n", "token", NeedleTag::kSecret, kCode, ValueSign::kLikely},
};

TEST(NameGate, AColumnsValuesAreAnnounced) {
  const auto names = [](std::string_view text) {
    const std::size_t at = text.find("passw");
    return NamesAColumn(text, {static_cast<std::uint32_t>(NeedleTag::kPassword), {at, at + 5}});
  };
  EXPECT_TRUE(names("INSERT INTO t (name, password) VALUES ('a', 'b')"));
  EXPECT_TRUE(names("COPY t (password, name) FROM stdin;"));
  EXPECT_FALSE(names("OPTIONS (DROP user, DROP password);"));
  EXPECT_FALSE(names("SELECT password_identifier,\n  name FROM t;"));
}

TEST(NameGate, AConditionNamesTheValueOfAnUpdate) {
  const auto names = [](std::string_view text) {
    const std::size_t at = text.find("passw");
    return NamesUpdatedRow(text, {static_cast<std::uint32_t>(NeedleTag::kPassword), {at, at + 5}});
  };
  EXPECT_TRUE(names("UPDATE t SET value = 'a' WHERE name = 'mail/smtp/password';"));
  EXPECT_FALSE(names("UPDATE t SET value = 'password';"));
  EXPECT_FALSE(names("UPDATE t SET value = 'a' WHERE password = 'b';"));
}

TEST(NameGate, ATitleIsNoTable) {
  const auto titles = [](std::string_view text) {
    return TitlesAColumn(text, {static_cast<std::uint32_t>(NeedleTag::kPassword), {0, 5}});
  };
  EXPECT_TRUE(titles("passw\n===== =====\nx\n"));
  EXPECT_TRUE(titles("passw\n+-----+\n"));
  EXPECT_FALSE(titles("passw\n=====\n\nx\n"));
}

TEST(NameGate, SaysWhatStandsBehindAName) {
  for (const Case& one : kCases) {
    const std::size_t at = one.text.find(one.needle);
    const NameHit hit{static_cast<std::uint32_t>(one.tag), {at, at + one.needle.size()}};
    EXPECT_EQ(static_cast<int>(ValueBehind(one.text, hit, one.kind)), static_cast<int>(one.sign)) << one.text;
  }
}

}  // namespace
}  // namespace keylint
