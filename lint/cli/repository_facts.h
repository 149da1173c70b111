// SPDX-License-Identifier: Apache-2.0
// What a report says of the repository it is about.
#pragma once

#include <string>
#include <string_view>

#include "lint/model/report.h"

namespace keylint {

/// Fills revision, branch and address of `report` from the repository that
/// holds `folder`; leaves them empty where there is none.
void AddRepositoryFacts(const std::string& folder, Report& report);

/// The address of a remote as a report may show it: absolute, without user,
/// password, query and fragment. Empty for paths of this machine.
std::string PublicUri(std::string_view remote);

}  // namespace keylint
