// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/real_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "lint/source/fd.h"

namespace keylint {
namespace {

constexpr std::size_t kLargest = 2U << 20;
constexpr std::size_t kLargestNamed = 64U << 20;

// Never waits: a FIFO named like a dotenv file is left alone.
std::optional<std::string> ReadWhole(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) return std::nullopt;
  struct stat status {};
  std::optional<std::string> text;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= static_cast<off_t>(kLargest)) {
    text.emplace();
    char buffer[16'384];
    for (ssize_t got = 0; text->size() <= kLargest && (got = read(descriptor, buffer, sizeof buffer)) != 0;) {
      if (got < 0) {
        text.reset();
        break;
      }
      text->append(buffer, static_cast<std::size_t>(got));
    }
  }
  close(descriptor);
  return text;
}

std::vector<DirectoryItem> ListFolder(const std::string& path) {
  std::vector<DirectoryItem> entries;
  const auto closing = [](DIR* folder) { closedir(folder); };
  const std::unique_ptr<DIR, decltype(closing)> folder(opendir(path.c_str()), closing);
  while (const dirent* entry = folder ? readdir(folder.get()) : nullptr) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    bool is_folder = entry->d_type == DT_DIR;
    if (entry->d_type == DT_UNKNOWN) {
      struct stat status {};
      is_folder = lstat((path + "/" + name).c_str(), &status) == 0 && S_ISDIR(status.st_mode);
    }
    entries.push_back({name, is_folder});
  }
  return entries;
}

}  // namespace

Result<std::string> ReadNamedFile(const std::string& path) {
  const auto fail = [&](int error) {
    return Failure(error == ENOENT || error == ENOTDIR ? ErrorKind::kNotFound : ErrorKind::kUnreadable,
                   error == ENOENT || error == ENOTDIR ? "there is no such file"
                   : error == EISDIR                   ? "it is a folder"
                                                       : std::generic_category().message(error),
                   path);
  };
  const Fd file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) return fail(errno);
  std::string text;
  char buffer[16'384];
  for (ssize_t got = 0; (got = read(file.get(), buffer, sizeof buffer)) != 0;) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(errno);
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > kLargestNamed) return Failure(ErrorKind::kTooLarge, fmt::format("more than {} bytes", kLargestNamed), path);
  }
  return text;
}

std::string WhyUnreadable(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || access(path.c_str(), R_OK) == 0) return {};
  return std::generic_category().message(errno);
}

FileSystem RealFiles() { return {ReadWhole, ListFolder}; }

}  // namespace keylint
