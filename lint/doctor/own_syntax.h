// SPDX-License-Identifier: Apache-2.0
// Files that set variables in a syntax that no reader of lint/decode has:
// fish and csh, git's stores, and commands that a launcher runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/doctor/setting.h"

namespace keylint {

/// The settings of `text` when `file` is of such a syntax; nothing for all
/// other files. Setting::file is left empty.
std::optional<std::vector<Setting>> ReadOwnSyntax(const std::string& file, std::string_view text, SourceKind kind);

/// Other files that a file of direnv loads: what follows `dotenv`,
/// `dotenv_if_exists`, `source_env`, as written there.
std::vector<std::string> LoadedByDirenv(std::string_view text);

/// The files that a Compose file gives as `env_file`, in their order: of two
/// that set a name, the later one wins.
std::vector<std::string> EnvFilesOfCompose(std::string_view text);

}  // namespace keylint
