// SPDX-License-Identifier: Apache-2.0
// Findings as a table for spreadsheets.
#pragma once

#include <ostream>

#include "lint/model/report.h"

namespace keylint {

/// A header and a row for each finding, accepted ones too (RFC 4180). A cell
/// that a spreadsheet would run as a formula begins with an apostrophe.
void WriteCsv(const Report& report, std::ostream& out);

}  // namespace keylint
