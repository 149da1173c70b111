// SPDX-License-Identifier: Apache-2.0
#include "lint/source/byte_stream.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace keylint {

namespace {

// Smaller files are read in one call, and asking for their size costs as much.
constexpr std::uint64_t kUnsized = std::uint64_t{1} << 20;

}  // namespace

void FdStream::NoteSize() {
  sized_ = true;
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return;
  limit_ = std::max(position_, static_cast<std::uint64_t>(status.st_size));
}

ssize_t FdStream::Read(char* to, std::size_t capacity) {
  if (!sized_ && position_ >= kUnsized) NoteSize();
  const auto left = static_cast<std::size_t>(std::min<std::uint64_t>(
      capacity, limit_ - std::min(limit_, position_)));
  if (ended_) return 0;
  if (left == 0) {
    char next = 0;
    grew_ = ::pread(fd_, &next, 1, static_cast<off_t>(position_)) == 1;
    ended_ = true;
    return 0;
  }
  ssize_t got = 0;
  do {
    got = ::read(fd_, to, left);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return got;
  position_ += static_cast<std::uint64_t>(got);
  if (got == 0 || (short_read_is_end_ && static_cast<std::size_t>(got) < left)) ended_ = true;
  return got;
}

std::uint64_t FdStream::SkipHole() {
  const auto here = static_cast<off_t>(position_);
  off_t data = ::lseek(fd_, here, SEEK_DATA);
  if (data < 0 && errno == ENXIO) data = ::lseek(fd_, 0, SEEK_END);  // Holes to the end.
  if (data <= here) {
    ::lseek(fd_, here, SEEK_SET);
    return 0;
  }
  position_ = static_cast<std::uint64_t>(data);
  return static_cast<std::uint64_t>(data - here);
}

std::uint64_t FdStream::size_hint() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  return size - std::min(size, position_);
}

ssize_t MemoryStream::Read(char* to, std::size_t capacity) {
  const std::size_t count = std::min(capacity, rest_.size());
  if (count != 0) std::memcpy(to, rest_.data(), count);
  rest_.remove_prefix(count);
  return static_cast<ssize_t>(count);
}

}  // namespace keylint
