// SPDX-License-Identifier: Apache-2.0
#include "lint/base/offset_map.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

OffsetMap EscapeMap() {  // a\u002db -> a-b
  OffsetMap map;
  map.Append(1, {0, 1});
  map.Append(1, {1, 7});
  map.Append(1, {7, 8});
  return map;
}

TEST(OffsetMap, LeadsADecodedByteToItsWholeEscape) {
  EXPECT_EQ(EscapeMap().ToOriginal({1, 2}), (Span{1, 7}));
}

TEST(OffsetMap, CoversEverythingBetweenTwoEnds) {
  EXPECT_EQ(EscapeMap().ToOriginal({0, 3}), (Span{0, 8}));
  EXPECT_EQ(EscapeMap().ToOriginal({2, 3}), (Span{7, 8}));
}

TEST(OffsetMap, IsTheIdentityWhenEmpty) { EXPECT_EQ(OffsetMap().ToOriginal({3, 5}), (Span{3, 5})); }

TEST(OffsetMap, ClampsPastTheEnd) { EXPECT_EQ(EscapeMap().ToOriginal({3, 9}), (Span{8, 8})); }

TEST(OffsetMap, ComposesThroughAnOuterMap) {
  OffsetMap outer;  // Every byte stood as two (UTF-16).
  for (std::size_t i = 0; i < 8; ++i) outer.Append(1, {2 * i, 2 * i + 2});
  const OffsetMap both = EscapeMap().Then(outer);
  EXPECT_EQ(both.ToOriginal({1, 2}), (Span{2, 14}));
  EXPECT_EQ(both.ToOriginal({2, 3}), (Span{14, 16}));
}

}  // namespace
}  // namespace keylint
