// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/command_line.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/cli/commands.h"
#include "lint/cli/version.h"
#include "lint/scan/selection.h"

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

// Half a page is none; but who closes a pipe ("| head") has read enough.
int Flushed(int code, World& world) {
  if (world.out) errno = 0;
  world.out.flush();
  if (world.out || errno == EPIPE) return code;
  world.err << fmt::format("keylint: standard output: {}\n", errno == 0 ? "cannot be written" : std::generic_category().message(errno));
  return kExitIncomplete;
}

// A word that is no file and nearly a command is a command mistyped.
std::string MistypedCommand(const CLI::App& app, const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().empty() || !std::all_of(arguments.front().begin(), arguments.front().end(), IsLower)) return {};
  const std::string& first = arguments.front();
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(first, error))) return {};
  std::vector<std::string_view> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  const Nearest nearest = NearestOf(first, names);
  constexpr std::size_t kMistypedLetters = 2;
  if (nearest.distance == 0 || nearest.distance > kMistypedLetters || nearest.distance * 2 > first.size()) return {};
  return fmt::format("no command and no file is named '{}'; did you mean 'keylint {}'?", first, nearest.name);
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
  const std::string mistyped = MistypedCommand(app, arguments);
  InsertScan(app, arguments);
  if (!mistyped.empty() && arguments.front() == "scan") {
    world.err << "keylint: " << mistyped << '\n';
    return kExitUsage;
  }
  std::reverse(arguments.begin(), arguments.end());  // CLI11 pops from the back.
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    world.out << (chosen.empty() ? app : *chosen.front()).help();
    return Flushed(kExitClean, world);
  } catch (const CLI::CallForVersion&) {
    world.out << "keylint " << kVersion << '\n';
    return Flushed(kExitClean, world);
  } catch (const CLI::ParseError& error) {
    world.err << "keylint: " << error.what() << "\nTry 'keylint --help'.\n";
    return kExitUsage;
  }
  if (!run) {
    world.out << app.help();
    return Flushed(kExitClean, world);
  }
  return Flushed(run(), world);
} catch (const std::bad_alloc&) {
  world.err << "keylint: out of memory\n";
  return kExitIncomplete;
}

}  // namespace keylint
