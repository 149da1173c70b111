// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/setting_cells.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

namespace keylint {
namespace {

constexpr std::size_t kMostCells = 2000;

std::string ModeOf(const Assignment& assignment) {
  for (const Fact& fact : assignment.facts) {
    if (fact.kind == FactKind::kMode) return fact.value;
  }
  switch (assignment.key->mode) {
    case Mode::kLive: return "live";
    case Mode::kTest: return "test";
    case Mode::kSandbox: return "sandbox";
    case Mode::kAny: break;
  }
  return {};
}

std::string StateOf(const Assignment& assignment) {
  switch (assignment.kind) {
    case ValueKind::kReference: return "reference";
    case ValueKind::kPlaceholder: return "placeholder";
    case ValueKind::kEmpty: return "empty";
    case ValueKind::kExpression: return "computed";
    case ValueKind::kLiteral: break;
  }
  if (assignment.form == Form::kPlaceholder) return "placeholder";
  if (assignment.form == Form::kMalformed) return "malformed";
  if (assignment.key == nullptr) return "value";
  const std::string mode = ModeOf(assignment);
  return mode.empty() ? "key" : mode + " key";
}

bool IsSetting(const Assignment& assignment) {
  return !assignment.is_code && !assignment.in_comment && !assignment.is_fallback && !assignment.path.empty();
}

}  // namespace

std::vector<SettingCell> SettingsOf(const std::vector<Assignment>& assignments) {
  std::set<std::string_view> variables;
  for (const Assignment& assignment : assignments) {
    if (IsSetting(assignment) && assignment.key != nullptr) variables.insert(assignment.variable());
  }
  std::vector<SettingCell> cells;
  for (const Assignment& assignment : assignments) {
    if (!IsSetting(assignment) || variables.count(assignment.variable()) == 0) continue;
    cells.push_back({assignment.variable(), std::string(EnvironmentName(assignment.environment.environment)),
                     StateOf(assignment), assignment.file, assignment.begin.line});
  }
  const auto order = [](const SettingCell& cell) {
    return std::tie(cell.variable, cell.environment, cell.path, cell.line);
  };
  std::sort(cells.begin(), cells.end(), [&](const SettingCell& a, const SettingCell& b) { return order(a) < order(b); });
  if (cells.size() > kMostCells) cells.resize(kMostCells);
  return cells;
}

}  // namespace keylint
