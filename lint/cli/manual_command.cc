// SPDX-License-Identifier: Apache-2.0
// `keylint manual man|bash|zsh|fish`: what `cmake --install` puts in its place.
#include <array>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "lint/cli/commands.h"
#include "lint/cli/manual.h"

namespace keylint {
namespace {

struct Writer {
  const char* name;
  void (*write)(const CLI::App&, std::ostream&);
};
constexpr std::array kWriters = {Writer{"man", WriteManPage}, Writer{"bash", WriteBashCompletion},
                                 Writer{"zsh", WriteZshCompletion}, Writer{"fish", WriteFishCompletion}};

}  // namespace

void AddManualCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("manual", "Print the manual page, or a shell's completion");
  const auto kind = std::make_shared<std::string>("man");
  std::vector<std::string> names;
  for (const Writer& writer : kWriters) names.emplace_back(writer.name);
  command->add_option("KIND", *kind, "man, bash, zsh or fish")->check(CLI::IsMember(names));
  command->callback([kind, &app, &world, &run] {
    run = [kind, &app, &world] {
      for (const Writer& writer : kWriters) {
        if (*kind == writer.name) writer.write(app, world.out);
      }
      return kExitClean;
    };
  });
}

}  // namespace keylint
