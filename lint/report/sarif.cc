// SPDX-License-Identifier: Apache-2.0
// Source: OASIS SARIF 2.1.0; section numbers below are its own.
#include "lint/report/sarif.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/base/ascii.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

// More are not shown by services, and many more are refused.
constexpr std::size_t kMostLocations = 100;
constexpr std::size_t kMostSteps = 1'000;

constexpr const char* kRootId = "SRCROOT";
constexpr const char* kCweGuid = "25F72D7E-8A92-459D-AD67-64853F788765";

Json Message(std::string_view text) { return {{"text", ToValidUtf8(text)}}; }

// Also of a whole file, which SARIF needs none for: GitHub shows no result
// without a line (the SARIF multitool's rule GH1003).
Json RegionOf(const Location& location) {
  Json region = {{"startLine", location.begin.line},
                 {"startColumn", location.begin.column},
                 {"endLine", location.end.line},
                 {"endColumn", location.end.column}};
  // Offsets into a decoded member of an archive mean nothing outside.
  if (!location.in_archive) {
    region["byteOffset"] = location.span.begin;
    region["byteLength"] = location.span.size();
  }
  return region;
}

Json ArtifactOf(std::string_view path) {
  if (!path.empty() && path[0] == '/') return {{"uri", "file://" + ToUriReference(path)}};
  return {{"uri", ToUriReference(path)}, {"uriBaseId", kRootId}};
}

Json LocationOf(const Location& location) {
  Json object = {{"physicalLocation",
                  {{"artifactLocation", ArtifactOf(location.path)}, {"region", RegionOf(location)}}}};
  if (!location.message.empty()) object["message"] = Message(location.message);
  return object;
}

// 3.51.3: CamelCase without the slash, as viewers show it beside the id.
std::string RuleName(std::string_view id) {
  std::string name;
  bool upper = true;
  for (const char c : id) {
    if (c == '/' || c == '-' || c == '_' || c == '.') {
      upper = true;
    } else {
      name += upper ? Upper(c) : c;
      upper = false;
    }
  }
  return name;
}

std::string_view Precision(Confidence confidence) {
  switch (confidence) {
    case Confidence::kHigh: return "very-high";
    case Confidence::kMedium: return "high";
    case Confidence::kLow: return "medium";
  }
  return "medium";
}

Json CweReference(const std::string& id) {
  return {{"id", id}, {"toolComponent", {{"name", "CWE"}, {"guid", kCweGuid}}}};
}

Json RuleOf(const RuleInfo& rule) {
  Json object = {{"id", rule.id},
                 {"name", RuleName(rule.id)},
                 {"shortDescription", Message(rule.title + ".")},
                 {"fullDescription", Message(rule.why.empty() ? rule.title + "." : rule.why)},
                 {"help", {{"text", ToValidUtf8(rule.why + " " + rule.fix)},
                           {"markdown", ToValidUtf8(rule.help_markdown)}}},
                 {"defaultConfiguration", {{"level", LevelName(rule.level)}}}};
  Json properties = {{"precision", Precision(rule.confidence)},
                     {"security-severity", fmt::format("{:.1f}", rule.security_severity)},
                     {"tags", Json::array({"security"})}};
  for (const std::string& tag : rule.tags) properties["tags"].push_back(tag);
  for (const std::string& cwe : rule.cwe) {
    properties["tags"].push_back("external/cwe/" + LowerAscii(cwe));
  }
  object["properties"] = std::move(properties);
  for (const std::string& cwe : rule.cwe) {
    object["relationships"].push_back(
        {{"target", CweReference(cwe)},
         {"kinds", Json::array({"superset"})}});
  }
  return object;
}

void Put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = ToValidUtf8(value);
}

Json PropertiesOf(const Finding& finding) {
  Json properties = Json::object();
  Put(properties, "provider", finding.provider);
  Put(properties, "keyId", finding.key_id);
  Put(properties, "preview", finding.preview);
  properties["confidence"] = ConfidenceName(finding.confidence);
  if (finding.diagnosis != Diagnosis::kNone) {
    properties["diagnosis"] = DiagnosisName(finding.diagnosis);
  }
  Put(properties, "environment", finding.environment);
  if (!finding.environment_evidence.empty()) {
    Json evidence = Json::array();
    for (const std::string& clause : finding.environment_evidence) {
      evidence.push_back(ToValidUtf8(clause));
    }
    properties["environmentEvidence"] = std::move(evidence);
  }
  Put(properties, "variable", finding.variable);
  Put(properties, "expires", finding.expires);
  Put(properties, "privilege", finding.privilege);
  Put(properties, "mode", finding.mode);
  if (!finding.decoded_from.empty()) properties["decodedFrom"] = finding.decoded_from;
  for (const auto& [name, value] : finding.facts) properties["facts"][name] = ToValidUtf8(value);
  if (finding.provenance) {
    properties["provenance"] = {{"commit", finding.provenance->commit},
                                {"authorDate", finding.provenance->author_date},
                                {"path", ToValidUtf8(finding.provenance->path)}};
  }
  return properties;
}

Json FixOf(const Fix& fix) {
  std::map<std::string, Json> by_path;
  for (const Fix::Edit& edit : fix.edits) {
    Json replacement = {{"deletedRegion",
                         {{"startLine", edit.begin.line},
                          {"startColumn", edit.begin.column},
                          {"endLine", edit.end.line},
                          {"endColumn", edit.end.column}}},
                        {"insertedContent", Message(edit.text)}};
    by_path[edit.path].push_back(std::move(replacement));
  }
  Json object = {{"description", Message(fix.title)}, {"artifactChanges", Json::array()}};
  for (auto& [path, replacements] : by_path) {
    object["artifactChanges"].push_back(
        {{"artifactLocation", ArtifactOf(path)}, {"replacements", std::move(replacements)}});
  }
  return object;
}

Json FlowOf(const std::vector<Location>& flow) {
  Json steps = Json::array();
  for (const Location& step : flow) {
    if (steps.size() == kMostSteps) break;
    steps.push_back({{"location", LocationOf(step)}});
  }
  return {{"threadFlows", Json::array({{{"locations", std::move(steps)}}})}};
}

std::string MessageText(const Finding& finding) {
  std::string text = finding.what;
  for (const SharedText* part : {&finding.why, &finding.fix}) {
    if (!part->empty()) text += " " + part->str();
  }
  return text;
}

Json ResultOf(const Finding& finding, std::size_t rule_index, const RuleInfo& rule) {
  Json object = {{"ruleId", finding.rule_id},
                 {"ruleIndex", rule_index},
                 {"level", LevelName(finding.level)},
                 {"message", Message(MessageText(finding))},
                 {"locations", Json::array({LocationOf(finding.where)})},
                 {"partialFingerprints", {{"keylint/v1", finding.fingerprint}}}};
  if (!finding.snippet.empty()) {
    object["locations"][0]["physicalLocation"]["contextRegion"] = {
        {"startLine", finding.snippet_line}, {"snippet", Message(finding.snippet)}};
  }
  if (!finding.name_path.empty()) {
    std::string full;
    for (const std::string& name : finding.name_path) {
      if (!full.empty()) full += '.';
      full += name;
    }
    object["locations"][0]["logicalLocations"] = Json::array(
        {{{"fullyQualifiedName", ToValidUtf8(full)}, {"name", ToValidUtf8(finding.name_path.back())}}});
  }
  for (std::size_t i = 0; i < std::min(finding.related.size(), kMostLocations); ++i) {
    Json related = LocationOf(finding.related[i]);
    related["id"] = i + 1;
    object["relatedLocations"].push_back(std::move(related));
  }
  for (const auto& flow : finding.code_flows) object["codeFlows"].push_back(FlowOf(flow));
  for (const Fix& fix : finding.fixes) object["fixes"].push_back(FixOf(fix));
  for (const Suppression& suppression : finding.suppressions) {
    const bool in_source = suppression.kind == Suppression::Kind::kInline;
    Json entry = {{"kind", in_source ? "inSource" : "external"}, {"status", "accepted"}};
    Put(entry, "justification", suppression.reason);
    if (!suppression.where.empty()) {
      entry["properties"] = {{"where", ToValidUtf8(suppression.where)}};
    }
    object["suppressions"].push_back(std::move(entry));
  }
  if (!finding.baseline_state.empty()) object["baselineState"] = finding.baseline_state;
  // One rule may tell of several: a KDF's constant password (321) and salt (760).
  if (finding.cwe != rule.cwe) {
    for (const std::string& cwe : finding.cwe) object["taxa"].push_back(CweReference(cwe));
  }
  object["properties"] = PropertiesOf(finding);
  return object;
}

Json TaxonomyOf(const std::vector<RuleInfo>& rules, const std::vector<const Finding*>& findings) {
  std::vector<std::string> ids;
  for (const RuleInfo& rule : rules) ids.insert(ids.end(), rule.cwe.begin(), rule.cwe.end());
  for (const Finding* finding : findings) ids.insert(ids.end(), finding->cwe.begin(), finding->cwe.end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Json taxa = Json::array();
  for (const std::string& id : ids) taxa.push_back({{"id", id}});
  return {{"name", "CWE"},
          {"version", "4.14"},
          {"guid", kCweGuid},
          {"organization", "MITRE"},
          {"informationUri", "https://cwe.mitre.org/"},
          {"shortDescription", Message("The MITRE Common Weakness Enumeration.")},
          {"taxa", std::move(taxa)}};
}

// No times: one tree gives one report, and reports can be compared.
Json InvocationOf(const Report& report, std::size_t dropped) {
  Json object = {{"executionSuccessful", report.coverage.complete}, {"exitCode", report.exit_code}};
  Json notifications = Json::array();
  for (const Notice& notice : report.notices) {
    Json entry = {{"level", MakesIncomplete(notice.kind) ? "error" : "note"},
                  {"message", Message(notice.message)}};
    if (!notice.path.empty()) {
      entry["locations"] = Json::array(
          {{{"physicalLocation", {{"artifactLocation", ArtifactOf(notice.path)}}}}});
    }
    notifications.push_back(std::move(entry));
  }
  if (dropped != 0) {
    notifications.push_back(
        {{"level", "warning"},
         {"message", Message(fmt::format("{} further findings were left out, the least severe: "
                                         "code-scanning services refuse larger reports.", dropped))}});
  }
  if (!notifications.empty()) object["toolExecutionNotifications"] = std::move(notifications);
  return object;
}

// 3.14.11. A repository without an address cannot stand there.
void AddRepository(const Report& report, Json& run) {
  if (report.repository_revision.empty()) return;
  if (report.repository_uri.empty()) {
    run["properties"]["revisionId"] = report.repository_revision;
    return;
  }
  Json details = {{"repositoryUri", report.repository_uri}, {"revisionId", report.repository_revision}};
  Put(details, "branch", report.repository_branch);
  details["mappedTo"] = {{"uriBaseId", kRootId}};
  run["versionControlProvenance"] = Json::array({std::move(details)});
}

// The findings to write, the worst first when there are too many of them.
std::vector<const Finding*> Chosen(const Report& report, std::size_t limit) {
  std::vector<const Finding*> chosen;
  chosen.reserve(report.findings.size());
  for (const Finding& finding : report.findings) chosen.push_back(&finding);
  for (const Finding& finding : report.absent) chosen.push_back(&finding);
  if (chosen.size() > std::min(limit, kSarifStored)) {
    std::stable_sort(chosen.begin(), chosen.end(), [](const Finding* a, const Finding* b) {
      const auto quiet = [](const Finding* finding) { return finding->suppressed() || finding->baseline_state == "absent"; };
      if (quiet(a) != quiet(b)) return quiet(b);
      return a->level > b->level;
    });
    chosen.resize(std::min(chosen.size(), limit));
  }
  return chosen;
}

}  // namespace

void WriteSarif(const Report& report, const SarifOptions& options, std::ostream& out) {
  std::map<std::string_view, std::size_t> rule_index;
  Json rules = Json::array();
  for (const RuleInfo& rule : report.rules) {
    rule_index.emplace(rule.id, rules.size());
    rules.push_back(RuleOf(rule));
  }
  Json driver = {{"name", "keylint"},
                 {"semanticVersion", report.tool_version},
                 {"version", report.tool_version},
                 {"organization", "keylint"},
                 {"rules", std::move(rules)},
                 {"supportedTaxonomies", Json::array({{{"name", "CWE"}, {"guid", kCweGuid}}})}};
  Json results = Json::array();
  const std::vector<const Finding*> chosen = Chosen(report, options.max_results);
  for (const Finding* finding : chosen) {
    const std::size_t index = rule_index.at(finding->rule_id);
    results.push_back(ResultOf(*finding, index, report.rules[index]));
  }
  Json run = {{"tool", {{"driver", std::move(driver)}}},
              {"automationDetails", {{"id", report.category}}},
              {"columnKind", "utf16CodeUnits"},
              {"originalUriBaseIds",
               {{kRootId, {{"description", Message("The root of the scanned tree.")}}}}},
              {"invocations", Json::array({InvocationOf(report, report.findings.size() + report.absent.size() - chosen.size())})},
              {"taxonomies", Json::array({TaxonomyOf(report.rules, chosen)})},
              {"results", std::move(results)}};
  AddRepository(report, run);
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}};
  out << log.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace keylint
