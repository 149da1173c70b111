// SPDX-License-Identifier: Apache-2.0
// Finds and reads the ignore files that apply in a folder.
#pragma once

#include <functional>
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

/// The text that counts for the ignore file at `path` (from the root of the
/// scan), whose text on disk is `on_disk`; empty when there is none.
using ChooseIgnoreText = std::function<std::string(const std::string& path, std::string on_disk)>;

/// Safe from any thread, if `choose` is.
class IgnoreFiles {
 public:
  /// `root` is the absolute path of the scan's. With `choose`, it has the last
  /// word on every file but git's own excludes.
  IgnoreFiles(std::string root, std::string home, std::string xdg_config_home, ChooseIgnoreText choose = nullptr)
      : root_(std::move(root)), home_(std::move(home)), xdg_config_home_(std::move(xdg_config_home)),
        choose_(std::move(choose)) {}

  /// The scope inside the open folder `fd`, whose path from the root of the
  /// scan is `folder` ("" or "a/b/"). Names not in `present` are not tried.
  IgnoreScope Enter(const IgnoreScope& above, int fd, const std::string& folder,
                    const IgnoreFileNames& present);

 private:
  std::string TextOf(int fd, const std::string& folder, const char* name) const;
  IgnoreChain RepositoryChain(int fd, const std::string& folder);
  std::string PersonalExcludes(const std::string& repository_config);
  std::string ExpandHome(const std::string& path) const;

  std::string root_;
  std::string home_;
  std::string xdg_config_home_;
  ChooseIgnoreText choose_;
};

/// The value of `core.excludesFile` in the text of a git configuration file;
/// the last one counts.
std::optional<std::string> ExcludesFileSetting(std::string_view config);

}  // namespace keylint
