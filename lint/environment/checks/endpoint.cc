// SPDX-License-Identifier: Apache-2.0
// Keys, hosts and provider switches that speak of different modes.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/environment/project.h"

namespace keylint::environment {
namespace {

bool IsHost(const Assignment& setting) {
  return setting.host_of != nullptr && setting.key == nullptr && IsLive(setting) && !setting.is_fallback;
}

// Providers that tell their modes apart by host.
bool HasTestHosts(const Provider& provider) { return !provider.hosts_test.empty(); }

// The value itself stands under a name of its mode ("sandbox: https://..."),
// or a list of both: nobody is mistaken.
bool IsTableOfHosts(const Project& project, const ProjectFile& file, const Assignment& host) {
  if (project.model.OfVariable("x_" + host.variable()).has_value() || project.model.OfSection(host.variable()).has_value()) return true;
  for (std::size_t i = 0; i + 1 < host.path.size(); ++i) {
    const auto section = project.model.OfSection(host.path[i]);
    if (section && (section->environment == EnvironmentClass::kProduction) != host.host_is_test) return true;
  }
  const auto beside = Beside(file, host);
  return std::any_of(beside.begin(), beside.end(), [&](const Assignment* other) {
    return other != &host && other->host_of == host.host_of && other->host_is_test != host.host_is_test && other->part == host.part &&
           other->key == nullptr && SectionOf(*other) == SectionOf(host) && other->variable() == host.variable();
  });
}

// The nearest key of the host's provider that shows a mode.
const Assignment* KeyBeside(const Project& project, const ProjectFile& file, const Assignment& host, KeyMode::Kind mode) {
  const Assignment* nearest = nullptr;
  for (const Assignment* key : Beside(file, host)) {
    if (key->key == nullptr || !IsLive(*key) || ModeOf(*key).kind == KeyMode::kNone) continue;
    if (&project.rules.ProviderOf(*key->key) != host.host_of || !SameScope(*key, host)) continue;
    if (ModeOf(*key).kind != mode) return nullptr;  // Some other key fits.
    if (project.model.OfVariable(key->variable())) continue;
    nearest = key;
  }
  return nearest;
}

// By its path or section, whatever the settings beside it say.
bool RunsInProduction(const Assignment& setting) {
  const Environment& environment = setting.environment;
  return IsProduction(environment) && environment.confidence >= 0.85 && environment.signals.front().rank >= kRankSection &&
         environment.signals.front().rank <= kRankFolder;
}

void CheckHost(const Project& project, const ProjectFile& file, const Assignment& host, Faults& faults) {
  const Provider& provider = *host.host_of;
  if (!HasTestHosts(provider) || host.is_code || faults.Has(&host)) return;
  const KeyMode::Kind wrong = host.host_is_test ? KeyMode::kLive : KeyMode::kTest;
  if (IsTableOfHosts(project, file, host)) return;
  if (const Assignment* key = KeyBeside(project, file, host, wrong)) {
    if (wrong == KeyMode::kTest && RunsInProduction(*key)) return;   // The host is right, and CheckModes() names the key.
    faults.Add({"environment/endpoint-mismatch", &host, Level::kError, 0.92,
                fmt::format("{} is {}'s {} host, but {} in line {} is a {} key.", host.host, provider.name,
                            host.host_is_test ? "test" : "live", key->variable(), key->where.begin.line,
                            wrong == KeyMode::kLive ? "live" : "test"),
                fmt::format("{} rejects every request.", provider.name),
                "Set the host and the key of one mode.", {{key, fmt::format("the {}", key->key->title)}}, false});
    return;
  }
  if (!host.host_is_test || !IsProduction(host.environment) || file.signals.overrides) return;
  if (host.environment.signals.empty() || host.environment.signals.front().rank > kRankFolder) return;
  faults.Add({"environment/endpoint-mismatch", &host, Level::kError, std::min(0.9, host.environment.confidence),
              fmt::format("{} is {}'s test host, in {}.", host.host, provider.name, Evidence(host.environment)),
              fmt::format("Production talks to {}'s test mode: live credentials are rejected there, and nothing real happens.", provider.name),
              "Set the live host in production.", {}, false});
}

// A switch in a section around `key` that is nearer than `setting`: it decides.
bool HasNearerSwitch(const Project& project, const ProjectFile& file, const Assignment& key, const Assignment& setting, const Provider& provider) {
  const bool covers = setting.path.size() <= key.path.size();
  const auto beside = Beside(file, key);
  return std::any_of(beside.begin(), beside.end(), [&](const Assignment* other) {
    const bool nearer = other != &setting && other->path.size() <= key.path.size() && (!covers || other->path.size() > setting.path.size());
    return nearer && other->key == nullptr && IsLive(*other) && SameScope(*other, key) && ProviderOfSwitch(project, *other, true) == &provider;
  });
}

// The address beside a switch that asks for the other mode.
const Assignment* HostBeside(const Project& project, const ProjectFile& file, const Assignment& setting, const Provider& provider, bool live) {
  if (!HasTestHosts(provider)) return nullptr;
  for (const Assignment* host : Beside(file, setting)) {
    if (!IsHost(*host) || host->host_of != &provider || host->host_is_test != live || host->is_code || SectionOf(*host) != SectionOf(setting)) continue;
    if (SameScope(*host, setting) && !IsTableOfHosts(project, file, *host)) return host;
  }
  return nullptr;
}

// PLAID_ENV=sandbox in .env.production.
void CheckSwitch(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  if (setting.key != nullptr || !IsLive(setting) || setting.is_fallback || setting.is_code) return;
  const Provider* switched = ProviderOfSwitch(project, setting, true);
  if (switched == nullptr) return;
  const Provider& provider = *switched;
  const EnvironmentClass set = project.model.OfSwitch(setting.variable(), setting.value);
  if (set == EnvironmentClass::kUnknown) return;
  const bool live = set == EnvironmentClass::kProduction;
  const bool nested = ProviderOfSwitch(project, setting, false) == nullptr;
  // A key beside it that shows its mode says more.
  for (const Assignment* key : Beside(file, setting)) {
    if (key->key == nullptr || !IsLive(*key) || &project.rules.ProviderOf(*key->key) != &provider || !SameScope(*key, setting)) continue;
    const KeyMode::Kind mode = ModeOf(*key).kind;
    if (mode == KeyMode::kNone || project.model.OfVariable(key->variable())) continue;
    if (nested && setting.path.size() > key->path.size()) continue;   // Of a part that the key is not in.
    if (SectionOf(*key) == SectionOf(setting) && ItemOf(file, *key) != ItemOf(file, setting)) continue;
    if (!HeedsSwitch(project, *key, setting, provider)) continue;
    if ((mode == KeyMode::kLive) == live || HasNearerSwitch(project, file, *key, setting, provider)) continue;
    faults.Add({"environment/endpoint-mismatch", &setting, Level::kError, 0.92,
                fmt::format("{}={} asks for {} mode, but {} in line {} is a {} key.", setting.variable(), setting.value,
                            live ? "live" : "test", key->variable(), key->where.begin.line, live ? "test" : "live"),
                fmt::format("{} rejects every request.", provider.name), "Set the switch and the key of one mode.",
                {{key, fmt::format("the {}", key->key->title)}}, false});
    return;
  }
  if (const Assignment* host = HostBeside(project, file, setting, provider, live); host != nullptr && !faults.Has(host)) {
    faults.Add({"environment/endpoint-mismatch", &setting, Level::kError, 0.9,
                fmt::format("{}={} asks for {} mode, but {} in line {} is {}'s {} host.", setting.variable(), setting.value, live ? "live" : "test",
                            host->variable(), host->where.begin.line, provider.name, live ? "test" : "live"),
                fmt::format("{} rejects every request.", provider.name), "Set the switch and the host of one mode.",
                {{host, fmt::format("the {} host", live ? "test" : "live")}}, false});
    return;
  }
  if (nested) return;   // A part of production may be a demo.
  if (live || file.signals.overrides || !IsProduction(setting.environment)) return;
  if (setting.environment.signals.empty() || setting.environment.signals.front().rank > kRankFolder) return;
  faults.Add({"environment/endpoint-mismatch", &setting, Level::kError, std::min(0.9, setting.environment.confidence),
              fmt::format("{}={} in {}.", setting.variable(), setting.value, Evidence(setting.environment)),
              fmt::format("Production talks to {}'s test mode: live credentials are rejected there, and nothing real happens.", provider.name),
              "Switch production to live mode.", {}, false});
}

// [pypi] and [testpypi] of .pypirc are hosts, each with tokens of its own.
void CheckPackageIndex(const Project& project, const ProjectFile& file, Faults& faults) {
  if (file.name != ".pypirc") return;
  for (const Assignment* setting : file.settings) {
    if (setting->key == nullptr || setting->path.size() < 2 || project.rules.ProviderOf(*setting->key).id != "pypi" || !IsLive(*setting)) continue;
    const std::string& index = setting->path.front();
    const KeyMode::Kind mode = ModeOf(*setting).kind;
    const bool test = index == "testpypi";
    if ((!test && index != "pypi") || mode == KeyMode::kNone || (mode == KeyMode::kTest) == test) continue;
    faults.Add({"environment/endpoint-mismatch", setting, Level::kError, 0.95,
                fmt::format("The section [{}] holds {}.", index, WithArticle(setting->key->title)),
                fmt::format("{} answers 403 to every upload with it.", test ? "TestPyPI" : "PyPI"), "Set the token of this index.", {}, false});
  }
}

}  // namespace

void CheckEndpoints(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    CheckPackageIndex(project, file, faults);
    std::set<const Provider*> said;   // Host and switch of one provider are one cause.
    for (const Assignment* setting : file.settings) {
      if (IsHost(*setting) && !said.contains(setting->host_of)) {
        CheckHost(project, file, *setting, faults);
        if (faults.Has(setting)) said.insert(setting->host_of);
      }
    }
    for (const Assignment* setting : file.settings) {
      if (setting->host_of == nullptr && !(setting->provider != nullptr && said.contains(setting->provider))) {
        CheckSwitch(project, file, *setting, faults);
      }
    }
  }
}

}  // namespace keylint::environment
