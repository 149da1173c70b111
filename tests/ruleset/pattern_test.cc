// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/pattern.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

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

TEST(ShapePattern, KnowsEveryAlphabet) {
  for (int i = 0; i < static_cast<int>(Alphabet::kUuidLower); ++i) {
    const auto alphabet = static_cast<Alphabet>(i);
    const RE2 pattern(PatternOf("{" + std::string(AlphabetName(alphabet)) + ":1}"));
    for (int c = 0x20; c < 0x7F; ++c) {
      EXPECT_EQ(RE2::FullMatch(std::string(1, static_cast<char>(c)), pattern), InAlphabet(alphabet, static_cast<unsigned char>(c)))
          << AlphabetName(alphabet) << ' ' << c;
    }
  }
}

}  // namespace
}  // namespace keylint
