// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <iterator>
#include <memory>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/commands.h"
#include "lint/cli/output.h"
#include "lint/cli/progress.h"
#include "lint/cli/rules_files.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_source.h"
#include "lint/cli/version.h"
#include "lint/report/escape.h"
#include "lint/report/text.h"
#include "lint/scan/scanner.h"

namespace keylint {
namespace {

Result<std::chrono::sys_seconds> ParseTime(const std::string& text) {
  std::tm tm{};
  std::istringstream in(text);
  in >> std::get_time(&tm, "%Y-%m-%d");
  if (in && !in.eof()) {
    const char t = static_cast<char>(in.get());
    if (t == 'T' || t == 't' || t == ' ') in >> std::get_time(&tm, "%H:%M:%S");
  }
  if (in.fail()) {
    return Failure(ErrorKind::kUsage, fmt::format("--now takes an RFC 3339 time, not '{}'", text));
  }
  std::string zone;
  std::getline(in, zone);
  if (!zone.empty() && zone[0] == '.') zone.erase(0, zone.find_first_not_of("0123456789", 1));
  long offset_minutes = 0;
  if (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':') {
    offset_minutes = std::stol(zone.substr(1, 2)) * 60 + std::stol(zone.substr(4, 2));
    if (zone[0] == '-') offset_minutes = -offset_minutes;
  } else if (!zone.empty() && zone != "Z" && zone != "z") {
    return Failure(ErrorKind::kUsage, fmt::format("--now: '{}' is no time zone", zone));
  }
  return std::chrono::sys_seconds(std::chrono::seconds(timegm(&tm) - offset_minutes * 60));
}

Result<int> ParseDays(std::string_view text) {
  int days = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, days);
  if (error != std::errc() || days < 0 || (stop != end && std::string_view(stop, end) != "d")) {
    return Failure(ErrorKind::kUsage, fmt::format("--expiring-within takes days such as 30d, not '{}'", text));
  }
  return days;
}

Result<ScanOptions> Understand(const ScanArguments& typed, const World& world) {
  ScanOptions options;
  options.selection = {typed.only, typed.skip};
  options.threads = typed.threads != 0 ? typed.threads : world.processors;
  options.max_decode_depth = typed.max_decode_depth;
  options.show_secrets = typed.show_secrets;
  options.inline_allow = !typed.no_inline_allow;
  options.now = std::chrono::floor<std::chrono::seconds>(world.now());
  if (!typed.now.empty()) {
    auto now = ParseTime(typed.now);
    if (!now) return tl::unexpected(now.error());
    options.now = *now;
  }
  auto days = ParseDays(typed.expiring_within);
  if (!days) return tl::unexpected(days.error());
  options.expiring_within_days = *days;
  return options;
}

class ScanCommand {
 public:
  ScanCommand(const CLI::App& app, World& world) : app_(app), world_(world) {}

  ScanArguments typed;

  int Run() {
    const auto requests = PairOutputs(InTypedOrder());
    if (!requests) return Usage(requests.error());
    const auto options = Understand(typed, world_);
    if (!options) return Usage(options.error());
    auto rules = RulesWith(typed.rule_files);
    if (!rules) return Usage(rules.error());
    auto source = MakeSource(typed, rules->rules(), world_);
    if (!source) return Usage(source.error());
    Report report = Scan(rules->rules(), *options, *source);
    report.tool_version = kVersion;
    report.exit_code = ExitCode(report);
    const OutputStyle style{Color(), typed.quiet};
    if (const auto written = WriteOutputs(report, *requests, style, world_); !written) {
      Complain(written.error());
      return kExitIncomplete;
    }
    Close(report);
    return report.exit_code;
  }

 private:
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

  Report Scan(const RuleSet& rules, const ScanOptions& options, ChosenSource& chosen) {
    const Scanner scanner(rules, options);
    const bool wanted = typed.progress == "always" ||
                        (typed.progress == "auto" && world_.err_is_terminal && !typed.quiet);
    Report report;
    {
      const Progress progress(*chosen.source, world_.err, wanted);
      report = scanner.Run(*chosen.source, chosen.on_findings);
    }
    if (chosen.finish) chosen.finish(report);
    report.coverage.source = chosen.what;
    return report;
  }

  int ExitCode(const Report& report) const {
    if (typed.fail_on != "never") {
      const Level limit = typed.fail_on == "error" ? Level::kError
                          : typed.fail_on == "note" ? Level::kNote : Level::kWarning;
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
    world_.err << CoverageLine(report.coverage) << '\n';
  }

  const CLI::App& app_;
  World& world_;
};

void Declare(CLI::App& command, ScanArguments& typed) {
  command.add_option("PATH", typed.paths, "Files and folders (default: this folder)");
  command.add_flag("--stdin", typed.from_stdin, "Read one document from standard input")->group("What to scan");
  command.add_option("--path", typed.stdin_path, "Judge it as if it stood here")->needs("--stdin")->group("What to scan");
  command.add_flag("--staged", typed.staged, "What the git index holds against HEAD")->group("What to scan");
  command.add_option("--range", typed.range, "What the commits of a range add (A..B)")->group("What to scan");
  command.add_flag("--history", typed.history, "Every blob that any ref reaches")->group("What to scan");
  command.add_option("--hook", typed.hook, "What a git hook asks for, by the files its runner names")
      ->check(CLI::IsMember({"pre-commit", "commit-msg"}))->group("What to scan");
  command.add_option("--files-from", typed.files_from, "Read paths from this file, one a line ('-': standard input)")->group("What to scan");
  command.add_option("--exclude", typed.exclude, "Leave out paths that match this glob")->allow_extra_args(false)->group("What to scan");
  command.add_flag("--no-ignore", typed.no_ignore, "Read what ignore files leave out, too")->group("What to scan");
  command.add_option("--max-file-size", typed.max_file_size, "Skip larger files (such as 20MB)")
      ->transform(CLI::AsSizeValue(false))->group("What to scan");
  command.add_option("--rules", typed.rule_files, "Add rules from this file or folder")->allow_extra_args(false)->group("What to report");
  command.add_option("--only", typed.only, "Report only this rule or family")->allow_extra_args(false)->group("What to report");
  command.add_option("--skip", typed.skip, "Do not report this rule or family")->allow_extra_args(false)->group("What to report");
  command.add_option("--fail-on", typed.fail_on, "Exit with 1 from this level on")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}))->group("What to report");
  command.add_flag("--no-inline-allow", typed.no_inline_allow, "Ignore 'keylint:allow' comments")->group("What to report");
  command.add_option("--expiring-within", typed.expiring_within, "Note keys that expire within so many days")->group("What to report");
  command.add_option("--now", typed.now, "The time that expiry is judged at (RFC 3339)")->group("What to report");
  command.add_option("--format", typed.formats, "How to report; may be repeated")
      ->check(CLI::IsMember(FormatNames()))->allow_extra_args(false)->group("How to report");
  command.add_option("--output", typed.outputs, "Write the format named before it to this file")->allow_extra_args(false)->group("How to report");
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
