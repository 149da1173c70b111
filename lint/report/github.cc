// SPDX-License-Identifier: Apache-2.0
// Source: docs.github.com, "Workflow commands for GitHub Actions", read 2026-11.
#include "lint/report/github.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/report/escape.h"

namespace keylint {
namespace {

// What the command's own syntax needs is percent-encoded; other control
// characters would reach whoever reads the log on a terminal.
std::string Escaped(std::string_view text, bool is_property) {
  std::string out;
  const std::string_view special = is_property ? "%\r\n:," : "%\r\n";
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(special, begin), text.size());
    out += ForTerminal(text.substr(begin, end - begin));
    if (end < text.size()) out += fmt::format("%{:02X}", static_cast<unsigned char>(text[end]));
    begin = end + 1;
  }
  return out;
}

std::string_view Command(Level level) {
  switch (level) {
    case Level::kError: return "error";
    case Level::kWarning: return "warning";
    case Level::kNote: return "notice";
  }
  return "notice";
}

}  // namespace

void WriteGithub(const Report& report, std::ostream& out) {
  std::vector<const Finding*> open;
  for (const Finding& finding : report.findings) {
    if (!finding.suppressed()) open.push_back(&finding);
  }
  std::stable_sort(open.begin(), open.end(), [](const Finding* a, const Finding* b) { return a->level > b->level; });
  for (const Finding* finding : open) {
    const Location& where = finding->where;
    const std::string columns = where.begin.line != where.end.line ? std::string()
                                : fmt::format(",col={},endColumn={}", where.begin.column, where.end.column);
    out << fmt::format("::{} file={},line={},endLine={}{},title={}::{} {} {}\n", Command(finding->level),
                       Escaped(where.path, true), where.begin.line, where.end.line, columns,
                       Escaped(finding->rule_id, true), Escaped(finding->what, false), Escaped(finding->why, false),
                       Escaped(finding->fix, false));
  }
}

}  // namespace keylint
