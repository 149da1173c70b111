// SPDX-License-Identifier: Apache-2.0
// Files that count because another one, or a variable, names them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

/// Other files that a file of direnv loads: what follows `dotenv`,
/// `dotenv_if_exists`, `source_env`, as written there.
std::vector<std::string> LoadedByDirenv(std::string_view text);

/// The files that a Compose file gives as `env_file`, in their order: of two
/// that set a name, the later one wins.
std::vector<std::string> EnvFilesOfCompose(std::string_view text);

/// The files that a unit of systemd gives as EnvironmentFile, as written.
std::vector<std::string> EnvironmentFilesOfUnit(std::string_view text);

/// Dotenv files that code, scripts or a debugger's configuration load by a
/// name of their own: `load_dotenv("config/dev.env")`, `--env-file=.env.ci`.
std::vector<std::string> DotenvFilesOfCode(std::string_view text);

/// A variable that names a file with keys, and whose keys these are.
struct FileVariable {
  std::string_view variable;
  std::string_view provider;   ///< Rule provider's id, or empty.
};
std::span<const FileVariable> FileVariables();

}  // namespace keylint
