// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/sarif_file.h"

#include <algorithm>
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
  std::set<std::string> known;
  for (const Json& run : (*log)["runs"]) {
    const Json& results = Member(run, "results");
    if (!results.is_array()) continue;
    for (const Json& result : results) {
      if (std::string mark = FingerprintOf(result); !mark.empty()) known.insert(std::move(mark));
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
  comparison.absent = known.size() - seen.size();
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
