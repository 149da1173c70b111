// SPDX-License-Identifier: Apache-2.0
// Bytes one after the other: from a file, from memory, out of an archive.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace keylint {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Up to `capacity` bytes into `to`: how many, 0 at the end, -1 with errno.
  virtual ssize_t Read(char* to, std::size_t capacity) = 0;
  /// Whether the last Read reached the end, as far as that is known.
  virtual bool ended() const { return false; }
  /// How many bytes are left, if that is known cheaply; else 0.
  virtual std::uint64_t size_hint() const { return 0; }
  /// Leaves out a hole of a sparse file, if the next bytes are one.
  /// Returns its length in bytes.
  virtual std::uint64_t SkipHole() { return 0; }
};

/// Reads a descriptor that the caller keeps open.
class FdStream : public ByteStream {
 public:
  /// `short_read_is_end`: true for regular files on ordinary file systems,
  /// where it saves one system call a file.
  FdStream(int fd, bool short_read_is_end) : fd_(fd), short_read_is_end_(short_read_is_end) {}

  ssize_t Read(char* to, std::size_t capacity) override;
  bool ended() const override { return ended_; }
  std::uint64_t SkipHole() override;
  std::uint64_t size_hint() const override;
  /// Whether the file is longer now than when reading began. A growing file
  /// is read to the size it had, so that reading ends.
  bool grew() const { return grew_; }

 private:
  void NoteSize();

  int fd_;
  bool sized_ = false;
  bool grew_ = false;
  bool short_read_is_end_;
  bool ended_ = false;
  std::uint64_t position_ = 0;
  std::uint64_t limit_ = std::numeric_limits<std::uint64_t>::max();
};

/// Reads bytes that the caller keeps.
class MemoryStream : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : rest_(bytes) {}
  ssize_t Read(char* to, std::size_t capacity) override;
  bool ended() const override { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// Gives bytes already taken from a stream once more, then the rest of it.
class RejoinedStream : public ByteStream {
 public:
  RejoinedStream(std::string head, ByteStream& rest)
      : head_(std::move(head)), from_head_(head_), rest_(rest) {}
  ssize_t Read(char* to, std::size_t capacity) override {
    const ssize_t got = from_head_.Read(to, capacity);
    return got != 0 ? got : rest_.Read(to, capacity);
  }
  std::uint64_t size_hint() const override { return head_.size() + rest_.size_hint(); }

 private:
  std::string head_;
  MemoryStream from_head_;
  ByteStream& rest_;
};

}  // namespace keylint
