// SPDX-License-Identifier: Apache-2.0
// Which files set variables, by where they stand.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lint/doctor/setting.h"

namespace keylint {

/// A file of the home directory that tools read.
struct HomePlace {
  std::string_view path;       ///< Below the home directory.
  SourceKind kind;
  std::string_view provider;   ///< Rule provider's id, or empty.
  std::string_view variable;   ///< The whole file is its value; or empty.
};
std::span<const HomePlace> HomePlaces();

/// Files outside the home directory that login shells read.
std::span<const std::string_view> SystemPlaces();

/// What a file of the project is for, by its path from the root and how its
/// text begins; nothing for files that set nothing.
std::optional<SourceKind> ProjectKind(std::string_view path, std::string_view text);

/// Whether it is a template with stand-ins: ".env.example".
bool IsSample(std::string_view name);

/// Whether a file of this name starts programs and gives them variables:
/// "Procfile", "mise.toml", "package.json".
bool IsLauncher(std::string_view name);

/// The provider whose tool reads a file of this name, or empty.
std::string_view ToolOf(std::string_view name);

}  // namespace keylint
