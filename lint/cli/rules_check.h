// SPDX-License-Identifier: Apache-2.0
// `keylint rules check`: rule files prove themselves.
#pragma once

#include <string>
#include <vector>

#include "lint/cli/world.h"

namespace keylint {

/// Checks each file: it loads, its fields are complete, its samples and grown
/// examples are found, its clean lines stay quiet. Prints every fault with
/// its file and line; kExitUsage when there is one. Then what the rules cost
/// everyone, by an estimate or, when `tree` is not empty, counted there.
int CheckRuleFiles(const std::vector<std::string>& paths, const std::string& tree, World& world);

}  // namespace keylint
