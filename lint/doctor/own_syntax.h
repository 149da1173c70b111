// SPDX-License-Identifier: Apache-2.0
// Files that set variables in a syntax that no reader of lint/decode has:
// fish and csh, git's stores, supervisord, and commands that a launcher runs.
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

}  // namespace keylint
