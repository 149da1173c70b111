// SPDX-License-Identifier: Apache-2.0
// Which blobs held nothing when they were last judged, kept between runs.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace keylint {

/// A set of (blob, path) marks in one file per rule-set version. A mark is 128
/// bits, mixed from both, since a blob is judged differently under another
/// name. A damaged or foreign file is an empty set.
class CleanBlobs {
 public:
  /// `folder` is made when needed; empty: nothing is remembered. `version`
  /// names everything the verdict depends on; other versions' files stay.
  CleanBlobs(std::string folder, std::string_view version);

  void Load();
  /// Whether the blob was clean. Not to be called while Add is.
  bool Contains(std::string_view blob, std::string_view path) const;
  /// Safe from any thread.
  void Add(std::string_view blob, std::string_view path);
  void Remove(std::string_view blob, std::string_view path);
  /// Writes a new file and renames it into place. False when it could not.
  bool Save();

 private:
  using Mark = std::array<std::uint64_t, 2>;
  struct Hash {
    std::size_t operator()(const Mark& mark) const { return static_cast<std::size_t>(mark[0]); }
  };
  static Mark MarkOf(std::string_view blob, std::string_view path);

  std::string folder_;
  std::string file_;
  mutable std::mutex mutex_;
  std::unordered_set<Mark, Hash> known_;
  std::unordered_set<Mark, Hash> added_;
  std::unordered_set<Mark, Hash> removed_;
};

}  // namespace keylint
