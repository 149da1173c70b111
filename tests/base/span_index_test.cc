// SPDX-License-Identifier: Apache-2.0
#include "lint/base/span_index.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(CoveredBytes, KnowsWhatItWasGiven) {
  CoveredBytes covered;
  EXPECT_FALSE(covered.Overlaps({0, 100}));
  covered.Add({10, 20});
  EXPECT_TRUE(covered.Overlaps({19, 30}));
  EXPECT_TRUE(covered.Overlaps({0, 11}));
  EXPECT_FALSE(covered.Overlaps({20, 30}));
  EXPECT_FALSE(covered.Overlaps({0, 10}));
  EXPECT_FALSE(covered.Overlaps({15, 15}));
}

std::vector<Span> RandomSpans(std::mt19937& random, std::size_t count) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = random() % 200;
    spans.push_back({begin, begin + random() % 12});
  }
  return spans;
}

TEST(CoveredBytes, SaysWhatAWalkOverAllWouldSay) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    CoveredBytes covered;
    std::vector<bool> bytes(256);
    for (const Span span : RandomSpans(random, 20)) {
      bool touched = false;
      for (std::size_t at = span.begin; at < span.end; ++at) touched = touched || bytes[at];
      ASSERT_EQ(covered.Overlaps(span), touched) << span.begin << " to " << span.end;
      covered.Add(span);
      for (std::size_t at = span.begin; at < span.end; ++at) bytes[at] = true;
    }
  }
}

TEST(SpanIndex, FindsTheFirstOfThoseAround) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const std::vector<Span> spans = RandomSpans(random, 30);
    SpanIndex index;
    for (std::size_t i = 0; i < spans.size(); ++i) index.Add(spans[i], i);
    index.Sort();
    for (const Span asked : RandomSpans(random, 30)) {
      std::optional<std::size_t> first;
      for (std::size_t i = 0; i < spans.size() && !first; ++i) {
        if (spans[i].Contains(asked)) first = i;
      }
      ASSERT_EQ(index.Around(asked), first);
    }
  }
}

}  // namespace
}  // namespace keylint
