// SPDX-License-Identifier: Apache-2.0
// The rules, arranged for looking at one token: which keys begin like it,
// which keys belong in a variable.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/diagnose/align.h"
#include "lint/model/rule.h"

namespace keylint {

/// Immutable; shared by threads.
///
/// Ownership: borrows the tables of `rules`.
class KeyIndex {
 public:
  explicit KeyIndex(const RuleSet& rules);

  /// One straight shape of one key.
  struct Entry {
    const KeyRule* key = nullptr;
    const Shape* shape = nullptr;
    std::string_view literal;      ///< It begins with; never empty.
    PrefixMatch prefix;            ///< How the token's beginning fits it.
  };

  /// Shapes whose leading literal `token` begins with, exactly or up to one
  /// edit; smaller faults first, then longer literals. Keys with hand-written
  /// patterns are not among them.
  std::vector<Entry> BeginningLike(std::string_view token) const;
  /// Only those it begins with exactly.
  std::vector<Entry> BeginningWith(std::string_view token) const;

  /// How strongly a variable's name asks for a key: 0 not at all, 1 it names
  /// the provider (a word), 2 a variable of the provider, 3 of this key.
  int VariableRank(const KeyRule& key, std::string_view variable) const;

  /// The keys that belong in `variable`: those whose own variables name it
  /// or, when there are none, all keys of the providers whose variables do.
  std::vector<const KeyRule*> KeysOfVariable(std::string_view variable) const;

  const RuleSet& rules() const { return rules_; }

 private:
  struct Row {
    const KeyRule* key;
    const Shape* shape;
    std::string_view literal;
  };
  const RuleSet& rules_;
  std::array<std::vector<Row>, 256> rows_;  ///< By skeleton of the first byte.
  std::unordered_map<std::string, std::vector<const KeyRule*>> own_variables_;
  std::unordered_map<std::string, std::vector<const KeyRule*>> provider_variables_;
  std::vector<std::pair<std::string, const KeyRule*>> own_patterns_;
  std::vector<std::pair<std::string, const KeyRule*>> provider_patterns_;
};

/// `name` as variables are compared: capitals, words joined by '_'.
///
///   "openaiApiKey", "openai-api-key", "openai.api.key" -> "OPENAI_API_KEY"
std::string CanonicalName(std::string_view name);

/// Whether `name` fits `pattern`, in which '*' stands for any run.
bool VariableMatches(std::string_view pattern, std::string_view name);

/// Whether the pieces of a stored sample, joined, are `token`.
bool JoinsTo(std::span<const std::string_view> pieces, std::string_view token);

}  // namespace keylint
