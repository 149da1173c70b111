// SPDX-License-Identifier: Apache-2.0
// The mode of a key against the environment of its place: test keys in
// production, live keys elsewhere, keys that belie their variable's name.
#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/environment/project.h"

namespace keylint::environment {
namespace {

std::string LiveConsequence(const Assignment& setting, const Project& project) {
  const Provider& owner = project.rules.ProviderOf(*setting.key);
  const std::string_view provider = owner.name;
  // Nobody is asked whether it is right: it signs on the machine itself.
  if (owner.hosts.empty() && owner.hosts_test.empty()) return "It was made for development: whoever knows it can forge what production signs.";
  switch (setting.key->privilege) {
    case Privilege::kWebhook:
      return fmt::format("Every live webhook of {} fails its signature check with this secret.", provider);
    case Privilege::kPublishable:
      return fmt::format("{} runs in test mode for every real customer, and live objects are unknown to this key.", provider);
    default:
      return fmt::format("{} rejects every live request with this key, or only simulates it.", provider);
  }
}

bool IsForProduction(const Assignment& setting) { return setting.environment.environment == EnvironmentClass::kProduction; }

// `cond ? live : test` and the like: both modes in one statement, and nothing
// there says which of them is production's.
bool IsChosenAtRunTime(const Assignment& setting, const ProjectFile& file) {
  const bool settles = !setting.is_code && !setting.is_fallback;   // Then by a conditional of the same name only.
  const KeyMode::Kind mode = ModeOf(setting).kind;
  const auto beside = Beside(file, setting);
  return std::any_of(beside.begin(), beside.end(), [&](const Assignment* other) {
    if (other == &setting || other->key == nullptr || (settles && other->path != setting.path)) return false;
    const bool together = other->where.begin.line == setting.where.begin.line ||
                          (!setting.statement.empty() && other->statement == setting.statement);
    const KeyMode::Kind theirs = ModeOf(*other).kind;
    return together && theirs != KeyMode::kNone && theirs != mode && IsForProduction(*other) == IsForProduction(setting);
  });
}

// The variable's own name says which mode it wants.
void CheckName(const Project& project, const Assignment& setting, KeyMode mode, Faults& faults) {
  const auto named = project.model.OfVariable(setting.variable());
  if (!named) return;
  const bool wants_live = named->environment == EnvironmentClass::kProduction;
  if (wants_live == (mode.kind == KeyMode::kLive)) return;
  faults.Add({"scope/wrong-mode", &setting, Level::kError, std::min(named->weight, mode.weight),
              fmt::format("{} holds {}, a {} key.", setting.variable(), WithArticle(setting.key->title),
                          mode.kind == KeyMode::kLive ? "live" : "test"),
              fmt::format("{} answers for the wrong mode: {}.", project.rules.ProviderOf(*setting.key).name,
                          wants_live ? "live requests fail or are only simulated" : "tests act on real accounts"),
              {}, {}, false});
}

// A key of a service unknown here whose own beginning belies its name:
// "testApiKey": "live_...".
void CheckUnknownKey(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  constexpr std::size_t kShortestBody = 16;
  if (setting.key != nullptr || !setting.secret_name || setting.kind != ValueKind::kLiteral || !IsLive(setting) || file.signals.overrides) return;
  std::string_view value = setting.value;
  for (const std::string_view begin : {"sk_", "pk_", "key_", "api_"}) {
    if (value.starts_with(begin)) value.remove_prefix(begin.size());
  }
  const bool live = value.starts_with("live_");
  if (!live && !value.starts_with("test_")) return;
  const std::string_view body = value.substr(value.find('_') + 1);
  const bool digits = body.find_first_of("0123456789") != std::string_view::npos;
  const bool dense = body.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == std::string_view::npos;
  if (body.size() < kShortestBody || !digits || !dense) return;
  const auto named = project.model.OfVariable(setting.variable());
  if (!named || (named->environment == EnvironmentClass::kProduction) == live) return;
  faults.Add({"scope/wrong-mode", &setting, Level::kWarning, 0.9,
              fmt::format("{} holds a key that begins with {}.", setting.variable(), live ? "live_" : "test_"),
              live ? "Tests act on a real account." : "Live requests fail or are only simulated.", {}, {}, false});
}

void CheckSetting(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  const KeyMode mode = ModeOf(setting);
  if (mode.kind == KeyMode::kNone || !IsLive(setting)) return;
  const Environment& environment = setting.environment;
  const bool named = project.model.OfVariable(setting.variable()).has_value() && !environment.signals.empty() &&
                     environment.signals.front().rank == kRankVariable && !file.signals.overrides;
  if (named) {
    CheckName(project, setting, mode, faults);
    return;
  }
  const double confidence = std::min(environment.confidence, mode.weight);
  if (mode.kind == KeyMode::kTest && IsProduction(environment)) {
    if (faults.Has(&setting) || setting.form == Form::kPublished || IsChosenAtRunTime(setting, file)) return;
    faults.Add({"environment/test-key-in-production", &setting, Level::kError, confidence,
                fmt::format("{} in {}.", setting.key->title, Evidence(environment)), LiveConsequence(setting, project),
                "Set the live key in production's secret store.", {}, false});
    return;
  }
  if (mode.kind != KeyMode::kLive || setting.form == Form::kPublished) return;
  const bool sample = environment.environment == EnvironmentClass::kSample;
  if (!sample && !IsOutsideProduction(environment)) return;
  if (faults.Has(&setting) || IsChosenAtRunTime(setting, file)) return;
  // Code in test trees makes up keys to test with; only settings count there.
  if (setting.is_code && (sample || (environment.environment == EnvironmentClass::kTest && setting.provider == nullptr))) return;
  Level level = Level::kError;
  if (!IsSecret(setting.key->privilege)) level = Level::kWarning;
  if (environment.environment == EnvironmentClass::kStaging || environment.environment == EnvironmentClass::kPreview) {
    if (project.settings.staging_uses_live_keys) return;
    level = std::min(level, Level::kWarning);
  }
  if (sample && !IsSecret(setting.key->privilege)) return;
  const std::string_view provider = project.rules.ProviderOf(*setting.key).name;
  faults.Add({"environment/live-key-outside-production", &setting, level, confidence,
              fmt::format("{} in {}.", setting.key->title, Evidence(environment)),
              sample ? fmt::format("Whoever copies the sample acts on the real {} account.", provider)
                     : fmt::format("A run of this environment acts on real {} customers and data.", provider),
              "Use a test or sandbox key here, and rotate the live one.", {}, false});
}

// File name, section and settings say different things around a marked key.
void CheckSignals(const ProjectFile& file, Faults& faults) {
  if (file.signals.overrides) return;
  for (const Assignment* setting : file.settings) {
    if (ModeOf(*setting).kind == KeyMode::kNone || !IsLive(*setting) || faults.Has(setting)) continue;
    const EnvironmentSignal* first = nullptr;
    for (const EnvironmentSignal& signal : setting->environment.signals) {
      if (signal.rank == kRankVariable) break;
      if (signal.rank != kRankFile && signal.rank != kRankKey) continue;
      if (first == nullptr) {
        first = &signal;
        continue;
      }
      if ((signal.environment == EnvironmentClass::kProduction) == (first->environment == EnvironmentClass::kProduction)) continue;
      faults.Add({"environment/signals-disagree", setting, Level::kNote, 0.9,
                  fmt::format("{} says {}, but {} says {}.", first->evidence, EnvironmentName(first->environment), signal.evidence,
                              EnvironmentName(signal.environment)),
                  fmt::format("So it is unclear which mode the {} must have.", setting->key->title), {}, {}, false});
      return;  // Once for a file.
    }
  }
}

}  // namespace

void CheckModes(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    for (const Assignment* setting : file.settings) {
      CheckSetting(project, file, *setting, faults);
      CheckUnknownKey(project, file, *setting, faults);
    }
    CheckSignals(file, faults);
  }
}

}  // namespace keylint::environment
