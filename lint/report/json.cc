// SPDX-License-Identifier: Apache-2.0
#include "lint/report/json.h"

#include <nlohmann/json.hpp>

#include "lint/report/escape.h"
#include "lint/report/json_list.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

void PutUnlessEmpty(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = ToValidUtf8(value);
}

Json OfStrings(const std::vector<std::string>& values) {
  Json array = Json::array();
  for (const std::string& value : values) array.push_back(ToValidUtf8(value));
  return array;
}

Json OfLocation(const Location& location) {
  const Position begin = location.ToldBegin();
  const Position end = location.ToldEnd();
  Json object = {{"path", ToValidUtf8(location.path)},
                 {"startLine", begin.line},
                 {"startColumn", begin.column},
                 {"endLine", end.line},
                 {"endColumn", end.column},
                 {"byteOffset", location.span.begin},
                 {"byteLength", location.span.size()}};
  PutUnlessEmpty(object, "message", location.message);
  return object;
}

Json OfFinding(const Finding& finding) {
  Json object = {{"ruleId", finding.rule_id},
                 {"level", LevelName(finding.level)},
                 {"confidence", ConfidenceName(finding.confidence)},
                 {"title", ToValidUtf8(finding.title)},
                 {"message", ToValidUtf8(finding.what)},
                 {"why", ToValidUtf8(finding.why)},
                 {"fix", ToValidUtf8(finding.fix)},
                 {"location", OfLocation(finding.where)}};
  PutUnlessEmpty(object, "provider", finding.provider);
  PutUnlessEmpty(object, "keyId", finding.key_id);
  PutUnlessEmpty(object, "preview", finding.preview);
  PutUnlessEmpty(object, "variable", finding.variable);
  if (finding.diagnosis != Diagnosis::kNone) object["diagnosis"] = DiagnosisName(finding.diagnosis);
  PutUnlessEmpty(object, "environment", finding.environment);
  if (!finding.environment_evidence.empty()) {
    object["environmentEvidence"] = OfStrings(finding.environment_evidence);
  }
  PutUnlessEmpty(object, "expires", finding.expires);
  PutUnlessEmpty(object, "privilege", finding.privilege);
  PutUnlessEmpty(object, "mode", finding.mode);
  if (!finding.decoded_from.empty()) object["decodedFrom"] = OfStrings(finding.decoded_from);
  if (!finding.facts.empty()) {
    Json facts = Json::object();
    for (const auto& [name, value] : finding.facts) facts[name] = ToValidUtf8(value);
    object["facts"] = std::move(facts);
  }
  for (const Location& other : finding.related) object["related"].push_back(OfLocation(other));
  for (const auto& flow : finding.code_flows) {
    Json steps = Json::array();
    for (const Location& step : flow) steps.push_back(OfLocation(step));
    object["codeFlows"].push_back(std::move(steps));
  }
  for (const Fix& fix : finding.fixes) {
    Json edits = Json::array();
    for (const Fix::Edit& edit : fix.edits) {
      edits.push_back({{"path", ToValidUtf8(edit.path)},
                       {"startLine", edit.begin.line},
                       {"startColumn", edit.begin.column},
                       {"endLine", edit.end.line},
                       {"endColumn", edit.end.column},
                       {"text", ToValidUtf8(edit.text)}});
    }
    object["fixes"].push_back({{"title", fix.title}, {"edits", std::move(edits)}});
  }
  if (finding.provenance) {
    object["provenance"] = {{"commit", finding.provenance->commit},
                            {"authorDate", finding.provenance->author_date},
                            {"path", ToValidUtf8(finding.provenance->path)}};
  }
  for (const Suppression& suppression : finding.suppressions) {
    object["suppressions"].push_back({{"kind", SuppressionKindName(suppression.kind)},
                                      {"reason", ToValidUtf8(suppression.reason)},
                                      {"where", ToValidUtf8(suppression.where)}});
  }
  PutUnlessEmpty(object, "baselineState", finding.baseline_state);
  object["fingerprint"] = finding.fingerprint;
  return object;
}

Json OfNotice(const Notice& notice) {
  Json object = {{"message", ToValidUtf8(notice.message)}};
  PutUnlessEmpty(object, "path", notice.path);
  object["incomplete"] = MakesIncomplete(notice.kind);
  return object;
}

Json OfCoverage(const Report& report) {
  const CoverageSummary& coverage = report.coverage;
  return {{"files", coverage.files},
          {"bytes", coverage.bytes},
          {"skippedBinary", coverage.skipped_binary},
          {"skippedIgnored", coverage.skipped_ignored},
          {"skippedLarge", coverage.skipped_large},
          {"skippedSpecial", coverage.skipped_special},
          {"unreadable", coverage.unreadable},
          {"commits", coverage.commits},
          {"translationUnits", coverage.units},
          {"complete", coverage.complete},
          {"exitCode", report.exit_code}};
}

}  // namespace

void WriteJson(const Report& report, std::ostream& out) {
  constexpr int kIndent = 2;
  const auto list = [&out](const auto& all, auto of_one) {
    JsonList written(out, kIndent, 1);
    for (const auto& one : all) written.Add(of_one(one));
    written.End();
  };
  out << "{\n  \"version\": " << Json(report.tool_version).dump() << ",\n  \"findings\": ";
  list(report.findings, OfFinding);
  out << ",\n  \"notices\": ";
  list(report.notices, OfNotice);
  // The rest, behind its opening brace.
  const Json rest = {{"coverage", OfCoverage(report)}};
  out << ',' << rest.dump(kIndent).substr(1) << '\n';
}

void WriteJsonLines(const Report& report, std::ostream& out) {
  const auto line = [&out](const char* type, Json object) {
    Json typed = {{"type", type}};
    typed.update(object);
    out << typed.dump() << '\n';
  };
  for (const Finding& finding : report.findings) line("finding", OfFinding(finding));
  for (const Notice& notice : report.notices) line("notice", OfNotice(notice));
  line("coverage", OfCoverage(report));
}

}  // namespace keylint
