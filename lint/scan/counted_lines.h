// SPDX-License-Identifier: Apache-2.0
// Which findings of a document count, where a range of commits or the index is
// scanned: those on lines that it adds.
#pragma once

#include <algorithm>

#include "lint/model/document.h"
#include "lint/model/finding.h"

namespace keylint {

/// Whether `where` touches a line of `document` that counts.
///
/// Time: logarithmic in the ranges of lines, which stand in their order and
///       apart.
inline bool IsCounted(const Document& document, const Location& where) {
  if (!document.counted_lines) return true;
  const auto& ranges = *document.counted_lines;
  const auto range = std::partition_point(ranges.begin(), ranges.end(), [&](const LineRange& one) { return one.last < where.begin.line; });
  return range != ranges.end() && range->first <= where.end.line;
}

}  // namespace keylint
