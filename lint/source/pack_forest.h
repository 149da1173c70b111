// SPDX-License-Identifier: Apache-2.0
// The wanted blobs of one pack as trees, each delta below what it changes, so
// that every object is inflated once however long the chains are.
//
//   PackForest forest(pack);
//   forest.Want(offset, number);  // ... for each
//   forest.Grow();
//   PackTreeReader reader(forest);
//   for (std::uint32_t root : forest.roots()) reader.Read(root, take, refuse);
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "lint/base/buffer.h"
#include "lint/source/pack.h"

namespace keylint {

class PackForest {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  explicit PackForest(const Pack& pack) : pack_(pack) {}

  /// Asks for the object at `offset`; `number` names it to the caller.
  void Want(std::uint64_t offset, std::uint32_t number) { nodes_.push_back({offset, 0, number, kNone, kNone}); }
  bool empty() const { return nodes_.empty(); }
  /// Finds the bases and puts the trees together. Call once.
  void Grow();

  /// Trees of blobs, as the pack has them.
  const std::vector<std::uint32_t>& roots() const { return roots_; }
  /// Numbers that were wanted and are no blobs.
  const std::vector<std::uint32_t>& others() const { return others_; }
  /// Numbers that were wanted and cannot be read here.
  const std::vector<std::uint32_t>& broken() const { return broken_; }

 private:
  friend class PackTreeReader;
  // A history holds millions, so this stays small.
  struct Node {
    std::uint64_t offset = 0;
    std::uint64_t base_offset = 0;  // 0: no delta.
    std::uint32_t number = kNone;   // kNone: only wanted as a base.
    std::uint32_t child = kNone;
    std::uint32_t sibling = kNone;
  };
  void AddBases(PackInflater& inflater);
  void Drop(std::uint32_t root, std::vector<std::uint32_t>& into);
  std::size_t IndexOf(std::uint64_t offset) const;

  const Pack& pack_;
  std::vector<Node> nodes_;  // By offset once grown.
  std::vector<std::uint32_t> roots_;
  std::vector<std::uint32_t> others_;
  std::vector<std::uint32_t> broken_;
};

/// Reads trees; one per thread.
class PackTreeReader {
 public:
  /// Blobs larger than `largest` bytes, and what is made from them, are refused.
  PackTreeReader(const PackForest& forest, std::size_t largest) : forest_(forest), largest_(largest) {}

  /// Gives each wanted blob of the tree to `take` or, when it is damaged or
  /// too large or its tree needs too much memory, to `refuse`. `take` says
  /// whether to go on.
  bool Read(std::uint32_t root, const std::function<bool(std::uint32_t number, std::string_view bytes)>& take,
            const std::function<void(std::uint32_t number)>& refuse);

 private:
  struct Step {
    std::uint32_t node;
    std::uint32_t base;  // Index into texts_.
  };
  struct Text {
    Buffer bytes;
    std::uint32_t users = 0;  // Steps that still need it.
  };
  static constexpr std::uint32_t kNoText = UINT32_MAX;

  bool Make(const Step& step, Buffer& bytes);
  std::uint32_t FreeText();
  void Release(std::uint32_t text);
  void RefuseTree(std::uint32_t node, const std::function<void(std::uint32_t number)>& refuse);

  const PackForest& forest_;
  std::size_t largest_;
  PackInflater inflater_;
  Buffer delta_;
  std::vector<Step> steps_;
  std::vector<Text> texts_;
  std::vector<std::uint32_t> free_;
  std::size_t held_ = 0;  // Bytes of texts in use.
};

}  // namespace keylint
