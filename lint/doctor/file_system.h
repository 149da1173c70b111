// SPDX-License-Identifier: Apache-2.0
// Files and folders as the doctor sees them: two functions, so that tests
// give a map.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace keylint {

struct DirectoryItem {
  std::string name;
  bool is_folder = false;
};

/// Both take absolute paths and are called from one thread.
struct FileSystem {
  /// The bytes of a regular file of reasonable size, or nothing.
  std::function<std::optional<std::string>(const std::string& path)> read_file;
  /// What a folder holds, in any order; empty when it cannot be read. Links to
  /// folders are not folders.
  std::function<std::vector<DirectoryItem>(const std::string& path)> list_folder;
};

}  // namespace keylint
