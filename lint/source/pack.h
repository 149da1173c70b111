// SPDX-License-Identifier: Apache-2.0
// Git's pack files, read in place: which objects one holds, and their bytes.
//
//   auto pack = Pack::Open(folder + "/pack-1.idx", folder + "/pack-1.pack", 20);
//   pack->ForEach([&](std::string_view id, std::uint64_t offset) { ... });
//
// A pack may be hostile or damaged: every number is checked, no delta makes
// more than its limit, and whatever does not fit is an empty answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/buffer.h"
#include "lint/source/fd.h"

namespace keylint {

/// Where an object begins, and what it is made of.
struct PackedObject {
  enum class Kind : unsigned char { kCommit = 1, kTree = 2, kBlob = 3, kTag = 4, kDelta = 6 };
  Kind kind = Kind::kBlob;
  std::uint64_t size = 0;         ///< Of the object, or of its delta. Units: bytes.
  std::uint64_t data_offset = 0;  ///< Of the deflated bytes in the pack.
  std::uint64_t base_offset = 0;  ///< Of the object that a delta changes.
};

/// One pack with its index of version 2. Safe from any thread.
///
/// Source: git's Documentation/gitformat-pack.txt, read 2026-11-28.
class Pack {
 public:
  /// `id_bytes`: 20, or 32 in SHA-256 repositories. Nothing when the index is
  /// of another version or does not fit its own numbers.
  static std::optional<Pack> Open(const std::string& index_path, const std::string& pack_path, std::size_t id_bytes);
  static std::optional<Pack> FromFiles(Fd index, Fd pack, std::size_t id_bytes);

  std::size_t size() const { return count_; }
  /// Every object, in the order of ids (bytes, not hexadecimal). False when
  /// the index could not be read to its end.
  bool ForEach(const std::function<void(std::string_view id, std::uint64_t offset)>& take) const;
  std::optional<std::uint64_t> Find(std::string_view id) const;
  /// What stands at `offset`. The base of a delta may stand anywhere.
  std::optional<PackedObject> HeaderAt(std::uint64_t offset) const;
  /// The same, where `bytes` are those from `offset` on, as many as there are
  /// up to kHeaderBytes.
  static constexpr std::size_t kHeaderBytes = 64;
  std::optional<PackedObject> ParseHeader(std::uint64_t offset, std::string_view bytes) const;
  /// Bytes of the pack from `offset` on; fewer at its end, 0 on errors.
  std::size_t Read(std::uint64_t offset, char* to, std::size_t capacity) const;

 private:
  Pack() = default;
  bool Begin();
  std::optional<std::uint64_t> OffsetOf(std::size_t number) const;
  std::optional<std::uint64_t> OffsetOf(std::size_t number, std::uint32_t small) const;
  bool ReadIndex(std::uint64_t at, char* to, std::size_t bytes) const;

  Fd index_;
  Buffer loaded_index_;  // Unless it is large.
  Fd pack_;
  std::size_t id_bytes_ = 20;
  std::size_t count_ = 0;
  std::vector<std::uint32_t> fan_out_;  // Ids whose first byte is this one or less.
  std::uint64_t index_bytes_ = 0;
  std::uint64_t pack_bytes_ = 0;
};

/// Inflates objects of packs; one per thread.
class PackInflater {
 public:
  PackInflater();
  ~PackInflater();
  PackInflater(const PackInflater&) = delete;
  PackInflater& operator=(const PackInflater&) = delete;

  /// HeaderAt, by the blocks that Inflate reads, too.
  std::optional<PackedObject> Header(const Pack& pack, std::uint64_t offset);
  /// The bytes of `object`, delta or whole. False when they are damaged or not
  /// as many as its header says.
  bool Inflate(const Pack& pack, const PackedObject& object, Buffer& bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// How large an object `delta` makes; nothing when it does not say.
std::optional<std::uint64_t> DeltaResultSize(std::string_view delta);

/// Changes `base` as `delta` says. False when the delta is not one for `base`
/// or makes more than `limit` bytes.
bool ApplyDelta(std::string_view base, std::string_view delta, std::size_t limit, Buffer& result);

}  // namespace keylint
