// SPDX-License-Identifier: Apache-2.0
// gitleaks and betterleaks TOML -> ImportedRules.
//
//   const auto rules = ImportGitleaks({".gitleaks.toml", text}, OpenFile);
//   const ImportedMatcher matcher(*rules);
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "lint/base/result.h"
#include "lint/ruleset/imported.h"
#include "lint/ruleset/load.h"

namespace keylint {

/// Whether `text` is a rule file of gitleaks or betterleaks rather than ours:
/// it has rules, allowlists or an extension and no provider.
bool IsGitleaksToml(std::string_view text);

/// Reads the file that another one extends, by the path as written there.
using OpenRuleFile = std::function<Result<RuleFile>(const std::string& path)>;

/// The rules of `file` and of what it extends (two levels deep, as gitleaks
/// does). A rule with the id of an extended one overrides the fields it sets
/// and adds to its lists. A rule that cannot be followed is left out, with a
/// warning that names it.
///
/// Errors: kMalformed with `path` when the TOML does not parse, a rule has no
///         id, or an allowlist is empty; whatever `open` fails with.
/// Source: gitleaks README, "Configuration" (v8.28); betterleaks
///         docs/config.md (read 2026-11).
Result<ImportedRules> ImportGitleaks(const RuleFile& file, const OpenRuleFile& open);

}  // namespace keylint
