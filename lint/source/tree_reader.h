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
  /// Keeps trees of about `budget` bytes to be read again and for their deltas.
  TreeReader(const GitRepository& git, const std::vector<Pack>& packs, std::size_t budget)
      : id_bytes_(git.id_length() / 2), packs_(packs), asker_(git), by_id_(budget / 4), by_place_(budget) {}

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
  // What was read last, by some name: a slot for each in two tables. When the
  // new one has half of the budget it becomes the old one, which is let go.
  template <class Name>
  class Kept {
   public:
    explicit Kept(std::size_t budget) : budget_(budget) {}
    Tree Find(const Name& name);
    void Keep(const Name& name, Tree tree);

   private:
    struct Slot {
      Name name{};
      Tree tree;
    };
    static constexpr std::size_t kSlots = 1 << 14;
    static std::size_t SlotOf(const Name& name) { return Hash()(name) % kSlots; }

    std::vector<Slot> new_ = std::vector<Slot>(kSlots);
    std::vector<Slot> old_ = std::vector<Slot>(kSlots);
    std::size_t budget_;
    std::size_t bytes_ = 0;  // Of the new ones.
  };

  Tree ReadPacked(std::size_t pack, std::uint64_t offset);

  std::size_t id_bytes_;
  const std::vector<Pack>& packs_;
  ObjectAsker asker_;
  PackInflater inflater_;
  Buffer delta_;
  // Each tree is read again beside its next version, and most are deltas.
  Kept<ObjectId> by_id_;  // Those that git read.
  Kept<Place> by_place_;  // Those of packs.
};

}  // namespace keylint
