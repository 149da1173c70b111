// SPDX-License-Identifier: Apache-2.0
#include "lint/base/line_index.h"

#include <iterator>
#include <string>
#include <string_view>

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

// Columns far into a long line are counted from a place within it.
TEST(LineIndex, CountsFarIntoALongLineAsFromItsBegin) {
  constexpr std::string_view kPieces[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x80\x80\x80\x80\x80", "\xF0\x9F", "\xE2"};
  std::string text = "short\n";
  for (std::size_t i = 0; text.size() < 40'000; ++i) text += kPieces[(i * i + i / 7) % std::size(kPieces)];
  const std::size_t end = text.size();
  text += "\nshort";
  const LineIndex index(text);
  for (std::size_t offset = 6; offset <= end; ++offset) {
    const std::size_t column = 1 + Utf16Length(std::string_view(text).substr(6, offset - 6));
    ASSERT_EQ(index.PositionOf(offset), (Position{2, column})) << offset;
  }
  EXPECT_EQ(index.PositionOf(end + 3), (Position{3, 3}));
}

TEST(Utf16Length, CountsAnInvalidByteAsOne) { EXPECT_EQ(Utf16Length("a\xFFz"), 3u); }

}  // namespace
}  // namespace keylint
