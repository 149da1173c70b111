// SPDX-License-Identifier: Apache-2.0
// Code and templates that fall back to a literal when a variable is missing.
#include <algorithm>

#include <fmt/format.h>

#include "lint/environment/project.h"
#include "lint/environment/signing.h"

namespace keylint::environment {
namespace {

// "prisma/seed.ts", "db/seeds.rb": what fills a database that somebody tries
// the program on.
bool FillsDatabase(const ProjectFile& file) {
  const std::vector<std::string> words = EnvironmentModel::Words(file.name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return word == "seed" || word == "seeds" || word == "seeder"; });
}

bool IsPublished(const Assignment& setting) { return setting.form == Form::kPublished; }

// "production ? x : y": the other environment's value, and nothing is missing.
bool AsksForEnvironment(const Project& project, const Assignment& setting) {
  const std::string& asked = setting.fallback_for;
  return !asked.empty() && (project.model.RoleOf(EnvironmentModel::Normalised(asked)).has_value() || project.model.OfCondition(asked) != EnvironmentClass::kUnknown);
}

void CheckSetting(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  if (!setting.is_fallback || !IsLive(setting) || file.signals.overrides || faults.Has(&setting)) return;
  if (setting.kind == ValueKind::kEmpty || setting.kind == ValueKind::kReference || setting.kind == ValueKind::kExpression) return;
  if (AsksForEnvironment(project, setting)) return;
  // Where nothing but development and tests run, a default is a convenience.
  const EnvironmentClass environment = setting.environment.environment;
  const bool at_home = environment == EnvironmentClass::kDevelopment || environment == EnvironmentClass::kTest;
  if (at_home && setting.environment.confidence >= 0.6) return;
  const Level level = FillsDatabase(file) ? Level::kNote : Level::kWarning;
  const std::string& missing = setting.fallback_for.empty() ? setting.variable() : setting.fallback_for;
  if (setting.key != nullptr && (setting.form == Form::kWellFormed || setting.form == Form::kUnrecognised || IsPublished(setting))) {
    if (IsPublished(setting)) {
      faults.Add({"environment/documented-test-value", &setting, level, 0.9,
                  fmt::format("Without {} the program runs on a published test value ({}).", missing, setting.key->title),
                  "A missing variable turns the protection off without a word.", "Fail when the variable is missing.", {}, false});
      return;
    }
    if (!IsSecret(setting.key->privilege)) return;
    faults.Add({"environment/fallback-literal", &setting, level, 0.9,
                fmt::format("Without {} the program falls back to a literal {}.", missing, setting.key->title), {}, {}, {}, false});
    return;
  }
  if (setting.key != nullptr || setting.value.size() < 6 || !SignsLocally(missing)) return;
  if (setting.value.find_first_of(" {}$<>\n") != std::string::npos) return;
  faults.Add({"environment/fallback-literal", &setting, level, 0.88,
              fmt::format("Without {} the program signs with a literal that everybody can read.", missing),
              "Whoever reads the source can forge its tokens and sessions wherever the variable is missing.", {}, {}, false});
}

}  // namespace

void CheckFallbacks(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    for (const Assignment* setting : file.settings) CheckSetting(project, file, *setting, faults);
  }
}

}  // namespace keylint::environment
