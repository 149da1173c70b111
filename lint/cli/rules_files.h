// SPDX-License-Identifier: Apache-2.0
// Rule files named on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/ruleset/load.h"

namespace keylint {

/// The text of each rule file in `paths`; a folder stands for the *.toml
/// files in it, sorted.
Result<std::vector<RuleFile>> ReadRuleFiles(const std::vector<std::string>& paths);

/// The rules of one run: the built-in ones and those of --rules.
class ActiveRules {
 public:
  const RuleSet& rules() const;

 private:
  friend Result<ActiveRules> RulesWith(const std::vector<std::string>& paths);
  std::optional<LoadedRules> added_;
  std::optional<LoadedRules> joined_;  // Views added_.
};

/// The built-in rules, with those of `paths` added.
Result<ActiveRules> RulesWith(const std::vector<std::string>& paths);

}  // namespace keylint
