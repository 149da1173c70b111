// SPDX-License-Identifier: Apache-2.0
// Every rule id keylint can report, with its page: what, why, how to mend.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/report.h"
#include "lint/model/rule.h"

namespace keylint {

/// A rule that is not made from a key in rules/: the checks of a project and
/// the secrets without a known shape.
struct FixedRule {
  std::string_view id;
  Level level;
  Confidence confidence;
  double security_severity;   ///< 0 to 10.
  std::string_view cwe;       ///< Comma-separated, may be empty.
  std::string_view title;
  std::string_view why;
  std::string_view fix;
};

/// All fixed rules, sorted by id.
std::span<const FixedRule> FixedRules();
/// The fixed rule with `id`, or null.
const FixedRule* FindFixedRule(std::string_view id);

/// The page of `rule_id`; ids of families whose subject is open (sinks) get
/// their family's page. An unknown id gets an empty title.
RuleInfo RuleInfoOf(std::string_view rule_id, const RuleSet& rules);

/// Ids of every family's rules in `rules`, sorted: what --only may name.
std::vector<std::string> AllRuleIds(const RuleSet& rules);

/// CVSS-like severity of a leaked key of this kind.
double SeverityOf(const KeyRule& key);

}  // namespace keylint
