// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/command_line.h"

#include <algorithm>
#include <new>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/commands.h"
#include "lint/cli/version.h"

namespace keylint {
namespace {

constexpr const char* kDescription =
    "keylint finds keys that leak, cannot work, have expired, or stand in the wrong\n"
    "environment or scope. It reads text only: no network, and no secret in its output.";

constexpr const char* kFooter =
    "Examples\n"
    "  keylint .                                   scan this folder\n"
    "  keylint scan --staged                       what the next commit adds\n"
    "  keylint scan --format sarif --output out.sarif --format text\n"
    "  keylint rules show stripe-secret-key        one rule's page\n\n"
    "Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 incomplete.";

void Build(CLI::App& app, World& world, CommandRun& run) {
  app.description(kDescription);
  app.footer(kFooter);
  app.set_version_flag("--version", fmt::format("keylint {}", kVersion));
  app.require_subcommand(0, 1);
  AddScanCommand(app, world, run);
  AddLspCommand(app, world, run);
  AddBaselineCommand(app, world, run);
  AddExplainCommand(app, world, run);
  AddDoctorCommand(app, world, run);
  AddInitCommand(app, world, run);
  AddInventoryCommand(app, world, run);
  AddFixCommand(app, world, run);
  AddMergeCommand(app, world, run);
  AddRulesCommand(app, world, run);
  AddManualCommand(app, world, run);
}

// `keylint PATH...` is `keylint scan PATH...`.
void InsertScan(const CLI::App& app, std::vector<std::string>& arguments) {
  if (!arguments.empty()) {
    const std::string& first = arguments.front();
    if (first == "--help" || first == "-h" || first == "--version" || first == "--help-all") return;
    const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
    const bool is_command = std::any_of(commands.begin(), commands.end(),
                                        [&](const CLI::App* command) { return command->check_name(first); });
    if (is_command) return;
  }
  arguments.insert(arguments.begin(), "scan");
}

}  // namespace

int RunCommandLine(std::vector<std::string> arguments, World& world) try {
  CLI::App app;
  app.name("keylint");
  CommandRun run;
  Build(app, world, run);
  InsertScan(app, arguments);
  std::reverse(arguments.begin(), arguments.end());  // CLI11 pops from the back.
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    world.out << (chosen.empty() ? app : *chosen.front()).help();
    return kExitClean;
  } catch (const CLI::CallForVersion&) {
    world.out << "keylint " << kVersion << '\n';
    return kExitClean;
  } catch (const CLI::ParseError& error) {
    world.err << "keylint: " << error.what() << "\nTry 'keylint --help'.\n";
    return kExitUsage;
  }
  if (!run) {
    world.out << app.help();
    return kExitClean;
  }
  const int code = run();
  world.out.flush();
  return code;
} catch (const std::bad_alloc&) {
  world.err << "keylint: out of memory\n";
  return kExitIncomplete;
}

}  // namespace keylint
