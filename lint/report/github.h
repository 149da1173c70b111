// SPDX-License-Identifier: Apache-2.0
// Findings as workflow commands of GitHub Actions ("::error file=...").
#pragma once

#include <ostream>

#include "lint/model/report.h"

namespace keylint {

/// An annotation for each finding that is not accepted, the worst first: GitHub
/// shows ten of each level a step.
void WriteGithub(const Report& report, std::ostream& out);

}  // namespace keylint
