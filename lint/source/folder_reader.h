// SPDX-License-Identifier: Apache-2.0
// The names in a folder, straight from getdents64: no stat, no sorting, and
// no more memory than one buffer, however many names there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace keylint {

enum class EntryKind : std::uint8_t { kFile, kFolder, kLink, kSpecial };

struct FolderEntry {
  const char* name;     ///< Borrowed from the reader until its next Read.
  EntryKind kind;
  std::int64_t cookie;  ///< Where to go on behind this entry.
};

class FolderReader {
 public:
  /// The next entries of `fd`, "." and ".." left out. False at the end or on
  /// an error, which sets `error` (0: none).
  bool Read(int fd, std::vector<FolderEntry>& entries, int& error);

 private:
  static constexpr std::size_t kBytes = 32768;
  std::unique_ptr<char[]> buffer_;
};

}  // namespace keylint
