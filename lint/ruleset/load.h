// SPDX-License-Identifier: Apache-2.0
// Rule files (TOML, rules/README.md) -> RuleSet.
//
//   const auto loaded = LoadRules({{"rules/acme.toml", text}});
//   for (const KeyRule& key : loaded->rules().keys) ...
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/rule.h"

namespace keylint {

/// A rule file's name, for messages, and its bytes.
struct RuleFile {
  std::string path;
  std::string text;
};

/// What is wrong with a rule file, and where.
struct RuleFault {
  std::string path;
  std::size_t line = 0;  ///< From 1; 0 when the fault has no place.
  std::string message;
};

struct RuleStorage;

/// A RuleSet with the storage it views.
///
/// Ownership: rules() borrows and stays valid when this is moved.
class LoadedRules {
 public:
  LoadedRules();
  explicit LoadedRules(std::unique_ptr<RuleStorage> storage);
  LoadedRules(LoadedRules&&) noexcept;
  LoadedRules& operator=(LoadedRules&&) noexcept;
  ~LoadedRules();

  const RuleSet& rules() const;

 private:
  std::unique_ptr<RuleStorage> storage_;
};

/// The rules of `files`, in their order. Strict: an unknown field, a missing
/// required one, a key id used twice, a shape that does not parse or a
/// pattern RE2 refuses is an error.
///
/// Errors: kMalformed; `path` is the file, and the message begins with
///         "line N: ". The first fault only; the overload below has all.
Result<LoadedRules> LoadRules(std::span<const RuleFile> files);

/// As above, but goes on after a fault: what is sound is loaded, what is not
/// is left out and told in `faults`, in the order of the files.
LoadedRules LoadRules(std::span<const RuleFile> files, std::vector<RuleFault>& faults);

/// Both sets as one, `first`'s keys first; providers of the same id are one
/// (the first's fields stand).
///
/// Errors:    kUsage when both define a key of the same id.
/// Ownership: the result views what `first` and `second` view: both must
///            outlive it.
Result<LoadedRules> JoinRules(const RuleSet& first, const RuleSet& second);

/// Whether `path` names a file of key rules: it ends in .toml and is none of
/// the tables that other parts read (generic, environments, sinks).
bool IsKeyRuleFile(std::string_view path);

}  // namespace keylint
