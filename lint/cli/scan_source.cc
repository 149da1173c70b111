// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/scan_source.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "lint/cli/hook_request.h"
#include "lint/cli/rules_files.h"
#include "lint/cli/scan_ast.h"
#include "lint/cli/version.h"
#include "lint/scan/first_states.h"
#include "lint/source/file_tree.h"
#include "lint/source/git_source.h"
#include "lint/source/history_source.h"
#include "lint/source/stdin_source.h"

namespace keylint {

std::string AbsolutePath(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path absolute = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) absolute = fs::absolute(path, error).lexically_normal();
  std::string text = absolute.string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

namespace {

// Another build may judge otherwise, whatever version it names.
std::string BuildOf(const World& world) {
  std::error_code error;
  const std::filesystem::path program = world.program;
  const auto size = std::filesystem::file_size(program, error);
  const auto time = std::filesystem::last_write_time(program, error);
  return error ? std::string() : fmt::format("{} {}", size, time.time_since_epoch().count());
}

// FNV-1a over everything a verdict on a blob depends on. Nothing where that is
// not all known: a rule file that names another one, or a trusted commit's.
std::optional<std::string> CacheVersion(const ScanArguments& typed, const RuleSet& rules, const World& world) {
  const auto files = ReadRuleFiles(typed.rule_files);
  if (!files || (!files->empty() && !typed.trusted_config.empty())) return std::nullopt;
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
  mix(BuildOf(world));
  mix(typed.environment_settings);
  for (const RuleFile& file : *files) {
    if (file.text.find("[extend]") != std::string::npos) return std::nullopt;
    mix(file.text);
  }
  for (const auto* list : {&typed.only, &typed.skip}) {
    for (const std::string& name : *list) mix(name);
    mix("|");
  }
  return fmt::format("{}-{:016x}-{}", kVersion, hash, typed.max_decode_depth ? std::to_string(*typed.max_decode_depth) : "own");
}

GitOptions GitOptionsOf(const ScanArguments& typed) {
  GitOptions options;
  for (const std::string& path : typed.paths) {
    std::error_code error;
    options.paths.push_back(AbsolutePath(path));
    // git starts in a folder that is there.
    std::filesystem::path folder = path;
    while (!std::filesystem::is_directory(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
    if (options.folder.empty() && !folder.empty()) options.folder = folder.string();
  }
  options.exclude = typed.exclude;
  options.max_file_size = typed.max_file_size;
  return options;
}

// Blobs become provenance once it is known which of them matter.
void Attribute(Report& report, const HistorySource& history) {
  std::set<std::string> ids;
  for (const Finding& finding : report.findings) ids.insert(finding.blob);
  ids.erase("");
  if (ids.empty()) return;
  const auto origins = history.Origins({ids.begin(), ids.end()});
  for (Finding& finding : report.findings) {
    const auto origin = origins.find(finding.blob);
    finding.provenance.reset();
    if (origin != origins.end()) finding.provenance = origin->second.provenance;
  }
  KeepFirstStates(report.findings, [&](const Finding& finding) {
    const auto origin = origins.find(finding.blob);
    return origin == origins.end() ? SIZE_MAX : origin->second.rank;
  });
}

ChosenSource History(const ScanArguments& typed, const RuleSet& rules, const World& world) {
  const auto version = CacheVersion(typed, rules, world);
  HistoryOptions options{GitOptionsOf(typed), version ? CacheFolder(world) : "", version.value_or("")};
  auto source = std::make_unique<HistorySource>(std::move(options));
  HistorySource* history = source.get();
  return {std::move(source), "history", [history](Report& report) {
            for (const Finding& finding : report.findings) history->KeepDirty(finding.blob, finding.where.path);
            history->SaveClean();
            Attribute(report, *history);
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
    return {std::make_unique<StdinSource>(name, world.in_descriptor), "standard input", {}};
  }
  std::string text{std::istreambuf_iterator<char>(world.in), {}};
  return {std::make_unique<TextSource>(name, std::move(text)), "standard input", {}};
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
  options.choose_ignore_text = typed.choose_ignore_text;
  options.binary_names = !typed.rule_files.empty();
  options.home = world.environment("HOME").value_or("");
  options.xdg_config_home = world.environment("XDG_CONFIG_HOME").value_or("");
  if (typed.ast) return {std::make_unique<NotingTree>(std::move(options)), "", {}};
  return {std::make_unique<FileTreeSource>(std::move(options)), "", {}};
}

}  // namespace

ChosenSource MakeRange(std::vector<std::string> revisions, const std::string& what, const ScanArguments& typed) {
  auto source = std::make_unique<RangeSource>(std::move(revisions), GitOptionsOf(typed));
  const RangeSource* range = source.get();
  return {std::move(source), what, [range](Report& report) {
            std::unordered_map<std::string_view, std::size_t> ranks;
            for (const std::string& commit : range->commits()) ranks.emplace(commit, ranks.size());
            KeepFirstStates(report.findings, [&](const Finding& finding) {
              const auto rank = ranks.find(finding.provenance ? finding.provenance->commit : "");
              return rank == ranks.end() ? SIZE_MAX : rank->second;
            });
          }};
}

std::string CacheFolder(const World& world) {
  if (const auto cache = world.environment("XDG_CACHE_HOME"); cache && !cache->empty()) return *cache + "/keylint";
  if (const auto home = world.environment("HOME"); home && !home->empty()) return *home + "/.cache/keylint";
  return {};
}

Result<ChosenSource> MakeSource(const ScanArguments& typed, const RuleSet& rules, World& world) {
  if (!typed.hook.empty()) return MakeHookSource(typed, rules, world);
  const int asked = static_cast<int>(typed.from_stdin) + static_cast<int>(typed.staged) +
                    static_cast<int>(typed.history) + static_cast<int>(!typed.range.empty());
  if (asked > 1) {
    return Failure(ErrorKind::kUsage, "choose one of --stdin, --staged, --range and --history");
  }
  if (typed.from_stdin) return Stdin(typed, world);
  if (typed.staged) return ChosenSource{std::make_unique<StagedSource>(GitOptionsOf(typed)), "index", {}};
  if (!typed.range.empty()) {
    return MakeRange(Words(typed.range), fmt::format("commits {}", typed.range), typed);
  }
  if (typed.history) return History(typed, rules, world);
  return Tree(typed, world);
}

}  // namespace keylint
