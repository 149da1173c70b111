// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/complaint.h"

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"

namespace keylint {
namespace {

TEST(ReadComplaint, FindsBothEndsOfAnEchoedKey) {
  const Complaint complaint = ReadComplaint("Incorrect API key provided: sk-8uK***MvFD. You can find", BuiltinRules());
  ASSERT_EQ(complaint.fragments.size(), 1U);
  EXPECT_EQ(complaint.fragments[0].head, "sk-8uK");
  EXPECT_EQ(complaint.fragments[0].tail, "MvFD");
  ASSERT_NE(complaint.provider, nullptr);
  EXPECT_EQ(complaint.provider->id, "openai");
  EXPECT_EQ(complaint.cause, Cause::kRejected);
}

TEST(ReadComplaint, TakesDotsForAMaskOnlyBehindAKey) {
  EXPECT_TRUE(ReadComplaint("Connecting ... done", BuiltinRules()).fragments.empty());
  const Complaint complaint = ReadComplaint("token=ghp_ab...9xYz", BuiltinRules());
  ASSERT_EQ(complaint.fragments.size(), 1U);
  EXPECT_EQ(complaint.fragments[0].head, "ghp_ab");
}

TEST(ReadComplaint, UnderstandsEndingIn) {
  const Complaint complaint = ReadComplaint("API key ending in 'a1b2c' is invalid", BuiltinRules());
  ASSERT_EQ(complaint.fragments.size(), 1U);
  EXPECT_EQ(complaint.fragments[0].tail, "a1b2c");
}

TEST(ReadComplaint, NamesTheVariableThatIsMissing) {
  const Complaint complaint = ReadComplaint("KeyError: 'ANTHROPIC_API_KEY'", BuiltinRules());
  ASSERT_EQ(complaint.variables.size(), 1U);
  EXPECT_EQ(complaint.variables[0], "ANTHROPIC_API_KEY");
  EXPECT_EQ(complaint.cause, Cause::kMissing);
}

TEST(FitsFragment, LooksThroughSchemeWordsAndAddresses) {
  const Fragment fragment{"abcd", "wxyz", 0};
  EXPECT_GT(FitsFragment(fragment, "abcd0000wxyz"), 0);
  EXPECT_GT(FitsFragment(fragment, "Bearer abcd0000wxyz"), 0);
  EXPECT_GT(FitsFragment(fragment, "https://me:abcd0000wxyz@host"), 0);
  EXPECT_EQ(FitsFragment(fragment, "abcd0000wxy"), 0);
}

TEST(FitsFragment, CountsMarksWhereOneStandsForOneCharacter) {
  const Fragment fragment{"ab", "yz", 8};
  EXPECT_GT(FitsFragment(fragment, "ab1234yz"), FitsFragment(fragment, "ab12345yz"));
}

}  // namespace
}  // namespace keylint
