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
  bool quoted_only;          // Source code.
  ValueSign sign;
};

constexpr Case kCases[] = {
    {"password = \"hunter2x\";", "passw", NeedleTag::kPassword, true, ValueSign::kLikely},
    {"password: hunter2x\n", "passw", NeedleTag::kPassword, false, ValueSign::kLikely},
    {"password: hunter2x\n", "passw", NeedleTag::kPassword, true, ValueSign::kNone},
    {"password = read();\n", "passw", NeedleTag::kPassword, true, ValueSign::kNone},
    {"password = \"abc\";", "passw", NeedleTag::kPassword, true, ValueSign::kNone},
    {"token = \"a1b2c3d4\";", "token", NeedleTag::kSecret, true, ValueSign::kLikely},
    {"token = \"hello\";", "token", NeedleTag::kSecret, true, ValueSign::kWeak},
    {"token_type = \"a1b2c3d4\";", "token", NeedleTag::kSecret, true, ValueSign::kWeak},
    {"sort_key = \"a1b2c3d4\";", "_key", NeedleTag::kKey, true, ValueSign::kWeak},
    {"sort_key = \"a1b2c3d4e5f6a7b8\";", "_key", NeedleTag::kKey, true, ValueSign::kLikely},
    {"os.getenv(\"APP_TOKEN\", \"weak\")", "TOKEN", NeedleTag::kSecret, true, ValueSign::kLikely},
    {"curl -d 'user=x&token=a1b2c3d4'", "token", NeedleTag::kSecret, true, ValueSign::kLikely},
    // Other words and other things.
    {"passes = \"hunter2x\";", "pass", NeedleTag::kPassword, true, ValueSign::kNone},
    {"{\"mode\": \"bypass\", \"x\": \"hunter2x\"}", "pass\"", NeedleTag::kPassword, false, ValueSign::kNone},
    {"D=$(pwd)/hunter2x", "pwd", NeedleTag::kPassword, false, ValueSign::kNone},
    {"D=`pwd`; E=hunter2x", "pwd", NeedleTag::kPassword, false, ValueSign::kNone},
    {"open(\"/etc/passwd\", \"hunter2x\")", "passw", NeedleTag::kPassword, true, ValueSign::kNone},
    {"f(\"token.go\", \"a1b2c3d4\")", "token", NeedleTag::kSecret, true, ValueSign::kNone},
};

TEST(NameGate, SaysWhatStandsBehindAName) {
  for (const Case& one : kCases) {
    const std::size_t at = one.text.find(one.needle);
    const NameHit hit{static_cast<std::uint32_t>(one.tag), {at, at + one.needle.size()}};
    EXPECT_EQ(static_cast<int>(ValueBehind(one.text, hit, one.quoted_only)), static_cast<int>(one.sign)) << one.text;
  }
}

}  // namespace
}  // namespace keylint
