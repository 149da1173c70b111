// SPDX-License-Identifier: Apache-2.0
// Rules on trial: what only a scan can tell about them. Their clean lines stay
// quiet, their grown keys are found, and what they cost everyone is known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/model/notice.h"
#include "lint/model/rule.h"
#include "lint/ruleset/check.h"
#include "lint/source/source.h"

namespace keylint {

/// Faults that a real scan shows: a clean line with a finding, a grown key
/// that is not found or called broken. `rules` are scanned with by themselves.
/// No remark holds a key's text.
std::vector<RuleRemark> TryRules(const RuleSet& rules);

/// What one key costs, per megabyte of text.
struct KeyCost {
  const KeyRule* key = nullptr;
  double looks = 0;        ///< Places at which one of its needles stands; in
                           ///< an estimate, at which the prefilter stops.
  double candidates = 0;   ///< Places that the matcher takes for it.
  std::string needle;      ///< The needle that stands there most often.
};

struct RuleCosts {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<KeyCost> keys;   ///< The costliest first; only those that cost.

  double looks() const;
  double candidates() const;
};

/// Counts on the documents of `tree`. Names that any scan looks for belong to
/// no rule and are not counted.
RuleCosts MeasureCosts(const RuleSet& rules, Source& tree, unsigned threads, const NoticeSink& notice);

/// Stops per megabyte of ordinary source text, from how often the needles'
/// grams stand in it (an upper bound: needles may share one); no candidates.
RuleCosts EstimateCosts(const RuleSet& rules);

}  // namespace keylint
