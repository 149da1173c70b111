// SPDX-License-Identifier: Apache-2.0
#include "lint/source/fd.h"

#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <atomic>
#include <cerrno>

namespace keylint {
namespace {

// PATH_MAX is 4096 with its NUL.
constexpr std::size_t kMaxStep = 4000;

// One step: `path` is short enough for the kernel. openat2 (Linux 5.6) refuses
// links in every component; before it only the last one is guarded.
int OpenStep(int base, const char* path) {
  static std::atomic<bool> has_openat2{true};
  if (has_openat2.load(std::memory_order_relaxed)) {
    struct open_how how {};
    how.flags = static_cast<unsigned long long>(kOpenFolder | O_NOFOLLOW);
    how.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    const long fd = ::syscall(SYS_openat2, base, path, &how, sizeof how);
    if (fd >= 0) return static_cast<int>(fd);
    if (errno != ENOSYS && errno != EPERM && errno != E2BIG) return -1;
    if (errno == ENOSYS) has_openat2.store(false, std::memory_order_relaxed);
  }
  return ::openat(base, path, kOpenFolder | O_NOFOLLOW);
}

}  // namespace

Fd OpenFolderBelow(int base, const std::string& path) {
  if (path.empty()) return Fd(OpenStep(base, "."));
  Fd current;
  for (std::size_t at = 0; at < path.size();) {
    std::size_t end = path.size();
    if (end - at > kMaxStep) {
      end = path.rfind('/', at + kMaxStep);
      if (end == std::string::npos || end <= at) {
        errno = ENAMETOOLONG;
        return Fd();
      }
    }
    Fd next(OpenStep(current ? current.get() : base, path.substr(at, end - at).c_str()));
    if (!next) return Fd();
    current = std::move(next);
    at = end + 1;
  }
  return current;
}

std::optional<std::string> ReadSmallFile(int base, const std::string& path, std::size_t limit,
                                         int flags) {
  const Fd fd(::openat(base, path.c_str(), kOpenFile | flags));
  struct stat status {};
  if (!fd || ::fstat(fd.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  std::string bytes;
  char chunk[16384];
  for (;;) {
    const ssize_t got = ::read(fd.get(), chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return bytes;
    bytes.append(chunk, static_cast<std::size_t>(got));
    if (bytes.size() > limit) return std::nullopt;
  }
}

}  // namespace keylint
