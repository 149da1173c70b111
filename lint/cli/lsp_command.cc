// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "lint/cli/commands.h"
#include "lint/cli/rules_files.h"
#include "lint/cli/version.h"
#include "lint/lsp/server.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

struct LspArguments {
  std::vector<std::string> rule_files, only, skip;
  bool stdio = false;
};

int Serve(const LspArguments& typed, World& world) {
  const auto rules = RulesWith(typed.rule_files);
  if (!rules) {
    world.err << "keylint: " << ForTerminal(rules.error().path) << ": " << ForTerminal(rules.error().message) << '\n';
    return kExitUsage;
  }
  LspSettings settings;
  settings.version = kVersion;
  settings.scan.selection = {typed.only, typed.skip};
  settings.scan.now = std::chrono::floor<std::chrono::seconds>(world.now());
  settings.home.home = world.environment("HOME").value_or("");
  settings.home.xdg_config_home = world.environment("XDG_CONFIG_HOME").value_or("");
  return ServeLsp(world.in, world.out, rules->rules(), std::move(settings));
}

}  // namespace

void AddLspCommand(CLI::App& app, World& world, CommandRun& run) {
  const auto typed = std::make_shared<LspArguments>();
  CLI::App* command = app.add_subcommand("lsp", "Language server over standard input and output");
  command->add_option("--rules", typed->rule_files, "Add rules from this file or folder")->allow_extra_args(false);
  command->add_option("--only", typed->only, "Report only this rule or family")->allow_extra_args(false);
  command->add_option("--skip", typed->skip, "Do not report this rule or family")->allow_extra_args(false);
  command->add_flag("--stdio", typed->stdio, "Accepted, as editors pass it: there is no other way");
  command->callback([typed, &world, &run] { run = [typed, &world] { return Serve(*typed, world); }; });
}

}  // namespace keylint
