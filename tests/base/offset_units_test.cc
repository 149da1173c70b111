// SPDX-License-Identifier: Apache-2.0
#include "lint/base/offset_map.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(OffsetUnits, MapsRunsOfUnits) {
  OffsetMap map;  // "ab" in UTF-16, then one character of two and two bytes.
  map.AppendUnits(2, 1, 2, 10);
  map.AppendUnits(1, 2, 2, 14);
  EXPECT_EQ(map.ToOriginal({0, 1}), (Span{10, 12}));
  EXPECT_EQ(map.ToOriginal({1, 2}), (Span{12, 14}));
  EXPECT_EQ(map.ToOriginal({0, 4}), (Span{10, 16}));
  EXPECT_EQ(map.ToOriginal({2, 3}), (Span{14, 16}));
  EXPECT_EQ(map.ToOriginal({3, 4}), (Span{14, 16}));
  EXPECT_EQ(map.ToOriginal({1, 1}), (Span{12, 12}));
  EXPECT_EQ(map.ToOriginal({4, 4}), (Span{16, 16}));
}

TEST(OffsetUnits, MergesEqualRunsOnly) {
  OffsetMap map;
  map.AppendUnits(1, 1, 2, 0);
  map.AppendUnits(1, 1, 2, 2);
  map.AppendUnits(1, 1, 2, 8);
  EXPECT_EQ(map.ToOriginal({1, 2}), (Span{2, 4}));
  EXPECT_EQ(map.ToOriginal({2, 3}), (Span{8, 10}));
}

TEST(OffsetUnits, ComposesThroughUnits) {
  OffsetMap escapes;  // "a\u002db" -> "a-b"
  escapes.Append(1, {0, 1});
  escapes.Append(1, {1, 7});
  escapes.Append(1, {7, 8});
  OffsetMap wide;  // The eight characters in UTF-16.
  wide.AppendUnits(8, 1, 2, 0);
  const OffsetMap both = escapes.Then(wide);
  EXPECT_EQ(both.ToOriginal({0, 1}), (Span{0, 2}));
  EXPECT_EQ(both.ToOriginal({1, 2}), (Span{2, 14}));
  EXPECT_EQ(both.ToOriginal({2, 3}), (Span{14, 16}));
}

}  // namespace
}  // namespace keylint
