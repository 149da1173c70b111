// SPDX-License-Identifier: Apache-2.0
// Values that were never filled in, or that a vendor printed for tests, where
// production runs.
#include <algorithm>

#include <fmt/format.h>

#include "lint/diagnose/key_index.h"
#include "lint/environment/project.h"
#include "lint/environment/signing.h"

namespace keylint::environment {
namespace {

bool IsTestValue(const Assignment& setting) {
  if (setting.key == nullptr || setting.form != Form::kPublished) return false;
  return std::any_of(setting.key->test_values.begin(), setting.key->test_values.end(),
                     [&](const auto& pieces) { return JoinsTo(pieces, setting.value); });
}

// SMTP traps and Mailgun's sandbox domains deliver nothing.
std::string_view MailTrap(const Assignment& setting) {
  const std::string& host = setting.host;
  if (host == "sandbox.smtp.mailtrap.io" || host == "smtp.mailtrap.io" || host == "sandbox.api.mailtrap.io") return "Mailtrap";
  if (host == "smtp.ethereal.email") return "Ethereal";
  if (host.ends_with(".mailgun.org") && host.starts_with("sandbox") && host.size() > 30) return "Mailgun's sandbox domain";
  return {};
}

// MailHog, Mailpit and MailCatcher listen on the developer's machine.
bool IsMailCatcher(const ProjectFile& file, const Assignment& setting) {
  const std::string name = EnvironmentModel::Normalised(setting.variable());
  const bool port = name.ends_with("smtpport") || name.ends_with("mailport") || name.ends_with("emailport");
  if (!port || setting.value != "1025") return false;
  const auto beside = Beside(file, setting);
  return std::any_of(beside.begin(), beside.end(), [&](const Assignment* other) {
    const std::string& host = other->value;
    const bool local = host == "localhost" || host == "127.0.0.1" || host == "mailhog" || host == "mailpit" || host == "mailcatcher";
    return local && SameScope(*other, setting) && SectionOf(*other) == SectionOf(setting);
  });
}

bool WantsValue(const Assignment& setting) {
  if (setting.provider != nullptr) return true;
  return setting.secret_name;
}

void CheckSetting(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  if (!IsLive(setting) || setting.is_fallback || faults.Has(&setting)) return;
  const bool production = IsProduction(setting.environment) && !file.signals.overrides;
  if (!production) return;
  const double confidence = std::min(0.95, setting.environment.confidence);
  if (IsTestValue(setting)) {
    const Provider& provider = project.rules.ProviderOf(*setting.key);
    faults.Add({"environment/documented-test-value", &setting, Level::kError, confidence,
                fmt::format("{}: a test value that {} publishes, in {}.", setting.key->title, provider.name, Evidence(setting.environment)),
                {}, {}, {}, false});
    return;
  }
  if (const std::string_view trap = MailTrap(setting); !trap.empty() && setting.key == nullptr && !setting.is_code) {
    faults.Add({"environment/documented-test-value", &setting, Level::kError, confidence,
                fmt::format("{} takes mail and delivers none of it, in {}.", trap, Evidence(setting.environment)),
                "No customer will receive a message.", "Set the mail server that delivers.", {}, false});
    return;
  }
  if (IsMailCatcher(file, setting)) {
    faults.Add({"environment/documented-test-value", &setting, Level::kError, confidence,
                fmt::format("Mail goes to a catcher on port {} of this machine, in {}.", setting.value, Evidence(setting.environment)),
                "No customer will receive a message.", "Set the mail server that delivers.", {}, false});
    return;
  }
  if (setting.is_code && setting.provider == nullptr) return;
  const bool sample = setting.form == Form::kPublished && setting.key != nullptr;
  if (!sample && setting.kind != ValueKind::kPlaceholder) return;
  if (!WantsValue(setting) && !sample) return;
  if (setting.value.size() < 3 || setting.value.find("://") != std::string::npos) return;
  const std::string provider = setting.provider != nullptr ? std::string(setting.provider->name)
                               : setting.key != nullptr ? std::string(project.rules.ProviderOf(*setting.key).name) : std::string();
  const bool of_service = setting.provider != nullptr && !setting.provider->hosts.empty();
  const bool signs = !of_service && SignsLocally(setting.variable());
  faults.Add({"environment/placeholder-in-production", &setting, provider.empty() ? Level::kWarning : Level::kError, confidence,
              fmt::format("{} still holds {} in {}.", setting.variable(), sample ? "the sample of the documentation" : "a placeholder", Evidence(setting.environment)),
              signs              ? std::string("Whoever guesses it can forge tokens and sessions.")
              : provider.empty() ? std::string("Whoever guesses it is let in, or every request with it fails.")
                                 : fmt::format("{} will reject every request with it.", provider),
              {}, {}, false});
}

}  // namespace

void CheckPlaceholders(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    for (const Assignment* setting : file.settings) CheckSetting(project, file, *setting, faults);
  }
}

}  // namespace keylint::environment
