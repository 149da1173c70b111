// SPDX-License-Identifier: Apache-2.0
// Files and sections that are each other's siblings in other environments:
// the same secret in all of them, or a variable that one forgot.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/diagnose/placeholder.h"
#include "lint/environment/project.h"

namespace keylint::environment {
namespace {

bool IsSecretValue(const Assignment& setting) {
  if (!IsLive(setting) || setting.kind != ValueKind::kLiteral || setting.is_code || setting.is_fallback || setting.value.size() < 8) return false;
  if (setting.key != nullptr) {
    return setting.form == Form::kWellFormed && IsSecret(setting.key->privilege) && ModeOf(setting).kind == KeyMode::kNone;
  }
  if (!setting.secret_name && setting.provider == nullptr) return false;
  const ValueClass value = ClassifyValue(setting.value);
  return value == ValueClass::kOpaque || value == ValueClass::kUuid || value == ValueClass::kHash;
}

// What signs or encrypts opens production to whoever has it.
bool Signs(const Assignment& setting) {
  constexpr auto kNames = std::to_array<std::string_view>({"jwt", "secretkeybase", "appkey", "signing", "encryption", "session", "secretkey", "master"});
  const std::string name = EnvironmentModel::Normalised(setting.variable());
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view one) { return name.find(one) != std::string::npos; });
}

// An organisation's token of a tool that builds: every job is meant to have it.
bool IsForBuilds(const Assignment& setting) {
  constexpr auto kTools = std::to_array<std::string_view>({"sentry", "codecov", "coveralls", "npm", "sonarqube", "sonarcloud", "snyk", "github", "gitlab", "docker-hub", "buildkite", "circleci"});
  return setting.provider != nullptr && std::find(kTools.begin(), kTools.end(), setting.provider->id) != kTools.end();
}

void CheckShared(const Project& project, Faults& faults) {
  std::map<SecretDigest, std::vector<const Assignment*>> same;
  for (const ProjectFile& file : project.files) {
    if (file.signals.overrides || file.in_history) continue;
    for (const Assignment* setting : file.settings) {
      if (IsSecretValue(*setting) && setting->environment.confidence >= 0.6) same[setting->digest].push_back(setting);
    }
  }
  for (const auto& [digest, places] : same) {
    const Assignment* production = nullptr;
    std::vector<const Assignment*> elsewhere;
    for (const Assignment* place : places) {
      if (IsProduction(place->environment) && production == nullptr) production = place;
      if (IsOutsideProduction(place->environment)) elsewhere.push_back(place);
    }
    if (production == nullptr || elsewhere.empty() || faults.Has(production)) continue;
    const Assignment* other = elsewhere.front();
    double confidence = std::min({0.9, production->environment.confidence, other->environment.confidence});
    Fault fault{"environment/shared-secret", production, Signs(*production) ? Level::kError : IsForBuilds(*production) ? Level::kNote : Level::kWarning, confidence,
                fmt::format("{} has the same value in {} and in {} ({}, line {}).", production->variable(), Evidence(production->environment),
                            EnvironmentName(other->environment.environment), other->file, other->where.begin.line),
                fmt::format("Whoever can read {} holds production's secret.", EnvironmentName(other->environment.environment)), {}, {}, false};
    for (std::size_t i = 0; i < elsewhere.size() && i < 8; ++i) {
      const auto same_place = [&](const auto& one) { return one.first->file == elsewhere[i]->file && one.first->where.span.begin == elsewhere[i]->where.span.begin; };
      if (std::any_of(fault.related.begin(), fault.related.end(), same_place)) continue;   // Decoded, and as it is written.
      fault.related.emplace_back(elsewhere[i], fmt::format("the same value in {}", EnvironmentName(elsewhere[i]->environment.environment)));
    }
    faults.Add(std::move(fault));
  }
}

// --- missing variables ------------------------------------------------------

// One environment's file or section among its siblings.
struct Member {
  EnvironmentClass environment = EnvironmentClass::kUnknown;
  const ProjectFile* file = nullptr;
  std::map<std::string, const Assignment*> variables;   ///< By name below the section.
};

struct Family {
  std::vector<Member> members;
  std::set<std::string> fallback;   ///< Variables that a shared place sets.
};

bool HasValue(const Assignment& setting) {
  return setting.kind == ValueKind::kLiteral || setting.kind == ValueKind::kReference || setting.kind == ValueKind::kExpression;
}

// Variables that only some environments want.
bool IsOptional(const Project& project, std::string_view name) {
  constexpr auto kWords = std::to_array<std::string_view>({"debug", "mock", "fake", "ci", "e2e", "local", "tunnel", "ngrok", "seed", "cypress", "vercel", "heroku", "railway"});
  const std::vector<std::string> words = EnvironmentModel::Words(name);
  if (project.model.OfVariable(name)) return true;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  });
}

// allow-credentials: true
bool IsSwitch(std::string_view value) {
  constexpr auto kValues = std::to_array<std::string_view>({"true", "false", "yes", "no", "on", "off", "enabled", "disabled", "0", "1"});
  return std::find(kValues.begin(), kValues.end(), LowerAscii(value)) != kValues.end();
}

bool IsWanted(const Assignment& setting) {
  return IsLive(setting) && !setting.is_code && !setting.is_fallback && setting.decoded_from.empty() && !IsSwitch(setting.value) &&
         (setting.secret_name || (setting.provider != nullptr && setting.exact_kind) || setting.key != nullptr);
}

// A secret that stands in the file itself; files without one get theirs from
// the platform, a vault or a role.
bool HoldsSecret(const Assignment& setting) {
  if (setting.kind != ValueKind::kLiteral) return false;
  return setting.key != nullptr ? IsSecret(setting.key->privilege) : setting.secret_name;
}

// Files over which ASP.NET and Spring lay the variables of the environment.
bool IsLaidOver(std::string_view name) {
  const std::string lower = LowerAscii(name);
  return lower.starts_with("appsettings.") || lower.starts_with("application-") || lower.starts_with("bootstrap-");
}

// A role takes the place of its keys.
bool IsOfAws(const Assignment& setting) { return EnvironmentModel::Normalised(setting.variable()).starts_with("aws"); }

// "Payments.ApiKey" of a variable's key in Member::variables.
std::string Shown(std::string_view key) {
  std::string name(key);
  std::replace(name.begin(), name.end(), '\x1F', '.');
  return name;
}

std::string FamilyName(const ProjectFile& file, EnvironmentClass& environment) {
  for (const EnvironmentSignal& signal : file.signals.signals) {
    if (signal.rank == kRankFile) {
      environment = signal.environment;
      break;
    }
  }
  // What the file would be called without its environment: the words that are
  // no environment, in order.
  std::string name(file.folder);
  const EnvironmentModel model;
  for (const std::string& word : EnvironmentModel::Words(file.name)) {
    if (word != "local" && model.OfValue(word) == EnvironmentClass::kUnknown) name += '\x1F' + word;
  }
  return name;
}

void Report(const Project& project, const Family& family, bool by_section, Faults& faults) {
  for (const Member& production : family.members) {
    if (production.environment != EnvironmentClass::kProduction || production.variables.empty()) continue;
    // A file that holds no secret gets them from elsewhere.
    const bool holds_keys = std::any_of(production.variables.begin(), production.variables.end(),
                                        [](const auto& one) { return HasValue(*one.second); });
    if (!holds_keys) continue;
    std::map<std::string, const Assignment*> elsewhere;
    std::map<std::string, std::size_t> holders;   // Of each variable, among `others`.
    std::size_t others = 0;
    for (const Member& member : family.members) {
      if (member.environment == EnvironmentClass::kProduction || member.environment == EnvironmentClass::kTest) continue;
      others += member.variables.empty() ? 0 : 1;
      for (const auto& [name, setting] : member.variables) {
        if (!HasValue(*setting)) continue;
        ++holders[name];
        elsewhere.emplace(name, setting);
      }
    }
    // Most of what the siblings set must be here, or the file is of another make.
    std::size_t shared = 0;
    for (const auto& [name, setting] : elsewhere) shared += production.variables.contains(name) ? 1 : 0;
    const bool outside = IsLaidOver(production.file->name) ||
                         std::none_of(production.variables.begin(), production.variables.end(), [](const auto& one) { return HoldsSecret(*one.second); });
    bool sure = false;
    std::vector<const Assignment*> missing;
    std::vector<std::string> missing_names;
    for (const auto& [name, setting] : elsewhere) {
      if (IsOptional(project, setting->variable()) || family.fallback.contains(name)) continue;
      const auto here = production.variables.find(name);
      if (here != production.variables.end()) {
        if (here->second->kind != ValueKind::kEmpty || faults.Has(here->second)) continue;
        faults.Add({"environment/missing-variable", here->second, Level::kWarning, 0.88,
                    fmt::format("{} is empty in {}, but {} sets it (line {}).", setting->variable(), production.file->path, setting->file, setting->where.begin.line),
                    {}, {}, {{setting, "set here"}}, false});
        continue;
      }
      if (shared == 0) continue;
      missing.push_back(setting);
      missing_names.push_back(Shown(name));
      // What one environment alone has among several, production need not have.
      sure = sure || (!outside && !IsOfAws(*setting) && (others < 2 || holders[name] > 1));
    }
    if (missing.empty()) continue;
    const Assignment* anchor = production.variables.begin()->second;
    for (const auto& [other, place] : production.variables) {
      if (place->where.span.begin < anchor->where.span.begin) anchor = place;
    }
    constexpr std::size_t kMostNamed = 5;
    std::string names;
    Fault fault{"environment/missing-variable", anchor, sure ? Level::kWarning : Level::kNote, 0.88, {}, {}, {}, {}, !by_section};
    for (std::size_t i = 0; i < missing.size(); ++i) {
      if (i < kMostNamed) {
        names += fmt::format("{}{}", i == 0 ? "" : ", ", missing_names[i]);
        fault.related.emplace_back(missing[i], fmt::format("{} is set here", missing_names[i]));
      }
    }
    if (missing.size() > kMostNamed) names += fmt::format(" and {} more", missing.size() - kMostNamed);
    const std::string pronoun = missing.size() == 1 ? "it" : "them";
    fault.what = fmt::format("{} {} missing in {}{}, but {} sets {} (line {}).", names, missing.size() == 1 ? "is" : "are",
                             by_section ? std::string("the section of production") : std::string(production.file->path),
                             sure ? "" : " unless the platform sets " + pronoun, missing.front()->file, pronoun, missing.front()->where.begin.line);
    faults.Add(std::move(fault));
  }
}

void CheckMissing(const Project& project, Faults& faults) {
  std::map<std::string, Family> families;
  for (const ProjectFile& file : project.files) {
    if (file.signals.overrides || file.in_history) continue;
    EnvironmentClass of_file = EnvironmentClass::kUnknown;
    const std::string name = FamilyName(file, of_file);
    const bool dotenv = IsDotenvName(file.name);
    if (of_file != EnvironmentClass::kUnknown || dotenv) {
      Family& family = families[name];
      const bool local = file.name.find("local") != std::string_view::npos;
      Member member{of_file, &file, {}};
      for (const Assignment* setting : file.settings) {
        if (!IsWanted(*setting)) continue;
        const std::string key = SectionOf(*setting) + setting->variable();
        if (of_file == EnvironmentClass::kUnknown) {
          if (HasValue(*setting)) family.fallback.insert(key);
        } else {
          member.variables.emplace(key, setting);
        }
      }
      // ".env.local" serves every mode but belongs to one machine.
      if (of_file != EnvironmentClass::kUnknown && !(local && of_file == EnvironmentClass::kDevelopment)) {
        family.members.push_back(std::move(member));
      }
      if (of_file != EnvironmentClass::kUnknown) continue;
    } else if (families.contains(name)) {
      for (const Assignment* setting : file.settings) families[name].fallback.insert(SectionOf(*setting) + setting->variable());
    }
    // Sections of one file that differ in their environment only.
    const bool inherits = file.name.find("wrangler") == std::string_view::npos;
    std::map<std::string, std::map<std::string, Member>> sections;
    std::map<std::string, std::set<std::string>> defaults;
    for (const Assignment* setting : file.settings) {
      if (!IsWanted(*setting)) continue;
      std::string outside, below;
      std::optional<EnvironmentSignal> section;
      std::string own;
      for (std::size_t i = 0; i + 1 < setting->path.size(); ++i) {
        auto found = section ? std::nullopt : project.model.OfSection(setting->path[i]);
        if (found) {
          section = std::move(found);
          own = setting->path[i];
        } else {
          (section ? below : outside) += setting->path[i] + '\x1F';
        }
      }
      if (!section) {
        if (inherits && setting->path.size() > 1 && HasValue(*setting)) defaults[""].insert(setting->variable());
        continue;
      }
      Member& member = sections[fmt::format("{}|{}", outside, setting->part)][own];
      member.environment = section->environment;
      member.file = &file;
      member.variables.emplace(below + setting->variable(), setting);
    }
    for (auto& [outside, members] : sections) {
      Family family;
      for (auto& [own, member] : members) family.members.push_back(std::move(member));
      family.fallback = defaults[""];
      // Merged defaults ("<<: *default") are not followed: their variables
      // stand in a section that names no environment.
      if (family.members.size() > 1) Report(project, family, true, faults);
    }
  }
  for (const auto& [name, family] : families) {
    if (family.members.size() > 1) Report(project, family, false, faults);
  }
}

}  // namespace

void CheckFamilies(const Project& project, Faults& faults) {
  CheckShared(project, faults);
  CheckMissing(project, faults);
}

}  // namespace keylint::environment
