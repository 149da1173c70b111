// SPDX-License-Identifier: Apache-2.0
// Code and templates that fall back to a literal when a variable is missing.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/environment/project.h"

namespace keylint::environment {
namespace {

constexpr auto kSigning = std::to_array<std::string_view>({
    "jwtsecret", "jwtkey", "secretkey", "sessionsecret", "appkey", "encryptionkey", "signingkey", "secretkeybase", "cookiesecret",
    "authsecret", "nextauthsecret", "tokensecret", "jwtsecretkey", "sessionkey", "webhooksecret",
});

bool Signs(std::string_view name) {
  const std::string normalised = EnvironmentModel::Normalised(name);
  return std::any_of(kSigning.begin(), kSigning.end(), [&](std::string_view one) { return normalised.ends_with(one); });
}

bool IsPublished(const Assignment& setting) { return setting.form == Form::kPublished; }

void CheckSetting(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  if (!setting.is_fallback || !IsLive(setting) || file.signals.overrides || faults.Has(&setting)) return;
  if (setting.kind == ValueKind::kEmpty || setting.kind == ValueKind::kReference || setting.kind == ValueKind::kExpression) return;
  const std::string& missing = setting.fallback_for.empty() ? setting.variable() : setting.fallback_for;
  if (setting.key != nullptr && (setting.form == Form::kWellFormed || setting.form == Form::kUnrecognised || IsPublished(setting))) {
    if (IsPublished(setting)) {
      faults.Add({"environment/documented-test-value", &setting, Level::kWarning, 0.9,
                  fmt::format("Without {} the program runs on a published test value ({}).", missing, setting.key->title),
                  "A missing variable turns the protection off without a word.", "Fail when the variable is missing.", {}, false});
      return;
    }
    if (!IsSecret(setting.key->privilege)) return;
    faults.Add({"environment/fallback-literal", &setting, Level::kWarning, 0.9,
                fmt::format("Without {} the program falls back to a literal {}.", missing, setting.key->title), {}, {}, {}, false});
    return;
  }
  if (setting.key != nullptr || setting.value.size() < 6 || !Signs(missing)) return;
  if (setting.value.find_first_of(" {}$<>\n") != std::string::npos) return;
  faults.Add({"environment/fallback-literal", &setting, Level::kWarning, 0.88,
              fmt::format("Without {} the program signs with a literal that everybody can read.", missing),
              "Whoever reads the source can forge its tokens and sessions wherever the variable is missing.", {}, {}, false});
  (void)project;
}

}  // namespace

void CheckFallbacks(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    for (const Assignment* setting : file.settings) CheckSetting(project, file, *setting, faults);
  }
}

}  // namespace keylint::environment
