// SPDX-License-Identifier: Apache-2.0
// rules/DIAGNOSES.md shows what keylint prints: each example on the page is
// scanned, and the output behind it must be this one.
// KEYLINT_UPDATE_GOLDEN=1 writes the page anew.
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "lint/checksum/encoding.h"
#include "lint/model/verdict.h"
#include "lint/report/text.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "lint/scan/scanner.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

constexpr const char* kPage = "rules/DIAGNOSES.md";

struct Section {
  std::string diagnosis;        // From its title.
  std::string path, text;       // The example's file and what stands in it.
  std::string output;           // As printed on the page.
  std::size_t insert_at = 0;    // Behind the example, in the page.
  std::size_t output_size = 0;
};

std::string ReadPage() {
  std::ifstream in(kPage);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The block of code at `at`: its lines, and what follows it.
std::size_t TakeBlock(const std::string& page, std::size_t at, std::string& block) {
  const std::size_t begin = page.find('\n', at) + 1;
  const std::size_t end = page.find("\n```\n", begin);
  block = page.substr(begin, end + 1 - begin);
  return end + 5;
}

std::vector<Section> ReadSections(const std::string& page) {
  std::vector<Section> sections;
  for (std::size_t at = page.find("\n## `"); at != std::string::npos; at = page.find("\n## `", at + 1)) {
    Section section;
    section.diagnosis = page.substr(at + 5, page.find('`', at + 5) - at - 5);
    std::string block;
    section.insert_at = TakeBlock(page, page.find("\n```", at) + 1, block);
    const std::size_t first = block.find('\n');
    section.path = block.substr(block.find(' ') + 1, first - block.find(' ') - 1);
    section.text = block.substr(first + 1);
    constexpr std::string_view kOutput = "\n```text\n";
    if (page.compare(section.insert_at, kOutput.size(), kOutput) == 0) {
      section.output_size = TakeBlock(page, section.insert_at + 1, section.output) - section.insert_at;
    }
    sections.push_back(std::move(section));
  }
  return sections;
}

// <base64>TEXT</base64>, which templates cannot say.
std::string Encoded(std::string text) {
  constexpr std::string_view kOpen = "<base64>", kClose = "</base64>";
  const std::size_t begin = text.find(kOpen);
  if (begin == std::string::npos) return text;
  const std::size_t end = text.find(kClose, begin);
  return text.replace(begin, end + kClose.size() - begin, Base64Text(text.substr(begin + kOpen.size(), end - begin - kOpen.size())));
}

Report Scan(const Section& section) {
  const auto grown = GrowTemplate(section.text, 7, BuiltinRules());
  EXPECT_TRUE(grown.has_value()) << section.diagnosis;
  const std::map<std::string, std::string> files = {{section.path, Encoded(grown.value_or(""))}};
  MapSource source(files);
  static const ScanOptions options = FixtureOptions();
  return Scanner(BuiltinRules(), options).Run(source);
}

std::string Printed(const Report& report) {
  std::ostringstream out;
  WriteText(report, {}, out);
  std::string text = out.str();
  // The tally says nothing here.
  text.resize(text.rfind("\n\n", text.size() - 2) == std::string::npos ? text.size() : text.rfind("\n\n", text.size() - 2) + 1);
  return text;
}

TEST(DiagnosesPage, ShowsWhatIsPrinted) {
  std::string page = ReadPage();
  std::vector<Section> sections = ReadSections(page);
  const bool update = std::getenv("KEYLINT_UPDATE_GOLDEN") != nullptr;
  for (auto section = sections.rbegin(); section != sections.rend(); ++section) {
    const Report report = Scan(*section);
    const std::string printed = Printed(report);
    if (update) page.replace(section->insert_at, section->output_size, "\n```text\n" + printed + "```\n");
    else EXPECT_EQ(section->output, printed) << section->diagnosis;
    if (section->diagnosis == "placeholder") {
      EXPECT_EQ(report.findings.at(0).rule_id, "environment/placeholder-in-production");
      continue;
    }
    ASSERT_EQ(report.findings.size(), 1U) << section->diagnosis;
    EXPECT_EQ(DiagnosisName(report.findings[0].diagnosis), section->diagnosis);
  }
  if (update) std::ofstream(kPage) << page;
}

TEST(DiagnosesPage, HasASectionForEachDiagnosis) {
  std::set<std::string> titled;
  for (const Section& section : ReadSections(ReadPage())) titled.insert(section.diagnosis);
  for (int i = static_cast<int>(Diagnosis::kNone) + 1; i <= static_cast<int>(Diagnosis::kUnrecognised); ++i) {
    EXPECT_TRUE(titled.contains(std::string(DiagnosisName(static_cast<Diagnosis>(i))))) << DiagnosisName(static_cast<Diagnosis>(i));
  }
}

}  // namespace
}  // namespace keylint
