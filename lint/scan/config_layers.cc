// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/config_layers.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include <fmt/format.h>

#include "lint/scan/selection.h"

namespace keylint {
namespace {

std::string Joined(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : fmt::format("{}/{}", folder, name);
}

// A pattern of a folder's configuration, as the base would write it.
std::string FromBase(std::string_view folder, std::string_view pattern) {
  if (folder.empty()) return std::string(pattern);
  const bool negated = pattern.starts_with('!');
  if (negated) pattern.remove_prefix(1);
  const std::size_t slash = pattern.find('/');
  const bool by_name = slash == std::string_view::npos || slash + 1 == pattern.size();
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return fmt::format("{}/{}/{}{}", negated ? "!" : "", folder, by_name ? "**/" : "", pattern);
}

// "a/b/c" -> "", "a", "a/b", "a/b/c". What is too deep to be opened by its
// path has no configuration of its own: the list stays short.
std::vector<std::string> FoldersDownTo(const std::string& folder) {
  constexpr std::size_t kLongestPath = 3072;
  std::vector<std::string> folders{""};
  if (folder.empty()) return folders;
  for (std::size_t at = 0; (at = folder.find('/', at)) != std::string::npos && at < kLongestPath; ++at) {
    folders.push_back(folder.substr(0, at));
  }
  if (folder.size() < kLongestPath) folders.push_back(folder);
  return folders;
}

void Add(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

void Merge(ConfigSettings& settings, const Config& config, const std::string& folder) {
  for (const std::string& pattern : config.exclude) settings.exclude.push_back(FromBase(folder, pattern));
  Add(settings.skip, config.skip);
  if (!config.only.empty()) settings.only = config.only;
  for (const std::string& file : config.rules) settings.rules.push_back(Joined(folder, file));
  if (!config.fail_on.empty()) settings.fail_on = config.fail_on;
  if (!config.baseline.empty()) settings.baseline = Joined(folder, config.baseline);
  if (!config.sinks.empty()) settings.sinks = Joined(folder, config.sinks);
  if (!config.expiring_within.empty()) settings.expiring_within = config.expiring_within;
  if (config.max_file_size) settings.max_file_size = config.max_file_size;
  if (config.rotation_days) settings.rotation_days = config.rotation_days;
  settings.allow_needs_reason |= config.allow_needs_reason;
  const ConfigEnvironments& from = config.environments;
  for (const auto& [name, like] : from.like) settings.environments.like[name] = like;
  settings.environments.staging_uses_live_keys |= from.staging_uses_live_keys;
  Add(settings.environments.internal_hosts, from.internal_hosts);
  Add(settings.environments.client_keys, from.client_keys);
}

std::string_view FolderOf(std::string_view path) {
  // A member of an archive belongs to the archive's folder.
  path = path.substr(0, path.find('!'));
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

}  // namespace

Result<void> ReadDigestFiles(Config& config, const ReadConfigFile& read) {
  for (ConfigAllow& allow : config.allows) {
    if (allow.digests_from.empty()) continue;
    const std::string path = Joined(FolderOf(config.path), allow.digests_from);
    const auto text = read(path);
    if (!text) return tl::unexpected(text.error());
    if (!*text) {
      return Failure(ErrorKind::kNotFound, fmt::format("digests-from: there is no file '{}'", path),
                     fmt::format("{}:{}", config.path, allow.line));
    }
    if (auto added = AddDigests(**text, path, allow); !added) return added;
  }
  return {};
}

ConfigLayers::ConfigLayers(ReadConfigFile read, std::optional<Config> only_file) : read_(std::move(read)) {
  if (!only_file) return;
  only_one_ = true;
  auto layer = std::make_unique<Layer>();
  layer->config = std::move(*only_file);
  layers_.emplace("", std::move(layer));
}

Result<ConfigLayers::Layer*> ConfigLayers::LayerOf(const std::string& folder) {
  const auto [at, added] = layers_.try_emplace(folder);
  if (!added || only_one_) return at->second.get();
  const std::string path = Joined(folder, kConfigName);
  auto text = read_(path);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return nullptr;
  auto config = ParseConfig(**text, path);
  if (!config) return tl::unexpected(config.error());
  if (auto done = ReadDigestFiles(*config, read_); !done) return tl::unexpected(done.error());
  at->second = std::make_unique<Layer>();
  at->second->folder = folder;
  at->second->config = std::move(*config);
  at->second->exclude = std::make_unique<IgnoreList>(fmt::format("{}", fmt::join(at->second->config.exclude, "\n")));
  return at->second.get();
}

Result<ConfigSettings> ConfigLayers::SettingsFor(const std::string& folder) {
  ConfigSettings settings;
  for (const std::string& above : FoldersDownTo(folder)) {
    auto layer = LayerOf(above);
    if (!layer) return tl::unexpected(layer.error());
    if (*layer != nullptr) Merge(settings, (*layer)->config, above);
  }
  return settings;
}

std::optional<Suppression> ConfigLayers::AcceptsIn(Layer& layer, const Finding& finding, std::string_view path,
                                                   std::chrono::sys_seconds now) {
  const auto accept = [&](std::string reason, std::size_t line) {
    return Suppression{Suppression::Kind::kConfiguration, std::move(reason),
                       line == 0 ? layer.config.path : fmt::format("{}:{}", layer.config.path, line)};
  };
  for (ConfigAllow& allow : layer.config.allows) {
    if (!allow.Fits(finding, path)) continue;
    ++allow.used;
    if (allow.expires && now >= *allow.expires + std::chrono::days(1)) {
      ++layer.expired[allow.line];
      continue;
    }
    return accept(allow.reason, allow.line);
  }
  const auto skips = [&](const std::string& name) { return NamesRule(name, finding.rule_id); };
  const Config& config = layer.config;
  if (std::any_of(config.skip.begin(), config.skip.end(), skips)) return accept("skipped by 'skip'", 0);
  if (!config.only.empty() && std::none_of(config.only.begin(), config.only.end(), skips)) {
    return accept("left out by 'only'", 0);
  }
  if (layer.exclude && FitsPath(*layer.exclude, path)) return accept("left out by 'exclude'", 0);
  return std::nullopt;
}

std::optional<Suppression> ConfigLayers::Accepts(const Finding& finding, const std::string& path,
                                                 std::chrono::sys_seconds now) {
  std::vector<std::string> folders = FoldersDownTo(std::string(FolderOf(path)));
  std::reverse(folders.begin(), folders.end());  // The nearest speaks first.
  for (const std::string& folder : folders) {
    auto layer = LayerOf(folder);
    if (!layer) {
      faults_.emplace(folder, layer.error());
      continue;
    }
    if (*layer == nullptr) continue;
    const std::string_view below = folder.empty() ? path : std::string_view(path).substr(folder.size() + 1);
    if (auto accepted = AcceptsIn(**layer, finding, below, now)) return accepted;
  }
  return std::nullopt;
}

std::vector<Notice> ConfigLayers::Notices() const {
  std::vector<Notice> notices;
  for (const auto& [folder, error] : faults_) {
    notices.push_back({NoticeKind::kUnreadable, error.path, fmt::format("this configuration is not used: {}", error.message)});
  }
  for (const auto& [folder, layer] : layers_) {
    if (!layer) continue;
    for (const auto& [line, count] : layer->expired) {
      notices.push_back({NoticeKind::kConfiguration, layer->config.path,
                         fmt::format("the allow on line {} is past its date: {} {} back", line, count,
                                     count == 1 ? "finding is" : "findings are")});
    }
  }
  return notices;
}

bool ConfigLayers::AllowsByRule() const {
  return std::any_of(layers_.begin(), layers_.end(), [](const auto& entry) {
    return entry.second && std::any_of(entry.second->config.allows.begin(), entry.second->config.allows.end(),
                                       [](const ConfigAllow& allow) { return !allow.rules.empty(); });
  });
}

std::vector<Notice> ConfigLayers::UnknownNames(const std::vector<std::string>& ids) const {
  std::vector<Notice> notices;
  for (const auto& [folder, layer] : layers_) {
    if (!layer) continue;
    for (const ConfigAllow& allow : layer->config.allows) {
      const std::string unknown = UnknownName(allow.rules, ids);
      if (unknown.empty()) continue;
      notices.push_back({NoticeKind::kConfiguration, layer->config.path, fmt::format("the allow on line {}: {}", allow.line, unknown)});
    }
  }
  return notices;
}

std::vector<std::string> ConfigLayers::Unmatched() const {
  std::vector<std::string> lines;
  for (const auto& [folder, layer] : layers_) {
    if (!layer) continue;
    for (const ConfigAllow& allow : layer->config.allows) {
      if (allow.used == 0) lines.push_back(fmt::format("{}:{}: {}", layer->config.path, allow.line, allow.reason));
    }
  }
  return lines;
}

std::string FindBase(const std::string& start) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (fs::path at = start;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at.string();
    if (!at.has_relative_path()) return start;
  }
}

}  // namespace keylint
