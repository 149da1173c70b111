// SPDX-License-Identifier: Apache-2.0
// `keylint inventory`: the page that teams are told to keep.
#pragma once

#include <string>
#include <vector>

#include "lint/environment/inventory.h"

namespace keylint {

std::string InventoryAsJson(const std::vector<InventoryEntry>& entries);
/// A page for people: what is missing or overdue on `today` (RFC 3339 date),
/// then a row for each variable and a column for each environment.
std::string InventoryAsMarkdown(const std::vector<InventoryEntry>& entries, const RuleSet& rules, const std::string& today);

}  // namespace keylint
