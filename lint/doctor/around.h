// SPDX-License-Identifier: Apache-2.0
// What the scan of a project says about a setting in it: its environment, its
// scope, its pairs. One value alone cannot tell these.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "lint/doctor/examine.h"
#include "lint/doctor/machine.h"
#include "lint/scan/pipeline.h"

namespace keylint {

/// The findings of the families environment, scope and expired in the
/// configuration of the machine's project, those of `files` (absolute) only.
/// `now` in seconds since 1970.
std::vector<DoctorFinding> FindingsAround(const Pipeline& pipeline, const Machine& machine, std::int64_t now, const std::set<std::string>& files);

}  // namespace keylint
