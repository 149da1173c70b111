// SPDX-License-Identifier: Apache-2.0
// From a variable's name to the kinds of keys it is meant to hold.
//
//   NEXT_PUBLIC_STRIPE_SECRET_KEY_TEST  ->  stripe-secret-key, stripe-test-...
//   stripe.secretKey                    ->  the same
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/model/rule.h"

namespace keylint {

/// What a name promises.
struct NamedKeys {
  const Provider* provider = nullptr;      ///< Null: the name says nothing.
  std::vector<const KeyRule*> keys;        ///< Kinds the name asks for.
  bool exact_kind = false;                 ///< A key-level variable matched.
};

/// Names of all providers' variables, looked up by whole words: letters' case
/// and separators do not matter, words before the variable's name (a prefix
/// of the project's own) and environment words in it are skipped.
///
/// Ownership: borrows `rules`.
class NameIndex {
 public:
  explicit NameIndex(const RuleSet& rules);

  /// `path` holds names from the outermost to the nearest.
  NamedKeys Lookup(std::span<const std::string_view> path) const;

  /// Lower-case words of a name: "dbPasswd-Key2" -> db, passwd, key2.
  static std::vector<std::string> Words(std::string_view name);

 private:
  struct Entry {
    std::uint32_t provider = 0;
    std::vector<const KeyRule*> keys;  ///< Empty: all of the provider's.
  };
  struct Wildcard {
    std::vector<std::string> parts;    ///< Between the stars, normalised.
    Entry entry;
  };
  void Add(std::string_view variable, std::uint32_t provider, const KeyRule* key);
  const Entry* Find(const std::string& normalised) const;
  const Entry* FindWildcard(const std::string& normalised) const;
  static std::string EndOf(const Wildcard& wildcard);

  const RuleSet& rules_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, Entry> exact_;
  /// Last words of all variables: most names are sorted out by theirs.
  std::unordered_set<std::string, Hash, std::equal_to<>> last_words_;
  std::vector<Wildcard> wildcards_;
  /// Wildcards by their last or first letters ("key$", "aws^"), in order.
  std::unordered_map<std::string, std::vector<std::uint32_t>> wildcards_by_end_;
  std::unordered_map<std::string, std::uint32_t> words_;  ///< Provider words.
  std::vector<std::vector<const KeyRule*>> of_provider_;
};

}  // namespace keylint
