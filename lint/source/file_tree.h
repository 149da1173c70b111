// SPDX-License-Identifier: Apache-2.0
// Files and folders of this machine.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lint/source/ignore_files.h"
#include "lint/source/scan_plan.h"
#include "lint/source/source.h"

namespace keylint {

struct FileTreeOptions {
  /// Files and folders. A file named here is read whatever ignore files say.
  std::vector<std::string> paths;
  /// A file of further file names, one a line or, when it holds a NUL byte,
  /// NUL-separated. "-" is standard input; empty: none.
  std::string files_from;
  /// Patterns as in .gitignore, from the root of the scan.
  std::vector<std::string> exclude;
  bool no_ignore = false;
  /// Units: bytes. Larger files are skipped with a notice.
  std::uint64_t max_file_size = UINT64_MAX;
  /// Archives, compressed files and office documents are unpacked.
  bool archives = true;
  /// Printable runs of programs, class files and databases are read as text.
  bool binaries = false;
  /// What is no text is lent too, without its bytes: rules may go by the path.
  bool binary_names = false;
  /// Where the person's own git configuration lives (core.excludesFile).
  std::string home;
  std::string xdg_config_home;
  /// Hears of every file and folder that is left out, and why; from any
  /// thread. Empty in ordinary scans.
  std::function<void(const std::string& path, const std::string& why)> on_left_out;
  /// Has the last word on what ignore files say (--trusted-config); from any
  /// thread. Empty: what stands on the disk counts.
  ChooseIgnoreText choose_ignore_text;
  /// What relative paths start from; empty: the current folder.
  std::string working_directory;
};

/// Walks folders and reads files.
///
/// Document paths are relative to root(): the repository all paths stand in,
/// else the one folder named, else the deepest folder that holds them all.
/// Links are not followed, except those named; `.git` is not entered, nor are
/// the kernel's own file systems. A configuration file that git ignores is
/// lent with IgnoreState::kIgnoredConfig.
class FileTreeSource : public Source {
 public:
  explicit FileTreeSource(FileTreeOptions options);

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;
  std::string root() const override { return plan_.root; }

 private:
  FileTreeOptions options_;
  ScanPlan plan_;
};

}  // namespace keylint
