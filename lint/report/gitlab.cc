// SPDX-License-Identifier: Apache-2.0
// Sources: docs.gitlab.com "Code Quality report format" and the secret
// detection schema of security-report-schemas 15.1, read 2026-11.
#include "lint/report/gitlab.h"

#include <nlohmann/json.hpp>

#include "lint/report/escape.h"
#include "lint/report/json_list.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

std::string Message(const Finding& finding) {
  return ToValidUtf8(finding.what.str() + " " + finding.why.str() + " " + finding.fix.str());
}

std::string_view QualitySeverity(const Finding& finding) {
  if (finding.level == Level::kError) return finding.security_severity >= 8 ? "blocker" : "critical";
  return finding.level == Level::kWarning ? "major" : "info";
}

std::string_view SecuritySeverity(const Finding& finding) {
  if (finding.level == Level::kError) return finding.security_severity >= 8 ? "Critical" : "High";
  return finding.level == Level::kWarning ? "Medium" : "Low";
}

Json VulnerabilityOf(const Finding& finding, const Report& report) {
  const std::string commit = finding.provenance ? finding.provenance->commit : report.repository_revision;
  return {{"id", finding.fingerprint},
          {"category", "secret_detection"},
          {"name", ToValidUtf8(finding.title)},
          {"description", Message(finding)},
          {"severity", SecuritySeverity(finding)},
          {"raw_source_code_extract", ToValidUtf8(finding.preview)},
          {"location",
           {{"file", ToValidUtf8(finding.where.path)},
            {"start_line", finding.where.begin.line},
            {"end_line", finding.where.end.line},
            {"commit", {{"sha", commit.empty() ? "0000000" : commit}}}}},
          {"identifiers",
           Json::array({{{"type", "keylint_rule_id"}, {"name", "keylint " + finding.rule_id.str()}, {"value", finding.rule_id}}})}};
}

// "2026-11-21T00:00:00": the schema takes no zone.
std::string TimeOf(const std::string& time) { return time.size() < 19 ? "1970-01-01T00:00:00" : time.substr(0, 19); }

}  // namespace

void WriteGitlab(const Report& report, std::ostream& out) {
  JsonList issues(out, 1, 0);
  for (const Finding& finding : report.findings) {
    if (finding.suppressed()) continue;
    issues.Add({{"description", Message(finding)},
                {"check_name", finding.rule_id},
                {"fingerprint", finding.fingerprint},
                {"severity", QualitySeverity(finding)},
                {"location",
                 {{"path", ToValidUtf8(finding.where.path)},
                  {"lines", {{"begin", finding.where.begin.line}, {"end", finding.where.end.line}}}}}});
  }
  issues.End();
  out << '\n';
}

void WriteGitlabSecrets(const Report& report, std::ostream& out) {
  const Json tool = {{"id", "keylint"}, {"name", "keylint"}, {"version", report.tool_version}, {"vendor", {{"name", "keylint"}}}};
  const Json root = {{"version", "15.1.0"},
                     {"scan",
                      {{"analyzer", tool},
                       {"scanner", tool},
                       {"type", "secret_detection"},
                       {"start_time", TimeOf(report.started)},
                       {"end_time", TimeOf(report.ended)},
                       {"status", report.coverage.complete ? "success" : "failure"}}}};
  const std::string head = root.dump(1, ' ', false, Json::error_handler_t::replace);
  // The findings stand last, before the closing brace on a line of its own.
  out << std::string_view(head).substr(0, head.size() - 2) << ",\n \"vulnerabilities\": ";
  JsonList vulnerabilities(out, 1, 1);
  for (const Finding& finding : report.findings) {
    if (!finding.suppressed() && finding.family() == "leaked-key") vulnerabilities.Add(VulnerabilityOf(finding, report));
  }
  vulnerabilities.End();
  out << "\n}\n";
}

}  // namespace keylint
