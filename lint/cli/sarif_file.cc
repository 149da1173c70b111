// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/sarif_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/base/nesting.h"
#include "lint/cli/scan_session.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLargest = 512U << 20;
constexpr const char* kFingerprint = "keylint/v1";

Result<Json> ReadSarif(const std::string& path) {
  auto text = ReadOptionalFile(path, kLargest);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return Failure(ErrorKind::kNotFound, "there is no such file", path);
  Json log = JsonDepth(**text) <= kDeepestJson ? Json::parse(**text, nullptr, false) : Json();
  const bool sound = log.is_object() && log.contains("runs") && log["runs"].is_array() &&
                     std::all_of(log["runs"].begin(), log["runs"].end(), [](const Json& run) { return run.is_object(); });
  if (!sound) return Failure(ErrorKind::kMalformed, "this is no SARIF file", path);
  return log;
}

// A member that may be missing or of another type.
const Json& Member(const Json& object, const char* name) {
  static const Json kNothing;
  if (!object.is_object()) return kNothing;
  const auto found = object.find(name);
  return found == object.end() ? kNothing : *found;
}

std::string Text(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

const Json& PlaceOf(const Json& result) {
  static const Json kNothing;
  const Json& locations = Member(result, "locations");
  return locations.is_array() && !locations.empty() ? Member(locations[0], "physicalLocation") : kNothing;
}

std::int64_t Number(const Json& value) { return value.is_number_integer() ? value.get<std::int64_t>() : 0; }

std::string FingerprintOf(const Json& result) { return Text(Member(Member(result, "partialFingerprints"), kFingerprint)); }

std::string Decoded(std::string_view uri) {
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = uri.data() + i + 1;
    if (uri[i] == '%' && i + 2 < uri.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      path += static_cast<char>(byte);
      i += 2;
    } else {
      path += uri[i];
    }
  }
  return path;
}

// What a report says of a finding that is gone.
Finding AbsentFrom(const Json& result, const std::string& mark) {
  Finding finding;
  finding.rule_id = Text(Member(result, "ruleId"));
  finding.title = finding.rule_id;
  finding.what = Text(Member(Member(result, "message"), "text"));
  const std::string level = Text(Member(result, "level"));
  finding.level = level == "error" ? Level::kError : level == "warning" ? Level::kWarning : Level::kNote;
  const Json& place = PlaceOf(result);
  const Json& region = Member(place, "region");
  const auto number = [&region](const char* name) {
    return static_cast<std::size_t>(std::max<std::int64_t>(1, Number(Member(region, name))));
  };
  finding.where.path = Decoded(Text(Member(Member(place, "artifactLocation"), "uri")));
  finding.where.begin = {number("startLine"), number("startColumn")};
  finding.where.end = {number("endLine"), number("endColumn")};
  finding.where.in_archive = true;  // Its offset is not known any more.
  finding.fingerprint = mark;
  finding.baseline_state = "absent";
  return finding;
}

using Identity = std::tuple<std::string, std::int64_t, std::int64_t, std::string, std::string>;

Identity IdentityOf(const Json& result) {
  const Json& place = PlaceOf(result);
  const Json& region = Member(place, "region");
  std::string mark = FingerprintOf(result);
  if (mark.empty()) mark = Member(result, "message").dump(-1, ' ', true, Json::error_handler_t::replace);
  return {Text(Member(Member(place, "artifactLocation"), "uri")), Number(Member(region, "startLine")),
          Number(Member(region, "startColumn")), Text(Member(result, "ruleId")), mark};
}

// One tool's runs.
class Run {
 public:
  explicit Run(const Json& first) : run_(first) {
    for (const char* list : {"results", "invocations", "taxonomies"}) run_.erase(list);
    // What is joined is no part any more.
    Json& id = run_["automationDetails"]["id"];
    const std::string category = Text(id);
    id = category.substr(0, category.find("shard-"));
    if (category.empty()) run_.erase("automationDetails");
    if (run_["tool"].is_object() && run_["tool"]["driver"].is_object()) run_["tool"]["driver"].erase("rules");
  }

  void Add(const Json& run, MergedSarif& merged) {
    const Json& rules = Member(Member(Member(run, "tool"), "driver"), "rules");
    if (rules.is_array()) {
      for (const Json& rule : rules) rules_.emplace(Text(Member(rule, "id")), rule);
    }
    AddAll(Member(run, "taxonomies"), taxonomies_);
    AddAll(Member(run, "invocations"), invocations_);
    const Json& results = Member(run, "results");
    if (!results.is_array()) return;
    for (const Json& result : results) {
      if (!results_.emplace(IdentityOf(result), result).second) ++merged.joined;
    }
  }

  Json Finish(MergedSarif& merged) {
    Json rules = Json::array();
    std::map<std::string, std::size_t> index;
    for (auto& [id, rule] : rules_) {
      index.emplace(id, rules.size());
      rules.push_back(std::move(rule));
    }
    if (run_["tool"].is_object() && run_["tool"]["driver"].is_object()) run_["tool"]["driver"]["rules"] = std::move(rules);
    Json results = Json::array();
    for (auto& [identity, result] : results_) {
      Count(result, merged);
      const auto rule = index.find(Text(Member(result, "ruleId")));
      if (rule != index.end() && result.is_object()) result["ruleIndex"] = rule->second;
      results.push_back(std::move(result));
    }
    for (const Json& invocation : invocations_) {
      if (Member(invocation, "executionSuccessful") == false) merged.complete = false;
    }
    if (!invocations_.empty()) run_["invocations"] = std::move(invocations_);
    if (!taxonomies_.empty()) run_["taxonomies"] = std::move(taxonomies_);
    run_["results"] = std::move(results);
    return std::move(run_);
  }

 private:
  // The first of each name, with the entries of all.
  static void AddAll(const Json& list, Json& to) {
    if (!list.is_array()) return;
    for (const Json& one : list) {
      const auto same = std::find_if(to.begin(), to.end(), [&](const Json& known) {
        return known.contains("name") && Member(known, "name") == Member(one, "name");
      });
      if (same == to.end()) {
        to.push_back(one);
        continue;
      }
      const Json& taxa = Member(one, "taxa");
      if (!taxa.is_array() || !(*same)["taxa"].is_array()) continue;
      for (const Json& taxon : taxa) {
        Json& known = (*same)["taxa"];
        if (std::find(known.begin(), known.end(), taxon) == known.end()) known.push_back(taxon);
      }
    }
  }

  static void Count(const Json& result, MergedSarif& merged) {
    const Json& suppressions = Member(result, "suppressions");
    if (suppressions.is_array() && !suppressions.empty()) return;
    const std::string level = Text(Member(result, "level"));
    ++(level == "error" ? merged.errors : level == "note" || level == "none" ? merged.notes : merged.warnings);
  }

  Json run_;
  Json invocations_ = Json::array();
  Json taxonomies_ = Json::array();
  std::map<std::string, Json> rules_;
  std::map<Identity, Json> results_;
};

}  // namespace

Result<Comparison> CompareWith(const std::string& path, std::vector<Finding>& findings) {
  auto log = ReadSarif(path);
  if (!log) return tl::unexpected(log.error());
  std::map<std::string, const Json*> known;
  for (const Json& run : (*log)["runs"]) {
    const Json& results = Member(run, "results");
    if (!results.is_array()) continue;
    for (const Json& result : results) {
      std::string mark = FingerprintOf(result);
      if (!mark.empty() && Member(result, "baselineState") != "absent") known.emplace(std::move(mark), &result);
    }
  }
  Comparison comparison;
  std::set<std::string> seen;
  for (Finding& finding : findings) {
    const bool same = known.contains(finding.fingerprint);
    finding.baseline_state = same ? "unchanged" : "new";
    ++(same ? comparison.unchanged : comparison.fresh);
    if (same) seen.insert(finding.fingerprint);
  }
  for (const auto& [mark, result] : known) {
    if (!seen.contains(mark)) comparison.absent.push_back(AbsentFrom(*result, mark));
  }
  return comparison;
}

Result<MergedSarif> MergeSarif(const std::vector<std::string>& paths) {
  MergedSarif merged;
  std::vector<std::pair<std::string, Run>> runs;
  for (const std::string& path : paths) {
    auto log = ReadSarif(path);
    if (!log) return tl::unexpected(log.error());
    for (const Json& run : (*log)["runs"]) {
      const std::string tool = Text(Member(Member(Member(run, "tool"), "driver"), "name"));
      auto known = std::find_if(runs.begin(), runs.end(), [&](const auto& one) { return one.first == tool; });
      if (known == runs.end()) known = runs.emplace(runs.end(), tool, Run(run));
      known->second.Add(run, merged);
    }
  }
  Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array()}};
  for (auto& [tool, run] : runs) log["runs"].push_back(run.Finish(merged));
  merged.text = log.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  return merged;
}

}  // namespace keylint
