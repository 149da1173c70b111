// SPDX-License-Identifier: Apache-2.0
// The baseline on disk, and what git must know of it.
#pragma once

#include <string>

#include "lint/base/result.h"
#include "lint/judge/baseline.h"

namespace keylint {

/// Writes `baseline` to `path`. The first time in the repository at `base`, a
/// line in the `.gitattributes` beside it tells git to keep the entries of
/// both branches when they are merged: new entries stand between old ones, so
/// that two branches of a small baseline often touch the same place.
///
/// Returns whether that line was added. Errors: kUnreadable.
Result<bool> WriteBaselineFile(const Baseline& baseline, const std::string& path, const std::string& base);

}  // namespace keylint
