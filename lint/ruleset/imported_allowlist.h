// SPDX-License-Identifier: Apache-2.0
// What an imported rule's findings are judged by.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/ruleset/imported.h"

namespace re2 {
class RE2;
}

namespace keylint {

/// Options under which all imported patterns are compiled.
std::unique_ptr<re2::RE2> CompileImported(const std::string& pattern);

/// Whether `pattern` matches anywhere in `text`.
bool MatchesImported(const re2::RE2& pattern, std::string_view text);

/// Shannon's entropy as gitleaks counts it: characters against bytes.
///
/// Units: bits per byte.
double ImportedEntropy(std::string_view text);

/// A match on trial. `line` holds the lines of the match and the line break
/// before them, as gitleaks has it.
struct ImportedSubject {
  std::string_view path, commit, match, secret, line;
};

/// An allowlist with its patterns compiled. Borrows the list.
class CompiledAllowlist {
 public:
  explicit CompiledAllowlist(const ImportedAllowlist& list);
  CompiledAllowlist(CompiledAllowlist&&) noexcept;
  ~CompiledAllowlist();

  /// Whether it speaks for `rule_id`: only lists of the whole file may not.
  bool Concerns(std::string_view rule_id) const;
  /// Whether path or commit alone allow everything in the file.
  bool AllowsFile(std::string_view path, std::string_view commit) const;
  /// Whether one of its paths fits `path`, whatever its other conditions.
  bool NamesPath(std::string_view path) const;
  /// Whether it allows one match of a file that it does not allow as a whole.
  bool Allows(const ImportedSubject& subject) const;

 private:
  bool HasCommit(std::string_view commit) const;
  bool HasStopword(std::string_view secret) const;
  std::string_view Target(const ImportedSubject& subject) const;

  const ImportedAllowlist& list_;
  std::vector<std::unique_ptr<re2::RE2>> regexes_, paths_;
};

}  // namespace keylint
