// SPDX-License-Identifier: Apache-2.0
// Findings for programs: one JSON object, or one line for each finding.
#pragma once

#include <ostream>

#include "lint/model/report.h"

namespace keylint {

/// {"version", "findings": [...], "notices": [...], "coverage": {...}}
void WriteJson(const Report& report, std::ostream& out);

/// One object a line: "type" is finding, notice or coverage (the last line).
void WriteJsonLines(const Report& report, std::ostream& out);

}  // namespace keylint
