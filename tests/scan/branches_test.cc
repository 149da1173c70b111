// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/branches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keylint {
namespace {

std::vector<std::string> At(std::string_view text) { return BranchesAt(text, text.find("HERE")); }

TEST(BranchesAt, FindsTheConditionsAround) {
  EXPECT_THAT(At("if a:\n  if b:\n    HERE\n"), testing::ElementsAre("if b:", "if a:"));
  EXPECT_THAT(At("if config_env() == :prod do\n  config HERE\nend\n"), testing::ElementsAre("if config_env() == :prod do"));
}

TEST(BranchesAt, SaysWhatAnElseIsOf) {
  EXPECT_THAT(At("if (x) {\n  a\n} else {\n  HERE\n}\n"), testing::ElementsAre("else of if (x) {"));
  EXPECT_THAT(At("if x\n  a\nelse\n  HERE\nend\n"), testing::ElementsAre("else of if x"));
}

TEST(BranchesAt, LeavesOutWhatIsOver) {
  EXPECT_THAT(At("if a:\n  b\nHERE\n"), testing::IsEmpty());
  EXPECT_THAT(At("if a:\n  b\nfor c in d:\n  HERE\n"), testing::IsEmpty());
}

}  // namespace
}  // namespace keylint
