// SPDX-License-Identifier: Apache-2.0
#include "lint/base/shared_text.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(SharedText, IsEmptyForFree) {
  const SharedText nothing;
  EXPECT_TRUE(nothing.empty());
  EXPECT_EQ(nothing, "");
  EXPECT_EQ(SharedText(""), nothing);
  EXPECT_TRUE(SharedText(std::string()).IsOneWith(nothing));
}

TEST(SharedText, CopiesAreOne) {
  const SharedText first = "a text that is longer than a string holds in itself";
  SharedText second = first;
  EXPECT_TRUE(second.IsOneWith(first));
  second += ", and more";
  EXPECT_EQ(first, "a text that is longer than a string holds in itself");
  EXPECT_EQ(second.str(), first.str() + ", and more");
}

TEST(SharedText, IsOrderedLikeItsBytes) {
  EXPECT_LT(SharedText("a"), SharedText("b"));
  EXPECT_LT(SharedText("a"), "ab");
  EXPECT_EQ(SharedText("a"), std::string("a"));
  EXPECT_NE(SharedText("a"), SharedText("b"));
}

TEST(SharedTexts, MakesEqualTextsOne) {
  SharedTexts pool;
  SharedText first = "the same words";
  SharedText second = std::string("the same words");
  ASSERT_FALSE(first.IsOneWith(second));
  pool.Share(first);
  pool.Share(second);
  EXPECT_TRUE(first.IsOneWith(second));
}

TEST(SharedTexts, ForgetsWhatDiffersEverywhere) {
  SharedTexts pool;
  SharedText first = "first";
  pool.Share(first);
  for (int i = 0; i < 5000; ++i) {
    SharedText other = std::to_string(i);
    pool.Share(other);
    EXPECT_EQ(other, std::to_string(i));
  }
  EXPECT_EQ(first, "first");
}

TEST(SharedText, IsHeldByManyThreads) {
  const SharedText text = "held by all, owned by none";
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([copy = text] {
      for (int n = 0; n < 10'000; ++n) {
        SharedText mine = copy;
        SharedText moved = std::move(mine);
        ASSERT_TRUE(moved.IsOneWith(copy));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(text, "held by all, owned by none");
}

}  // namespace
}  // namespace keylint
