// SPDX-License-Identifier: Apache-2.0
// The settings of a whole project, judged together: the right key in the
// right place.
//
//   std::vector<Finding> findings = CheckProject(assignments, {rules, settings});
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/environment/model.h"
#include "lint/environment/settings.h"
#include "lint/model/environment.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"

namespace keylint {

struct ProjectOptions {
  const RuleSet& rules;
  const EnvironmentSettings& settings;
  /// Whether a rule is reported at all; empty: every rule is.
  std::function<bool(std::string_view)> wants;
};

/// Findings of the families environment and scope, unsorted, without
/// fingerprints. Fills Assignment::environment of all.
///
/// Time: sorting, and linear in the assignments of each file.
std::vector<Finding> CheckProject(std::vector<Assignment>& assignments, const ProjectOptions& options);

/// Fills Assignment::environment of all without judging (inventory).
void FindEnvironments(std::vector<Assignment>& assignments, const ProjectOptions& options);

namespace environment {

/// The settings of one file (one blob of it), in the order of the text.
struct ProjectFile {
  std::string_view path;
  std::string_view folder;              ///< With its last '/', or empty.
  std::string_view name;
  std::vector<Assignment*> settings;
  EnvironmentModel::PathSignals signals;
  bool in_history = false;              ///< One of many states of its path.
  /// Of settings behind the first item of a list.
  std::unordered_map<const Assignment*, std::size_t> items;
};

/// Which item of the list that its section is holds `setting`, from 0.
std::size_t ItemOf(const ProjectFile& file, const Assignment& setting);

struct Project {
  const RuleSet& rules;
  const EnvironmentSettings& settings;
  const EnvironmentModel& model;
  std::vector<ProjectFile> files;
  /// Providers' switches by their normalised names.
  std::unordered_map<std::string, const Provider*> switches;
  /// Variables of base URLs, the same way.
  std::unordered_map<std::string, const Provider*> base_urls;
};

/// How loud a fault of this kind is when it is sure: the conventions' H, M, L.
struct Fault {
  std::string_view rule_id;
  const Assignment* at = nullptr;
  Level level = Level::kWarning;
  double confidence = 0.9;              ///< Below 0.85 one step lower, below 0.6 silent.
  std::string what, why, fix;
  /// The other side, with a message for each.
  std::vector<std::pair<const Assignment*, std::string>> related;
  bool at_file = false;                 ///< Of the whole file: its first line.
};

/// What checks report to.
class Faults {
 public:
  explicit Faults(const ProjectOptions& options) : options_(options) {}
  void Add(Fault fault);
  std::vector<Finding> Take() { return std::move(findings_); }
  /// Whether `at` has a fault already: one cause, one finding.
  bool Has(const Assignment* at) const { return said_.contains(at); }

 private:
  const ProjectOptions& options_;
  std::vector<Finding> findings_;
  std::map<const Assignment*, int> said_;
};

/// One check of a table of checks (project.cc).
using Check = void (*)(const Project& project, Faults& faults);

void CheckVariables(const Project& project, Faults& faults);     // scope/*
void CheckEndpoints(const Project& project, Faults& faults);     // endpoint-mismatch
void CheckModes(const Project& project, Faults& faults);         // test-key..., live-key...
void CheckPairs(const Project& project, Faults& faults);         // mixed-pair, account-mismatch
void CheckPlaceholders(const Project& project, Faults& faults);  // placeholder-..., documented-...
void CheckFallbacks(const Project& project, Faults& faults);     // fallback-literal
void CheckFamilies(const Project& project, Faults& faults);      // shared-secret, missing-variable

/// The mode that a key shows, with how surely and by what.
struct KeyMode {
  enum Kind : unsigned char { kNone, kLive, kTest } kind = kNone;
  double weight = 0;
};
KeyMode ModeOf(const Assignment& setting);

bool IsProduction(const Environment& environment);
/// Staging, preview, development, test or sandbox.
bool IsOutsideProduction(const Environment& environment);

/// "production: file name .env.production, line 3 APP_ENV=production".
std::string Evidence(const Environment& environment);

/// The provider whose switch it is: PAYPAL_MODE, "mode" below "paypal".
/// `nested`: any of the sections around it may be the provider's.
const Provider* ProviderOfSwitch(const Project& project, const Assignment& setting, bool nested);

/// Whether the switch `setting` of `provider` is about `key`: not another
/// tenant's (ACME_PADDLE_API_KEY), and no section of its mode stands between
/// them, as "mode: test" chooses between "live:" and "test:".
bool HeedsSwitch(const Project& project, const Assignment& key, const Assignment& setting, const Provider& provider);

/// Whether it is a value that reaches a program: no comment, no comparison.
bool IsLive(const Assignment& setting);

/// Of the names outside the last: equal for settings of one section.
std::string SectionOf(const Assignment& setting);
bool SameScope(const Assignment& a, const Assignment& b);
/// ".env.production", "shop.env".
bool IsDotenvName(std::string_view name);
/// What a name says besides the provider and the kind of key: "acme" of
/// NEXT_PUBLIC_ACME_STRIPE_KEY. Keys of one tenant have one qualifier.
std::string QualifierOf(const Assignment& setting, const Provider& provider);
/// The settings of `file` around one of them, itself among them: a few hundred,
/// so that a file of nothing but settings takes linear time. What stands
/// further away says nothing of it.
std::span<Assignment* const> Beside(const ProjectFile& file, const Assignment& setting);

std::string TitleOf(const Assignment& setting);

}  // namespace environment
}  // namespace keylint
