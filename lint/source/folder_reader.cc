// SPDX-License-Identifier: Apache-2.0
#include "lint/source/folder_reader.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace keylint {
namespace {

EntryKind KindByMode(int fd, const char* name) {
  struct stat status {};
  if (::fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::kFile;
  if (S_ISREG(status.st_mode)) return EntryKind::kFile;
  if (S_ISDIR(status.st_mode)) return EntryKind::kFolder;
  return S_ISLNK(status.st_mode) ? EntryKind::kLink : EntryKind::kSpecial;
}

EntryKind KindOf(int fd, const dirent64& entry) {
  switch (entry.d_type) {
    case DT_REG: return EntryKind::kFile;
    case DT_DIR: return EntryKind::kFolder;
    case DT_LNK: return EntryKind::kLink;
    case DT_UNKNOWN: return KindByMode(fd, entry.d_name);
    default: return EntryKind::kSpecial;
  }
}

bool IsDotOrDotDot(const char* name) {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

}  // namespace

bool FolderReader::Read(int fd, std::vector<FolderEntry>& entries, int& error) {
  entries.clear();
  error = 0;
  if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(kBytes);
  const long got = ::syscall(SYS_getdents64, fd, buffer_.get(), kBytes);
  if (got < 0) error = errno;
  if (got <= 0) return false;
  for (long at = 0; at < got;) {
    const auto* entry = reinterpret_cast<const dirent64*>(buffer_.get() + at);
    at += entry->d_reclen;
    if (IsDotOrDotDot(entry->d_name)) continue;
    entries.push_back({entry->d_name, KindOf(fd, *entry), entry->d_off});
  }
  return true;
}

}  // namespace keylint
