// SPDX-License-Identifier: Apache-2.0
// GitLab's reports: Code Quality and Secret Detection.
#pragma once

#include <ostream>

#include "lint/model/report.h"

namespace keylint {

/// The Code Quality report: an array of open findings.
void WriteGitlab(const Report& report, std::ostream& out);

/// The Secret Detection report (schema 15.1): leaked keys only.
void WriteGitlabSecrets(const Report& report, std::ostream& out);

}  // namespace keylint
