// SPDX-License-Identifier: Apache-2.0
// `keylint merge A.sarif B.sarif`: one report of several.
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/commands.h"
#include "lint/cli/sarif_file.h"
#include "lint/cli/scan_session.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

struct MergeArguments {
  std::vector<std::string> files;
  std::string output;
  std::string fail_on = "warning";
};

int Fail(const Error& error, int code, World& world) {
  world.err << fmt::format("keylint: {}: {}\n", ForTerminal(error.path), ForTerminal(error.message));
  return code;
}

int Merge(const MergeArguments& typed, World& world) {
  const auto merged = MergeSarif(typed.files);
  if (!merged) return Fail(merged.error(), kExitUsage, world);
  if (typed.output.empty() || typed.output == "-") {
    world.out << merged->text << std::flush;
    if (!world.out) return Fail({ErrorKind::kUnreadable, "closed before the report was written", "standard output"}, kExitIncomplete, world);
  } else if (const auto written = ReplaceFile(typed.output, merged->text); !written) {
    return Fail(written.error(), kExitIncomplete, world);
  }
  world.err << fmt::format("keylint: joined {} reports: {} errors, {} warnings, {} notes; {} in more than one{}\n",
                           typed.files.size(), merged->errors, merged->warnings, merged->notes, merged->joined,
                           merged->complete ? "" : "; INCOMPLETE");
  std::size_t failing = 0;
  if (typed.fail_on != "never") failing = merged->errors;
  if (typed.fail_on == "warning" || typed.fail_on == "note") failing += merged->warnings;
  if (typed.fail_on == "note") failing += merged->notes;
  if (failing != 0) return kExitFindings;
  return merged->complete ? kExitClean : kExitIncomplete;
}

}  // namespace

void AddMergeCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("merge", "Join SARIF reports of shards or runs without duplicates");
  const auto typed = std::make_shared<MergeArguments>();
  command->add_option("FILE", typed->files, "SARIF files")->required();
  command->add_option("--output", typed->output, "Write to this file (default: standard output)");
  command->add_option("--fail-on", typed->fail_on, "Exit with 1 from this level on")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}));
  command->callback([typed, &world, &run] { run = [typed, &world] { return Merge(*typed, world); }; });
}

}  // namespace keylint
