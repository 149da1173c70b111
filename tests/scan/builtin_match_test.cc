// SPDX-License-Identifier: Apache-2.0
// The constants that the build made are what the rules give today.
#include "lint/scan/builtin_match.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lint/match/matcher.h"
#include "lint/ruleset/builtin.h"
#include "lint/scan/encoded_needles.h"

namespace keylint {
namespace {

class BuiltinMatch : public testing::Test {
 protected:
  const EncodedNeedles encoded_{BuiltinRules()};
  const Matcher matcher_{BuiltinRules(), ScanNeedles(BuiltinRules(), encoded_)};
  const MatchTables computed_ = matcher_.tables();
  const MatchTables& made_ = BuiltinMatchTables();
};

template <class T>
void ExpectSame(std::span<const T> made, std::span<const T> computed) {
  EXPECT_FALSE(computed.empty());
  EXPECT_TRUE(std::equal(made.begin(), made.end(), computed.begin(), computed.end()));
}

TEST_F(BuiltinMatch, HasTheComputedAnchors) {
  const AnchorTables& made = made_.anchors;
  const AnchorTables& computed = computed_.anchors;
  ExpectSame(made.uses, computed.uses);
  ExpectSame(made.first_use, computed.first_use);
  EXPECT_TRUE(std::equal(made.slow_patterns.begin(), made.slow_patterns.end(), computed.slow_patterns.begin(),
                         computed.slow_patterns.end()));
  ExpectSame(made.byte_sets, computed.byte_sets);
  ExpectSame(made.token_sets, computed.token_sets);
  ASSERT_EQ(made.slow_shapes.size(), computed.slow_shapes.size());
  for (std::size_t i = 0; i < computed.slow_shapes.size(); ++i) {
    EXPECT_EQ(made.slow_shapes[i].bytes, computed.slow_shapes[i].bytes);
    EXPECT_EQ(made.slow_shapes[i].min_length, computed.slow_shapes[i].min_length);
    EXPECT_EQ(made.slow_shapes[i].required, computed.slow_shapes[i].required);
    ExpectSame(made.slow_shapes[i].members, computed.slow_shapes[i].members);
  }
}

TEST_F(BuiltinMatch, HasTheComputedPrefilter) {
  const PrefilterTables& made = made_.prefilter;
  const PrefilterTables& computed = computed_.prefilter;
  EXPECT_EQ(*made.bitmap, *computed.bitmap);
  EXPECT_EQ(*made.second, *computed.second);
  ExpectSame(made.entries, computed.entries);
  ExpectSame(made.index, computed.index);
  ExpectSame(made.needles, computed.needles);
  ExpectSame(made.costs, computed.costs);
  ExpectSame(made.follows, computed.follows);
  EXPECT_EQ(made.texts, computed.texts);
}

TEST_F(BuiltinMatch, FindsWithThemWhatItFindsWithout) {
  const std::string text = "password = x\ntoken: " + std::string("gh") + "p_" + std::string(36, 'a') + "\nhttps://u:p@h";
  const Matcher borrowed(BuiltinRules(), made_);
  Matcher::Scratch one;
  Matcher::Scratch two;
  const Matches& a = matcher_.Scan(text, one);
  const Matches& b = borrowed.Scan(text, two);
  ASSERT_FALSE(a.names.empty());
  EXPECT_EQ(a.names.size(), b.names.size());
  EXPECT_EQ(a.candidates.size(), b.candidates.size());
}

}  // namespace
}  // namespace keylint
