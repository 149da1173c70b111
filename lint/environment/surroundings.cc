// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/surroundings.h"

#include <algorithm>

#include <fmt/format.h>

namespace keylint::environment {
namespace {

constexpr std::size_t kMostSurroundings = 256;   // of one file

// A setting that says where the ones beside and below it run.
struct Surrounding {
  const Assignment* at = nullptr;
  std::size_t depth = 0;              ///< Names of at->path that must agree.
  EnvironmentSignal signal;
  const Provider* only = nullptr;     ///< A provider's switch binds its keys.
};

bool IsWorkflow(std::string_view path) {
  return path.find(".github/workflows/") != std::string_view::npos || path.find(".gitlab-ci") != std::string_view::npos ||
         path.find("azure-pipelines") != std::string_view::npos || path.find("bitbucket-pipelines") != std::string_view::npos ||
         path.find(".circleci/") != std::string_view::npos;
}

std::string Clause(const Assignment& setting) {
  return fmt::format("line {} {}={}", setting.where.begin.line, setting.variable(), setting.value.substr(0, 60));
}

const Provider* ProviderOfSwitch(const Project& project, const Assignment& setting) {
  const std::string name = EnvironmentModel::Normalised(setting.variable());
  const std::string joined = setting.path.size() > 1
                                 ? EnvironmentModel::Normalised(setting.path[setting.path.size() - 2]) + name : name;
  if (const auto found = project.switches.find(name); found != project.switches.end()) return found->second;
  if (const auto found = project.switches.find(joined); found != project.switches.end()) return found->second;
  return nullptr;
}

std::optional<Surrounding> FromLabel(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  const auto begins = std::find(path.begin(), path.end(), "metadata");
  if (begins == path.end() || path.size() < 2) return std::nullopt;
  const std::string& name = path.back();
  const std::string& parent = path[path.size() - 2];
  const bool label = parent == "labels" && (name == "env" || name == "environment" || name == "stage" || name == "tier" ||
                                            name == "app.kubernetes.io/environment" || name == "tags.datadoghq.com/env");
  const bool own = parent == "metadata" && (name == "namespace" || name == "name");
  if (!label && !own) return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, 0, {environment, kRankLabel, kWeights.label, Clause(setting)}};
}

std::optional<Surrounding> FromProfile(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  const std::string& name = path.back();
  const bool on_profile = name == "on-profile" || name == "onProfile";
  const bool old_profiles = name == "profiles" && path.size() >= 2 && path[path.size() - 2] == "spring";
  if (!on_profile && !old_profiles) return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, 0, {environment, kRankSection, kWeights.section, "profile in " + Clause(setting)}};
}

std::optional<Surrounding> FromKey(const Project& project, const ProjectFile& file, const Assignment& setting) {
  const auto& path = setting.path;
  std::string name = EnvironmentModel::Normalised(path.back());
  const std::string parent = path.size() > 1 ? EnvironmentModel::Normalised(path[path.size() - 2]) : std::string();
  std::size_t depth = path.size() - 1;
  if (name == "name" && parent == "environment") {
    name = parent;
    --depth;
  } else if (name == "active" && parent == "profiles") {
    name = "springprofilesactive";
    depth = 0;
  }
  auto role = project.model.RoleOf(name);
  if (!role && name.ends_with("appenv")) role = KeyRole::kStrong;
  if (!role && name == "stage") role = KeyRole::kStrong;
  if (!role) return std::nullopt;
  if (*role == KeyRole::kUrls) {
    auto signal = project.model.OfUrl(setting.variable(), setting.value);
    if (!signal) return std::nullopt;
    signal->evidence = fmt::format("line {} {}", setting.where.begin.line, signal->evidence);
    return Surrounding{&setting, depth, std::move(*signal)};
  }
  if (*role == KeyRole::kLabels) return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  if (*role == KeyRole::kWeak) return Surrounding{&setting, depth, {environment, kRankWeak, kWeights.weak_key, Clause(setting)}};
  // A job's environment is a section of its own; "environment:" elsewhere is a
  // setting like APP_ENV.
  if (IsWorkflow(file.path) && name == "environment") {
    return Surrounding{&setting, depth, {environment, kRankSection, kWeights.section, Clause(setting)}};
  }
  return Surrounding{&setting, depth, {environment, kRankKey, kWeights.strong_key, Clause(setting)}};
}

std::vector<Surrounding> SurroundingsOf(const Project& project, const ProjectFile& file) {
  std::vector<Surrounding> around;
  for (const Assignment* setting : file.settings) {
    if (around.size() >= kMostSurroundings) break;
    if (setting->key != nullptr || setting->in_comment || setting->is_compared || setting->value.empty() ||
        setting->value.size() > 200) continue;
    if (const Provider* provider = ProviderOfSwitch(project, *setting)) {
      const EnvironmentClass environment = project.model.OfSwitch(setting->variable(), setting->value);
      if (environment != EnvironmentClass::kUnknown) {
        around.push_back({setting, setting->path.size() - 1, {environment, kRankSwitch, kWeights.provider_switch, Clause(*setting)}, provider});
      }
      continue;
    }
    auto found = FromProfile(project, *setting);
    if (!found) found = FromLabel(project, *setting);
    if (!found) found = FromKey(project, file, *setting);
    if (found) around.push_back(std::move(*found));
  }
  return around;
}

bool Covers(const Surrounding& surrounding, const Assignment& setting) {
  if (surrounding.at->part != setting.part) return false;
  if (surrounding.depth > setting.path.size()) return false;
  return std::equal(surrounding.at->path.begin(), surrounding.at->path.begin() + static_cast<std::ptrdiff_t>(surrounding.depth),
                    setting.path.begin());
}

const Provider* ProviderIn(const Project& project, const Assignment& setting) {
  if (setting.key != nullptr) return &project.rules.ProviderOf(*setting.key);
  return setting.provider != nullptr ? setting.provider : setting.host_of;
}

EnvironmentSignal FromGuard(const std::string& guard, bool& known) {
  std::string_view text = guard;
  bool negated = false;
  while (text.starts_with("else of ")) {
    text.remove_prefix(8);
    negated = !negated;
  }
  known = true;
  const auto names = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (text.starts_with("ifndef") || text.find('!') != std::string_view::npos) negated = !negated;
  EnvironmentClass environment = EnvironmentClass::kUnknown;
  if (names("NDEBUG") || names("PRODUCTION") || names("RELEASE") || names("PROD_")) {
    environment = negated ? EnvironmentClass::kDevelopment : EnvironmentClass::kProduction;
  } else if (names("DEBUG") || names("DEVELOPMENT") || names("STAGING") || names("SANDBOX")) {
    environment = negated ? EnvironmentClass::kProduction : EnvironmentClass::kDevelopment;
  } else {
    known = false;
  }
  return {environment, kRankSection, kWeights.section, "#" + guard};
}

}  // namespace

Environment Weigh(std::vector<EnvironmentSignal> signals, bool overrides) {
  Environment environment;
  std::stable_sort(signals.begin(), signals.end(),
                   [](const EnvironmentSignal& a, const EnvironmentSignal& b) { return a.rank < b.rank; });
  if (signals.empty()) {
    environment.environment = EnvironmentClass::kShared;
    environment.confidence = 0.2;
    return environment;
  }
  const EnvironmentSignal& first = signals.front();
  environment.environment = first.environment;
  const auto agrees = [&](const EnvironmentSignal& one) {
    return (one.environment == EnvironmentClass::kProduction) == (first.environment == EnvironmentClass::kProduction);
  };
  if (overrides) {
    environment.confidence = first.weight;
    environment.signals = {first};
    return environment;
  }
  double doubt = 1;
  double contrary = 0;
  for (const EnvironmentSignal& one : signals) {
    if (agrees(one)) {
      doubt *= 1 - one.weight;
    } else if (one.rank <= kRankFolder) {
      contrary = std::max(contrary, one.weight);
    }
  }
  environment.confidence = std::min(0.99, 1 - doubt);
  // A section says more than its file: disagreement makes it less sure only.
  if (first.rank == kRankVariable) {
    contrary = 0;
  } else if (first.rank <= kRankSection) {
    contrary = contrary > 0 ? 0.15 : 0;
  } else {
    contrary /= 2;
  }
  environment.confidence -= contrary;
  environment.signals = std::move(signals);
  return environment;
}

void FindEnvironments(const Project& project, ProjectFile& file) {
  const std::vector<Surrounding> around = SurroundingsOf(project, file);
  for (Assignment* setting : file.settings) {
    if (file.signals.overrides) {
      setting->environment = Weigh(file.signals.signals, true);
      continue;
    }
    std::vector<EnvironmentSignal> signals;
    const Provider* provider = ProviderIn(project, *setting);
    const bool is_surrounding = std::any_of(around.begin(), around.end(), [&](const Surrounding& one) { return one.at == setting; });
    if ((provider != nullptr || setting->secret_name) && !is_surrounding) {
      if (auto own = project.model.OfVariable(setting->variable())) signals.push_back(std::move(*own));
    }
    for (const Surrounding& one : around) {
      if (one.only != nullptr && one.only == provider && one.at != setting && Covers(one, *setting)) signals.push_back(one.signal);
    }
    for (std::size_t i = setting->path.size() - 1; i-- > 0;) {
      if (auto section = project.model.OfSection(setting->path[i])) signals.push_back(std::move(*section));
    }
    for (const std::string& guard : setting->guards) {
      bool known = false;
      EnvironmentSignal signal = FromGuard(guard, known);
      if (known) signals.push_back(std::move(signal));
    }
    // Nearer sections first.
    std::size_t deepest = 0;
    for (const Surrounding& one : around) {
      if (one.only != nullptr || one.at == setting || !Covers(one, *setting)) continue;
      if (one.signal.rank == kRankKey && one.depth > deepest) {
        deepest = one.depth;
        signals.insert(signals.begin(), one.signal);
      } else {
        signals.push_back(one.signal);
      }
    }
    for (const EnvironmentSignal& one : file.signals.signals) signals.push_back(one);
    setting->environment = Weigh(std::move(signals), false);
  }
}

}  // namespace keylint::environment
