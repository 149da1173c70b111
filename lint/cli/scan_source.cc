// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/scan_source.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "lint/cli/hook_request.h"
#include "lint/cli/version.h"
#include "lint/source/file_tree.h"
#include "lint/source/git_source.h"
#include "lint/source/history_source.h"
#include "lint/source/stdin_source.h"

namespace keylint {
namespace {

// FNV-1a over everything a verdict on a blob depends on.
std::string CacheVersion(const ScanArguments& typed, const RuleSet& rules) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto mix = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ 0xFF) * 0x100000001B3U;
  };
  for (const KeyRule& key : rules.keys) {
    mix(key.id);
    mix(key.pattern);
    for (const std::string_view shape : key.shape_texts) mix(shape);
  }
  for (const auto* list : {&typed.only, &typed.skip}) {
    for (const std::string& name : *list) mix(name);
    mix("|");
  }
  return fmt::format("{}-{:016x}-{}", kVersion, hash, typed.max_decode_depth);
}

std::string CacheFolder(const World& world) {
  if (const auto cache = world.environment("XDG_CACHE_HOME"); cache && !cache->empty()) return *cache + "/keylint";
  if (const auto home = world.environment("HOME"); home && !home->empty()) return *home + "/.cache/keylint";
  return {};
}

GitOptions GitOptionsOf(const ScanArguments& typed) {
  GitOptions options;
  if (!typed.paths.empty()) options.folder = typed.paths.front();
  options.exclude = typed.exclude;
  options.max_file_size = typed.max_file_size;
  return options;
}

// Blobs become provenance once it is known which of them matter.
void Attribute(Report& report, const std::string& folder) {
  std::set<std::string> ids;
  for (const Finding& finding : report.findings) ids.insert(finding.blob);
  ids.erase("");
  if (ids.empty()) return;
  const auto origins = AttributeBlobs(folder, {ids.begin(), ids.end()});
  for (Finding& finding : report.findings) {
    const auto origin = origins.find(finding.blob);
    if (origin != origins.end()) finding.provenance = origin->second;
  }
}

ChosenSource History(const ScanArguments& typed, const RuleSet& rules, const World& world) {
  HistoryOptions options{GitOptionsOf(typed), CacheFolder(world), CacheVersion(typed, rules)};
  const std::string folder = options.git.folder;
  auto source = std::make_unique<HistorySource>(std::move(options));
  HistorySource* history = source.get();
  return {std::move(source), "history", [history](const Document& document) { history->KeepDirty(document); },
          [history, folder](Report& report) {
            history->SaveClean();
            Attribute(report, folder);
          }};
}

// "A..B", or more as rev-list takes it: "new --not --all".
std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(std::move(word));
  return words;
}

ChosenSource Stdin(const ScanArguments& typed, World& world) {
  const std::string name = typed.stdin_path.empty() ? "stdin" : typed.stdin_path;
  if (world.in_descriptor >= 0) {
    return {std::make_unique<StdinSource>(name, world.in_descriptor), "standard input", {}, {}};
  }
  std::string text{std::istreambuf_iterator<char>(world.in), {}};
  return {std::make_unique<TextSource>(name, std::move(text)), "standard input", {}, {}};
}

ChosenSource Tree(const ScanArguments& typed, const World& world) {
  FileTreeOptions options;
  options.paths = typed.paths;
  if (options.paths.empty() && typed.files_from.empty()) options.paths = {"."};
  options.exclude = typed.exclude;
  options.no_ignore = typed.no_ignore;
  options.files_from = typed.files_from;
  options.max_file_size = typed.max_file_size;
  options.on_left_out = typed.on_left_out;
  options.home = world.environment("HOME").value_or("");
  options.xdg_config_home = world.environment("XDG_CONFIG_HOME").value_or("");
  return {std::make_unique<FileTreeSource>(std::move(options)), "", {}, {}};
}

}  // namespace

Result<ChosenSource> MakeSource(const ScanArguments& typed, const RuleSet& rules, World& world) {
  if (!typed.hook.empty()) return MakeHookSource(typed, rules, world);
  const int asked = static_cast<int>(typed.from_stdin) + static_cast<int>(typed.staged) +
                    static_cast<int>(typed.history) + static_cast<int>(!typed.range.empty());
  if (asked > 1) {
    return Failure(ErrorKind::kUsage, "choose one of --stdin, --staged, --range and --history");
  }
  if (typed.from_stdin) return Stdin(typed, world);
  if (typed.staged) return ChosenSource{std::make_unique<StagedSource>(GitOptionsOf(typed)), "index", {}, {}};
  if (!typed.range.empty()) {
    return ChosenSource{std::make_unique<RangeSource>(Words(typed.range), GitOptionsOf(typed)),
                        fmt::format("commits {}", typed.range), {}, {}};
  }
  if (typed.history) return History(typed, rules, world);
  return Tree(typed, world);
}

}  // namespace keylint
