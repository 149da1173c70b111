// SPDX-License-Identifier: Apache-2.0
#include "lint/source/tracked_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "lint/source/git_repository.h"

namespace keylint {
namespace {

// More names than this are those of twenty million files.
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

Result<std::string> NamesIn(const std::string& top) {
  auto git = GitRepository::Open(top);
  if (!git) return tl::unexpected(git.error());
  // Git's environment variables may name another repository.
  std::error_code unknown;
  if (!std::filesystem::equivalent(git->top(), top, unknown)) return std::string();
  return git->Run({"ls-files", "-z"});
}

}  // namespace

void TrackedFiles::Load() {
  auto names = NamesIn(top_);
  if (names && names->size() > kMostBytes) names = Failure(ErrorKind::kTooLarge, "it tracks too many files", top_);
  if (!names) {
    const std::lock_guard lock(fault_mutex_);
    fault_ = names.error();
    return;
  }
  names_ = std::move(*names);
  for (std::size_t at = 0; at < names_.size(); at = std::min(names_.find('\0', at), names_.size() - 1) + 1) {
    begins_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::string_view TrackedFiles::Name(std::size_t index) const {
  const std::size_t end = index + 1 < begins_.size() ? begins_[index + 1] : names_.size();
  return std::string_view(names_).substr(begins_[index], end - begins_[index] - 1);
}

bool TrackedFiles::Holds(std::string_view path, bool is_folder) {
  std::call_once(once_, [this] { Load(); });
  if (!path.starts_with(prefix_)) return false;
  std::string wanted(path.substr(prefix_.size()));
  if (is_folder) wanted += '/';
  std::size_t index = 0;
  for (std::size_t left = begins_.size(); left > 0;) {
    const std::size_t half = left / 2;
    const bool before = Name(index + half) < wanted;
    if (before) index += half + 1;
    left = before ? left - half - 1 : half;
  }
  if (index == begins_.size()) return false;
  return is_folder ? Name(index).starts_with(wanted) : Name(index) == wanted;
}

std::optional<Error> TrackedFiles::TakeFault() {
  const std::lock_guard lock(fault_mutex_);
  std::optional<Error> fault;
  fault.swap(fault_);
  return fault;
}

}  // namespace keylint
