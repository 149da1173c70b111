// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/json.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(ParseJson, ReadsWhatTokensHold) {
  const auto json = ParseJson(R"({"iat": 1.5e3, "a": ["x", {"b": null}], "s": "\u0041\n"})");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->Number("iat"), 1500);
  EXPECT_EQ(json->Text("s"), "A\n");
  EXPECT_EQ(json->Find("a")->items[1].Find("b")->text, "null");
}

TEST(ParseJson, RefusesWhatIsNoJson) {
  for (const char* text : {"", "{", "{\"a\"}", "{\"a\":1,}", "[1 2]", "\"\n\"", "nul", "{} x", "-", "\"\\u12"}) {
    EXPECT_FALSE(ParseJson(text)) << text;
  }
}

TEST(ParseJson, BoundsItsDepth) { EXPECT_FALSE(ParseJson(std::string(10000, '['))); }

TEST(GrowJson, MakesAnObjectOfTheSizeAskedFor) {
  for (std::size_t size = 20; size < 80; ++size) {
    const auto object = GrowJson("{\"alg\":\"HS256\"", {"\"typ\":\"JWT\""}, size);
    ASSERT_TRUE(object) << size;
    EXPECT_EQ(object->size(), size);
    EXPECT_EQ(ParseJson(*object)->Text("alg"), "HS256");
  }
}

TEST(GrowJson, MendsABrokenBeginning) {
  const auto object = GrowJson("{\"iss\":\"supabase\",\"r\xff\x01", {}, 40);
  ASSERT_TRUE(object);
  EXPECT_EQ(ParseJson(*object)->Text("iss"), "supabase");
}

}  // namespace
}  // namespace keylint
