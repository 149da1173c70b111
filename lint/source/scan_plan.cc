// SPDX-License-Identifier: Apache-2.0
#include "lint/source/scan_plan.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <unordered_map>

namespace keylint {
namespace {

struct Place {
  std::string path;  // Absolute; its folder's links are resolved.
  bool folder = false;
  bool via_link = false;
};

// The folders of files, resolved once each: a list may name 50,000 files.
class Resolver {
 public:
  explicit Resolver(std::string working_directory) : base_(std::move(working_directory)) {
    if (base_.empty()) base_ = ".";
  }

  std::optional<std::string> Folder(const std::string& path) {
    auto [it, added] = known_.try_emplace(path);
    if (added) {
      char resolved[PATH_MAX];
      if (::realpath(path.c_str(), resolved) != nullptr) it->second = resolved;
    }
    return it->second;
  }

  std::optional<Place> Resolve(const std::string& name) {
    std::string path = !name.empty() && name[0] == '/' ? name : base_ + "/" + name;
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    Place place;
    place.folder = S_ISDIR(status.st_mode);
    const std::size_t slash = path.rfind('/');
    const std::string last = path.substr(slash + 1);
    if (place.folder || last == "." || last == "..") {
      const auto folder = Folder(path);
      if (!folder) return std::nullopt;
      place.path = *folder;
      return place;
    }
    const auto folder = Folder(slash == 0 ? "/" : path.substr(0, slash));
    if (!folder) return std::nullopt;
    place.path = (*folder == "/" ? "" : *folder) + "/" + last;
    place.via_link = ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
    return place;
  }

 private:
  std::string base_;
  std::unordered_map<std::string, std::optional<std::string>> known_;
};

std::string ParentOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

bool IsBelow(const std::string& path, const std::string& folder) {
  if (folder == "/" || path == folder) return true;
  return path.size() > folder.size() && path.compare(0, folder.size(), folder) == 0 &&
         path[folder.size()] == '/';
}

std::string CommonFolder(const std::string& a, std::string b) {
  while (!IsBelow(a, b)) b = ParentOf(b);
  return b;
}

std::string ChooseRoot(const std::vector<Place>& places, const std::string& here) {
  std::string common;
  std::unordered_map<std::string, std::string> repositories;
  std::string repository;
  bool one_repository = true;
  for (const Place& place : places) {
    const std::string folder = place.folder ? place.path : ParentOf(place.path);
    common = common.empty() ? folder : CommonFolder(folder, common);
    auto [it, added] = repositories.try_emplace(folder);
    if (added) it->second = FindRepository(folder);
    if (&place == &places.front()) repository = it->second;
    one_repository &= it->second == repository;
  }
  if (one_repository && !repository.empty()) return repository;
  // Files outside any repository are named as the person sees them from here.
  const bool only_files = std::none_of(places.begin(), places.end(),
                                       [](const Place& place) { return place.folder; });
  if (only_files && !here.empty() && IsBelow(common, here)) return here;
  return common.empty() ? here : common;
}

}  // namespace

std::string FindRepository(const std::string& folder) {
  for (std::string at = folder;; at = ParentOf(at)) {
    struct stat status {};
    const std::string git = (at == "/" ? "" : at) + "/.git";
    if (::lstat(git.c_str(), &status) == 0) return at;
    if (at == "/" || at.empty()) return {};
  }
}

ScanPlan PlanScan(const std::vector<std::string>& paths, const std::string& working_directory) {
  ScanPlan plan;
  Resolver resolver(working_directory);
  std::vector<Place> places;
  for (const std::string& path : paths) {
    if (auto place = resolver.Resolve(path)) {
      places.push_back(std::move(*place));
    } else {
      plan.notices.push_back({NoticeKind::kUnreadable, path, std::strerror(errno)});
    }
  }
  const auto here = resolver.Folder(working_directory.empty() ? "." : working_directory);
  plan.root = ChooseRoot(places, here.value_or(std::string()));
  for (const Place& place : places) {
    const std::size_t skip = plan.root == "/" ? 1 : plan.root.size() + 1;
    plan.starts.push_back({place.path.size() < skip ? std::string() : place.path.substr(skip),
                           place.folder, place.via_link});
  }
  std::sort(plan.starts.begin(), plan.starts.end(),
            [](const Start& a, const Start& b) { return a.path < b.path; });
  plan.starts.erase(std::unique(plan.starts.begin(), plan.starts.end(),
                                [](const Start& a, const Start& b) { return a.path == b.path; }),
                    plan.starts.end());
  return plan;
}

}  // namespace keylint
