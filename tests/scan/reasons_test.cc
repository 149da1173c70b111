// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/reasons.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "lint/scan/scanner.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

std::string Grown(std::string_view text) { return *GrowTemplate(text, 5, BuiltinRules()); }

Report Scanned(const std::string& text, const std::string& path, const ScanOptions& options) {
  const std::map<std::string, std::string> files{{path, text}};
  MapSource source(files);
  const RuleSet rules = BuiltinRules();
  return Scanner(rules, options).Run(source);
}

// The reason that the first accepted finding carries.
std::string ReasonIn(const std::string& text, const std::string& path = "a.py") {
  for (const Finding& finding : Scanned(text, path, FixtureOptions()).findings) {
    if (finding.suppressed()) return finding.suppressions.front().reason;
  }
  return "(nothing is accepted)";
}

TEST(Reasons, LosesKeysAndKeepsTheWords) {
  const std::string key = Grown("{key:github-personal-token}");
  const std::string reason = ReasonIn("a = \"" + key + "\"  # keylint:allow leaked-key -- old: " + key + " revoked 2026-01-10, see OPS-17\n");
  EXPECT_EQ(reason.find(key), std::string::npos);
  EXPECT_TRUE(reason.starts_with("old: ")) << reason;
  EXPECT_TRUE(reason.ends_with(" revoked 2026-01-10, see OPS-17")) << reason;
}

TEST(Reasons, LosesAnyRandomRunAndTheDocumentsOwnSecrets) {
  const std::string random = Grown("{an:32}");
  EXPECT_EQ(ReasonIn(Grown("a = \"{key:npm-access-token}\"  # keylint:allow leaked-key -- was ") + random + "\n"), "was [32 characters]");
  const std::string text = "password = \"correct7horse\"\na = \"" + Grown("{key:npm-access-token}") + "\"  # keylint:allow leaked-key -- not correct7horse\n";
  EXPECT_EQ(ReasonIn(text).find("correct7horse"), std::string::npos);
}

TEST(Reasons, AnAllowInAStringAcceptsNothingWhereThereAreComments) {
  const std::string key = Grown("{key:github-personal-token}");
  EXPECT_EQ(ReasonIn("t = \"keylint:allow leaked-key -- x\", \"" + key + "\"\n"), "(nothing is accepted)");
  EXPECT_EQ(ReasonIn("t = \"" + key + "\"  # don't: keylint:allow leaked-key -- it's a sample\n"), "it's a sample");
  EXPECT_EQ(ReasonIn("{\"//\": \"keylint:allow leaked-key -- x\", \"t\": \"" + key + "\"}\n", "a.json"), "x");
}

TEST(Reasons, OthersSecretsAreMaskedThoughNobodyAskedForThem) {
  const std::string password = Grown("{an:12}");
  ScanOptions options = FixtureOptions();
  options.selection.skip = {"leaked-key/generic-password"};
  const Report report = Scanned("module.exports = { password: '" + password + "', token: '" + Grown("{key:gitlab-personal-token}") + "' };\n", "cfg.js", options);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_NE(report.findings[0].snippet.find("password: '"), std::string::npos);
  EXPECT_EQ(report.findings[0].snippet.find(password), std::string::npos);
}

}  // namespace
}  // namespace keylint
