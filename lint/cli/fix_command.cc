// SPDX-License-Identifier: Apache-2.0
// `keylint fix`: what is certain about broken keys, mended. A diff without
// secrets; files are written with --apply only.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/commands.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_session.h"
#include "lint/doctor/repairs.h"
#include "lint/report/escape.h"
#include "lint/report/text.h"

namespace keylint {
namespace {

struct FixArguments {
  ScanArguments scan;
  bool apply = false;
};

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Written beside the file and renamed, with the file's own rights: a full
// disk or an interrupt leaves it as it was. A link stays a link.
bool Replace(const std::string& path, std::string_view bytes) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr), &std::free);
  if (!real) return false;
  struct stat status {};
  if (stat(real.get(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const std::string temporary = fmt::format("{}.keylint-{}.tmp", real.get(), getpid());
  const int descriptor = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return false;
  if (fchown(descriptor, status.st_uid, status.st_gid) != 0) {
    // Not ours to give away: the owner becomes the one who mends.
  }
  bool done = fchmod(descriptor, status.st_mode & 07777) == 0 && WriteAll(descriptor, bytes);
  done = close(descriptor) == 0 && done;
  done = done && rename(temporary.c_str(), real.get()) == 0;
  if (!done) unlink(temporary.c_str());
  return done;
}

class FixCommand {
 public:
  explicit FixCommand(World& world) : world_(world) {}

  FixArguments typed;

  int Run() {
    typed.scan.whole_repairs = true;
    auto session = ScanSession::Prepare(typed.scan, world_);
    if (!session) {
      Complain(session.error().path, session.error().message);
      return kExitUsage;
    }
    const Report report = (*session)->Run();
    std::map<std::string, std::vector<const Finding*>> by_file;
    for (const Finding& finding : report.findings) by_file[finding.where.path].push_back(&finding);
    for (const auto& [path, findings] : by_file) Mend(report.root, path, findings);
    Close(report);
    if (left_ != 0) return kExitFindings;
    return failed_ || !report.coverage.complete ? kExitIncomplete : kExitClean;
  }

 private:
  void Complain(const std::string& path, const std::string& message) {
    world_.err << "keylint: ";
    if (!path.empty()) world_.err << ForTerminal(path) << ": ";
    world_.err << ForTerminal(message) << '\n';
  }

  void Mend(const std::string& root, const std::string& path, const std::vector<const Finding*>& findings) {
    const bool any = std::any_of(findings.begin(), findings.end(), [](const Finding* f) { return !f->fixes.empty() && !f->suppressed(); });
    if (!any || path.find('!') != std::string::npos) return;
    const std::string file = path.starts_with("/") || root.empty() ? path : root + "/" + path;
    const auto text = world_.files.read_file(file);
    // UTF-16 stands in files as other bytes than those that were judged.
    if (!text || text->find('\0') != std::string::npos) {
      Complain(path, "cannot be mended: it is not plain UTF-8 text of ordinary size");
      failed_ = true;
      return;
    }
    const Repairs repairs = PlanRepairs(findings, *text);
    if (repairs.stale != 0) {
      Complain(path, "has changed since it was scanned; run it again");
      failed_ = true;
    }
    if (repairs.count == 0) return;
    world_.out << DiffOf(path, repairs);
    ++files_;
    if (!typed.apply) {
      left_ += repairs.count;
      return;
    }
    const auto again = world_.files.read_file(file);
    if (!again || *again != *text || !Replace(file, repairs.text)) {
      Complain(path, !again || *again != *text ? "has changed meanwhile and was left alone" : "cannot be written");
      failed_ = true;
      left_ += repairs.count;
      return;
    }
    mended_ += repairs.count;
  }

  void Close(const Report& report) {
    if (mended_ + left_ == 0) {
      world_.err << "Nothing to mend that is certain.\n";
    } else if (typed.apply) {
      world_.err << fmt::format("{} mended in {} file{}{}.\n", mended_, files_, files_ == 1 ? "" : "s", left_ == 0 ? "" : fmt::format(", {} left", left_));
    } else {
      world_.err << fmt::format("{} to mend in {} file{}; 'keylint fix --apply' writes.\n", left_, files_, files_ == 1 ? "" : "s");
    }
    for (const Notice& notice : report.notices) {
      if (MakesIncomplete(notice.kind)) Complain(notice.path, notice.message);
    }
    world_.err << CoverageLine(report.coverage) << '\n';
  }

  World& world_;
  std::size_t mended_ = 0, left_ = 0, files_ = 0;
  bool failed_ = false;
};

}  // namespace

void AddFixCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("fix", "Mend what is certain about broken keys: a diff without secrets");
  const auto fix = std::make_shared<FixCommand>(world);
  FixArguments& typed = fix->typed;
  command->add_option("PATH", typed.scan.paths, "Files and folders (default: this folder)");
  command->add_flag("--apply", typed.apply, "Write the files");
  command->add_option("--exclude", typed.scan.exclude, "Leave out paths that match this glob")->allow_extra_args(false);
  command->add_flag("--no-ignore", typed.scan.no_ignore, "Read what ignore files leave out, too");
  command->add_option("--only", typed.scan.only, "Mend only findings of this rule or family")->allow_extra_args(false);
  command->add_option("--skip", typed.scan.skip, "Leave findings of this rule or family alone")->allow_extra_args(false);
  command->add_option("--config", typed.scan.config, "This configuration instead of .keylint.toml");
  command->add_option("--rules", typed.scan.rule_files, "Add rules from this file or folder")->allow_extra_args(false);
  command->add_option("--threads", typed.scan.threads, "Workers (default: one for each processor)");
  command->footer("Exit codes: 0 nothing to mend or all mended, 1 something to mend, 2 wrong usage, 3 incomplete.");
  command->callback([fix, &run] { run = [fix] { return fix->Run(); }; });
}

}  // namespace keylint
