// SPDX-License-Identifier: Apache-2.0
// Findings as the test results that CI servers read (JUnit XML).
#pragma once

#include <ostream>

#include "lint/model/report.h"

namespace keylint {

/// A failed test case for each open finding, one passed case when there is none.
void WriteJunit(const Report& report, std::ostream& out);

}  // namespace keylint
