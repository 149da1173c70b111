// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/commands.h"
#include "lint/cli/output.h"
#include "lint/cli/sarif_file.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_session.h"
#include "lint/report/escape.h"
#include "lint/report/sarif.h"
#include "lint/report/text.h"
#include "lint/scan/scanner.h"
#include "lint/scan/selection.h"

namespace keylint {
namespace {

class ScanCommand {
 public:
  ScanCommand(const CLI::App& app, World& world) : app_(app), world_(world) {}

  ScanArguments typed;

  int Run() {
    const auto requests = PairOutputs(InTypedOrder());
    if (!requests) return Usage(requests.error());
    auto session = ScanSession::Prepare(typed, world_);
    if (!session) return Usage(session.error());
    fail_on_ = (*session)->typed().fail_on;
    Report report = (*session)->Run();
    if (!typed.compare.empty()) {
      if (auto compared = Compare(**session, report); !compared) return Usage(compared.error());
    }
    report.exit_code = ExitCode(report);
    const OutputStyle style{Color(), typed.quiet};
    if (const auto written = WriteOutputs(report, *requests, style, world_); !written) {
      Complain(written.error());
      return kExitIncomplete;
    }
    Close(report);
    if (typed.stats) Stats(report, **session);
    return report.exit_code;
  }

 private:
  Result<void> Compare(const ScanSession& session, Report& report) {
    auto comparison = CompareWith(typed.compare, report.findings);
    if (!comparison) return tl::unexpected(comparison.error());
    compared_ = fmt::format("keylint: against {}: {} new, {} unchanged", ForTerminal(typed.compare), comparison->fresh,
                            comparison->unchanged);
    // Of a part nobody knows what is gone elsewhere.
    const bool everywhere = typed.paths.empty() || typed.paths == std::vector<std::string>{"."};
    const bool whole = everywhere && typed.files_from.empty() && typed.shard.empty() && !typed.staged &&
                       !typed.from_stdin && typed.range.empty() && typed.hook.empty();
    if (whole) {
      // What was not looked for is not gone.
      const Selection looked_for{session.typed().only, session.typed().skip};
      std::erase_if(comparison->absent, [&](const Finding& finding) { return !looked_for.Includes(finding.rule_id); });
      compared_ += fmt::format(", {} gone", comparison->absent.size());
      report.absent = std::move(comparison->absent);
      std::vector<Finding> all = report.findings;
      all.insert(all.end(), report.absent.begin(), report.absent.end());
      report.rules = RulesOf(all, session.rules());
    }
    compared_ += '\n';
    return {};
  }

  int Usage(const Error& error) {
    Complain(error);
    return kExitUsage;
  }
  void Complain(const Error& error) {
    world_.err << "keylint: ";
    if (!error.path.empty()) world_.err << ForTerminal(error.path) << ": ";
    world_.err << ForTerminal(error.message) << '\n';
  }

  std::vector<TypedOutput> InTypedOrder() const {
    std::vector<TypedOutput> order;
    std::size_t format = 0;
    std::size_t output = 0;
    for (const CLI::Option* option : app_.parse_order()) {
      if (option->check_name("--format") && format < typed.formats.size()) {
        order.push_back({false, typed.formats[format++]});
      } else if (option->check_name("--output") && output < typed.outputs.size()) {
        order.push_back({true, typed.outputs[output++]});
      }
    }
    return order;
  }

  int ExitCode(const Report& report) const {
    if (fail_on_ != "never") {
      const Level limit = fail_on_ == "error" ? Level::kError
                          : fail_on_ == "note" ? Level::kNote : Level::kWarning;
      const bool found = std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& f) {
        return !f.suppressed() && f.level >= limit;
      });
      if (found) return kExitFindings;
    }
    return report.coverage.complete ? kExitClean : kExitIncomplete;
  }

  ColorMode Color() const {
    return typed.color == "always" ? ColorMode::kAlways
           : typed.color == "never" ? ColorMode::kNever : ColorMode::kAuto;
  }

  void Close(const Report& report) {
    for (const Notice& notice : report.notices) {
      if (notice.kind == NoticeKind::kSkippedBinary) continue;
      world_.err << "keylint: ";
      if (!notice.path.empty()) world_.err << ForTerminal(notice.path) << ": ";
      world_.err << ForTerminal(notice.message) << '\n';
    }
    if (report.findings.size() > kSarifResults && std::count(typed.formats.begin(), typed.formats.end(), "sarif") != 0) {
      world_.err << fmt::format("keylint: the SARIF report holds the {} worst of {} findings: services refuse more\n",
                                kSarifResults, report.findings.size());
    }
    world_.err << compared_ << CoverageLine(report.coverage) << '\n';
  }

  void Costs(const ScanProfile& profile) {
    double all = 0;
    for (const double seconds : profile.seconds) all += seconds;
    for (std::size_t i = 0; i < kPhases; ++i) {
      if (profile.seconds[i] < 0.0005) continue;
      world_.err << fmt::format("phase: {:7.3f} s  {:3.0f} %  {}\n", profile.seconds[i], 100 * profile.seconds[i] / all,
                                PhaseName(static_cast<Phase>(i)));
    }
    constexpr std::size_t kShown = 10;
    for (std::size_t i = 0; i < std::min(kShown, profile.keys.size()); ++i) {
      const KeyWork& work = profile.keys[i];
      world_.err << fmt::format("cost: {:.3f} s  {} looks, {} candidates  {}\n", work.seconds, work.looks, work.candidates,
                                ForTerminal(work.key->id));
    }
  }

  void Stats(const Report& report, const ScanSession& session) {
    const ScanTimes& times = session.times();
    world_.err << fmt::format("time: {:.3f} s preparing, {:.3f} s scanning, {:.3f} s reporting\n", times.prepare,
                              times.scan, times.Report());
    Costs(session.profile());
    std::map<std::string_view, std::pair<std::size_t, std::size_t>> rules;
    for (const Finding& finding : report.findings) {
      auto& [open, accepted] = rules[finding.rule_id];
      ++(finding.suppressed() ? accepted : open);
    }
    for (const auto& [rule, counts] : rules) {
      world_.err << fmt::format("rule: {:<50} {} open, {} accepted\n", ForTerminal(rule), counts.first, counts.second);
    }
    for (const DocumentTime& slow : report.slowest) {
      world_.err << fmt::format("slow: {:.3f} s  {}\n", slow.seconds, ForTerminal(slow.path));
    }
    for (const std::string& allow : session.UnmatchedAllows()) {
      world_.err << fmt::format("allow without effect: {}\n", ForTerminal(allow));
    }
  }

  const CLI::App& app_;
  World& world_;
  std::string fail_on_;
  std::string compared_;
};

// An empty text comes of a variable that a script forgot to set.
const CLI::Validator kNotEmpty([](std::string& text) { return text.empty() ? std::string("it is empty") : std::string(); }, "", "not empty");
const CLI::Validator kNotNegative([](std::string& text) { return text.starts_with('-') ? "expected a size, not " + text : std::string(); }, "", "a size");

void Declare(CLI::App& command, ScanArguments& typed) {
  command.add_option("PATH", typed.paths, "Files and folders (default: this folder)")->check(kNotEmpty);
  command.add_flag("--stdin", typed.from_stdin, "Read one document from standard input")->group("What to scan");
  command.add_option("--path", typed.stdin_path, "Judge it as if it stood here")->needs("--stdin")->group("What to scan");
  command.add_flag("--staged", typed.staged, "What the git index holds against HEAD")->group("What to scan");
  command.add_option("--range", typed.range, "What the commits of a range add (A..B)")->check(kNotEmpty)->group("What to scan");
  command.add_flag("--history", typed.history, "Every blob that any ref reaches")->group("What to scan");
  command.add_option("--hook", typed.hook, "What a git hook asks for, by the files its runner names")
      ->check(CLI::IsMember({"pre-commit", "commit-msg", "pre-push", "pre-receive"}))->group("What to scan");
  command.add_option("--files-from", typed.files_from, "Read paths from this file, one a line ('-': standard input)")->group("What to scan");
  command.add_option("--exclude", typed.exclude, "Leave out paths that match this glob")->allow_extra_args(false)->group("What to scan");
  command.add_flag("--ast", typed.ast, "Add the Clang front end (C and C++)")->group("What to scan");
  command.add_option("--compile-commands", typed.compile_commands, "Folder of the compilation database")->needs("--ast")->group("What to scan");
  command.add_option("--shard", typed.shard, "Scan one of n parts of the files (i/n)")->group("What to scan");
  command.add_flag("--no-ignore", typed.no_ignore, "Read what ignore files leave out, too")->group("What to scan");
  command.add_option("--max-file-size", typed.max_file_size, "Skip larger files (such as 20MB)")
      ->transform(CLI::AsSizeValue(false))->transform(kNotNegative)->group("What to scan");
  command.add_option("--rules", typed.rule_files, "Add rules from this file or folder")->allow_extra_args(false)->group("What to report");
  command.add_option("--config", typed.config, "Use this configuration, not the .keylint.toml of the folders")->group("What to report");
  command.add_option("--baseline", typed.baseline, "Accept what this baseline holds (default: .keylint-baseline.json)")->group("What to report");
  command.add_option("--trusted-config", typed.trusted_config, "Take configuration, baseline and inline allows from this commit")->group("What to report");
  command.add_option("--only", typed.only, "Report only this rule or family")->delimiter(',')->allow_extra_args(false)->group("What to report");
  command.add_option("--skip", typed.skip, "Do not report this rule or family")->delimiter(',')->allow_extra_args(false)->group("What to report");
  command.add_option("--fail-on", typed.fail_on, "Exit with 1 from this level on")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}))->group("What to report");
  command.add_flag("--no-inline-allow", typed.no_inline_allow, "Ignore 'keylint:allow' comments")->group("What to report");
  command.add_option("--expiring-within", typed.expiring_within, "Note keys that expire within so many days")->group("What to report");
  command.add_option("--now", typed.now, "The time that expiry is judged at (RFC 3339)")->group("What to report");
  command.add_option("--format", typed.formats, "How to report; may be repeated")
      ->check(CLI::IsMember(FormatNames()))->allow_extra_args(false)->group("How to report");
  command.add_option("--output", typed.outputs, "Write the format named before it to this file")->allow_extra_args(false)->group("How to report");
  command.add_option("--compare", typed.compare, "Say which findings this SARIF report has not")->group("How to report");
  command.add_flag("--stats", typed.stats, "Say where time went, what each rule found, which allows had no effect")->group("How to report");
  command.add_option("--color", typed.color, "Colours")->check(CLI::IsMember({"auto", "always", "never"}))->group("How to report");
  command.add_option("--progress", typed.progress, "A progress line")->check(CLI::IsMember({"auto", "always", "never"}))->group("How to report");
  command.add_flag("--quiet,-q", typed.quiet, "Print findings only")->group("How to report");
  command.add_flag("--show-secrets", typed.show_secrets, "Print secrets in full")->group("How to report");
  command.add_option("--threads", typed.threads, "Workers (default: one for each processor)")->group("How to work");
  command.add_option("--max-decode-depth", typed.max_decode_depth, "Layers of encodings to look through")->group("How to work");
}

}  // namespace

void AddScanCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("scan", "Scan files, folders, standard input or git");
  const auto scan = std::make_shared<ScanCommand>(*command, world);
  Declare(*command, scan->typed);
  command->callback([scan, &run] { run = [scan] { return scan->Run(); }; });
}

}  // namespace keylint
