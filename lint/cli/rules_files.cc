// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/rules_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "lint/cli/scan_session.h"
#include "lint/diagnose/randomness.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/gitleaks.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

Result<std::string> ReadText(const std::string& path) {
  constexpr std::size_t kLargest = 64U << 20;
  auto text = ReadOptionalFile(path, kLargest);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return Failure(ErrorKind::kNotFound, "there is no such rule file", path);
  return std::move(**text);
}

Result<std::vector<std::string>> Expand(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, error)) {
    const std::string name = entry.path().string();
    if (IsKeyRuleFile(name)) files.push_back(name);
  }
  if (error) return Failure(ErrorKind::kUnreadable, error.message(), path);
  if (files.empty()) return Failure(ErrorKind::kNotFound, "the folder holds no rule file (*.toml)", path);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<RuleFile>> RuleFilesOnDisk(const std::string& path) {
  auto expanded = Expand(path);
  if (!expanded) return tl::unexpected(expanded.error());
  std::vector<RuleFile> files;
  for (const std::string& file : *expanded) {
    auto text = ReadText(file);
    if (!text) return tl::unexpected(text.error());
    files.push_back({file, std::move(*text)});
  }
  return files;
}

Result<std::vector<RuleFile>> ReadRuleFiles(const std::vector<std::string>& paths, const OpenRuleFiles& open) {
  std::vector<RuleFile> files;
  for (const std::string& path : paths) {
    auto opened = open(path);
    if (!opened) return opened;
    std::move(opened->begin(), opened->end(), std::back_inserter(files));
  }
  return files;
}

Result<std::vector<ImportedRules>> TakeImports(std::vector<RuleFile>& files, const OpenRuleFiles& open) {
  const auto open_one = [&open](const std::string& path) -> Result<RuleFile> {
    auto opened = open(path);
    if (!opened) return tl::unexpected(opened.error());
    return opened->front();
  };
  std::vector<ImportedRules> imports;
  for (const RuleFile& file : files) {
    if (!IsGitleaksToml(file.text)) continue;
    auto rules = ImportGitleaks(file, open_one);
    if (!rules) return tl::unexpected(rules.error());
    imports.push_back(std::move(*rules));
  }
  std::erase_if(files, [](const RuleFile& file) { return IsGitleaksToml(file.text); });
  return imports;
}

const RuleSet& ActiveRules::rules() const { return joined_ ? joined_->rules() : BuiltinRules(); }

Result<ActiveRules> RulesWith(const std::vector<std::string>& paths, const OpenRuleFiles& open) {
  ActiveRules active;
  if (paths.empty()) return active;
  auto files = ReadRuleFiles(paths, open);
  if (!files) return tl::unexpected(files.error());
  auto imports = TakeImports(*files, open);
  if (!imports) return tl::unexpected(imports.error());
  for (ImportedRules& rules : *imports) {
    active.warnings_.insert(active.warnings_.end(), rules.warnings.begin(), rules.warnings.end());
    if (rules.rules.empty() && rules.left_out > 0) return Failure(ErrorKind::kMalformed, fmt::format("none of its rules can be followed ({})", rules.warnings.front()));
    if (rules.extends_default) {
      active.warnings_.emplace_back("an imported file adds to its tool's own rules, which keylint has not: its built-in rules stand in for them (none with --only imported); "
                                    "the file's allowlists and disabledRules hold for its own rules only, 'keylint init --from gitleaks' carries them over");
    }
    active.imported_.push_back(std::make_shared<const ImportedMatcher>(std::move(rules), LooksLikeWords));
  }
  if (files->empty()) return active;
  auto added = LoadRules(*files);
  if (!added) return tl::unexpected(added.error());
  active.added_ = std::move(*added);
  auto joined = JoinRules(BuiltinRules(), active.added_->rules());
  if (!joined) return tl::unexpected(joined.error());
  active.joined_ = std::move(*joined);
  return active;
}

}  // namespace keylint
