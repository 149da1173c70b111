// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/redact.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(Redact, ShowsEightCharactersOfALongKnownKey) {
  EXPECT_EQ(Redact("abcd" + std::string(40, 'x') + "wxyz", 40), "abcd…wxyz");
}

TEST(Redact, ShowsOnlyTheLengthOfAShortOrUnknownSecret) {
  EXPECT_EQ(Redact("hunter2", 0), "[7 characters]");
  EXPECT_EQ(Redact(std::string(40, 'x'), 12), "[40 characters]");
}

TEST(Redact, CountsCharactersNotBytes) { EXPECT_EQ(Redact("p\xC3\xA4ss", 0), "[4 characters]"); }

TEST(ApplyMasks, ReplacesTheSecretAndMovesTheMark) {
  const std::string text = "KEY=secretsecret # x";
  const std::vector<Mask> masks = {{{4, 16}, "[12]"}};
  const MaskedText masked = ApplyMasks(text, {0, text.size()}, {4, 16}, masks);
  EXPECT_EQ(masked.text, "KEY=[12] # x");
  EXPECT_EQ(masked.marked, (Span{4, 8}));
}

TEST(ApplyMasks, HidesOtherOccurrencesOfTheSameSecret) {
  const std::string text = "a=topsecret b=topsecret";
  const std::vector<Mask> masks = {{{2, 11}, "[9]"}};
  EXPECT_EQ(ApplyMasks(text, {0, text.size()}, {2, 11}, masks).text.find("topsecret"), std::string::npos);
}

TEST(ApplyMasks, MasksASecretThatBeginsBeforeWhatIsShown) {
  const std::string text = "topsecretvalue rest";
  const std::vector<Mask> masks = {{{0, 14}, "[14]"}};
  EXPECT_EQ(ApplyMasks(text, {3, text.size()}, {15, 19}, masks).text, "[14] rest");
}

TEST(MasksWithin, GivesThoseThatShareAByte) {
  const std::vector<Mask> masks = {{{0, 4}, "a"}, {{4, 8}, "b"}, {{10, 12}, "c"}, {{20, 30}, "d"}};
  const auto names = [&](Span shown) {
    std::string found;
    for (const Mask& mask : MasksWithin(masks, shown)) found += mask.preview;
    return found;
  };
  EXPECT_EQ(names({0, 40}), "abcd");
  EXPECT_EQ(names({4, 10}), "b");
  EXPECT_EQ(names({3, 11}), "abc");
  EXPECT_EQ(names({25, 26}), "d");
  EXPECT_EQ(names({12, 20}), "");
}

TEST(NormaliseMasks, JoinsOverlappingMasks) {
  std::vector<Mask> masks = {{{5, 9}, "b"}, {{0, 6}, "a"}};
  NormaliseMasks(masks);
  ASSERT_EQ(masks.size(), 1u);
  EXPECT_EQ(masks[0].span, (Span{0, 9}));
}

}  // namespace
}  // namespace keylint
