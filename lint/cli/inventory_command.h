// SPDX-License-Identifier: Apache-2.0
// `keylint inventory`: the page that teams are told to keep.
#pragma once

#include <string>
#include <vector>

#include "lint/environment/inventory.h"

namespace keylint {

std::string InventoryAsJson(const std::vector<InventoryEntry>& entries);
std::string InventoryAsMarkdown(const std::vector<InventoryEntry>& entries, const RuleSet& rules);

}  // namespace keylint
