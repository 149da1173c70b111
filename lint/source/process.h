// SPDX-License-Identifier: Apache-2.0
// A program run as a child: its output is a stream, its errors are kept.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/source/fd.h"

namespace keylint {

/// A child process, killed and reaped when this goes away.
class Process {
 public:
  struct Options {
    std::vector<std::string> arguments;    ///< The first is looked up in PATH.
    std::vector<std::string> environment;  ///< NAME=VALUE, complete.
    std::string folder;                    ///< To run in; empty: this one's.
    int input = -1;                        ///< Its standard input; -1: none.
  };
  static Result<Process> Start(const Options& options);

  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;
  ~Process();

  /// Read end of its standard output.
  int output() const { return output_.get(); }
  /// Reads its output to the end, but at most `limit` bytes.
  std::string ReadAll(std::size_t limit = SIZE_MAX);
  /// Waits for its end: the exit status, or 128 + signal. May be called again.
  int Wait();
  /// The first line it wrote to standard error.
  std::string FirstError() const;

 private:
  Process() = default;
  pid_t pid_ = -1;
  int status_ = -1;
  Fd output_;
  Fd errors_;
};

/// A file in memory that holds `bytes`, at its start: input for a child.
Fd MemoryFile(std::string_view bytes);

/// Reads records out of a descriptor, through a buffer of its own.
class RecordReader {
 public:
  explicit RecordReader(int fd) : fd_(fd) {}

  /// The bytes up to the next `end`, without it. False at the end; then
  /// `record` holds what stood behind the last `end`.
  bool Next(char end, std::string& record);
  /// Up to `capacity` bytes; 0 at the end, -1 with errno.
  ssize_t Read(char* to, std::size_t capacity);

 private:
  bool Fill();

  int fd_;
  std::vector<char> buffer_ = std::vector<char>(65536);
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace keylint
