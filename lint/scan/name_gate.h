// SPDX-License-Identifier: Apache-2.0
// A cheap look behind a name's word: is there a value worth decoding for?
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lint/base/span.h"
#include "lint/diagnose/diagnose.h"
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

/// The upper-case name around `hit` when the program reads it from its
/// environment there (process.env.X, os.getenv("X"); empty: it does not.
Span ReadFromEnvironment(std::string_view text, std::size_t hit);

/// What the text behind a name of secrets promises.
enum class ValueSign : std::uint8_t {
  kNone,     ///< No value, or an empty one.
  kWeak,     ///< A value that only a name which says everything makes a secret.
  kLikely,   ///< One that could be a secret as far as the name's word is telling.
};

/// The value that may belong to the name at `hit`: an operator and, within a
/// line or so, a quoted string (or, but in source code, any other text).
///
/// Time: bounded by a constant.
ValueSign ValueBehind(std::string_view text, const NameHit& hit, TextKind kind);

/// `kind: Secret`, whose entries are secrets whatever they are called.
bool NamesKubernetesSecret(std::string_view text, const NameHit& hit);

/// Whether the name at `hit`, of a password or a secret, ends a line below
/// which a table's row or rule seems to stand. Looks at a few bytes.
bool TitlesAColumn(std::string_view text, const NameHit& hit);

/// Whether the name at `hit`, of a password or a secret, stands among the
/// columns of an INSERT, whose values follow far behind. Looks at a few bytes.
bool NamesAColumn(std::string_view text, const NameHit& hit);

}  // namespace keylint
