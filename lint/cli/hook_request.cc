// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/hook_request.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "lint/source/git_repository.h"
#include "lint/source/stdin_source.h"

namespace keylint {
namespace {

std::string Normal(std::string path) {
  while (path.rfind("./", 0) == 0) path.erase(0, 2);
  return path;
}

// Paths that the index holds in another state than HEAD.
Result<std::set<std::string>> StagedPaths() {
  auto git = GitRepository::Open("");
  if (!git) return tl::unexpected(git.error());
  const std::string head = git->head().empty() ? git->empty_tree() : git->head();
  auto listed = git->Run({"diff-index", "--cached", "--name-only", "--no-renames", "-z", head});
  if (!listed) return tl::unexpected(listed.error());
  std::set<std::string> paths;
  for (std::size_t begin = 0; begin < listed->size();) {
    const std::size_t end = std::min(listed->find('\0', begin), listed->size());
    paths.insert(listed->substr(begin, end - begin));
    begin = end + 1;
  }
  return paths;
}

// Members of an archive ("lib.jar!a/b") belong to its file.
bool IsNamed(const std::set<std::string>& named, const std::string& path) {
  return named.count(path) != 0 || named.count(path.substr(0, path.find('!'))) != 0;
}

void KeepNamed(Report& report, const std::set<std::string>& named) {
  std::erase_if(report.findings, [&](const Finding& finding) { return !IsNamed(named, finding.where.path); });
}

Result<ChosenSource> Restricted(ScanArguments typed, const RuleSet& rules, World& world,
                                std::set<std::string> named) {
  typed.hook.clear();
  auto chosen = MakeSource(typed, rules, world);
  if (!chosen || named.empty()) return chosen;
  const auto finish = std::move(chosen->finish);
  chosen->finish = [finish, named = std::move(named)](Report& report) {
    if (finish) finish(report);
    KeepNamed(report, named);
  };
  return chosen;
}

Result<ChosenSource> PreCommit(ScanArguments typed, const RuleSet& rules, World& world) {
  std::set<std::string> named;
  for (const std::string& path : typed.paths) named.insert(Normal(path));
  const auto from = world.environment("PRE_COMMIT_FROM_REF");
  const auto to = world.environment("PRE_COMMIT_TO_REF");
  if (from && to && !from->empty() && !to->empty()) {
    typed.paths.clear();
    typed.range = fmt::format("{}..{}", *from, *to);
    return Restricted(std::move(typed), rules, world, std::move(named));
  }
  const auto staged = StagedPaths();
  if (!staged) return tl::unexpected(staged.error());
  if (std::includes(staged->begin(), staged->end(), named.begin(), named.end())) {
    typed.paths.clear();
    typed.staged = true;
    return Restricted(std::move(typed), rules, world, std::move(named));
  }
  return Restricted(std::move(typed), rules, world, {});
}

Result<ChosenSource> CommitMessage(const ScanArguments& typed) {
  if (typed.paths.size() != 1) {
    return Failure(ErrorKind::kUsage, "--hook commit-msg takes the one file that holds the message");
  }
  const std::string& path = typed.paths.front();
  std::ifstream file(path, std::ios::binary);
  if (!file) return Failure(ErrorKind::kUsage, "cannot read the commit message", path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return ChosenSource{std::make_unique<TextSource>("COMMIT_EDITMSG", CommitMessageText(text)), "commit message", {}, {}};
}

}  // namespace

std::string CommitMessageText(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (line.starts_with("# ") && line.find(">8 -----") != std::string_view::npos) break;
    if (!line.starts_with('#')) kept += line;
    kept += '\n';
    begin = end + 1;
  }
  return kept;
}

Result<ChosenSource> MakeHookSource(const ScanArguments& typed, const RuleSet& rules, World& world) {
  if (typed.from_stdin || typed.staged || typed.history || !typed.range.empty()) {
    return Failure(ErrorKind::kUsage, "--hook decides by itself what to scan: leave out --stdin, --staged, --range and --history");
  }
  return typed.hook == "commit-msg" ? CommitMessage(typed) : PreCommit(typed, rules, world);
}

}  // namespace keylint
