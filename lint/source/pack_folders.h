// SPDX-License-Identifier: Apache-2.0
// Which packs a repository has.
#pragma once

#include <string>
#include <vector>

#include "lint/source/git_repository.h"
#include "lint/source/pack.h"

namespace keylint {

struct PackPaths {
  std::string index;
  std::string pack;
};

/// The packs of an object folder ("x/.git/objects") and of those it borrows
/// from (info/alternates), by name; each folder once.
std::vector<PackPaths> FindPacks(const std::string& objects_folder);
std::vector<PackPaths> FindPacks(const GitRepository& git);

/// Those of them that can be read here.
std::vector<Pack> OpenPacks(const GitRepository& git);

}  // namespace keylint
