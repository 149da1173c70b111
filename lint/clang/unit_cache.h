// SPDX-License-Identifier: Apache-2.0
// Units parsed before: one file for each, taken again while the flags and the
// bytes of every file the parse had read are the same.
//
//   UnitCache cache(folder, version);
//   if (std::optional<std::string> unit = cache.Find(job)) ...
//   cache.Keep(job, files, unit);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/clang/parse_unit.h"

namespace keylint {

/// 64 bits of `bytes`, for telling whether a file changed.
std::uint64_t ContentHash(std::string_view bytes);

class UnitCache {
 public:
  /// An empty `folder` keeps nothing. `version` covers all else that an answer
  /// depends on: the program, its options and the sinks.
  UnitCache(std::string folder, std::uint64_t version);

  /// What was kept for `job`, when nothing it was made from has changed.
  std::optional<std::string> Find(const CompileJob& job);

  /// Keeps `unit` (in the form of flow::Write) readable by this person alone:
  /// it holds the program's texts. Files that cannot be written are no error.
  void Keep(const CompileJob& job, const std::vector<SourceDigest>& files, std::string_view unit) const;

 private:
  std::string PathOf(const CompileJob& job) const;
  std::uint64_t KeyOf(const CompileJob& job) const;
  bool Unchanged(const std::string& path, std::uint64_t digest);

  std::string folder_;
  std::uint64_t version_;
  std::unordered_map<std::string, std::uint64_t> digests_;   ///< Of files read in this run.
};

}  // namespace keylint
