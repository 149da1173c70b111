// SPDX-License-Identifier: Apache-2.0
// The scanner as an editor needs it: buffers instead of files, the files
// beside them for what they configure, and the whole workspace on save.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lint/model/document.h"
#include "lint/model/finding.h"
#include "lint/scan/scanner.h"
#include "lint/source/file_tree.h"

namespace keylint {

/// Where a buffer stands in its project.
struct DocumentPlace {
  std::string root;      ///< Absolute; the repository's top if there is one.
  std::string path;      ///< Relative to `root`.
  IgnoreState ignored = IgnoreState::kTracked;
  bool excluded = false; ///< The project's configuration leaves it out.
};

/// The root of the project that the file at absolute `path` stands in, which
/// need not exist. Outside a repository it is the longest of `folders` that
/// holds the file, else the file's own folder.
std::string RootOf(const std::string& path, const std::vector<std::string>& folders);

/// The place of the file at `path` below `root`, judged by ignore files and by
/// the patterns of `tree`.
DocumentPlace PlaceOf(const std::string& path, const std::string& root, const FileTreeOptions& tree);

/// Texts of open buffers by absolute path: they count instead of the files.
using OpenTexts = std::map<std::string, std::string>;

/// The findings in `text` at `place`, judged with the configuration files in
/// its folder and those above. Sorted; suppressed ones left out.
std::vector<Finding> AnalyseBuffer(const Scanner& scanner, const DocumentPlace& place, const std::string& text,
                                   const OpenTexts& open);

/// A run over everything below a root, which another thread can cut short.
class WorkspaceScan {
 public:
  WorkspaceScan(std::string root, OpenTexts open, const FileTreeOptions& tree);

  /// Findings of the project as a whole (environment, scope), and every
  /// finding of open buffers; sorted. Empty when it was cancelled.
  std::vector<Finding> Run(const Scanner& scanner);
  /// Safe from any thread.
  void Cancel() { tree_.Cancel(); }
  bool cancelled() const { return tree_.cancelled(); }
  const std::string& root() const { return root_; }

 private:
  std::string root_;
  OpenTexts open_;
  FileTreeSource tree_;
};

}  // namespace keylint
