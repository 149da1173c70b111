// SPDX-License-Identifier: Apache-2.0
// Which lines a change adds.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/model/document.h"

namespace keylint {

/// The lines of `now` that are not in `before`, in order, merged into ranges.
/// Lines are counted as LineIndex counts them.
///
/// Patience diff: lines that occur once on either side anchor the comparison.
/// A moved line counts as added where it stands now, as git shows it.
/// Time: n log n in the number of lines.
std::vector<LineRange> AddedLines(std::string_view before, std::string_view now);

/// Lines in all of `sets`: what a merge adds to each of its parents.
std::vector<LineRange> CommonLines(const std::vector<std::vector<LineRange>>& sets);

}  // namespace keylint
