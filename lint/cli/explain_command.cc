// SPDX-License-Identifier: Apache-2.0
// `keylint explain PATH:LINE`: why a line is, or is not, a finding.
//
// It runs the scan itself, over the whole repository as `keylint scan` would,
// with a Trace on the lines that are asked for.
#include <fcntl.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <mutex>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/cli/commands.h"
#include "lint/cli/explanation.h"
#include "lint/cli/output.h"
#include "lint/cli/scan_session.h"
#include "lint/report/escape.h"
#include "lint/report/text.h"
#include "lint/source/fd.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

// "a/b.env:12", "a/b.env:12:5" and "a/b.env:10-14"; a file whose own name ends
// so is taken as it is.
struct Target {
  std::string path;
  std::optional<LineRange> lines;
};

std::optional<std::size_t> Number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::optional<LineRange> Lines(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = Number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : Number(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return LineRange{*first, *last};
}

// "deploy.py:0" of a file that is there: what stands behind the colon.
std::optional<std::string> NoLines(const std::string& typed) {
  std::error_code error;
  for (std::size_t colon = typed.rfind(':'); colon != std::string::npos && colon > 0; colon = typed.rfind(':', colon - 1)) {
    if (fs::exists(fs::symlink_status(typed.substr(0, colon), error))) return typed.substr(colon + 1);
  }
  return std::nullopt;
}

Target ParseTarget(const std::string& typed) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(typed, error))) return {typed, std::nullopt};
  const std::size_t colon = typed.rfind(':');
  if (colon == std::string::npos) return {typed, std::nullopt};
  const auto last = Lines(std::string_view(typed).substr(colon + 1));
  if (!last) return {typed, std::nullopt};
  const std::string before = typed.substr(0, colon);
  const std::size_t second = before.rfind(':');
  if (second != std::string::npos && !fs::exists(fs::symlink_status(before, error))) {
    if (const auto line = Lines(std::string_view(before).substr(second + 1))) return {before.substr(0, second), line};
  }
  return {before, last};
}

class ExplainCommand {
 public:
  explicit ExplainCommand(World& world) : world_(world) {}

  ScanArguments scan;
  std::string target;
  std::string format = "text";

  int Run() {
    const Target asked = ParseTarget(target);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(asked.path, error);
    if (const auto lines = fs::exists(status) ? std::nullopt : NoLines(target)) {
      return Fail({ErrorKind::kUsage, fmt::format("'{}' is no line: give PATH:LINE or PATH:FIRST-LAST, counted from 1", lines->substr(0, 20)),
                   target.substr(0, target.size() - lines->size() - 1)});
    }
    if (!fs::exists(status)) return Fail({ErrorKind::kNotFound, "there is no such file; give PATH:LINE", asked.path});
    const fs::path absolute = fs::weakly_canonical(fs::absolute(asked.path, error).parent_path(), error) / fs::path(asked.path).filename();
    const bool folder = fs::is_directory(asked.path, error);
    const std::string base = FindBase(folder ? fs::weakly_canonical(asked.path, error).string() : absolute.parent_path().string());
    const bool repository = fs::exists(fs::path(base) / ".git", error);
    Explanation told;
    told.path = repository ? fs::path(folder ? fs::weakly_canonical(asked.path, error) : absolute).lexically_relative(base).string()
                           : PathOfLoneFile(absolute);
    told.lines = asked.lines;
    told.folder = folder;
    scan.paths = {repository || folder ? base : absolute.string()};
    if (!repository && !folder) told.about.emplace_back("it stands in no repository, so it is judged alone, without its neighbours");
    if (const auto done = Look(told); !done) return Fail(done.error());
    if (!folder && !told.seen && fs::is_regular_file(fs::status(asked.path, error))) {
      if (const auto done = LookAnyway(absolute.string(), told); !done) return Fail(done.error());
    }
    if (!told.seen && !folder && told.left_out.empty()) told.left_out.emplace_back(WhyNot(status));
    Advise(told);
    if (format == "json") {
      WriteJson(told, world_.out);
    } else {
      std::ostringstream text;
      WriteText(told, text);
      world_.out << (HasUnicode(world_) ? text.str() : WithoutEllipses(text.str()));
    }
    if (told.lines && told.seen && told.lines->first > told.line_count) {
      return Fail({ErrorKind::kNotFound, fmt::format("there is no line {}: it has {}", told.lines->first, told.line_count), asked.path});
    }
    return kExitClean;
  }

 private:
  // As a scan of this one file names it: from the current folder, if below it.
  static std::string PathOfLoneFile(const fs::path& absolute) {
    std::error_code error;
    const fs::path below = absolute.lexically_relative(fs::current_path(error));
    return below.empty() || *below.begin() == ".." ? absolute.filename().string() : below.string();
  }

  static std::string_view WhyNot(const fs::file_status& status) {
    return fs::is_symlink(status)        ? "it is a link, and links are not followed"
           : fs::is_regular_file(status) ? "it cannot be read"
                                         : "it is no regular file: a FIFO, socket or device is never read";
  }

  // The scan as it would be, and what it does here.
  Result<void> Look(Explanation& told) {
    std::mutex mutex;
    scan.on_left_out = [&](const std::string& path, const std::string& why) {
      const bool same = path == told.path;
      const bool above = told.path.size() > path.size() && told.path.starts_with(path) && told.path[path.size()] == '/';
      const bool below = told.folder && (told.path == "." || (path.starts_with(told.path) && path[told.path.size()] == '/'));
      if (!same && !above && !below) return;
      const std::lock_guard lock(mutex);
      told.left_out.push_back(same ? why : fmt::format("{}: {}", path, why));
    };
    auto session = ScanSession::Prepare(scan, world_);
    if (!session) return tl::unexpected(session.error());
    return Trace(**session, told, told.path);
  }

  // A file that the scan leaves out is judged by itself, so that the answer
  // covers both questions.
  Result<void> LookAnyway(const std::string& absolute, Explanation& told) {
    const Fd file(::open(absolute.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) return {};
    World inner = world_;
    inner.in_descriptor = file.get();
    ScanArguments alone = scan;
    alone.paths.clear();
    alone.from_stdin = true;
    alone.on_left_out = {};
    std::error_code error;
    const std::string here = fs::current_path(error).string();
    const bool below = absolute.starts_with(here + "/");
    alone.stdin_path = below ? absolute.substr(here.size() + 1) : absolute;
    told.judged_anyway = true;
    auto session = ScanSession::Prepare(alone, inner);
    if (!session) return tl::unexpected(session.error());
    return Trace(**session, told, alone.stdin_path);
  }

  static Result<void> Trace(ScanSession& session, Explanation& told, const std::string& path) {
    constexpr std::size_t kAll = SIZE_MAX / 2;
    keylint::Trace trace(path, told.lines.value_or(LineRange{1, kAll}));
    // Without a line, its findings are told and not every step.
    session.SetTrace(&trace);
    session.OnAssignments([&](std::vector<Assignment>& assignments) { told.TakeSettings(assignments, path); });
    const Report report = session.Run();
    told.seen = trace.seen();
    told.line_count = trace.line_count();
    told.about.insert(told.about.end(), trace.about().begin(), trace.about().end());
    if (told.lines) told.spots = trace.Spots();
    told.TakeReport(report, path);
    return {};
  }

  int Fail(const Error& error) {
    world_.err << "keylint: " << (error.path.empty() ? "" : ForTerminal(error.path) + ": ") << ForTerminal(error.message) << '\n';
    return kExitUsage;
  }

  World& world_;
};

}  // namespace

void AddExplainCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("explain", "Why a line is, or is not, a finding");
  const auto explain = std::make_shared<ExplainCommand>(world);
  ScanArguments& scan = explain->scan;
  command->add_option("TARGET", explain->target, "PATH:LINE, PATH:FIRST-LAST, or a file or folder")->required();
  command->add_option("--format", explain->format, "How to say it")->check(CLI::IsMember({"text", "json"}));
  command->add_option("--config", scan.config, "Use this configuration, not the .keylint.toml of the folders");
  command->add_option("--baseline", scan.baseline, "Accept what this baseline holds");
  command->add_option("--rules", scan.rule_files, "Add rules from this file or folder")->allow_extra_args(false);
  command->add_option("--only", scan.only, "As in scan")->allow_extra_args(false);
  command->add_option("--skip", scan.skip, "As in scan")->allow_extra_args(false);
  command->add_option("--exclude", scan.exclude, "As in scan")->allow_extra_args(false);
  command->add_option("--trusted-config", scan.trusted_config, "As in scan");
  command->add_option("--max-file-size", scan.max_file_size, "As in scan")->transform(CLI::AsSizeValue(false));
  command->add_option("--now", scan.now, "As in scan");
  command->add_flag("--no-ignore", scan.no_ignore, "As in scan");
  command->add_flag("--no-inline-allow", scan.no_inline_allow, "As in scan");
  command->callback([explain, &run] { run = [explain] { return explain->Run(); }; });
}

}  // namespace keylint
