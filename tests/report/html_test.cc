// SPDX-License-Identifier: Apache-2.0
#include "lint/report/html.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/sample_report.h"

namespace keylint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Html(const Report& report, HtmlOptions options = {}) {
  std::ostringstream out;
  WriteHtml(report, options, out);
  return out.str();
}

TEST(Html, LoadsNothingAndRunsNothing) {
  const std::string html = Html(SampleReport());
  for (const char* word : {"<script", "src=", "href=\"h", "href=\"/", "url(", "@import", "onclick"}) EXPECT_THAT(html, Not(HasSubstr(word)));
}

TEST(Html, NamesEachFinding) {
  const Report report = SampleReport();
  const std::string html = Html(report);
  for (const Finding& finding : report.findings) EXPECT_THAT(html, HasSubstr(finding.rule_id));
}

TEST(Html, ForeignTextIsNoMarkup) {
  Report report = SampleReport();
  ASSERT_FALSE(report.findings.empty());
  Finding& finding = report.findings.front();
  finding.where.path = "<img>&\"'";
  finding.what = "<b>\x1b[31m\xFF";
  finding.snippet = "</pre><i>\n\n<x>";
  finding.marked = {4, 100};
  const std::string html = Html(report);
  EXPECT_THAT(html, Not(HasSubstr("<img>")));
  EXPECT_THAT(html, Not(HasSubstr("<x>")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, HasSubstr("&lt;img&gt;&amp;&quot;&#39;"));
}

TEST(Html, ShowsVariablesByEnvironment) {
  Report report;
  report.settings = {{"API_KEY", "development", "test key", ".env", 1}, {"API_KEY", "production", "live key", ".env.production", 2},
                     {"OTHER", "production", "empty", ".env.production", 3}};
  const std::string html = Html(report);
  EXPECT_THAT(html, HasSubstr("<th>production</th><th>development</th>"));
  EXPECT_THAT(html, HasSubstr("live key"));
  EXPECT_THAT(html, HasSubstr("title=\"not set\""));
}

TEST(Html, DrawsTheMatrix) {
  Report report = SampleReport();
  report.settings = {{"A<B>", "production", "test key", "config/prod settings.env", 3}, {"A<B>", "weird", "reference", "x", 1}};
  const std::string html = Html(report);
  EXPECT_THAT(html, HasSubstr("<svg class=\"matrix\" role=\"img\""));
  EXPECT_THAT(html, HasSubstr("<rect class=\"s-test error\""));
  EXPECT_THAT(html, HasSubstr("<a href=\"#finding-0\">"));
  EXPECT_THAT(html, HasSubstr("<article id=\"finding-0\""));
  EXPECT_THAT(html, HasSubstr("<rect class=\"s-reference plain\""));
  EXPECT_THAT(html, HasSubstr("A&lt;B&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("A<B>")));
}

TEST(Html, KeepsTheWorstWhenThereAreTooMany) {
  Report report;
  for (int i = 0; i < 4; ++i) {
    Finding finding;
    finding.rule_id = "leaked-key/number-" + std::to_string(i);
    finding.level = i == 2 ? Level::kError : Level::kNote;
    report.findings.push_back(finding);
  }
  const std::string html = Html(report, {1});
  EXPECT_THAT(html, HasSubstr("number-2"));
  EXPECT_THAT(html, Not(HasSubstr("number-0")));
  EXPECT_THAT(html, HasSubstr("3 less severe findings are left out"));
}

}  // namespace
}  // namespace keylint
