// SPDX-License-Identifier: Apache-2.0
// What a git hook asks for: `keylint scan --hook pre-commit FILE...`.
#pragma once

#include <memory>
#include <string>

#include "lint/base/result.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_source.h"
#include "lint/cli/world.h"

namespace keylint {

/// The source of `--hook KIND`, where `typed.paths` are the files that the
/// hook's runner names (from the repository's top):
///
/// - pre-commit: what the index adds, when every named file is staged; the
///   commits of PRE_COMMIT_FROM_REF..PRE_COMMIT_TO_REF, when pre-commit says
///   so; else (`--all-files`) the named files as they stand. Findings outside
///   the named files are left out.
/// - commit-msg: the message in the named file, without what git cuts off.
/// - pre-push, pre-receive: what the commits add that git's lines on standard
///   input name and that the other side, or the repository, has not yet.
///
/// A hook must not pass because it read nothing: unreadable files, a missing
/// repository and an empty request are errors.
Result<ChosenSource> MakeHookSource(const ScanArguments& typed, const RuleSet& rules, World& world);

/// The part of a commit message that git keeps: no "#" lines, nothing behind
/// the scissors line. The lines keep their numbers.
std::string CommitMessageText(std::string_view text);

}  // namespace keylint
