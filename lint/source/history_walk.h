// SPDX-License-Identifier: Apache-2.0
// Which blobs a history holds, and where each stood first.
//
//   const HistoryRoots roots = FindRoots(git);
//   const HistoryBlobs history = WalkHistory(git, OpenPacks(git), roots, threads, cancelled);
//   for (const HistoryBlobs::Blob& blob : history.blobs) use(blob.id, history.paths[blob.path]);
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lint/source/git_repository.h"
#include "lint/source/object_id.h"
#include "lint/source/pack.h"

namespace keylint {

/// Where the walk of a history begins.
struct HistoryRoots {
  struct Commit {
    ObjectId id;
    ObjectId tree;
  };
  std::vector<Commit> commits;  ///< Parents first.
  /// Trees and blobs that refs and tags name themselves, with their names.
  std::vector<ObjectId> trees;
  std::vector<std::pair<ObjectId, std::string>> blobs;
  /// What git said when it did not come to the end; else empty.
  std::string complaint;
};

/// All that any ref or HEAD reaches.
HistoryRoots FindRoots(const GitRepository& git);

/// Paths, each kept once.
class PathTable {
 public:
  PathTable() = default;
  PathTable(PathTable&&) = default;
  PathTable& operator=(PathTable&&) = default;
  std::uint32_t Add(std::string_view path);
  const std::string& operator[](std::uint32_t number) const { return *names_[number]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> names_;  // Keys of a map stay where they are.
};

struct HistoryBlobs {
  static constexpr std::uint32_t kNoCommit = UINT32_MAX;
  // A history holds millions, so this stays small.
  struct Blob {
    ObjectId id;
    std::uint32_t path = 0;            ///< Number in `paths`.
    std::uint32_t commit = kNoCommit;  ///< Number in HistoryRoots::commits.
  };
  /// Null when it is not in the history.
  const Blob* Find(const ObjectId& id) const;

  std::vector<Blob> blobs;  ///< By id.
  PathTable paths;
  std::size_t unreadable_trees = 0;
};

/// Each blob at the first path, in git's order of names, of the first commit
/// that holds it, whatever the number of threads.
HistoryBlobs WalkHistory(const GitRepository& git, const std::vector<Pack>& packs, const HistoryRoots& roots,
                         unsigned threads, const std::atomic<bool>& cancelled);

}  // namespace keylint
