// SPDX-License-Identifier: Apache-2.0
// The project's key variables by environment, for reports that show them.
#pragma once

#include <vector>

#include "lint/model/environment.h"
#include "lint/model/report.h"

namespace keylint {

/// Where variables that hold a known key somewhere are set, and to what kind
/// of value; sorted by variable, environment and place. At most 2,000.
std::vector<SettingCell> SettingsOf(const std::vector<Assignment>& assignments);

}  // namespace keylint
