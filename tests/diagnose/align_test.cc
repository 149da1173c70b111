// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/align.h"

#include <gtest/gtest.h>

#include <array>

#include "lint/ruleset/shape_parser.h"

namespace keylint {
namespace {

class AlignTest : public ::testing::Test {
 protected:
  const Shape& Parse(std::string_view text) {
    list_ = std::move(*ParseShape(text));
    return list_.shapes()[0];
  }
  ShapeList list_;
};

TEST_F(AlignTest, AFittingTokenCostsNothing) {
  EXPECT_EQ(Align(Parse("ab_{d:4}"), "ab_1234").misfit, Misfit::kNone);
  EXPECT_TRUE(Fits(Parse("ab_{d:2-6}x{d:1}"), "ab_123x1"));
  EXPECT_FALSE(Fits(Parse("ab_{d:2-6}x{d:1}"), "ab_1x1"));
}

TEST_F(AlignTest, RangesShareOutTheText) {
  const auto spans = FitPieces(Parse("{an:2-4}{d:2-3}"), "ab123");
  ASSERT_TRUE(spans);
  EXPECT_EQ((*spans)[0], (Span{0, 3}));
  EXPECT_EQ((*spans)[1], (Span{3, 5}));
}

TEST_F(AlignTest, CountsWhatIsMissing) {
  const Alignment alignment = Align(Parse("ab_{d:10}"), "ab_1234567");
  EXPECT_EQ(alignment.misfit, Misfit::kMissing);
  EXPECT_EQ(alignment.difference, 3u);
  EXPECT_EQ(alignment.expected, 13u);
}

TEST_F(AlignTest, CountsWhatIsTooMuch) {
  const Alignment alignment = Align(Parse("ab_{d:4}"), "ab_123456");
  EXPECT_EQ(alignment.misfit, Misfit::kExtra);
  EXPECT_EQ(alignment.difference, 2u);
}

TEST_F(AlignTest, AMarkerTellsWhichSideIsShort) {
  const Alignment before = Align(Parse("ab_{d:6}MARK{d:6}"), "ab_12345MARK123456");
  EXPECT_EQ(before.misfit, Misfit::kMissing);
  EXPECT_TRUE(before.before_marker);
  EXPECT_EQ(before.beside, "MARK");
  EXPECT_EQ(Align(Parse("ab_{d:6}MARK{d:6}"), "ab_123456MARK12").misfit, Misfit::kCut);
  EXPECT_EQ(Align(Parse("ab_{d:6}MARK{d:6}"), "ab_12345").misfit, Misfit::kCut);
}

TEST_F(AlignTest, PointsAtForeignCharacters) {
  const Alignment alignment = Align(Parse("ab_{d:6}"), "ab_12x456");
  EXPECT_EQ(alignment.misfit, Misfit::kForeign);
  EXPECT_EQ(alignment.foreign, (std::vector<std::size_t>{5}));
}

TEST_F(AlignTest, AUuidHasItsDashesInPlace) {
  EXPECT_TRUE(Fits(Parse("k-{uuid}"), "k-3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
  EXPECT_FALSE(Fits(Parse("k-{uuid}"), "k-3f2504e04-f89-41d3-9a0c-0305e82c3301"));
}

TEST(MatchPrefix, TellsTheKindOfFault) {
  EXPECT_EQ(MatchPrefix("sk-proj-", "sk-proj-a").fault, PrefixFault::kNone);
  EXPECT_EQ(MatchPrefix("sk-proj-", "sk_proj-a").fault, PrefixFault::kSeparator);
  EXPECT_EQ(MatchPrefix("ghp_", "GHP_a").fault, PrefixFault::kCase);
  EXPECT_EQ(MatchPrefix("AIza", "Alza").fault, PrefixFault::kLookAlike);
  EXPECT_EQ(MatchPrefix("glpat-", "gplat-").fault, PrefixFault::kTypo);
  EXPECT_EQ(MatchPrefix("glpat-", "glpt-a").fault, PrefixFault::kTypo);
  EXPECT_EQ(MatchPrefix("glpat-", "hello-").fault, PrefixFault::kAbsent);
}

TEST_F(AlignTest, HostileLengthsStayLinear) {
  const std::string token(60000, 'a');
  EXPECT_FALSE(Fits(Parse("{an:1-60000}{al:1-60000}{an:1-60000}_{an:1}"), token));
}

}  // namespace
}  // namespace keylint
