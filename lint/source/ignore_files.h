// SPDX-License-Identifier: Apache-2.0
// Finds and reads the ignore files that apply in a folder.
#pragma once

#include <optional>
#include <string>

#include "lint/source/ignore.h"

namespace keylint {

/// Which of the names that matter here a folder holds.
struct IgnoreFileNames {
  bool git = false;        ///< ".git": a repository begins here.
  bool gitignore = false;
  bool ignore = false;
  bool keylintignore = false;

  bool any() const { return git || gitignore || ignore || keylintignore; }
  /// Notes `name` if it is one of them.
  void Note(const char* name);
  static IgnoreFileNames All() { return {true, true, true, true}; }
};

/// Safe from any thread.
class IgnoreFiles {
 public:
  IgnoreFiles(std::string home, std::string xdg_config_home)
      : home_(std::move(home)), xdg_config_home_(std::move(xdg_config_home)) {}

  /// The scope inside the open folder `fd`, whose path from the root of the
  /// scan is `folder` ("" or "a/b/"). Names not in `present` are not tried.
  IgnoreScope Enter(const IgnoreScope& above, int fd, const std::string& folder,
                    const IgnoreFileNames& present);

 private:
  IgnoreChain RepositoryChain(int fd, const std::string& folder);
  std::string PersonalExcludes(const std::string& repository_config);
  std::string ExpandHome(const std::string& path) const;

  std::string home_;
  std::string xdg_config_home_;
};

/// The value of `core.excludesFile` in the text of a git configuration file;
/// the last one counts.
std::optional<std::string> ExcludesFileSetting(std::string_view config);

}  // namespace keylint
