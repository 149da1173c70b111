// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <sstream>

#include <nlohmann/json.hpp>

#include "lint/report/csv.h"
#include "lint/report/github.h"
#include "lint/report/gitlab.h"
#include "lint/report/json.h"
#include "lint/report/junit.h"
#include "tests/report/sample_report.h"

namespace keylint {
namespace {

using Writer = void (*)(const Report&, std::ostream&);

std::string Written(Writer write, const Report& report) {
  std::ostringstream out;
  write(report, out);
  return out.str();
}

Report HostilePath() {
  Report report = SampleReport();
  report.findings.resize(1);
  report.findings[0].where.path = "=a\n::error,b\x1b[31m\xff<&\".env";
  return report;
}

TEST(Github, IsOneCommandALineWhateverThePathHolds) {
  const std::string text = Written(WriteGithub, HostilePath());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_EQ(text.rfind("::error file==a%0A%3A%3Aerror%2Cb", 0), 0U) << text;
}

TEST(Github, LeavesOutWhatIsAccepted) {
  Report report = HostilePath();
  report.findings[0].suppressions.push_back({});
  EXPECT_EQ(Written(WriteGithub, report), "");
}

TEST(Gitlab, NamesWhatCodeQualityNeeds) {
  const auto issues = nlohmann::json::parse(Written(WriteGitlab, SampleReport()));
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues[0]["check_name"], "leaked-key/acme-secret-key");
  EXPECT_EQ(issues[0]["severity"], "blocker");
  EXPECT_EQ(issues[0]["location"]["lines"]["begin"], 3);
}

TEST(Gitlab, ReportsLeakedKeysOnlyAsSecrets) {
  const auto root = nlohmann::json::parse(Written(WriteGitlabSecrets, SampleReport()));
  EXPECT_EQ(root["scan"]["type"], "secret_detection");
  for (const auto& one : root["vulnerabilities"]) {
    EXPECT_EQ(one["identifiers"][0]["value"].get<std::string>().rfind("leaked-key/", 0), 0U);
  }
}

TEST(Junit, EscapesWhatXmlForbids) {
  const std::string text = Written(WriteJunit, HostilePath());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("&lt;&amp;&quot;.env"), std::string::npos) << text;
}

TEST(Junit, PassesOneTestWhenThereIsNoFinding) {
  EXPECT_NE(Written(WriteJunit, Report{}).find("tests=\"1\" failures=\"0\""), std::string::npos);
}

TEST(Csv, QuotesAndDisarmsCells) {
  const std::string text = Written(WriteCsv, HostilePath());
  EXPECT_NE(text.find("\"'=a"), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
}

TEST(WholeFile, IsAtLineZeroForProgramsThatCountFromOne) {
  const auto told = nlohmann::json::parse(Written(WriteJson, OfWholeFile()))["findings"][0]["location"];
  EXPECT_EQ(told["path"], "store.p12");
  for (const char* place : {"startLine", "startColumn", "endLine", "endColumn"}) EXPECT_EQ(told[place], 0) << place;
  EXPECT_NE(Written(WriteCsv, OfWholeFile()).find("\nstore.p12,0,0,0,0,"), std::string::npos);
}

// They refuse line 0, and show a finding without a line nowhere.
TEST(WholeFile, IsAtTheFirstLineForServices) {
  EXPECT_EQ(Written(WriteGithub, OfWholeFile()).rfind("::error file=store.p12,line=1,", 0), 0U);
  EXPECT_EQ(nlohmann::json::parse(Written(WriteGitlab, OfWholeFile()))[0]["location"]["lines"]["begin"], 1);
}

}  // namespace
}  // namespace keylint
