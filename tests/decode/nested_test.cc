// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/nested.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Result {
  std::string text;
  std::vector<Encoding> steps;
  Span span;
};

std::vector<Result> Nest(std::string_view text, int depth = 3, std::size_t bytes = 1 << 20) {
  std::vector<Result> all;
  Literal literal;
  literal.text = text;
  literal.span = {0, text.size()};
  DecodeBudget budget{bytes};
  DecodeNested(literal, depth, budget, [&](const Literal& inner) {
    all.push_back({std::string(inner.text), {inner.decoded_from.begin(), inner.decoded_from.end()}, inner.span});
  });
  return all;
}

std::string Base64(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) {
      out.push_back(at + i <= text.size() ? kDigits[bits >> (18 - 6 * i) & 63] : '=');
    }
  }
  return out;
}

TEST(DecodeNested, ReadsBase64InsideOtherText) {
  const std::string text = "Basic " + Base64("someone:a long password") + " end";
  const auto all = Nest(text);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].text, "someone:a long password");
  EXPECT_EQ(all[0].span.Of(text), Base64("someone:a long password"));
}

// PowerShell's -EncodedCommand.
TEST(DecodeNested, ReadsUtf16OfAnyLength) {
  const std::string text = "some text of a person, longer than what is looked at first";
  std::string wide;
  for (const char c : text) wide += {c, '\0'};
  const auto all = Nest(Base64(wide));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].text, text);
}

TEST(DecodeNested, FollowsChains) {
  const auto all = Nest(Base64(Base64("some text of a person")));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_THAT(all[1].steps, ElementsAre(Encoding::kBase64, Encoding::kBase64));
  EXPECT_EQ(all[1].text, "some text of a person");
}

TEST(DecodeNested, StopsAtItsDepthAndBudget) {
  EXPECT_EQ(Nest(Base64(Base64("some text of a person")), 1).size(), 1u);
  EXPECT_THAT(Nest(Base64("some text of a person"), 3, 4), IsEmpty());
}

TEST(DecodeNested, ReadsTheOtherEncodings) {
  EXPECT_EQ(Nest("a%2Db%3dc").at(0).text, "a-b=c");
  EXPECT_EQ(Nest("key\\u002dvalue").at(0).text, "key-value");
  EXPECT_EQ(Nest("a&#45;b&amp;c").at(0).text, "a-b&c");
  EXPECT_EQ(Nest("name=3Dval=\nue").at(0).text, "name=value");
  EXPECT_EQ(Nest("68656c6c6f20776f726c642c2068656c6c6f").at(0).text, "hello world, hello");
  EXPECT_EQ(Nest("{\\\"a\\\": \\\"b\\\"}").at(0).text, "{\"a\": \"b\"}");
}

TEST(DecodeNested, LeavesHashesAndWordsAlone) {
  EXPECT_THAT(Nest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), IsEmpty());
  EXPECT_THAT(Nest("a_rather_long_identifier_of_a_program"), IsEmpty());
}

TEST(DecodeNested, PointsAtTheBytesOfAPart) {
  const std::string text = Base64("abc") + Base64("def") + Base64("ghijkl");
  Literal literal;
  literal.text = text;
  literal.span = {100, 100 + text.size()};
  DecodeBudget budget;
  DecodeNested(literal, 1, budget, [&](const Literal& inner) {
    ASSERT_EQ(inner.text, "abcdefghijkl");
    EXPECT_EQ(inner.ToDocument({3, 6}), (Span{104, 108}));
  });
}

}  // namespace
}  // namespace keylint
