// SPDX-License-Identifier: Apache-2.0
// Every project of testdata/environments: a real convention or a real mistake,
// with the findings expected on the lines.
#include <cctype>
#include <string>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

class Trees : public testing::TestWithParam<std::string> {};

TEST_P(Trees, MeetEveryExpectation) {
  const auto fixture = LoadFixture(GetParam(), BuiltinRules());
  ASSERT_TRUE(fixture.has_value()) << fixture.error().message;
  for (const std::string& difference : Differences(*fixture, BuiltinRules())) {
    ADD_FAILURE() << GetParam() << ": " << difference;
  }
}

std::string NameOf(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(info.param.rfind('/') + 1);
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Environments, Trees,
                         testing::ValuesIn(FixturesIn(KEYLINT_SOURCE_DIR "/testdata/environments", true)), NameOf);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Trees);

}  // namespace
}  // namespace keylint
