// SPDX-License-Identifier: Apache-2.0
// Which rules a run reports: --only and --skip.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

/// Names are rule ids ("leaked-key/jwt"), families ("scope"), providers' key
/// ids without a family ("stripe-secret-key"), or any of these with a '*' at
/// the end. "imported" names all rules that `--rules` took from other tools.
struct Selection {
  std::vector<std::string> only;  ///< Empty: everything.
  std::vector<std::string> skip;

  bool Includes(std::string_view rule_id) const;
  /// As Includes, for a rule of another tool.
  bool IncludesImported(std::string_view rule_id) const;
  /// Nothing but rules of other tools: ours need not run.
  bool IsOnlyImported() const;
};

/// Whether `name` (see Selection) names `rule_id`.
bool NamesRule(std::string_view name, std::string_view rule_id);

/// The one of `names` that is the fewest changed letters away from `word`.
struct Nearest {
  std::string_view name;
  std::size_t distance = static_cast<std::size_t>(-1);
};
Nearest NearestOf(std::string_view word, std::span<const std::string_view> names);

/// What is wrong with the first of `names` that names none of the rules `ids`
/// ("no rule or family is named 'leked-key'; did you mean 'leaked-key'?");
/// empty when all do. A run that looks for nothing must not pass for clean.
/// Of names farther than `most_distant` letters from any, nothing is said.
std::string UnknownName(std::span<const std::string> names, std::span<const std::string> ids,
                        std::size_t most_distant = static_cast<std::size_t>(-1));

/// Letters by which a name differs that somebody mistyped.
inline constexpr std::size_t kMistyped = 3;

}  // namespace keylint
