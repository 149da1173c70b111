// SPDX-License-Identifier: Apache-2.0
#include "lint/source/clean_blobs.h"

#include <stdlib.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "lint/source/fd.h"

namespace keylint {
namespace {

constexpr std::string_view kMagic = "keylint clean blobs 1\n";
constexpr std::size_t kMaxFile = std::size_t{512} << 20;
constexpr std::size_t kMaxMarks = std::size_t{8} << 20;

// FNV-1a: the marks only keep apart what nobody chose to collide; the blob's
// own id is half of each.
std::uint64_t Fnv(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

std::uint64_t HexNumber(std::string_view text) {
  std::uint64_t number = 0;
  for (const char c : text) {
    number = number << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return number;
}

}  // namespace

CleanBlobs::CleanBlobs(std::string folder, std::string_view version) : folder_(std::move(folder)) {
  if (folder_.empty()) return;
  char name[48];
  std::snprintf(name, sizeof name, "/clean-%016llx%016llx.blobs",
                static_cast<unsigned long long>(Fnv(version, 0xcbf29ce484222325u)),
                static_cast<unsigned long long>(Fnv(version, 0x9e3779b97f4a7c15u)));
  file_ = folder_ + name;
}

CleanBlobs::Mark CleanBlobs::MarkOf(std::string_view blob, std::string_view path) {
  return {HexNumber(blob.substr(0, 16)) ^ Fnv(path, 0xcbf29ce484222325u),
          HexNumber(blob.substr(16, 16)) ^ Fnv(path, 0x9e3779b97f4a7c15u)};
}

void CleanBlobs::Load() {
  if (file_.empty()) return;
  const auto text = ReadSmallFile(AT_FDCWD, file_, kMaxFile, O_NOFOLLOW);
  if (!text || !text->starts_with(kMagic)) return;
  const std::string_view marks = std::string_view(*text).substr(kMagic.size());
  known_.reserve(marks.size() / sizeof(Mark));
  for (std::size_t at = 0; at + sizeof(Mark) <= marks.size(); at += sizeof(Mark)) {
    Mark mark;
    std::memcpy(&mark, marks.data() + at, sizeof mark);
    known_.insert(mark);
  }
}

bool CleanBlobs::Contains(std::string_view blob, std::string_view path) const {
  return !known_.empty() && known_.contains(MarkOf(blob, path));
}

void CleanBlobs::Add(std::string_view blob, std::string_view path) {
  if (file_.empty()) return;
  std::lock_guard lock(mutex_);
  added_.insert(MarkOf(blob, path));
}

void CleanBlobs::Remove(std::string_view blob, std::string_view path) {
  if (file_.empty()) return;
  std::lock_guard lock(mutex_);
  removed_.insert(MarkOf(blob, path));
}

bool CleanBlobs::Save() {
  if (file_.empty() || (added_.empty() && removed_.empty())) return true;
  std::lock_guard lock(mutex_);
  known_.merge(added_);
  for (const Mark& mark : removed_) known_.erase(mark);
  if (known_.size() > kMaxMarks) known_ = std::move(added_);
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  std::string temporary = file_ + ".XXXXXX";
  const Fd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) return false;
  std::string bytes(kMagic);
  for (const Mark& mark : known_) {
    bytes.append(reinterpret_cast<const char*>(&mark), sizeof mark);
  }
  bool written = true;
  for (std::size_t at = 0; written && at < bytes.size();) {
    const ssize_t put = ::write(fd.get(), bytes.data() + at, bytes.size() - at);
    written = put > 0;
    at += written ? static_cast<std::size_t>(put) : 0;
  }
  if (written && ::rename(temporary.c_str(), file_.c_str()) == 0) return true;
  ::unlink(temporary.c_str());
  return false;
}

}  // namespace keylint
