// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/pattern.h"

#include <gtest/gtest.h>

#include "lint/ruleset/shape_parser.h"

namespace keylint {
namespace {

std::string PatternOf(std::string_view text) { return ShapePattern(ParseShape(text)->shapes()[0]); }

TEST(ShapePattern, WritesLiteralsAndRuns) {
  EXPECT_EQ(PatternOf("a.b_{an:3}{hex:2-4}{d:1}"), "a\\.b_[0-9A-Za-z]{3}[0-9a-f]{2,4}[0-9]");
}

TEST(ShapePattern, WritesUuids) {
  EXPECT_EQ(PatternOf("{uuid}"), "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
}

TEST(ShapePattern, StaysWithinRe2sRepetitions) {
  EXPECT_EQ(PatternOf("{d:1500}"), "[0-9]{1000}[0-9]{500,500}");
  EXPECT_EQ(PatternOf("{d:20-3000}"), "[0-9]{20,}");
}

TEST(ShapePattern, TakesAChecksAlphabet) { EXPECT_EQ(PatternOf("{d:2}{crc32-hex:8 over=1}"), "[0-9]{2}[0-9a-f]{8}"); }

}  // namespace
}  // namespace keylint
