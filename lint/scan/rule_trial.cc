// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/rule_trial.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lint/diagnose/key_index.h"
#include "lint/match/anchors.h"
#include "lint/match/matcher.h"
#include "lint/match/prefilter.h"
#include "lint/ruleset/grow.h"
#include "lint/scan/pipeline.h"

namespace keylint {
namespace {

constexpr double kMegabyte = 1e6;

class Trial {
 public:
  explicit Trial(const RuleSet& rules) : rules_(rules), pipeline_(rules, options_) {}

  std::vector<RuleRemark> Run() {
    for (const KeyRule& key : rules_.keys) {
      for (std::size_t i = 0; i < key.clean.size(); ++i) TryClean(key, i);
      TryGrown(key);
    }
    return std::move(remarks_);
  }

 private:
  void Fault(const KeyRule& key, std::string_view field, std::string message) {
    remarks_.push_back({RemarkKind::kFault, std::string(key.id), std::string(field), std::move(message)});
  }

  std::vector<Finding> Scan(std::string_view path, std::string_view text) {
    Document document;
    document.path = path;
    document.buffer = Buffer(text);
    return pipeline_.Scan(document, scratch_).findings;
  }

  // A line may be meant for any file: a setting, or a line of a program's output.
  void TryClean(const KeyRule& key, std::size_t index) {
    for (const std::string_view path : {"clean.env", "clean.txt"}) {
      const std::vector<Finding> found = Scan(path, std::string(key.clean[index]) + "\n");
      if (found.empty()) continue;
      return Fault(key, "clean", fmt::format("line {} is not quiet: {} at column {} when it stands in {}", index + 1,
                                             found.front().rule_id, found.front().where.begin.column, path));
    }
  }

  void TryGrown(const KeyRule& key) {
    if (key.shapes.empty() || !key.bare || !IsSecret(key.privilege) || !key.context.empty() || !key.retired.empty()) return;
    for (std::uint64_t seed = 0; seed < key.shapes.size(); ++seed) {
      const std::string token = GrowKey(key, seed);
      const auto is_token = [&token](std::span<const std::string_view> pieces) { return JoinsTo(pieces, token); };
      if (std::any_of(key.test_values.begin(), key.test_values.end(), is_token)) continue;   // Quiet on purpose.
      const auto variables = key.variables.empty() ? rules_.ProviderOf(key).variables : key.variables;
      const auto plain = std::find_if(variables.begin(), variables.end(), [](std::string_view name) { return name.find('*') == std::string_view::npos; });
      const std::string_view variable = plain == variables.end() ? std::string_view("KEY") : *plain;
      const std::vector<Finding> found = Scan("grown.env", fmt::format("{}='{}'\n", variable, token));
      const auto about = [&](std::string_view family) {
        return std::any_of(found.begin(), found.end(), [&](const Finding& finding) { return finding.family() == family; });
      };
      if (about("malformed-key")) return Fault(key, "shapes", fmt::format("a key grown from shape {} is called broken", seed + 1));
      if (!about("leaked-key")) return Fault(key, "shapes", fmt::format("a key grown from shape {} is not found by a scan", seed + 1));
    }
  }

  const RuleSet& rules_;
  const ScanOptions options_ = {.environment = false};
  Pipeline pipeline_;
  Pipeline::Scratch scratch_;
  std::vector<RuleRemark> remarks_;
};

// Which key pays for a needle: the first it serves.
const KeyRule& PayerOf(const Anchors& anchors, const RuleSet& rules, std::uint32_t needle) {
  return rules.keys[anchors.tables().UsesOf(needle).front().id];
}

// Sums up by key; `looks` are per needle, `candidates` per key, as counted.
RuleCosts Summed(const RuleSet& rules, const Anchors& anchors, const std::vector<double>& looks,
                 const std::map<const KeyRule*, std::uint64_t>& candidates, double megabytes) {
  std::map<const KeyRule*, KeyCost> by_key;
  std::map<const KeyRule*, double> most;
  for (std::uint32_t i = 0; i < looks.size(); ++i) {
    if (looks[i] <= 0) continue;
    const KeyRule* key = &PayerOf(anchors, rules, i);
    KeyCost& cost = by_key[key];
    cost.looks += looks[i] / megabytes;
    if (looks[i] > most[key]) {
      most[key] = looks[i];
      cost.needle = anchors.needles()[i].text;
    }
  }
  for (const auto& [key, count] : candidates) by_key[key].candidates = static_cast<double>(count) / megabytes;
  RuleCosts costs;
  for (auto& [key, cost] : by_key) {
    cost.key = key;
    costs.keys.push_back(std::move(cost));
  }
  std::sort(costs.keys.begin(), costs.keys.end(), [](const KeyCost& a, const KeyCost& b) {
    return a.looks != b.looks ? a.looks > b.looks : a.key->id < b.key->id;
  });
  return costs;
}

}  // namespace

double RuleCosts::looks() const {
  double sum = 0;
  for (const KeyCost& cost : keys) sum += cost.looks;
  return sum;
}

double RuleCosts::candidates() const {
  double sum = 0;
  for (const KeyCost& cost : keys) sum += cost.candidates;
  return sum;
}

std::vector<RuleRemark> TryRules(const RuleSet& rules) { return Trial(rules).Run(); }

RuleCosts EstimateCosts(const RuleSet& rules) {
  const Anchors anchors(rules, {});
  const Prefilter prefilter(anchors.needles());
  std::vector<double> looks(anchors.needles().size());
  for (std::uint32_t i = 0; i < looks.size(); ++i) looks[i] = prefilter.CostOf(i);
  return Summed(rules, anchors, looks, {}, 1);
}

RuleCosts MeasureCosts(const RuleSet& rules, Source& tree, unsigned threads, const NoticeSink& notice) {
  struct Counts {
    std::vector<Hit> hits;
    Matcher::Scratch scratch;
    std::vector<std::uint64_t> looks;
    std::map<const KeyRule*, std::uint64_t> candidates;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
  };
  const Anchors anchors(rules, {});
  const Prefilter prefilter(anchors.needles());
  const Matcher matcher(rules);
  std::vector<Counts> counts(threads);
  tree.Run(threads, [&](unsigned worker, Document& document) {
    Counts& own = counts[worker];
    own.looks.resize(anchors.needles().size());
    ++own.files;
    own.bytes += document.text().size();
    prefilter.Scan(document.text(), own.hits);
    for (const Hit& hit : own.hits) ++own.looks[hit.needle];
    for (const Candidate& candidate : matcher.Scan(document.text(), own.scratch).candidates) {
      ++own.candidates[candidate.key];
    }
  }, notice);
  std::vector<double> looks(anchors.needles().size());
  std::map<const KeyRule*, std::uint64_t> candidates;
  RuleCosts total;
  for (const Counts& one : counts) {
    total.files += one.files;
    total.bytes += one.bytes;
    for (std::size_t i = 0; i < one.looks.size(); ++i) looks[i] += static_cast<double>(one.looks[i]);
    for (const auto& [key, count] : one.candidates) candidates[key] += count;
  }
  RuleCosts costs = Summed(rules, anchors, looks, candidates, std::max<double>(static_cast<double>(total.bytes), 1) / kMegabyte);
  costs.files = total.files;
  costs.bytes = total.bytes;
  return costs;
}

}  // namespace keylint
