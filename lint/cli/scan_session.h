// SPDX-License-Identifier: Apache-2.0
// One scan as a command line asks for it: configuration, rules, source,
// baseline. `scan`, `baseline` and `explain` run the same one.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "lint/base/result.h"
#include "lint/cli/gitleaks_ignore.h"
#include "lint/cli/rules_files.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_source.h"
#include "lint/cli/trusted_commit.h"
#include "lint/cli/world.h"
#include "lint/judge/baseline.h"
#include "lint/model/report.h"
#include "lint/scan/ast_front_end.h"
#include "lint/scan/config_layers.h"
#include "lint/scan/options.h"
#include "lint/scan/profile.h"
#include "lint/source/fd.h"

namespace keylint {

/// Units: seconds.
struct ScanTimes {
  double prepare = 0;
  double scan = 0;
  std::chrono::steady_clock::time_point scanned;
  double Report() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - scanned).count(); }
};

/// Not moved once made: the scan's hooks point into it.
class ScanSession {
 public:
  /// Errors: wrong usage, configuration, rules or baseline; nothing was read.
  static Result<std::unique_ptr<ScanSession>> Prepare(ScanArguments typed, World& world);

  /// Scans. Findings that configuration and baseline accept are marked.
  Report Run();

  /// Hands over all settings of the project once they are judged.
  void OnAssignments(std::function<void(std::vector<Assignment>&)> take) { options_.take_assignments = std::move(take); }

  /// Sees each finding, its secret still at hand, with its path from base().
  void OnFinding(std::function<void(const Finding&, const std::string& path)> see) { see_finding_ = std::move(see); }

  /// Has the scan tell its steps; before Run().
  void SetTrace(Trace* trace) { options_.trace = trace; }

  const ScanArguments& typed() const { return typed_; }  ///< With the configuration's settings.
  const ScanOptions& options() const { return options_; }
  const RuleSet& rules() const { return rules_.rules(); }
  const ScanTimes& times() const { return times_; }
  const ScanProfile& profile() const { return profile_; }  ///< With --stats.
  const ConfigSettings& settings() const { return settings_; }
  /// Where configuration and baseline are looked for, absolute.
  const std::string& base() const { return base_; }
  /// The folder that is scanned, absolute.
  const std::string& start() const { return start_; }
  /// The baseline's file, absolute.
  const std::string& baseline_path() const { return baseline_path_; }
  std::optional<Baseline>& baseline() { return baseline_; }
  /// Allows of configurations that fitted nothing.
  std::vector<std::string> UnmatchedAllows() const { return unmatched_allows_; }
  /// A path of the report, relative to base(); nothing when it lies outside.
  std::optional<std::string> FromBase(const std::string& root, const std::string& path) const;

 private:
  ScanSession(ScanArguments typed, World& world) : typed_(std::move(typed)), world_(world) {}

  Result<void> Place();
  Result<void> ReadConfiguration();
  Result<void> ReadBaseline();
  Result<void> Understand();
  Result<void> ReadGitleaksIgnore();
  Result<void> CheckNames() const;
  Result<void> Trust();
  Result<std::optional<std::string>> ReadChosen(const std::string& path, std::size_t limit) const;
  Result<ActiveRules> ReadRules();
  Result<std::string> SinkFile();
  Result<std::vector<RuleFile>> TrustedRuleFiles(const std::string& path);
  std::string TrustedIgnoreText(const std::string& path, const std::string& on_disk);
  ReadConfigFile Reader(bool trusted) const;
  Result<std::optional<Baseline>> BaselineFrom(bool trusted) const;
  void AddAst(AstRequest request, const Pipeline& pipeline, Report& report);
  void Accept(Report& report);
  void TellSilenced(Report& report);
  void SayNothingRead(Report& report) const;
  void Describe(Report& report) const;

  ScanArguments typed_;
  World& world_;
  std::string start_;   ///< Folder that is scanned, absolute.
  std::string base_;
  ConfigSettings settings_;
  std::unique_ptr<ConfigLayers> layers_;
  std::unique_ptr<ConfigLayers> changed_layers_;  ///< The change's own (--trusted-config).
  std::optional<TrustedCommit> trusted_;
  std::map<std::string, std::string> trusted_ignores_;  ///< By path from base_.
  std::mutex changed_ignores_mutex_;
  std::set<std::string> changed_ignores_;
  Fd trusted_sinks_;
  std::set<std::string> changed_rules_;           ///< Rule files that the change touched.
  std::optional<Baseline> baseline_;
  std::optional<Baseline> changed_baseline_;
  std::string baseline_path_;
  ActiveRules rules_;
  GitleaksIgnore gitleaks_ignore_;
  std::unordered_set<std::string> imported_ids_;   ///< Where there is such a file.
  ScanOptions options_;
  std::optional<ChosenSource> source_;
  ScanTimes times_;
  ScanProfile profile_;
  std::function<void(const Finding&, const std::string&)> see_finding_;
  std::chrono::sys_seconds started_{};
  std::vector<std::string> unmatched_allows_;
  std::uint64_t units_ = 0;  ///< Parsed by the Clang front end.
};

/// The bytes of a file on disk; nothing when there is none.
/// Errors: kUnreadable, kTooLarge above `limit` bytes.
Result<std::optional<std::string>> ReadOptionalFile(const std::string& path, std::size_t limit);

/// Writes beside the file and renames. Errors: kUnreadable.
Result<void> ReplaceFile(const std::string& path, std::string_view bytes);

}  // namespace keylint
