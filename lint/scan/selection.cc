// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/selection.h"

#include <algorithm>

namespace keylint {

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

bool Selection::Includes(std::string_view rule_id) const {
  const auto names = [rule_id](const std::string& name) { return NamesRule(name, rule_id); };
  if (std::any_of(skip.begin(), skip.end(), names)) return false;
  return only.empty() || std::any_of(only.begin(), only.end(), names);
}

}  // namespace keylint
