// SPDX-License-Identifier: Apache-2.0
#include "lint/base/edit_distance.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(EditDistance, CountsWhatIsDroppedAddedAndChanged) {
  EXPECT_EQ(EditDistance("", ""), 0u);
  EXPECT_EQ(EditDistance("", "abc"), 3u);
  EXPECT_EQ(EditDistance("abc", ""), 3u);
  EXPECT_EQ(EditDistance("shapes", "shape"), 1u);
  EXPECT_EQ(EditDistance("leked-key", "leaked-key"), 1u);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3u);
}

TEST(EditDistance, ExchangedNeighboursCostWhatIsAsked) {
  EXPECT_EQ(EditDistance("titel", "title"), 2u);
  EXPECT_EQ(EditDistance("titel", "title", 1), 1u);
  EXPECT_EQ(EditDistance("OPNEAI_API_KYE", "OPENAI_API_KEY", 1), 2u);
}

}  // namespace
}  // namespace keylint
