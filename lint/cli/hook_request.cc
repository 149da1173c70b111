// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/hook_request.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
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
  return ChosenSource{std::make_unique<TextSource>("COMMIT_EDITMSG", CommitMessageText(text)), "commit message", {}};
}

struct RefUpdate {
  std::string from, to;  // Object ids; of zeros alone: no such ref.
};

bool IsZero(std::string_view id) { return !id.empty() && id.find_first_not_of('0') == std::string_view::npos; }

bool IsId(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// githooks(5). pre-push: "<local ref> <local id> <remote ref> <remote id>";
// pre-receive: "<old id> <new id> <ref>".
Result<std::vector<RefUpdate>> ReadUpdates(std::istream& in, bool pushed) {
  std::vector<RefUpdate> updates;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string first, second, third, fourth;
    words >> first >> second >> third >> fourth;
    RefUpdate update = pushed ? RefUpdate{fourth, second} : RefUpdate{first, second};
    if (!IsId(update.from) || !IsId(update.to)) {
      return Failure(ErrorKind::kUsage, "standard input holds no ref updates as git writes them for this hook");
    }
    updates.push_back(std::move(update));
  }
  return updates;
}

// The commits that `updates` bring and that nothing in `known` reaches.
Result<ChosenSource> Brought(const std::vector<RefUpdate>& updates, const std::vector<std::string>& known, const ScanArguments& typed) {
  const auto git = GitRepository::Open("");
  if (!git) return tl::unexpected(git.error());
  std::vector<std::string> revisions;
  for (const RefUpdate& update : updates) {
    if (!IsZero(update.to)) revisions.push_back(update.to);
  }
  // Nothing is brought when refs are only deleted.
  if (revisions.empty()) return MakeRange({git->head().empty() ? "--all" : git->head(), "--not", "--all"}, "deletion of refs", typed);
  revisions.emplace_back("--not");
  revisions.insert(revisions.end(), known.begin(), known.end());
  for (const RefUpdate& update : updates) {
    if (!IsZero(update.from) && git->Run({"cat-file", "-e", update.from + "^{commit}"})) revisions.push_back(update.from);
  }
  return MakeRange(std::move(revisions), "commits that are pushed", typed);
}

Result<ChosenSource> PrePush(const ScanArguments& typed, World& world) {
  auto updates = ReadUpdates(world.in, true);
  if (!updates) return tl::unexpected(updates.error());
  // git gives the hook the remote's name and address.
  ScanArguments here = typed;
  here.paths.clear();
  const std::string remote = typed.paths.empty() ? "" : typed.paths.front();
  const bool named = !remote.empty() && remote.find_first_of("/:*?[\\") == std::string::npos;
  return Brought(*updates, {named ? "--remotes=" + remote : "--remotes"}, here);
}

Result<ChosenSource> PreReceive(const ScanArguments& typed, World& world) {
  auto updates = ReadUpdates(world.in, false);
  if (!updates) return tl::unexpected(updates.error());
  return Brought(*updates, {"--all"}, typed);
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
  if (typed.hook == "commit-msg") return CommitMessage(typed);
  if (typed.hook == "pre-push") return PrePush(typed, world);
  if (typed.hook == "pre-receive") return PreReceive(typed, world);
  return PreCommit(typed, rules, world);
}

}  // namespace keylint
