// SPDX-License-Identifier: Apache-2.0
// Trees of a repository by their ids: out of its packs, or else by git.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/buffer.h"
#include "lint/source/git_repository.h"
#include "lint/source/object_id.h"
#include "lint/source/pack.h"

namespace keylint {

/// Asks one `git cat-file --batch` for one object after the other. For what is
/// loose, borrowed in a way only git knows, or damaged.
class ObjectAsker {
 public:
  explicit ObjectAsker(const GitRepository& git) : git_(git) {}

  /// The object, if it is of this type ("tree") and has at most `limit` bytes.
  std::shared_ptr<const Buffer> Ask(const ObjectId& id, std::string_view type, std::size_t limit);

 private:
  bool Start();
  bool Send(std::string_view line);

  const GitRepository& git_;
  std::optional<Process> process_;
  std::optional<RecordReader> reader_;
  Fd questions_;
  int starts_left_ = 100;  // A corrupt object ends git.
};

class TreeReader {
 public:
  explicit TreeReader(const GitRepository& git);

  /// The bytes of the tree; null when it is not there, damaged or no tree.
  std::shared_ptr<const Buffer> Read(const ObjectId& id);

 private:
  using Tree = std::shared_ptr<const Buffer>;
  using Place = std::pair<std::size_t, std::uint64_t>;  // Pack and offset.
  struct Hash {
    std::size_t operator()(const Place& place) const {
      return ((place.second + place.first) * 0x9e3779b97f4a7c15U) >> 40;
    }
    std::size_t operator()(const ObjectId& id) const { return id[0] | id[1] << 8 | id[2] << 16; }
  };
  // Some of what was read last, by some name: one for each slot, and all are
  // let go when they are too much.
  template <class Name>
  class Kept {
   public:
    const Tree& Find(const Name& name) const;
    void Keep(const Name& name, const Tree& tree);

   private:
    struct Slot {
      Name name{};
      Tree tree;
    };
    static constexpr std::size_t kSlots = 1 << 13;
    std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
    std::size_t bytes_ = 0;
  };

  Tree Find(const ObjectId& id);
  Tree ReadPacked(std::size_t pack, std::uint64_t offset);

  std::size_t id_bytes_;
  std::vector<Pack> packs_;
  ObjectAsker asker_;
  PackInflater inflater_;
  Buffer delta_;
  Kept<ObjectId> by_id_;     // Each tree is read again beside its next version.
  Kept<Place> by_place_;     // Most trees are deltas of one of these.
};

}  // namespace keylint
