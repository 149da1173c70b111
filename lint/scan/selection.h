// SPDX-License-Identifier: Apache-2.0
// Which rules a run reports: --only and --skip.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace keylint {

/// Names are rule ids ("leaked-key/jwt"), families ("scope"), providers' key
/// ids without a family ("stripe-secret-key"), or any of these with a '*' at
/// the end.
struct Selection {
  std::vector<std::string> only;  ///< Empty: everything.
  std::vector<std::string> skip;

  bool Includes(std::string_view rule_id) const;
};

/// Whether `name` (see Selection) names `rule_id`.
bool NamesRule(std::string_view name, std::string_view rule_id);

}  // namespace keylint
