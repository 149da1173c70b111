// SPDX-License-Identifier: Apache-2.0
#include "lint/report/csv.h"

#include <initializer_list>
#include <string>

#include "lint/report/escape.h"

namespace keylint {
namespace {

std::string Cell(std::string_view text) {
  std::string safe = ForTerminal(text);
  if (!safe.empty() && std::string_view("=+-@").find(safe[0]) != std::string_view::npos) safe.insert(0, 1, '\'');
  // A row that begins with "::" or "##" would be a command to some CI systems.
  const bool command = safe.starts_with("::") || safe.starts_with("##");
  if (!command && safe.find_first_of(",\"") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// What accepts it: its reason, or where nobody gave one, its kind.
std::string AcceptedBy(const Finding& finding) {
  if (!finding.suppressed()) return {};
  for (const Suppression& suppression : finding.suppressions) {
    if (!suppression.reason.empty()) return suppression.reason;
  }
  return std::string(SuppressionKindName(finding.suppressions.front().kind));
}

void Row(std::initializer_list<std::string_view> cells, std::ostream& out) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) out << ',';
    first = false;
    out << Cell(cell);
  }
  out << "\r\n";
}

}  // namespace

void WriteCsv(const Report& report, std::ostream& out) {
  Row({"path", "line", "column", "endLine", "endColumn", "level", "confidence", "rule", "diagnosis", "message", "why",
       "fix", "provider", "preview", "variable", "environment", "fingerprint", "suppressed"}, out);
  for (const Finding& f : report.findings) {
    const Position begin = f.where.ToldBegin();
    const Position end = f.where.ToldEnd();
    Row({f.where.path, std::to_string(begin.line), std::to_string(begin.column), std::to_string(end.line),
         std::to_string(end.column), LevelName(f.level),
         ConfidenceName(f.confidence), f.rule_id, DiagnosisName(f.diagnosis), f.what, f.why, f.fix, f.provider, f.preview,
         f.variable, f.environment, f.fingerprint, AcceptedBy(f)}, out);
  }
}

}  // namespace keylint
