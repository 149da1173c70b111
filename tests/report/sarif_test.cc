// SPDX-License-Identifier: Apache-2.0
#include "lint/report/sarif.h"

#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/report/sample_report.h"

namespace keylint {
namespace {

nlohmann::json RunOf(const Report& report, const SarifOptions& options = {}) {
  std::ostringstream out;
  WriteSarif(report, options, out);
  return nlohmann::json::parse(out.str())["runs"][0];
}

TEST(Sarif, NamesEachRuleOnceAndPointsToIt) {
  const auto run = RunOf(SampleReport());
  const auto& rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 2u);
  for (const auto& result : run["results"]) {
    EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  }
}

TEST(Sarif, GivesExactRegionsAndRelativeUris) {
  const auto location = RunOf(SampleReport())["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(location["artifactLocation"]["uri"], "config/prod%20settings.env");
  EXPECT_EQ(location["artifactLocation"]["uriBaseId"], "SRCROOT");
  EXPECT_EQ(location["region"]["startLine"], 3);
  EXPECT_EQ(location["region"]["endColumn"], 19);
  EXPECT_EQ(location["region"]["byteLength"], 9);
}

TEST(Sarif, PlacesAWholeFileWhereServicesShowIt) {
  EXPECT_EQ(RunOf(OfWholeFile())["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
}

TEST(Sarif, CarriesSuppressionsFlowsAndFixes) {
  const auto results = RunOf(SampleReport())["results"];
  EXPECT_EQ(results[1]["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(results[0]["codeFlows"][0]["threadFlows"][0]["locations"].size(), 2u);
  EXPECT_EQ(results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "");
}

TEST(Sarif, SaysWhenARunIsIncomplete) {
  const auto invocation = RunOf(SampleReport())["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["level"], "error");
}

TEST(Sarif, SaysWhereTheTextCameFrom) {
  Report report = SampleReport();
  EXPECT_FALSE(RunOf(report).contains("versionControlProvenance"));
  report.repository_revision = "0123456789abcdef0123456789abcdef01234567";
  EXPECT_EQ(RunOf(report)["properties"]["revisionId"], report.repository_revision);
  report.repository_uri = "https://example.invalid/a.git";
  report.repository_branch = "main";
  const auto details = RunOf(report)["versionControlProvenance"][0];
  EXPECT_EQ(details["repositoryUri"], "https://example.invalid/a.git");
  EXPECT_EQ(details["revisionId"], report.repository_revision);
  EXPECT_EQ(details["branch"], "main");
  EXPECT_EQ(RunOf(report)["automationDetails"]["id"], "keylint/");
}

TEST(Sarif, CarriesWhatIsGone) {
  Report report = SampleReport();
  Finding gone = report.findings[0];
  gone.baseline_state = "absent";
  report.absent.push_back(gone);
  const auto results = RunOf(report)["results"];
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[2]["baselineState"], "absent");
}

TEST(Sarif, PutsTheWorstFirstWhereServicesStoreAPart) {
  Report report = SampleReport();
  const Finding error = report.findings[0];
  Finding note = error;
  note.level = Level::kNote;
  report.findings.assign(kSarifStored, note);
  report.findings.push_back(error);
  EXPECT_EQ(RunOf(report)["results"][0]["level"], "error");
}

TEST(Sarif, KeepsTheWorstWhenThereAreTooMany) {
  Report report = SampleReport();
  Finding note = report.findings[0];
  note.level = Level::kNote;
  report.findings.insert(report.findings.begin(), note);
  const auto run = RunOf(report, {.max_results = 1});
  ASSERT_EQ(run["results"].size(), 1u);
  EXPECT_EQ(run["results"][0]["level"], "error");
}

}  // namespace
}  // namespace keylint
