// SPDX-License-Identifier: Apache-2.0
// Every command, one function each; one file each in this folder.
#pragma once

#include <functional>

#include "lint/cli/world.h"

namespace CLI {
class App;
}

namespace keylint {

/// Declares the command's options on `app` and stores in `run` what it does.
/// `run` is called once, after parsing, and returns the exit code.
using CommandRun = std::function<int()>;

void AddScanCommand(CLI::App& app, World& world, CommandRun& run);
void AddLspCommand(CLI::App& app, World& world, CommandRun& run);
void AddBaselineCommand(CLI::App& app, World& world, CommandRun& run);
void AddExplainCommand(CLI::App& app, World& world, CommandRun& run);
void AddDoctorCommand(CLI::App& app, World& world, CommandRun& run);
void AddInitCommand(CLI::App& app, World& world, CommandRun& run);
void AddInventoryCommand(CLI::App& app, World& world, CommandRun& run);
void AddFixCommand(CLI::App& app, World& world, CommandRun& run);
void AddManualCommand(CLI::App& app, World& world, CommandRun& run);
void AddMergeCommand(CLI::App& app, World& world, CommandRun& run);
void AddRulesCommand(CLI::App& app, World& world, CommandRun& run);

}  // namespace keylint
