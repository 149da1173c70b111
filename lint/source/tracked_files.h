// SPDX-License-Identifier: Apache-2.0
// What git's index holds. A tracked file is part of the repository, whatever
// ignore files say of its name: an ".env" that was added by force, or before
// somebody wrote it into .gitignore, is in every clone.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"

namespace keylint {

/// The tracked files of one repository. Git is asked once, when somebody
/// first wants to know; safe from any thread.
class TrackedFiles {
 public:
  /// `top` is the work tree's folder; paths that are asked about begin with
  /// `prefix` ("" or "a/b/"), which is the same folder.
  TrackedFiles(std::string top, std::string prefix) : top_(std::move(top)), prefix_(std::move(prefix)) {}

  /// Whether git tracks the file at `path`, or for a folder something in it.
  /// No, when git could not say.
  bool Holds(std::string_view path, bool is_folder);

  /// Why git could not say; the first call after that alone has it.
  std::optional<Error> TakeFault();

 private:
  void Load();
  std::string_view Name(std::size_t index) const;

  std::string top_;
  std::string prefix_;
  std::once_flag once_;
  std::string names_;                  // As git says them: sorted, a NUL behind each.
  std::vector<std::uint32_t> begins_;
  std::mutex fault_mutex_;
  std::optional<Error> fault_;
};

}  // namespace keylint
