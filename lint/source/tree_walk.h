// SPDX-License-Identifier: Apache-2.0
// The blobs below many trees, each once: of a tree that is much like the one
// before only what differs is looked at, which makes a history cheap to walk.
//
//   TreeReader reader(git, packs, budget);
//   TreeWalk walk(reader, git.id_length() / 2, [&](const ObjectId& blob, std::string_view path) { ... });
//   for (const HistoryRoots::Commit& commit : roots.commits) walk.Walk(commit.tree);
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/source/object_id.h"
#include "lint/source/tree_reader.h"

namespace keylint {

class TreeWalk {
 public:
  /// Takes a blob at the first path where it is met.
  using Take = std::function<void(const ObjectId& blob, std::string_view path)>;

  TreeWalk(TreeReader& reader, std::size_t id_bytes, Take take)
      : reader_(reader), id_bytes_(id_bytes), take_(std::move(take)), trees_(id_bytes), blobs_(id_bytes) {}

  /// Takes the blobs below `tree` that were not taken yet, in its order.
  void Walk(const ObjectId& tree);
  /// Takes a blob that stands in no tree.
  void TakeBlob(const ObjectId& blob, std::string_view path) {
    if (blobs_.Insert(blob)) take_(blob, path);
  }
  /// Trees that could not be read, or not to their end, each once.
  const std::vector<ObjectId>& unreadable() const { return unreadable_; }

 private:
  void WalkTree(const ObjectId& id, const ObjectId* before, int depth);

  TreeReader& reader_;
  std::size_t id_bytes_;
  Take take_;
  ObjectIdSet trees_;
  ObjectIdSet blobs_;
  ObjectId last_{};
  bool has_last_ = false;
  std::string path_;
  std::vector<ObjectId> unreadable_;
};

}  // namespace keylint
