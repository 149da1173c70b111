// SPDX-License-Identifier: Apache-2.0
// Which files are configuration by their name: read although git ignores
// them, and read beside the files of a commit.
#pragma once

#include <string_view>

namespace keylint {

/// Whether frameworks read a file of this name as configuration: ".env",
/// "appsettings.Production.json", "prod.tfvars". `name` is the last component.
///
/// Source: the tool tables of environment-conventions (read 2026-11).
bool IsConfigurationName(std::string_view name);

/// Whether an ignored folder of this name is worth looking into for such
/// files ("config", "secrets"); "node_modules" is not.
bool IsConfigurationFolder(std::string_view name);

}  // namespace keylint
