// SPDX-License-Identifier: Apache-2.0
#include "lint/source/process.h"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace keylint {
namespace {

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (const std::string& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Pipes as large as an unprivileged process may have: fewer switches.
constexpr int kPipeBytes = 1 << 20;

}  // namespace

Fd MemoryFile(std::string_view bytes) {
  Fd fd(::memfd_create("keylint", MFD_CLOEXEC));
  while (fd && !bytes.empty()) {
    const ssize_t put = ::write(fd.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return Fd();
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (fd) ::lseek(fd.get(), 0, SEEK_SET);
  return fd;
}

Result<Process> Process::Start(const Options& options) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return Failure(ErrorKind::kUnreadable, std::strerror(errno));
  Process process;
  process.output_ = Fd(ends[0]);
  Fd write_end(ends[1]);
  ::fcntl(write_end.get(), F_SETPIPE_SZ, kPipeBytes);
  process.errors_ = MemoryFile({});

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (!options.folder.empty()) {
    posix_spawn_file_actions_addchdir_np(&actions, options.folder.c_str());
  }
  if (options.input >= 0) {
    posix_spawn_file_actions_adddup2(&actions, options.input, 0);
  } else {
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  }
  posix_spawn_file_actions_adddup2(&actions, write_end.get(), 1);
  posix_spawn_file_actions_adddup2(&actions, process.errors_.get(), 2);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  const std::vector<char*> arguments = Pointers(options.arguments);
  const std::vector<char*> environment = Pointers(options.environment);
  const int error = ::posix_spawnp(&process.pid_, arguments[0], &actions, &attributes,
                                   arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    process.pid_ = -1;
    return Failure(ErrorKind::kNotFound,
                   "'" + options.arguments[0] + "' cannot be run: " + std::strerror(error));
  }
  return process;
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), status_(other.status_),
      output_(std::move(other.output_)), errors_(std::move(other.errors_)) {}

Process& Process::operator=(Process&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(status_, other.status_);
  std::swap(output_, other.output_);
  std::swap(errors_, other.errors_);
  return *this;
}

Process::~Process() {
  if (pid_ < 0) return;
  output_.Close();
  ::kill(pid_, SIGTERM);
  Wait();
}

int Process::Wait() {
  if (pid_ < 0) return status_;
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return status_;
}

std::string Process::ReadAll(std::size_t limit) {
  std::string bytes;
  char chunk[65536];
  while (bytes.size() < limit) {
    const ssize_t got = ::read(output_.get(), chunk, std::min(sizeof chunk, limit - bytes.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    bytes.append(chunk, static_cast<std::size_t>(got));
  }
  return bytes;
}

std::string Process::FirstError() const {
  char text[512];
  const ssize_t got = ::pread(errors_.get(), text, sizeof text, 0);
  const std::string_view all(text, got < 0 ? 0 : static_cast<std::size_t>(got));
  return std::string(all.substr(0, all.find('\n')));
}

bool RecordReader::Fill() {
  ssize_t got = 0;
  do {
    got = ::read(fd_, buffer_.data(), buffer_.size());
  } while (got < 0 && errno == EINTR);
  begin_ = 0;
  end_ = got < 0 ? 0 : static_cast<std::size_t>(got);
  return got > 0;
}

bool RecordReader::Next(char end, std::string& record) {
  record.clear();
  for (;;) {
    if (begin_ == end_ && !Fill()) return false;
    const char* from = buffer_.data() + begin_;
    const auto* found = static_cast<const char*>(std::memchr(from, end, end_ - begin_));
    if (found != nullptr) {
      record.append(from, found);
      begin_ += static_cast<std::size_t>(found - from) + 1;
      return true;
    }
    record.append(from, end_ - begin_);
    begin_ = end_;
  }
}

ssize_t RecordReader::Read(char* to, std::size_t capacity) {
  if (begin_ == end_) {
    if (capacity >= buffer_.size()) {  // Past the buffer: one copy less.
      ssize_t got = 0;
      do {
        got = ::read(fd_, to, capacity);
      } while (got < 0 && errno == EINTR);
      return got;
    }
    if (!Fill()) return 0;
  }
  const std::size_t count = std::min(capacity, end_ - begin_);
  std::memcpy(to, buffer_.data() + begin_, count);
  begin_ += count;
  return static_cast<ssize_t>(count);
}

}  // namespace keylint
