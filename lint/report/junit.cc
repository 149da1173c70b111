// SPDX-License-Identifier: Apache-2.0
// Source: the de-facto schema of Jenkins' xUnit plugin (testsuites, testsuite,
// testcase, failure), read 2026-11.
#include "lint/report/junit.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/report/escape.h"

namespace keylint {
namespace {

// XML 1.0 has no place for control characters, not even as references.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : ForTerminal(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

void WriteJunit(const Report& report, std::ostream& out) {
  const auto open = std::count_if(report.findings.begin(), report.findings.end(),
                                  [](const Finding& finding) { return !finding.suppressed(); });
  const bool incomplete = !report.coverage.complete;
  const auto tests = std::max<std::ptrdiff_t>(open, 1) + (incomplete ? 1 : 0);
  out << fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"keylint\">\n"
                     "<testsuite name=\"keylint\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
                     tests, open, incomplete ? 1 : 0);
  if (open == 0) out << "<testcase classname=\"keylint\" name=\"no findings\"/>\n";
  for (const Finding& finding : report.findings) {
    if (finding.suppressed()) continue;
    const std::string place = Escaped(PlaceText(finding.where));
    out << fmt::format("<testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\">\n"
                       "<failure type=\"{}\" message=\"{}\">{}: {} {} {}</failure>\n</testcase>\n",
                       Escaped(finding.rule_id), place, Escaped(finding.where.path), finding.where.begin.line,
                       LevelName(finding.level), Escaped(finding.what), place, Escaped(finding.what),
                       Escaped(finding.why), Escaped(finding.fix));
  }
  if (incomplete) {
    out << "<testcase classname=\"keylint\" name=\"everything was read\">"
           "<error message=\"the scan is incomplete\"/></testcase>\n";
  }
  out << "</testsuite>\n</testsuites>\n";
}

}  // namespace keylint
