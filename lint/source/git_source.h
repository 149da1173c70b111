// SPDX-License-Identifier: Apache-2.0
// What a commit is about to add, and what commits have added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/source/source.h"

namespace keylint {

struct GitOptions {
  std::string folder;                      ///< Empty: the current one.
  /// Absolute; what changed elsewhere does not count. Empty: all does.
  std::vector<std::string> paths;
  std::vector<std::string> exclude;        ///< As in FileTreeOptions.
  std::uint64_t max_file_size = UINT64_MAX;
  /// Archives are unpacked; every line of one counts.
  bool archives = true;
  /// Lend the tracked configuration beside what changed, with `reported`
  /// false: findings about environments need the project.
  bool siblings = true;
};

/// What the index holds against HEAD. Added lines are counted, all others are
/// context; in a merge a line counts that none of the parents has.
/// Paths of a repository that one of some absolute paths is, or lies above.
class PathLimit {
 public:
  PathLimit() = default;
  /// `top` of the work tree; of a bare repository (empty) everything counts.
  PathLimit(const std::vector<std::string>& paths, const std::string& top);
  /// `path` from the top.
  bool Includes(std::string_view path) const;

 private:
  bool all_ = true;
  std::vector<std::string> paths_;         ///< From the top.
};

class StagedSource : public Source {
 public:
  explicit StagedSource(GitOptions options) : options_(std::move(options)) {}

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;
  std::string root() const override { return root_; }

 private:
  GitOptions options_;
  std::string root_;
};

/// What each commit of a range adds, line-exact, oldest commit first, with
/// the commit as provenance. One document a commit and file.
class RangeSource : public Source {
 public:
  /// `revisions` as `git rev-list` takes them: "A..B", or "new", "--not",
  /// "--all". Of options only --all, --not, --branches, --tags, --remotes
  /// and --remotes=NAME.
  RangeSource(std::vector<std::string> revisions, GitOptions options)
      : revisions_(std::move(revisions)), options_(std::move(options)) {}

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;
  std::string root() const override { return root_; }
  /// What Run read, oldest first.
  const std::vector<std::string>& commits() const { return commits_; }

 private:
  std::vector<std::string> revisions_;
  std::vector<std::string> commits_;
  GitOptions options_;
  std::string root_;
};

/// Tracked configuration files in the folders of `changed` (paths from the
/// top), in the folders above them, and nowhere else; `changed` themselves
/// left out. At most `limit`. Reads the index.
struct IndexEntry {
  std::string id;
  std::string path;
};
class GitRepository;
std::vector<IndexEntry> ConfigurationSiblings(const GitRepository& git,
                                              const std::vector<std::string>& changed,
                                              std::size_t limit);

}  // namespace keylint
