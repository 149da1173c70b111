// SPDX-License-Identifier: Apache-2.0
// Findings as a person reads them on a terminal or in a log.
#pragma once

#include <ostream>

#include "lint/model/report.h"

namespace keylint {

struct TextOptions {
  bool color = false;    ///< ANSI colours.
  bool unicode = true;   ///< False: '...' for '…' and plain ASCII borders.
  unsigned width = 80;   ///< Columns to wrap at.
};

/// Writes findings grouped by file, each with its place, masked source line,
/// reason and remedy, then a tally. Suppressed findings are only counted.
void WriteText(const Report& report, const TextOptions& options, std::ostream& out);

/// The closing line: what was covered, skipped and why. One line, no newline.
std::string CoverageLine(const CoverageSummary& coverage);

/// "1.2 MB", "310 bytes": decimal units, as file managers show them.
std::string HumanBytes(std::uint64_t bytes);

}  // namespace keylint
