// SPDX-License-Identifier: Apache-2.0
// The words that names of secrets hold, and the variables of providers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lint/match/matcher.h"
#include "lint/model/rule.h"

namespace keylint {

/// What a needle stands for, as its tag.
enum class NeedleTag : std::uint32_t {
  kVariable,   ///< A provider's variable.
  kPassword,   ///< A word of a name that hardly means anything else.
  kSecret,     ///< A word that often means something else ("token").
  kKey,        ///< One that mostly does ("key").
  kUrl,        ///< "://": a user and password may follow.
  kArmour,     ///< The label of a private key.
};

/// Words that names of keys and passwords hold; what the raw lane looks for
/// so that documents without any of them are never decoded.
std::span<const NameNeedle> SecretNameWords();

/// Those words, and the variables of `rules` that hold none of them: a
/// document that only sets RAILS_MASTER_KEY is decoded, too.
///
/// Ownership: the needles view `rules`.
std::vector<NameNeedle> NameNeedles(const RuleSet& rules);

/// The environment variables of all providers, by which a name speaks for its
/// value: what STRIPE_SECRET_KEY holds is worth decoding however it looks.
///
/// Ownership: views `rules`.
class VariableNames {
 public:
  explicit VariableNames(const RuleSet& rules);

  /// The hit on the whole name around `hit` when that is such a variable, or
  /// ends as one ("NEXT_PUBLIC_..."); else `hit` itself.
  NameHit Widened(std::string_view text, const NameHit& hit) const;

 private:
  bool Holds(std::string_view name) const;

  std::unordered_set<std::string_view> names_;
  std::vector<bool> ends_;   ///< By length, first and last byte: most names are turned down here.
};

}  // namespace keylint
