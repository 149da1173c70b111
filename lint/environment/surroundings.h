// SPDX-License-Identifier: Apache-2.0
// The settings of a file that say where it runs, and from them and its path
// the environment of each setting.
#pragma once

#include "lint/environment/project.h"

namespace keylint::environment {

/// Fills Assignment::environment of all settings of `file`.
///
/// Time: settings times surroundings, of which a bounded number count.
void FindEnvironments(const Project& project, ProjectFile& file);

/// The environment that `signals` add up to. `overrides`: the first decides.
Environment Weigh(std::vector<EnvironmentSignal> signals, bool overrides);

}  // namespace keylint::environment
