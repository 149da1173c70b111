// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/imported_layers.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keylint {
namespace {

using ::testing::ElementsAre;

std::string Once(std::string_view text) {
  LayeredText layers(text);
  return layers.DecodeNext() ? std::string(layers.text()) : "nothing";
}

TEST(LayeredText, DecodesWhereItStands) {
  EXPECT_EQ(Once("key: aGVsbG8gd29ybGQhIQ==; x"), "key: hello world!!; x");
  EXPECT_EQ(Once("a%20b%3dc d"), "a b=c d");
  EXPECT_EQ(Once("x 68656c6c6f2c20776f726c642120313233 y"), "x hello, world! 123 y");
  EXPECT_EQ(Once("\\u0061\\\\u0062 U+0063 U+0064 e"), "ab cde");
}

TEST(LayeredText, LeavesAloneWhatIsNoText) {
  EXPECT_EQ(Once("plain words and SomeLongIdentifierWithoutDigits"), "nothing");
  EXPECT_EQ(Once("%ff%fe"), "nothing");
  EXPECT_EQ(Once("d41d8cd98f00b204e9800998ecf8427e"), "nothing");   // A digest's bytes are no text.
  EXPECT_EQ(Once(""), "nothing");
}

TEST(LayeredText, LeadsBackThroughAllLayers) {
  // base64 of "k=%41%42 tail here"
  const std::string text = "in: az0lNDElNDIgdGFpbCBoZXJl out";
  LayeredText layers(text);
  ASSERT_TRUE(layers.DecodeNext());
  ASSERT_TRUE(layers.DecodeNext());
  EXPECT_EQ(layers.text(), "in: k=AB tail here out");
  const std::size_t at = layers.text().find("AB");
  EXPECT_TRUE(layers.TouchesDecoded({at, at + 2}));
  EXPECT_EQ(layers.ToOriginal({at, at + 2}).Of(text), "az0lNDElNDIgdGFpbCBoZXJl");
  EXPECT_THAT(layers.EncodingsOf({at, at + 2}), ElementsAre(Encoding::kBase64, Encoding::kPercent));
  EXPECT_FALSE(layers.DecodeNext());
}

TEST(LayeredText, CountsWhatStandsBehindAStretchFromItsEnd) {
  const std::string text = "a%41b key=value";
  LayeredText layers(text);
  ASSERT_TRUE(layers.DecodeNext());
  const std::size_t at = layers.text().find("value");
  EXPECT_EQ(layers.ToOriginal({at, at + 5}).Of(text), "value");
  EXPECT_FALSE(layers.TouchesDecoded({at, at + 5}));
}

TEST(LayeredText, ThePreciseEncodingWinsWhereTwoTouch) {
  // The base64 that touches the escape is left for the next layer.
  EXPECT_EQ(Once("aGVsbG8gd29ybGQhIQ%3d%3d"), "aGVsbG8gd29ybGQhIQ==");
}

}  // namespace
}  // namespace keylint
