// SPDX-License-Identifier: Apache-2.0
// What a folder of source is built with, and in which order that reads its
// dotenv files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/doctor/machine.h"

namespace keylint {

/// One family of dotenv readers.
enum class Framework { kPlain, kNext, kReactScripts, kVite, kDotenvFlow, kSymfony, kLaravel, kRails, kExpo, kNuxt, kGatsby };

std::string_view FrameworkName(Framework framework);  ///< "Next.js".

/// The framework that the manifest in `folder` (package.json, composer.json,
/// Gemfile) speaks of.
Framework FrameworkOf(const FileSystem& files, const std::string& folder);

/// The mode ("development", "production", ...) that `variables` choose.
std::string ModeOf(Framework framework, const Variables& variables);

/// File names it reads in `mode`, the strongest first.
///
/// Source: the frameworks' documentation of environment variables (read
///         2026-11).
std::vector<std::string> DotenvCascade(Framework framework, const std::string& mode);

/// Folders that hold other people's code or what was built.
bool IsForeignFolder(std::string_view name);

/// Files of the project, absolute, nearest folders first; bounded in depth
/// and number.
std::vector<std::string> ProjectFiles(const FileSystem& files, const std::string& project);

}  // namespace keylint
