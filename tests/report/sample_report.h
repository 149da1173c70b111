// SPDX-License-Identifier: Apache-2.0
// A report that uses every field, for golden files and for round trips.
#pragma once

#include "lint/model/report.h"

namespace keylint {

inline Location At(std::string path, std::size_t line, std::size_t column, std::size_t size, std::string message = {}) {
  return {std::move(path), {10 * line, 10 * line + size}, {line, column}, {line, column + size}, std::move(message)};
}

inline Report SampleReport() {
  Report report;
  report.tool_version = "0.0.0";
  Finding leak;
  leak.rule_id = "leaked-key/acme-secret-key";
  leak.level = Level::kError;
  leak.confidence = Confidence::kHigh;
  leak.title = "Acme secret key";
  leak.what = "Acme secret key in the text.";
  leak.why = "Whoever reads it can move money in your Acme account, and history keeps it for ever.";
  leak.fix = "Read it from the environment, and revoke it in the Acme console.";
  leak.where = At("config/prod settings.env", 3, 10, 9);
  leak.snippet = "ACME_KEY=acme…wxyz  # live";
  leak.snippet_line = 3;
  leak.marked = {9, 20};
  leak.provider = "acme";
  leak.key_id = "acme-secret-key";
  leak.preview = "acme…wxyz";
  leak.variable = "ACME_KEY";
  leak.name_path = {"ACME_KEY"};
  leak.environment = "production";
  leak.environment_evidence = {"file name prod.env"};
  leak.privilege = "secret";
  leak.cwe = {"CWE-798"};
  leak.security_severity = 8.5;
  leak.fingerprint = "00112233445566778899aabbccddeeff";
  leak.related = {At("other.env", 1, 1, 4, "the other half")};
  leak.code_flows = {{At("a.c", 1, 2, 3, "a constant"), At("a.c", 9, 2, 3, "reaches connect()")}};
  leak.fixes = {{"remove the trailing space", {{"config/prod settings.env", {30, 31}, {3, 19}, {3, 20}, ""}}}};
  leak.provenance = Provenance{"0123456789abcdef0123456789abcdef01234567", "2026-01-02T03:04:05Z", "prod.env"};
  Finding quiet = leak;
  quiet.rule_id = "malformed-key/acme-secret-key";
  quiet.level = Level::kWarning;
  quiet.diagnosis = Diagnosis::kTooShort;
  quiet.where = At("config/prod settings.env", 4, 10, 9);
  quiet.suppressions = {{Suppression::Kind::kInline, "a fixture", "config/prod settings.env:4"}};
  report.findings = {leak, quiet};
  RuleInfo rule;
  rule.id = leak.rule_id;
  rule.title = "Acme secret key in the text";
  rule.why = leak.why;
  rule.fix = leak.fix;
  rule.help_markdown = "# Acme secret key in the text\n";
  rule.level = Level::kError;
  rule.cwe = {"CWE-798"};
  rule.security_severity = 8.5;
  rule.tags = {"leaked-key"};
  RuleInfo other = rule;
  other.id = quiet.rule_id;
  report.rules = {rule, other};
  report.notices = {{NoticeKind::kUnreadable, "locked.txt", "permission denied"}};
  report.coverage.files = 2;
  report.coverage.bytes = 12'345;
  report.coverage.unreadable = 1;
  report.coverage.complete = false;
  report.exit_code = 1;
  return report;
}

/// One finding, of a file whose name alone says it.
inline Report OfWholeFile() {
  Report report = SampleReport();
  report.findings.resize(1);
  Finding& finding = report.findings[0];
  finding.where = At("store.p12", 1, 1, 0);
  finding.where.whole_file = true;
  finding.snippet.clear();
  return report;
}

}  // namespace keylint
