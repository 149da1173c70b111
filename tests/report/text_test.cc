// SPDX-License-Identifier: Apache-2.0
#include "lint/report/text.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/sample_report.h"

namespace keylint {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Rendered(const TextOptions& options) {
  std::ostringstream out;
  WriteText(SampleReport(), options, out);
  return out.str();
}

TEST(TextReport, ShowsPlaceReasonAndRemedy) {
  const std::string text = Rendered({});
  EXPECT_THAT(text, HasSubstr("config/prod settings.env\n  3:10  error  leaked-key/acme-secret-key"));
  EXPECT_THAT(text, HasSubstr("3 │ ACME_KEY=acme…wxyz  # live\n"));
  EXPECT_THAT(text, HasSubstr("│          ^^^^^^^^^\n"));
  EXPECT_THAT(text, HasSubstr("Mend: Read it from the environment"));
}

TEST(TextReport, NamesNoLineOfAWholeFile) {
  std::ostringstream out;
  WriteText(OfWholeFile(), {}, out);
  EXPECT_THAT(out.str(), HasSubstr("store.p12\n  error  leaked-key/acme-secret-key\n"));
}

TEST(TextReport, CountsAcceptedFindingsWithoutShowingThem) {
  const std::string text = Rendered({});
  EXPECT_THAT(text, Not(HasSubstr("malformed-key/")));
  EXPECT_THAT(text, HasSubstr("1 finding in 1 file: 1 error, 0 warnings, 0 notes (1 accepted)."));
}

TEST(TextReport, StaysWithinItsWidth) {
  std::istringstream lines(Rendered({.width = 66}));
  for (std::string line; std::getline(lines, line);) {
    std::size_t columns = 0;
    for (const char c : line) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    EXPECT_LE(columns, 66u) << line;
  }
}

TEST(TextReport, UsesColoursOnlyWhenAsked) {
  EXPECT_THAT(Rendered({}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Rendered({.color = true}), HasSubstr("\x1b[1;31m"));
}

TEST(TextReport, CutsALongLineAroundThePlace) {
  Report report = SampleReport();
  report.findings.resize(1);
  report.findings[0].snippet = std::string(500, 'a') + "SECRET" + std::string(500, 'b');
  report.findings[0].marked = {500, 506};
  std::ostringstream out;
  WriteText(report, {}, out);
  EXPECT_THAT(out.str(), HasSubstr("…aaa"));
  EXPECT_THAT(out.str(), HasSubstr("aSECRETb"));
  EXPECT_THAT(out.str(), Not(HasSubstr(std::string(100, 'a'))));
}

TEST(CoverageLine, SaysWhatWasReadAndSkipped) {
  EXPECT_EQ(CoverageLine(SampleReport().coverage),
            "keylint: read 2 files, 12.3 kB; skipped 1 unreadable; INCOMPLETE");
}

TEST(HumanBytes, RoundsToOneDigit) {
  EXPECT_EQ(HumanBytes(1), "1 byte");
  EXPECT_EQ(HumanBytes(999), "999 bytes");
  EXPECT_EQ(HumanBytes(999'999), "1.0 MB");
  EXPECT_EQ(HumanBytes(2'140'000'000), "2.1 GB");
}

}  // namespace
}  // namespace keylint
