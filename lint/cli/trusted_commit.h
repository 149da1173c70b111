// SPDX-License-Identifier: Apache-2.0
// The commit that --trusted-config names: what silences findings is read from
// it, so that a change under review cannot silence itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/ruleset/load.h"
#include "lint/source/git_repository.h"

namespace keylint {

class TrustedCommit {
 public:
  /// Errors: kUsage when `revision` is no commit of the repository at `base`.
  static Result<TrustedCommit> Open(const std::string& base, const std::string& revision);

  /// The text of the file at `path`, from the base; nothing when the commit
  /// has none.
  Result<std::optional<std::string>> Read(const std::string& path) const;

  /// The rule files that `path` stands for: itself, or those in the folder.
  /// They are called `shown` and what follows. Errors: kNotFound.
  Result<std::vector<RuleFile>> RuleFiles(const std::string& path, const std::string& shown) const;

  /// The texts of all ignore files, by path from the base.
  Result<std::map<std::string, std::string>> IgnoreFiles() const;

 private:
  TrustedCommit(GitRepository git, std::string id) : git_(std::move(git)), id_(std::move(id)) {}

  GitRepository git_;
  std::string id_;
};

}  // namespace keylint
