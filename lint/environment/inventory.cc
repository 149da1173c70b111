// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/inventory.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "lint/judge/names.h"

namespace keylint {
namespace {

bool IsListed(const Assignment& one) {
  if (one.is_prose || one.in_comment || one.is_compared || one.path.empty()) return false;
  if (one.key != nullptr && (one.form == Form::kWellFormed || one.form == Form::kUnrecognised || one.form == Form::kMalformed)) return true;
  if (one.provider != nullptr) return !one.is_code || one.kind == ValueKind::kReference;
  return one.secret_name && (!one.is_code || one.kind == ValueKind::kReference) && one.host_of == nullptr;
}

std::string_view StateOf(const Assignment& one) {
  switch (one.kind) {
    case ValueKind::kLiteral: return "set";
    case ValueKind::kReference:
    case ValueKind::kExpression: return "reference";
    case ValueKind::kPlaceholder: return "placeholder";
    case ValueKind::kEmpty: return "empty";
  }
  return "set";
}

// The more a state says that there is a key, the higher.
int Strength(std::string_view state) {
  constexpr std::string_view kOrder[] = {"missing", "empty", "placeholder", "reference", "set"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), state) - std::begin(kOrder));
}

}  // namespace

std::vector<InventoryEntry> MakeInventory(std::vector<Assignment>& assignments, const ProjectOptions& options) {
  FindEnvironments(assignments, options);
  std::map<std::tuple<std::string, std::string>, InventoryEntry> entries;
  std::set<std::string> deployed;   // Environments that the project configures.
  std::map<std::tuple<std::string, std::string>, bool> settings;   // Whether an environment can set it.
  for (const Assignment& one : assignments) {
    if (!IsListed(one)) continue;
    const Provider* provider = one.key != nullptr ? &options.rules.ProviderOf(*one.key) : one.provider;
    const std::string id = provider != nullptr ? std::string(provider->id) : std::string();
    const std::tuple<std::string, std::string> subject(id, EnvironmentModel::Normalised(one.variable()));
    InventoryEntry& entry = entries[subject];
    // A name that only code gives a value is code's own.
    settings[subject] |= !one.is_code || one.kind == ValueKind::kReference;
    if (entry.places.empty()) {
      entry.provider = id;
      entry.variable = one.variable();
    }
    const KeyRule* key = one.key != nullptr ? one.key : one.exact_kind && !one.wanted.empty() ? one.wanted.front() : nullptr;
    const EnvironmentClass environment = one.environment.environment;
    std::string name(EnvironmentName(environment));
    if (one.environment.confidence < 0.5 || environment == EnvironmentClass::kUnknown) name = one.is_code ? "code" : "shared";
    const bool is_production = environment == EnvironmentClass::kProduction && name == "production";
    const bool of_production = entry.modes.contains("production");
    if (key != nullptr && (entry.key_id.empty() || (one.key != nullptr && (is_production || !of_production)))) {
      entry.key_id = key->id;
      entry.privilege = PrivilegeName(key->privilege);
      entry.mode = key->mode == Mode::kAny || one.key == nullptr ? "" : std::string(ModeName(key->mode));
    }
    if (one.key != nullptr && one.key->mode != Mode::kAny) entry.modes[name] = ModeName(one.key->mode);
    std::string& state = entry.environments[name];
    if (state.empty() || Strength(StateOf(one)) > Strength(state)) state = StateOf(one);
    if (environment == EnvironmentClass::kProduction || environment == EnvironmentClass::kStaging) deployed.insert(name);
    entry.places.push_back({one.file, one.where.begin.line, one.kind == ValueKind::kLiteral});
  }
  std::vector<InventoryEntry> list;
  for (auto& [id, entry] : entries) {
    std::sort(entry.places.begin(), entry.places.end());
    entry.places.erase(std::unique(entry.places.begin(), entry.places.end()), entry.places.end());
    // A shared default serves every environment.
    if (!entry.environments.contains("shared") && settings[id]) {
      for (const std::string& name : deployed) entry.environments.try_emplace(name, "missing");
    }
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace keylint
