// SPDX-License-Identifier: Apache-2.0
#include "project.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "lint/judge/fingerprint.h"

namespace keylint {
namespace {

std::optional<std::string> Slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string FolderOf(const std::string& path) { return std::filesystem::path(path).parent_path().string(); }

}  // namespace

Project::Project(const std::string& path, const std::string& config_file) : base_(FindBase(FolderOf(path))) {
  const auto fail = [this](const Error& error) { problem_ = error.path.empty() ? error.message : error.path + ": " + error.message; };
  std::optional<Config> only;
  if (!config_file.empty()) {
    const std::optional<std::string> text = Slurp(config_file);
    if (!text) {
      fail({ErrorKind::kUnreadable, "cannot be read", config_file});
      return;
    }
    Result<Config> config = ParseConfig(*text, config_file);
    if (!config) {
      fail(config.error());
      return;
    }
    only = *std::move(config);
  }
  const auto read = [base = base_](const std::string& name) -> Result<std::optional<std::string>> {
    return Slurp(base + "/" + name);
  };
  layers_.emplace(read, std::move(only));
  const std::string folder = FolderOf(path);
  const Result<ConfigSettings> settings =
      layers_->SettingsFor(folder.size() > base_.size() ? folder.substr(base_.size() + 1) : std::string());
  if (!settings) {
    fail(settings.error());
    return;
  }
  if (!settings->sinks.empty()) sinks_ = base_ + "/" + settings->sinks;
  const std::string baseline = base_ + "/" + (settings->baseline.empty() ? kBaselineName : settings->baseline);
  if (const std::optional<std::string> text = Slurp(baseline)) {
    Result<Baseline> parsed = Baseline::Parse(*text, baseline);
    if (parsed) baseline_ = *std::move(parsed);
    else fail(parsed.error());
  }
}

bool Project::Accepts(Finding finding, const std::string& path) {
  if (path.size() <= base_.size() + 1 || path.compare(0, base_.size(), base_) != 0) return false;
  finding.where.path = path.substr(base_.size() + 1);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (layers_ && layers_->Accepts(finding, finding.where.path, now)) return true;
  return baseline_ && baseline_->Accepts(finding);
}

Finding ComparableFinding(std::string rule_id, std::string_view secret) {
  Finding finding;
  finding.rule_id = std::move(rule_id);
  if (secret.empty()) return finding;
  finding.digest = DigestOf(secret);
  finding.has_digest = true;
  return finding;
}

}  // namespace keylint
