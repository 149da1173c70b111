// SPDX-License-Identifier: Apache-2.0
#include "lint/base/nesting.h"

#include <gtest/gtest.h>

#include <string>

namespace keylint {
namespace {

TEST(JsonDepth, CountsBracketsOutsideStrings) {
  EXPECT_EQ(JsonDepth("1"), 0U);
  EXPECT_EQ(JsonDepth(R"({"a": [1, {"b": "[[[[\\\"[["}], "c": []})"), 3U);
  EXPECT_EQ(JsonDepth(std::string(1000, '[')), 1000U);
  EXPECT_EQ(JsonDepth("]]]][["), 2U);
}

TEST(TomlKeyDepth, CountsPartsOfKeysAndHeaders) {
  EXPECT_EQ(TomlKeyDepth("[a.b.c]\nd.e = 1.5\n"), 3U);
  EXPECT_EQ(TomlKeyDepth("x = 'a.b.c.d.e'\n\"a.b.c\" = 1\n"), 0U);
  EXPECT_EQ(TomlKeyDepth("# ........................\n"), 2U);
  EXPECT_EQ(TomlKeyDepth("[[a . b]]\n"), 2U);
}

}  // namespace
}  // namespace keylint
