// SPDX-License-Identifier: Apache-2.0
// `keylint baseline`: accepts today's findings.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/baseline_file.h"
#include "lint/cli/commands.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_session.h"
#include "lint/judge/catalog.h"
#include "lint/report/escape.h"
#include "lint/report/text.h"

namespace keylint {
namespace {

struct BaselineArguments {
  ScanArguments scan;
  bool prune = false;
  bool audit = false;
};

enum class Answer { kAccept, kLeave, kQuit };

class BaselineCommand {
 public:
  explicit BaselineCommand(World& world) : world_(world) {}

  BaselineArguments typed;

  int Run() {
    if (typed.audit && !world_.in_is_terminal) {
      return Fail({ErrorKind::kUsage, "--audit asks at a terminal, and standard input is none"});
    }
    typed.scan.baseline_may_be_new = true;
    auto session = ScanSession::Prepare(typed.scan, world_);
    if (!session) return Fail(session.error());
    // The parts that were not looked at would lose their entries.
    if (typed.prune && !CoversAll(**session)) {
      return Fail({ErrorKind::kUsage, "--prune needs a scan of the whole repository: run it at its root, without paths and --exclude"});
    }
    const Report report = (*session)->Run();
    if (typed.prune && !report.coverage.complete) {
      return Fail({ErrorKind::kUnreadable, "the scan is incomplete, so nothing was pruned or accepted"});
    }
    Baseline baseline = (*session)->baseline() ? std::move(*(*session)->baseline()) : Baseline::New();
    const std::size_t pruned = typed.prune ? baseline.Prune(Asked(**session)) : 0;
    const std::size_t accepted = typed.prune ? 0 : AcceptAll(report, baseline);
    const auto written = WriteBaselineFile(baseline, (*session)->baseline_path(), (*session)->base());
    if (!written) {
      Fail(written.error());
      return kExitIncomplete;
    }
    world_.out << fmt::format("{}: {} accepted now, {} removed, {} in all\n", ForTerminal((*session)->baseline_path()),
                              accepted, pruned, baseline.size());
    if (*written) {
      world_.out << ".gitattributes: git joins the entries of two branches from now on (merge=union); commit it with the baseline\n";
    }
    world_.err << CoverageLine(report.coverage) << '\n';
    return report.coverage.complete ? kExitClean : kExitIncomplete;
  }

 private:
  // An entry does not say which files it is of.
  bool CoversAll(const ScanSession& session) const {
    const std::vector<std::string>& paths = typed.scan.paths;
    std::error_code error;
    const bool one_folder = paths.empty() || (paths.size() == 1 && std::filesystem::is_directory(paths.front(), error));
    return one_folder && typed.scan.exclude.empty() && session.start() == session.base();
  }

  // What only another front end or other rules find is not known to be gone.
  static std::function<bool(std::string_view)> Asked(const ScanSession& session) {
    std::vector<std::string> known = AllRuleIds(session.rules());
    std::sort(known.begin(), known.end());
    const bool imports = !session.options().imported.empty();
    return [&session, known = std::move(known), imports](std::string_view rule_id) {
      const Selection& selection = session.options().selection;
      if (std::binary_search(known.begin(), known.end(), rule_id)) return selection.Includes(rule_id);
      return imports && rule_id.starts_with("leaked-key/") && selection.IncludesImported(rule_id);
    };
  }

  std::size_t AcceptAll(const Report& report, Baseline& baseline) {
    std::size_t accepted = 0;
    std::size_t number = 0;
    const auto open = static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), IsOpen));
    for (const Finding& finding : report.findings) {
      if (!IsOpen(finding)) continue;
      ++number;
      if (typed.audit) {
        const Answer answer = Ask(finding, number, open);
        if (answer == Answer::kQuit) break;
        if (answer == Answer::kLeave) continue;
      }
      if (baseline.Add(finding)) ++accepted;
    }
    return accepted;
  }

  // Nobody accepts a comment that has no effect.
  static bool IsOpen(const Finding& finding) { return !finding.suppressed() && finding.family() != "suppression"; }

  Answer Ask(const Finding& finding, std::size_t number, std::size_t count) {
    world_.out << fmt::format("\n[{}/{}] {}  {}  {}\n  {}\n", number, count, ForTerminal(PlaceText(finding.where)),
                              LevelName(finding.level), finding.rule_id, ForTerminal(finding.what));
    if (!finding.snippet.empty()) world_.out << "  | " << ForTerminal(finding.snippet) << '\n';
    std::string line;
    while (true) {
      world_.out << "accept, leave or quit? [a/l/q] " << std::flush;
      if (!std::getline(world_.in, line)) return Answer::kQuit;
      if (line == "a") return Answer::kAccept;
      if (line == "l" || line.empty()) return Answer::kLeave;
      if (line == "q") return Answer::kQuit;
    }
  }

  int Fail(const Error& error) {
    world_.err << "keylint: " << (error.path.empty() ? "" : ForTerminal(error.path) + ": ") << ForTerminal(error.message) << '\n';
    return kExitUsage;
  }

  World& world_;
};

}  // namespace

void AddBaselineCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("baseline", "Accept today's findings into .keylint-baseline.json");
  const auto baseline = std::make_shared<BaselineCommand>(world);
  BaselineArguments& typed = baseline->typed;
  command->add_option("PATH", typed.scan.paths, "Files and folders (default: this folder)");
  command->add_flag("--prune", typed.prune, "Only remove entries that nothing needs any more");
  command->add_flag("--audit", typed.audit, "Ask for each finding, at a terminal")->excludes("--prune");
  command->add_option("--baseline", typed.scan.baseline, "The file (default: .keylint-baseline.json at the root)");
  command->add_option("--config", typed.scan.config, "Use this configuration");
  command->add_option("--rules", typed.scan.rule_files, "Add rules from this file or folder")->allow_extra_args(false);
  command->add_option("--only", typed.scan.only, "Accept only this rule or family")->allow_extra_args(false);
  command->add_option("--skip", typed.scan.skip, "Do not accept this rule or family")->allow_extra_args(false);
  command->add_option("--exclude", typed.scan.exclude, "Leave out paths that match this glob")->allow_extra_args(false);
  command->callback([baseline, &run] { run = [baseline] { return baseline->Run(); }; });
}

}  // namespace keylint
