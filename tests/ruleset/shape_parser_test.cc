// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/shape_parser.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

std::string Show(const Shape& shape) {
  std::string text;
  for (const Piece& piece : shape.pieces) {
    if (!text.empty()) text += ' ';
    if (piece.kind == PieceKind::kLiteral) {
      text += piece.literal;
    } else {
      text += piece.kind == PieceKind::kRun ? AlphabetName(piece.alphabet) : CheckName(piece.check);
      text += ":" + std::to_string(piece.min) + "-" + std::to_string(piece.max);
    }
    if (piece.kind == PieceKind::kCheck) {
      text += "@" + std::to_string(piece.over_first) + "-" + std::to_string(piece.over_last);
    }
  }
  return text;
}

std::string ShowAll(std::string_view text) {
  const auto list = ParseShape(text);
  if (!list) return list.error().message;
  std::string all;
  for (const Shape& shape : list->shapes()) all += "[" + Show(shape) + "]";
  return all;
}

TEST(ParseShape, ReadsLiteralsAndRuns) {
  EXPECT_EQ(ShowAll("sk-{an:20}T3Blbk{b64u:20-40}"), "[sk- an:20-20 T3Blbk b64u:20-40]");
}

TEST(ParseShape, JoinsLiteralsAcrossGroups) {
  EXPECT_EQ(ShowAll("sk_(live|test)_{an:8}"), "[sk_live_ an:8-8][sk_test_ an:8-8]");
}

TEST(ParseShape, ExpandsAnOptionalPartPresentFirst) {
  EXPECT_EQ(ShowAll("ab(-{d:2})?c"), "[ab- d:2-2 c][abc]");
}

TEST(ParseShape, ExpandsNestedGroups) {
  EXPECT_EQ(ShowAll("(a(b|c)|d)e"), "[abe][ace][de]");
}

TEST(ParseShape, CountsWrittenPiecesForChecks) {
  EXPECT_EQ(ShowAll("(ghp|gho)_{an:30}{crc32-base62:6 over=3}"),
            "[ghp_ an:30-30 crc32-base62:6-6@1-1][gho_ an:30-30 crc32-base62:6-6@1-1]");
}

TEST(ParseShape, KeepsALiteralApartThatACheckDoesNotCover) {
  EXPECT_EQ(ShowAll("a(b|c)-{d:2}{crc32-hex:8 over=2-4}"),
            "[a b- d:2-2 crc32-hex:8-8@1-2][a c- d:2-2 crc32-hex:8-8@1-2]");
}

TEST(ParseShape, TakesAUuidWithoutLength) {
  EXPECT_EQ(ShowAll("k-{uuid}{UUID}"), "[k- uuid:36-36 UUID:36-36]");
}

TEST(ParseShape, TakesEscapedCharactersLiterally) {
  EXPECT_EQ(ShowAll("a\\{\\}\\(\\)\\|\\?\\\\"), "[a{}()|?\\]");
}

TEST(ParseShape, SumsLengths) {
  const auto list = ParseShape("ab{an:3-5}");
  EXPECT_EQ(list->shapes()[0].min_length, 5u);
  EXPECT_EQ(list->shapes()[0].max_length, 7u);
}

TEST(ParseShape, StaysValidWhenMoved) {
  auto list = ParseShape("a(b|c){an:3}");
  const ShapeList moved = *std::move(list);
  EXPECT_EQ(Show(moved.shapes()[1]), "ac an:3-3");
}

TEST(ParseShape, PointsAtTheFault) {
  const auto offset = [](std::string_view text) { return ParseShape(text).error().offset; };
  EXPECT_EQ(offset("ab{an}"), 2u);
  EXPECT_EQ(offset("ab{an:0}"), 2u);
  EXPECT_EQ(offset("ab{an:9-3}"), 2u);
  EXPECT_EQ(offset("ab{anx:3}"), 2u);
  EXPECT_EQ(offset("ab{an:3"), 2u);
  EXPECT_EQ(offset("abc)"), 3u);
  EXPECT_EQ(offset("a|b"), 1u);
  EXPECT_EQ(offset("ab?"), 2u);
  EXPECT_EQ(offset("ab\\n"), 2u);
  EXPECT_EQ(offset("x(ab"), 1u);
  EXPECT_EQ(offset("x{crc32-hex:8}"), 1u);
  EXPECT_EQ(offset("x{crc32-hex:8 over=4}"), 1u);
  EXPECT_EQ(offset("x\n"), 1u);
}

TEST(ParseShape, RefusesTheEmptyShape) {
  EXPECT_FALSE(ParseShape(""));
  EXPECT_FALSE(ParseShape("(ab)?"));
}

TEST(ParseShape, RefusesMoreThan128Alternatives) {
  EXPECT_EQ(ParseShape("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)")->shapes().size(), 128u);
  EXPECT_EQ(ParseShape("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(c)?").error().kind, ErrorKind::kTooLarge);
}

TEST(ParseShape, RefusesDeepNestingWithoutRecursing) {
  EXPECT_FALSE(ParseShape(std::string(4000, '(')));
  EXPECT_FALSE(ParseShape(std::string(1 << 20, 'a')));
}

}  // namespace
}  // namespace keylint
