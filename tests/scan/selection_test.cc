// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/selection.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(Selection, NamesRulesFamiliesAndKeys) {
  const Selection only{{"scope", "leaked-key/jwt", "stripe-*"}, {}};
  EXPECT_TRUE(only.Includes("scope/wrong-kind"));
  EXPECT_TRUE(only.Includes("leaked-key/jwt"));
  EXPECT_TRUE(only.Includes("malformed-key/stripe-secret-key"));
  EXPECT_FALSE(only.Includes("leaked-key/aws-access-key"));
  EXPECT_FALSE((Selection{{}, {"scope"}}.Includes("scope/wrong-kind")));
}

TEST(Selection, ImportedNamesTheRulesOfOtherTools) {
  const Selection only{{"imported"}, {}};
  EXPECT_TRUE(only.IsOnlyImported());
  EXPECT_TRUE(only.IncludesImported("leaked-key/any"));
  EXPECT_FALSE(only.Includes("leaked-key/any"));
  const Selection mixed{{"imported", "scope"}, {"leaked-key/any"}};
  EXPECT_FALSE(mixed.IsOnlyImported());
  EXPECT_FALSE(mixed.IncludesImported("leaked-key/any"));
  EXPECT_TRUE(mixed.IncludesImported("leaked-key/other"));
  EXPECT_FALSE((Selection{{}, {"imported"}}.IncludesImported("leaked-key/other")));
  EXPECT_TRUE(Selection{}.IncludesImported("leaked-key/other"));
  EXPECT_FALSE(Selection{}.IsOnlyImported());
}

}  // namespace
}  // namespace keylint
