// SPDX-License-Identifier: Apache-2.0
#include "lint/source/pack_folders.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <system_error>

#include "lint/source/fd.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFolders = 32;
constexpr std::size_t kLargestList = std::size_t{1} << 20;

void AddPacks(const std::string& objects_folder, std::vector<PackPaths>& packs) {
  std::error_code error;
  std::vector<std::string> indices;
  for (fs::directory_iterator at(objects_folder + "/pack", error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".idx") indices.push_back(at->path().string());
  }
  std::sort(indices.begin(), indices.end());
  for (std::string& index : indices) {
    std::string pack = index.substr(0, index.size() - 4) + ".pack";
    packs.push_back({std::move(index), std::move(pack)});
  }
}

}  // namespace

std::vector<PackPaths> FindPacks(const std::string& objects_folder) {
  std::vector<PackPaths> packs;
  std::vector<std::string> folders{objects_folder};
  for (std::size_t i = 0; i < folders.size() && i < kMostFolders; ++i) {
    const std::string folder = folders[i];
    AddPacks(folder, packs);
    std::istringstream lines(ReadSmallFile(AT_FDCWD, folder + "/info/alternates", kLargestList).value_or(""));
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line[0] == '#') continue;
      std::string other = line[0] == '/' ? line : folder + "/" + line;
      if (std::find(folders.begin(), folders.end(), other) == folders.end()) folders.push_back(std::move(other));
    }
  }
  return packs;
}

std::vector<PackPaths> FindPacks(const GitRepository& git) {
  const auto objects = git.Run({"rev-parse", "--path-format=absolute", "--git-path", "objects"});
  return objects ? FindPacks(objects->substr(0, objects->find('\n'))) : std::vector<PackPaths>();
}

std::vector<Pack> OpenPacks(const GitRepository& git) {
  std::vector<Pack> packs;
  for (const PackPaths& paths : FindPacks(git)) {
    if (auto pack = Pack::Open(paths.index, paths.pack, git.id_length() / 2)) packs.push_back(*std::move(pack));
  }
  return packs;
}

}  // namespace keylint
