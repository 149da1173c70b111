// SPDX-License-Identifier: Apache-2.0
// A report for people who would rather look: one file that loads nothing.
#pragma once

#include <cstddef>
#include <ostream>

#include "lint/model/report.h"

namespace keylint {

struct HtmlOptions {
  /// More make a page that no browser enjoys: the worst are kept, the cut said.
  std::size_t max_findings = 5'000;
};

/// Writes one page without scripts: tallies, filters (by level, family,
/// provider and environment, with CSS alone), the matrix of key variables by
/// environment, findings by file. Dark or light as the system is.
void WriteHtml(const Report& report, const HtmlOptions& options, std::ostream& out);

}  // namespace keylint
