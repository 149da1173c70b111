// SPDX-License-Identifier: Apache-2.0
// Rule files named on the command line.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/ruleset/imported_matcher.h"
#include "lint/ruleset/load.h"

namespace keylint {

/// The rule files that a path stands for.
using OpenRuleFiles = std::function<Result<std::vector<RuleFile>>(const std::string& path)>;

/// Those on disk; a folder stands for the *.toml files in it, sorted.
Result<std::vector<RuleFile>> RuleFilesOnDisk(const std::string& path);

/// The text of each rule file in `paths`.
Result<std::vector<RuleFile>> ReadRuleFiles(const std::vector<std::string>& paths,
                                            const OpenRuleFiles& open = RuleFilesOnDisk);

/// Takes the files of gitleaks and betterleaks out of `files` and reads them
/// with what they extend.
Result<std::vector<ImportedRules>> TakeImports(std::vector<RuleFile>& files, const OpenRuleFiles& open = RuleFilesOnDisk);

/// The rules of one run: the built-in ones and those of --rules.
class ActiveRules {
 public:
  const RuleSet& rules() const;
  /// Those of gitleaks and betterleaks files.
  const std::vector<std::shared_ptr<const ImportedMatcher>>& imported() const { return imported_; }
  /// What could not be followed in them, a line each.
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  friend Result<ActiveRules> RulesWith(const std::vector<std::string>& paths, const OpenRuleFiles& open);
  std::vector<std::shared_ptr<const ImportedMatcher>> imported_;
  std::vector<std::string> warnings_;
  std::optional<LoadedRules> added_;
  std::optional<LoadedRules> joined_;  // Views added_.
};

/// The built-in rules, with those of `paths` added.
Result<ActiveRules> RulesWith(const std::vector<std::string>& paths, const OpenRuleFiles& open = RuleFilesOnDisk);

}  // namespace keylint
