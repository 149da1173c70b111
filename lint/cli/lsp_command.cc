// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "lint/cli/baseline_file.h"
#include "lint/cli/commands.h"
#include "lint/cli/rules_files.h"
#include "lint/cli/scan_session.h"
#include "lint/cli/version.h"
#include "lint/lsp/server.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

constexpr std::size_t kLargestBaseline = 256U << 20;

struct LspArguments {
  std::vector<std::string> rule_files, only, skip;
  bool stdio = false;
};

// A project as `keylint scan ROOT` would read it.
class SessionProject : public LspProject {
 public:
  explicit SessionProject(std::unique_ptr<ScanSession> session) : session_(std::move(session)) {}
  const RuleSet& rules() const override { return session_->rules(); }
  const ScanOptions& options() const override { return session_->options(); }
  std::vector<std::string> exclude() const override { return session_->typed().exclude; }
  // Read again: others may have written it since.
  Result<bool> AddToBaseline(const Finding& finding) const override {
    const std::string& path = session_->baseline_path();
    auto text = ReadOptionalFile(path, kLargestBaseline);
    if (!text) return tl::unexpected(text.error());
    auto baseline = *text ? Baseline::Parse(**text, path) : Result<Baseline>(Baseline::New());
    if (!baseline) return tl::unexpected(baseline.error());
    if (!baseline->Add(finding)) return false;
    if (const auto written = WriteBaselineFile(*baseline, path, session_->base()); !written) return tl::unexpected(written.error());
    return true;
  }

 private:
  std::unique_ptr<ScanSession> session_;
};

OpenLspProject Opener(const LspArguments& typed, World& world) {
  return [&typed, &world](const std::string& root, const Selection& selection) -> Result<std::unique_ptr<LspProject>> {
    ScanArguments arguments;
    arguments.paths = {root};
    arguments.whole_repairs = true;
    arguments.threads = 1;
    arguments.rule_files = typed.rule_files;
    arguments.only = selection.only;
    arguments.skip = selection.skip;
    auto session = ScanSession::Prepare(std::move(arguments), world);
    if (!session) return tl::unexpected(session.error());
    return std::make_unique<SessionProject>(std::move(*session));
  };
}

// `keylint scan --ast FILE`, without what the buffer shows by itself.
RunAst AstRunner(const LspArguments& typed, const World& world) {
  return [&typed, &world](const std::string& file) -> Result<std::vector<Finding>> {
    World quiet = world;
    quiet.running = nullptr;
    quiet.err_is_terminal = false;
    ScanArguments arguments;
    arguments.paths = {file};
    arguments.whole_repairs = true;
    arguments.ast = true;
    arguments.ast_files = {file};
    arguments.threads = 1;
    arguments.rule_files = typed.rule_files;
    arguments.only = typed.only;
    arguments.skip = typed.skip;
    auto session = ScanSession::Prepare(std::move(arguments), quiet);
    if (!session) return tl::unexpected(session.error());
    Report report = (*session)->Run();
    if (!report.ast) return Failure(ErrorKind::kNotFound, "the Clang front end did not run");
    for (Finding& finding : report.findings) {
      const auto path = (*session)->FromBase(report.root, finding.where.path);
      if (path) finding.where.path = *path;
    }
    return std::move(report.findings);
  };
}

int Serve(const LspArguments& typed, World& world) {
  const auto rules = RulesWith(typed.rule_files);
  if (!rules) {
    world.err << "keylint: " << ForTerminal(rules.error().path) << ": " << ForTerminal(rules.error().message) << '\n';
    return kExitUsage;
  }
  LspSettings settings;
  settings.open_project = Opener(typed, world);
  settings.run_ast = AstRunner(typed, world);
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
