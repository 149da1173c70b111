// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/text.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

constexpr PositionEncoding kUtf16 = PositionEncoding::kUtf16;
constexpr PositionEncoding kUtf8 = PositionEncoding::kUtf8;

// Line 1: "é" (2 bytes, 1 unit), "😀" (4 bytes, 2 units), "x".
const std::string kText = "a\r\n\xC3\xA9\xF0\x9F\x98\x80x\n";

TEST(OffsetAt, CountsUtf16Units) {
  const LineIndex lines(kText);
  EXPECT_EQ(OffsetAt(kText, lines, {1, 1}, kUtf16), 5U);
  EXPECT_EQ(OffsetAt(kText, lines, {1, 3}, kUtf16), 9U);
  EXPECT_EQ(OffsetAt(kText, lines, {1, 2}, kUtf16), 5U) << "between the halves of a pair";
}

TEST(OffsetAt, CountsBytesWhereAgreed) {
  const LineIndex lines(kText);
  EXPECT_EQ(OffsetAt(kText, lines, {1, 6}, kUtf8), 9U);
}

TEST(OffsetAt, StopsAtTheEndOfLineAndText) {
  const LineIndex lines(kText);
  EXPECT_EQ(OffsetAt(kText, lines, {0, 99}, kUtf16), 1U);
  EXPECT_EQ(OffsetAt(kText, lines, {99, 0}, kUtf16), kText.size());
}

TEST(PositionAt, IsTheOtherWayAround) {
  const LineIndex lines(kText);
  for (const PositionEncoding encoding : {kUtf16, kUtf8}) {
    for (const std::size_t offset : {0U, 3U, 5U, 9U, 10U}) {
      EXPECT_EQ(OffsetAt(kText, lines, PositionAt(lines, offset, encoding), encoding), offset);
    }
  }
}

TEST(MoveSpan, FollowsEditsBeforeIt) {
  Span span{10, 20};
  EXPECT_TRUE(MoveSpan(span, {2, 4}, 5));
  EXPECT_EQ(span, (Span{13, 23}));
  EXPECT_TRUE(MoveSpan(span, {30, 31}, 0));
  EXPECT_FALSE(MoveSpan(span, {14, 15}, 1));
}

TEST(Uris, KeepEveryByteOfAPath) {
  const std::string path = "/a b/\xC3\xA9#?%41.env";
  EXPECT_EQ(PathOfUri(UriOfPath(path)), path);
  EXPECT_EQ(PathOfUri("file:///x%"), "/x%");
  EXPECT_EQ(PathOfUri("untitled:Untitled-1"), "");
  EXPECT_EQ(PathOfUri("file:///x%00y"), "");
}

}  // namespace
}  // namespace keylint
