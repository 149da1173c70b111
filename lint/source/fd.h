// SPDX-License-Identifier: Apache-2.0
// File descriptors that close themselves, and careful ways to open.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace keylint {

/// Owns one descriptor; -1 is none.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { Close(); }
  void Close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

/// Never blocks on a FIFO, never takes a terminal, never leaks into children.
inline constexpr int kOpenFile = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
inline constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK;

/// Opens the folder `path` below `base` without following any link, however
/// long the path is. Sets errno on failure.
Fd OpenFolderBelow(int base, const std::string& path);

/// The bytes of a regular file of at most `limit` bytes; nothing when it is
/// missing, not regular or larger. `flags` are added to kOpenFile.
std::optional<std::string> ReadSmallFile(int base, const std::string& path, std::size_t limit,
                                         int flags = 0);

}  // namespace keylint
