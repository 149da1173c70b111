// SPDX-License-Identifier: Apache-2.0
// Which keys and key variables a project uses, where, for which environment.
// Never a value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "lint/environment/project.h"

namespace keylint {

/// One variable of one provider, or one kind of key without a variable.
struct InventoryEntry {
  struct Place {
    std::string path;
    std::size_t line = 0;
    bool literal = false;      ///< A key stands there, not a reference to it.
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  std::string provider;        ///< Its id; empty for secrets without one.
  std::string key_id, mode, privilege;   ///< Of production's key, where there is one.
  std::map<std::string, std::string> modes;   ///< Of the key of each environment: "live", "test".
  std::string variable;
  /// "production" -> "set", "reference", "empty", "placeholder" or "missing";
  /// "code": a program reads it; "shared": set for all environments.
  std::map<std::string, std::string> environments;
  std::vector<Place> places;   ///< Sorted, unique.
  std::string first_seen;      ///< RFC 3339 date, or empty.
  int age_days = -1;
  std::string rotation_due;    ///< RFC 3339 date, or empty.
};

/// Sorted by provider and variable. Fills Assignment::environment.
std::vector<InventoryEntry> MakeInventory(std::vector<Assignment>& assignments, const ProjectOptions& options);

}  // namespace keylint
