// SPDX-License-Identifier: Apache-2.0
// From arguments to a command's exit code. Nothing below this folder prints.
#pragma once

#include <string>
#include <vector>

#include "lint/cli/world.h"

namespace keylint {

/// Runs the command that `arguments` (without the program's name) ask for.
int RunCommandLine(std::vector<std::string> arguments, World& world);

}  // namespace keylint
