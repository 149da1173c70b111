// SPDX-License-Identifier: Apache-2.0
// `keylint init`: a commented configuration, the pre-commit entry, a CI job,
// git hooks; and what another scanner's files accept. It never overwrites.
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <span>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/accepted_import.h"
#include "lint/cli/commands.h"
#include "lint/cli/scan_session.h"
#include "lint/cli/templates.h"
#include "lint/cli/version.h"
#include "lint/report/escape.h"
#include "lint/scan/config.h"
#include "lint/source/git_repository.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargest = 4U << 20;

std::string Versioned(std::string_view text) {
  constexpr std::string_view kMark = "@VERSION@";
  std::string out(text);
  for (std::size_t at = 0; (at = out.find(kMark, at)) != std::string::npos;) out.replace(at, kMark.size(), kVersion);
  return out;
}

// Every line that is not empty, behind `by` blanks.
std::string Indented(std::string_view text, std::size_t by) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) out.append(by, ' ').append(text.substr(begin, end - begin));
    out += '\n';
    begin = end + 1;
  }
  return out;
}

// A CI system, the sign of it, and the job for it.
struct Platform {
  std::string_view name;
  std::string_view sign;     ///< A file or folder of the repository.
  std::string_view host;     ///< In the address of a remote; may be empty.
  std::string_view file;     ///< What is written.
  std::string_view job;
  std::string_view next;     ///< What a person still has to do.
};
constexpr std::array kPlatforms = {
    Platform{"GitHub Actions", ".github", "github.com", ".github/workflows/keylint.yml", templates::kGithub,
             "review .github/workflows/keylint.yml: its 'uses:' line names where keylint's action lives"},
    Platform{"GitLab CI", ".gitlab-ci.yml", "gitlab.com", "keylint.gitlab-ci.yml", templates::kGitlab,
             "add to .gitlab-ci.yml:\n    include:\n      - local: keylint.gitlab-ci.yml"},
    Platform{"Azure Pipelines", "azure-pipelines.yml", "dev.azure.com", "azure-pipelines-keylint.yml", templates::kAzure,
             "create a pipeline from azure-pipelines-keylint.yml"},
    Platform{"Jenkins", "Jenkinsfile", "", "Jenkinsfile.keylint", templates::kJenkins,
             "move the stage of Jenkinsfile.keylint into the Jenkinsfile, or make a job of it"},
};

struct GitHook {
  std::string_view name;
  std::string_view script;
};
constexpr std::array kHooks = {
    GitHook{"pre-commit", templates::kHookPreCommit},
    GitHook{"pre-push", templates::kHookPrePush},
    GitHook{"pre-receive", templates::kHookPreReceive},
};

// The text of a pre-commit configuration with our repository put first, where
// its form is the usual one; nothing where it is not.
std::optional<std::string> WithEntry(const std::string& text, const std::string& entry) {
  constexpr std::string_view kKey = "repos:";
  const std::size_t at = text.starts_with(kKey) ? 0 : text.find("\nrepos:");
  if (at == std::string::npos) return std::nullopt;
  const std::size_t end = text.find('\n', at + 1);
  if (end == std::string::npos) return std::nullopt;
  std::string_view line = std::string_view(text).substr(at == 0 ? 0 : at + 1, end - (at == 0 ? 0 : at + 1));
  line.remove_prefix(kKey.size());
  if (line.find_first_not_of(" \t\r") != std::string_view::npos && line[line.find_first_not_of(" \t\r")] != '#') return std::nullopt;
  for (std::size_t begin = end + 1; begin < text.size();) {
    const std::size_t stop = std::min(text.find('\n', begin), text.size());
    const std::string_view next = std::string_view(text).substr(begin, stop - begin);
    begin = stop + 1;
    const std::size_t dash = next.find_first_not_of(' ');
    if (dash == std::string_view::npos || next[dash] == '#' || next[dash] == '\r') continue;
    if (!next.substr(dash).starts_with("- ")) return std::nullopt;
    return text.substr(0, end + 1) + Indented(entry, dash) + text.substr(end + 1);
  }
  return std::nullopt;
}

class InitCommand {
 public:
  explicit InitCommand(World& world) : world_(world) {}

  std::string folder = ".";
  std::vector<std::string> hooks;
  std::vector<std::string> from;

  int Run() {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return Fail({ErrorKind::kUsage, "expected a folder", folder});
    const std::string start = fs::weakly_canonical(folder, error).string();
    base_ = FindBase(start);
    auto git = GitRepository::Open(start);
    if (git) git_ = std::move(*git);
    if (!hooks.empty() && !git_) return Fail({ErrorKind::kUsage, "--git-hook needs a git repository", folder});
    std::string configuration(templates::kConfiguration);
    for (const std::string& tool : from) {
      if (const auto done = Import(tool, configuration); !done) return Fail(done.error());
    }
    // A bare repository is a server's: it has hooks and no files.
    if (!git_ || !git_->bare()) WriteProject(configuration);
    for (const std::string& name : hooks) WriteHook(name);
    Tell();
    return failed_ ? kExitIncomplete : kExitClean;
  }

 private:
  bool Exists(std::string_view path) const {
    std::error_code error;
    return fs::exists(fs::symlink_status(fs::path(base_) / path, error));
  }

  // Creates, and never replaces: what is there stays.
  bool Create(const std::string& path, std::string_view text, bool executable = false) {
    const fs::path full = path.starts_with('/') ? fs::path(path) : fs::path(base_) / path;
    std::error_code error;
    if (fs::exists(fs::symlink_status(full, error))) {
      kept_.push_back(path);
      return false;
    }
    fs::create_directories(full.parent_path(), error);
    if (const auto written = ReplaceFile(full.string(), text); !written) {
      Complain(written.error());
      failed_ = true;
      return false;
    }
    if (executable) ::chmod(full.c_str(), 0755);
    made_.push_back(path);
    return true;
  }

  void WriteProject(const std::string& configuration) {
    if (!Create(kConfigName, configuration) && !imported_.empty()) {
      next_.push_back(fmt::format("{} was left as it is; add to it:\n{}", kConfigName, Indented(imported_, 4)));
    }
    if (git_) WriteEntry();
    WriteJobs();
    next_.emplace_back("run 'keylint' once, mend what it finds, and accept the rest with 'keylint baseline'");
  }

  void WriteEntry() {
    constexpr const char* kFile = ".pre-commit-config.yaml";
    const std::string entry = Versioned(templates::kPreCommitRepo);
    if (!Exists(kFile)) {
      if (Exists("lefthook.yml") || Exists("lefthook.yaml")) {
        next_.emplace_back("add to lefthook.yml:\n    pre-commit:\n      commands:\n        keylint:\n          run: keylint scan --staged");
      } else if (Exists(".husky")) {
        next_.emplace_back("add to .husky/pre-commit:\n    keylint scan --staged");
      } else if (Create(kFile, "repos:\n" + entry)) {
        next_.emplace_back("run 'pre-commit install -t pre-commit -t commit-msg'");
      }
      return;
    }
    const auto text = ReadOptionalFile((fs::path(base_) / kFile).string(), kLargest);
    if (!text || !*text) return Later(kFile, entry);
    if ((*text)->find("keylint") != std::string::npos) return kept_.emplace_back(kFile), void();
    const auto with = WithEntry(**text, entry);
    if (!with) return Later(kFile, entry);
    if (const auto written = ReplaceFile((fs::path(base_) / kFile).string(), *with); !written) {
      Complain(written.error());
      failed_ = true;
      return;
    }
    added_.push_back(fmt::format("{} (its other entries are as they were)", kFile));
  }
  void Later(std::string_view file, std::string_view entry) {
    next_.push_back(fmt::format("add to {}, under 'repos':\n{}", file, Indented(entry, 4)));
  }

  void WriteJobs() {
    std::string remotes;
    if (git_) {
      if (const auto listed = git_->Run({"config", "--get-regexp", "^remote\\..*\\.url$"})) remotes = *listed;
    }
    bool any = false;
    for (const Platform& platform : kPlatforms) {
      const bool seen = Exists(platform.sign) || (!platform.host.empty() && remotes.find(platform.host) != std::string::npos);
      if (!seen) continue;
      any = true;
      if (Create(std::string(platform.file), platform.job)) next_.emplace_back(platform.next);
    }
    if (!any) next_.emplace_back("no CI system was seen here (.github, .gitlab-ci.yml, azure-pipelines.yml, Jenkinsfile): in any other, run 'keylint scan --format sarif --output keylint.sarif'");
  }

  // `rev-parse --git-path hooks` would say /dev/null: our git runs no hooks.
  std::string HooksFolder() const {
    std::error_code error;
    const auto absolute = [&](const std::string& path) { return (fs::weakly_canonical(folder, error) / path).lexically_normal().string(); };
    if (const auto settings = git_->Run({"config", "--show-scope", "--get-all", "core.hooksPath"})) {
      std::string chosen;
      for (std::size_t begin = 0; begin < settings->size();) {
        const std::size_t end = std::min(settings->find('\n', begin), settings->size());
        const std::string line = settings->substr(begin, end - begin);
        begin = end + 1;
        const std::size_t tab = line.find('\t');
        if (tab != std::string::npos && line.substr(0, tab) != "command") chosen = line.substr(tab + 1);
      }
      if (!chosen.empty()) return chosen.starts_with('/') ? chosen : (fs::path(git_->top()) / chosen).lexically_normal().string();
    }
    const auto common = git_->Run({"rev-parse", "--git-common-dir"});
    return common ? absolute(common->substr(0, common->find('\n'))) + "/hooks" : std::string();
  }

  void WriteHook(const std::string& name) {
    const auto found = std::find_if(kHooks.begin(), kHooks.end(), [&](const GitHook& hook) { return hook.name == name; });
    const std::string hooks_folder = HooksFolder();
    if (hooks_folder.empty() || found == kHooks.end()) {
      Complain({ErrorKind::kUnreadable, "git does not say where its hooks are", name});
      failed_ = true;
      return;
    }
    const std::string file = hooks_folder + "/" + name;
    if (!Create(file, found->script, true)) {
      next_.push_back(fmt::format("{} was there: let it run\n{}", file, Indented(found->script.substr(found->script.find('\n') + 1), 4)));
    }
  }

  Result<void> Import(const std::string& tool, std::string& configuration) {
    auto accepted = ImportAccepted(tool, base_, world_);
    if (!accepted) return tl::unexpected(accepted.error());
    imported_ += accepted->configuration;
    if (!accepted->configuration.empty()) configuration += fmt::format("\n# From {}.\n{}", accepted->from, accepted->configuration);
    const bool nothing = accepted->configuration.empty() && accepted->told.empty() && !accepted->baseline_written;
    if (nothing) told_.push_back(fmt::format("{} accepts nothing: there was nothing to carry over", accepted->from));
    for (std::string& line : accepted->told) told_.push_back(std::move(line));
    if (accepted->baseline_written) added_.push_back(fmt::format("{} ({} accepted)", kBaselineName, accepted->accepted));
    return {};
  }

  void Tell() {
    const auto list = [&](std::string_view title, const std::vector<std::string>& items) {
      for (const std::string& item : items) world_.out << title << ForTerminal(item) << '\n';
    };
    list("made:   ", made_);
    list("added:  ", added_);
    list("kept:   ", kept_);
    list("import: ", told_);
    if (next_.empty()) return;
    world_.out << "\nNext\n";
    for (const std::string& step : next_) {
      for (std::size_t begin = 0; begin < step.size();) {
        const std::size_t end = std::min(step.find('\n', begin), step.size());
        world_.out << (begin == 0 ? "- " : "  ") << ForTerminal(std::string_view(step).substr(begin, end - begin)) << '\n';
        begin = end + 1;
      }
    }
  }

  void Complain(const Error& error) {
    world_.err << "keylint: " << (error.path.empty() ? "" : ForTerminal(error.path) + ": ") << ForTerminal(error.message) << '\n';
  }
  int Fail(const Error& error) {
    Complain(error);
    return kExitUsage;
  }

  World& world_;
  std::string base_;
  std::optional<GitRepository> git_;
  std::string imported_;             ///< [[allow]] entries.
  std::vector<std::string> made_, added_, kept_, told_, next_;
  bool failed_ = false;
};

}  // namespace

void AddInitCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("init", "Write a configuration, the pre-commit entry and a CI job");
  const auto init = std::make_shared<InitCommand>(world);
  std::vector<std::string> hooks;
  for (const GitHook& hook : kHooks) hooks.emplace_back(hook.name);
  command->add_option("FOLDER", init->folder, "In the repository of this folder (default: this one)");
  command->add_option("--git-hook", init->hooks, "Write this hook of plain git; may be repeated")
      ->check(CLI::IsMember(hooks))->allow_extra_args(false);
  command->add_option("--from", init->from, "Take over what this tool's files accept; may be repeated")
      ->check(CLI::IsMember({"gitleaks", "detect-secrets"}))->allow_extra_args(false);
  command->callback([init, &run] { run = [init] { return init->Run(); }; });
}

}  // namespace keylint
