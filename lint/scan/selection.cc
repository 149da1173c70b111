// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/selection.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "lint/base/edit_distance.h"

namespace keylint {
namespace {

constexpr std::string_view kImported = "imported";

}  // namespace

bool NamesRule(std::string_view name, std::string_view rule_id) {
  const std::size_t slash = rule_id.find('/');
  const std::string_view family = rule_id.substr(0, slash);
  const std::string_view subject =
      slash == std::string_view::npos ? std::string_view() : rule_id.substr(slash + 1);
  if (!name.empty() && name.back() == '*') {
    name.remove_suffix(1);
    return rule_id.starts_with(name) || subject.starts_with(name);
  }
  return name == rule_id || name == family || (!subject.empty() && name == subject);
}

namespace {

// Their subjects are the functions of rules/sinks.toml, which only the Clang
// front end knows.
constexpr std::string_view kOpenFamilies[] = {"hardcoded-credential", "constant-crypto-key", "credential-comparison", "suppression"};

bool IsKnown(std::string_view name, std::span<const std::string> ids) {
  const auto of_family = [name](std::string_view family) {
    return name.substr(0, name.find_first_of("/*")) == family || (name.ends_with('*') && family.starts_with(name.substr(0, name.size() - 1)));
  };
  return std::any_of(std::begin(kOpenFamilies), std::end(kOpenFamilies), of_family) ||
         std::any_of(ids.begin(), ids.end(), [name](const std::string& id) { return NamesRule(name, id); });
}

}  // namespace

Nearest NearestOf(std::string_view word, std::span<const std::string_view> names) {
  Nearest nearest;
  for (const std::string_view name : names) {
    const std::size_t distance = EditDistance(word, name);
    if (distance < nearest.distance) nearest = {name, distance};
  }
  return nearest;
}

std::string UnknownName(std::span<const std::string> names, std::span<const std::string> ids, std::size_t most_distant) {
  constexpr std::size_t kShown = 80;
  for (const std::string& name : names) {
    if (IsKnown(name, ids)) continue;
    const std::string_view shown = std::string_view(name).substr(0, kShown);
    std::vector<std::string_view> known(std::begin(kOpenFamilies), std::end(kOpenFamilies));
    for (const std::string_view id : ids) {
      known.push_back(id);
      known.push_back(id.substr(0, id.find('/')));
      known.push_back(id.substr(id.find('/') + 1));
    }
    const Nearest nearest = NearestOf(shown, known);
    if (nearest.distance > most_distant) continue;
    return fmt::format("no rule or family is named '{}'; {} '{}'?", shown,
                       nearest.distance <= kMistyped ? "did you mean" : "the nearest known one is", nearest.name);
  }
  return {};
}

bool Selection::Includes(std::string_view rule_id) const {
  const auto names = [rule_id](const std::string& name) { return NamesRule(name, rule_id); };
  if (std::any_of(skip.begin(), skip.end(), names)) return false;
  return only.empty() || std::any_of(only.begin(), only.end(), names);
}

bool Selection::IncludesImported(std::string_view rule_id) const {
  const auto names = [rule_id](const std::string& name) { return name == kImported || NamesRule(name, rule_id); };
  if (std::any_of(skip.begin(), skip.end(), names)) return false;
  return only.empty() || std::any_of(only.begin(), only.end(), names);
}

bool Selection::IsOnlyImported() const {
  return !only.empty() && std::all_of(only.begin(), only.end(), [](const std::string& name) { return name == kImported; });
}

}  // namespace keylint
