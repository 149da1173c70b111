// SPDX-License-Identifier: Apache-2.0
// Projects in which a mistake is likely, but not sure: a note is enough.
#include <string>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/scan/scanner.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

void ExpectNote(const std::string& name, std::string_view rule_id) {
  const auto fixture = LoadFixture(KEYLINT_SOURCE_DIR "/testdata/environments/" + name, BuiltinRules());
  ASSERT_TRUE(fixture.has_value()) << fixture.error().message;
  MapSource source(fixture->files);
  for (const Finding& finding : Scanner(BuiltinRules(), FixtureOptions()).Run(source).findings) {
    if (finding.rule_id != rule_id) continue;
    EXPECT_EQ(finding.level, Level::kNote) << finding.where.path.str();
  }
}

TEST(WrongProvider, IsANoteWhenAFileBesideSetsTheBaseUrl) { ExpectNote("gateway-in-the-file-beside", "scope/wrong-provider"); }

TEST(MixedPair, IsANoteWhenTheNamesAreUnlike) { ExpectNote("tenants-by-unlike-names", "environment/mixed-pair"); }

}  // namespace
}  // namespace keylint
