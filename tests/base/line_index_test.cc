// SPDX-License-Identifier: Apache-2.0
#include "lint/base/line_index.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(LineIndex, CountsLinesAndColumnsFromOne) {
  const LineIndex index("ab\ncd\n");
  EXPECT_EQ(index.PositionOf(0), (Position{1, 1}));
  EXPECT_EQ(index.PositionOf(4), (Position{2, 2}));
  EXPECT_EQ(index.PositionOf(6), (Position{3, 1}));
}

TEST(LineIndex, CountsColumnsInUtf16Units) {
  // U+00E9 is one unit, U+1F600 is two.
  const LineIndex index("\xC3\xA9x\xF0\x9F\x98\x80y");
  EXPECT_EQ(index.PositionOf(2).column, 2u);
  EXPECT_EQ(index.PositionOf(7).column, 5u);
}

TEST(LineIndex, TakesEveryKindOfLineEnd) {
  const LineIndex index("a\r\nb\rc\nd");
  EXPECT_EQ(index.line_count(), 4u);
  EXPECT_EQ(index.LineSpan(1), (Span{0, 1}));
  EXPECT_EQ(index.LineSpan(2), (Span{3, 4}));
  EXPECT_EQ(index.LineOf(7), 4u);
}

TEST(LineIndex, PutsOffsetsPastTheEndAtTheEnd) {
  EXPECT_EQ(LineIndex("ab").PositionOf(99), (Position{1, 3}));
  EXPECT_EQ(LineIndex("").PositionOf(0), (Position{1, 1}));
}

TEST(Utf16Length, CountsAnInvalidByteAsOne) { EXPECT_EQ(Utf16Length("a\xFFz"), 3u); }

}  // namespace
}  // namespace keylint
