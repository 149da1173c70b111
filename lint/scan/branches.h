// SPDX-License-Identifier: Apache-2.0
// The conditions under which a line of code runs, as far as its layout shows.
//
//   if config_env() == :prod do
//     config :shop, stripe_key: "..."      "if config_env() == :prod do"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"

namespace keylint {

/// Conditions around `offset`, innermost first: lines above that are indented
/// less and ask a question; "else of ..." for what follows an else,
/// "case 1: of switch (x)" for what a case chooses.
///
/// Time: bounded; a few hundred lines are looked at.
std::vector<std::string> BranchesAt(std::string_view text, std::size_t offset);

/// Names of the blocks around `offset`, innermost first: "release" of
/// `release {` and `getByName("release") {`; as BranchesAt in all else.
std::vector<std::string> BlocksAt(std::string_view text, std::size_t offset);

/// The item of a list in which a setting of YAML or JSON stands, the
/// innermost: what `env: prod` speaks for in a list of deployments. The whole
/// text when it stands in none.
///
/// Time: bounded for YAML; JSON is read up to the item's end.
Span ListItemAt(std::string_view text, std::size_t offset, bool json);

/// What CloudFormation chooses the value at `offset` by: "If IsProd" of
/// `!If [IsProd, A, B]` for A, "else of If IsProd" for B; empty: nothing.
std::string ChoiceAt(std::string_view text, std::size_t offset);

/// "go:build prod" of a Go file that is built under a tag; empty: it always is.
std::string BuildTagOf(std::string_view text);

/// The line `@Profile("prod")` of the class around `offset`; empty: none.
std::string ProfileAt(std::string_view text, std::size_t offset);

/// The last quoted name in front of `offset` in its line:
/// `buildConfigField "String", "STRIPE_KEY", "..."`; empty: there is none.
Span QuotedNameBefore(std::string_view text, std::size_t offset);

}  // namespace keylint
