// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <gtest/gtest.h>

#include <string_view>

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
    // Strings that say nothing.
    {"password = \"changeme\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"password = \"pass\" + \"hunter2x\";", "passw", NeedleTag::kPassword, kCode, ValueSign::kLikely},
    {"password: changeme1\n", "passw", NeedleTag::kPassword, TextKind::kSettings, ValueSign::kLikely},
    {"test_pass(\"%-4d is right\");", "_pass", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"test_pass(\"done\\n\");", "_pass", NeedleTag::kPassword, kCode, ValueSign::kWeak},
    {"Token = \"ExpiredTokenException\";", "Token", NeedleTag::kSecret, kCode, ValueSign::kWeak},
    {"mnemonic = \"addswap\";", "mnemonic", NeedleTag::kVariable, kCode, ValueSign::kWeak},
    {"mnemonic = \"twelve words of them\";", "mnemonic", NeedleTag::kVariable, kCode, ValueSign::kLikely},
    {"key.d: \"crypto/x12/p12_key5.c\"", "key", NeedleTag::kKey, TextKind::kSettings, ValueSign::kWeak},
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

TEST(NameGate, SaysWhatStandsBehindAName) {
  for (const Case& one : kCases) {
    const std::size_t at = one.text.find(one.needle);
    const NameHit hit{static_cast<std::uint32_t>(one.tag), {at, at + one.needle.size()}};
    EXPECT_EQ(static_cast<int>(ValueBehind(one.text, hit, one.kind)), static_cast<int>(one.sign)) << one.text;
  }
}

}  // namespace
}  // namespace keylint
