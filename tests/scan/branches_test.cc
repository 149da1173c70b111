// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/branches.h"

#include <string>

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

TEST(BranchesAt, SaysWhatACaseIsOf) {
  EXPECT_THAT(At("switch (x) {\n  case 1:\n    a\n  case 2:\n    HERE\n}\n"), testing::ElementsAre("case 2: of switch (x) {"));
  EXPECT_THAT(At("case x\nwhen 1\n  a\nwhen 2\n  HERE\nend\n"), testing::ElementsAre("when 2 of case x"));
  EXPECT_THAT(At("case $x in\n  a)\n    HERE\nesac\n"), testing::ElementsAre("a) of case $x in"));
  EXPECT_THAT(At("if z {\n\tswitch x {\n\tcase 1:\n\t\tHERE\n\t}\n}\n"), testing::ElementsAre("case 1: of switch x {", "if z {"));
}

TEST(BranchesAt, LeavesOutWhatIsOver) {
  EXPECT_THAT(At("if a:\n  b\nHERE\n"), testing::IsEmpty());
  EXPECT_THAT(At("if a:\n  b\nfor c in d:\n  HERE\n"), testing::IsEmpty());
}

// The bytes of the item around "HERE".
std::string ItemOf(std::string_view text, bool json) {
  const Span item = ListItemAt(text, text.find("HERE"), json);
  return item.end > text.size() ? "no list" : std::string(item.Of(text));
}

TEST(ListItemAt, IsTheItemOfAYamlList) {
  EXPECT_EQ(ItemOf("all:\n  - env: HERE\n    key: a\n  - env: b\n    key: c\n", false), "  - env: HERE\n    key: a\n");
  EXPECT_EQ(ItemOf("all:\n- key: a\n  env: HERE\n- env: b\n", false), "- key: a\n  env: HERE\n");
  EXPECT_EQ(ItemOf("all:\n  - job: a\n    deploy:\n      env: HERE\n    key: b\n  - job: c\n", false),
            "  - job: a\n    deploy:\n      env: HERE\n    key: b\n");
}

TEST(ListItemAt, IsTheWholeTextOutsideOfLists) {
  EXPECT_EQ(ItemOf("env: HERE\nlist:\n  - a: b\n", false), "no list");
  EXPECT_EQ(ItemOf("list:\n  - a: b\nnext:\n  env: HERE\n", false), "no list");
  EXPECT_EQ(ItemOf(R"({"env": "HERE", "list": [{"a": 1}]})", true), "no list");
}

TEST(ListItemAt, IsTheItemOfAJsonList) {
  EXPECT_EQ(ItemOf(R"({"all": [{"env": "HERE", "k": {"x": "]}"}}, {"env": "b"}]})", true), R"({"env": "HERE", "k": {"x": "]}"}})");
  EXPECT_EQ(ItemOf(R"({"all": [{"a": {"env": "HERE"}}, {}]})", true), R"({"a": {"env": "HERE"}})");
}

std::string ChosenBy(std::string_view text) { return ChoiceAt(text, text.find("HERE")); }

TEST(ChoiceAt, TellsBothArmsOfACloudFormationIf) {
  EXPECT_EQ(ChosenBy("Key: !If [IsProd, HERE, b]\n"), "If IsProd");
  EXPECT_EQ(ChosenBy("Key: !If [IsProd, a, HERE]\n"), "else of If IsProd");
  EXPECT_EQ(ChosenBy(R"("Key": {"Fn::If": ["IsProd", "a", "HERE"]})"), "else of If IsProd");
  EXPECT_EQ(ChosenBy("Key: !If\n  - IsProd\n  - HERE\n  - b\n"), "If IsProd");
  EXPECT_EQ(ChosenBy("Key:\n  Fn::If:\n    - IsProd\n    - a\n    - HERE\n"), "else of If IsProd");
}

TEST(ChoiceAt, IsEmptyElsewhere) {
  EXPECT_EQ(ChosenBy("Key: !If [IsProd, a, b]\nOther: HERE\n"), "");
  EXPECT_EQ(ChosenBy("List:\n  - a\n  - HERE\n"), "");
  EXPECT_EQ(ChosenBy("Key: !Sub [a, HERE]\n"), "");
}

}  // namespace
}  // namespace keylint
