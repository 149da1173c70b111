// SPDX-License-Identifier: Apache-2.0
// Every blob that any ref reaches, each once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/document.h"
#include "lint/source/clean_blobs.h"
#include "lint/source/git_repository.h"
#include "lint/source/git_source.h"
#include "lint/source/history_walk.h"
#include "lint/source/source.h"

namespace keylint {

struct HistoryOptions {
  GitOptions git;
  /// Where clean blobs are remembered ("~/.cache/keylint"); empty: nowhere.
  std::string cache_folder;
  /// Names the rules and settings the verdict depends on.
  std::string cache_version;
};

/// Where a blob came from, and how many commits of the walk stand before it.
struct BlobOrigin {
  Provenance provenance;
  std::size_t rank = 0;
};

/// Lends blobs in the order of the pack, under the path where each stood
/// first.
class HistorySource : public Source {
 public:
  explicit HistorySource(HistoryOptions options);

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;
  std::string root() const override { return root_; }

  /// Says that `blob` at `path` is to be read again next time.
  void KeepDirty(std::string_view blob, std::string_view path);
  /// Remembers the blobs lent, but for those kept dirty. Call after Run, also
  /// after one that was cancelled: the next run goes on there.
  bool SaveClean() { return clean_.Save(); }

  /// First appearance of each blob of `ids` (hexadecimal) in the history that
  /// Run walked: oldest commit, its author date and the path there. Blobs that
  /// no commit holds are left out.
  std::map<std::string, BlobOrigin> Origins(const std::vector<std::string>& ids) const;

 private:
  HistoryOptions options_;
  CleanBlobs clean_;
  std::string root_;
  std::optional<GitRepository> git_;
  HistoryRoots roots_;
  HistoryBlobs blobs_;
};

}  // namespace keylint
