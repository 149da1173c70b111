// SPDX-License-Identifier: Apache-2.0
// `.keylint-baseline.json`: secrets that a project has accepted for now.
//
// An entry is a rule, a class of paths, and a digest of the secret keyed with
// a salt of the repository. It holds no line and no date, so moved and
// re-indented text stays accepted, another secret in its place does not, and
// git merges two branches' files. With the salt in the same file a digest
// confirms a guess: it hides random keys, not short passwords.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/finding.h"

namespace keylint {

inline constexpr const char* kBaselineName = ".keylint-baseline.json";

/// "test", "docs", "vendor" or "main": a secret accepted among tests is found
/// when it moves into the program.
std::string_view PathClass(std::string_view path);

class Baseline {
 public:
  /// An empty one. `salt`: 32 hexadecimal digits drawn at random.
  explicit Baseline(std::string salt);
  /// With a salt drawn now.
  static Baseline New();

  /// Errors: kMalformed with `path` for what is no baseline, two baselines
  ///         merged into one, or digests of another salt; kUnsupported for
  ///         another version.
  static Result<Baseline> Parse(std::string_view text, const std::string& path);

  /// Whether `finding` is accepted; counts it as used.
  bool Accepts(const Finding& finding);
  /// False when it was accepted already.
  bool Add(const Finding& finding);
  /// Removes the entries that nothing used; how many.
  std::size_t Prune();

  /// Sorted, an entry a line; the same bytes for the same entries.
  std::string Write() const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Key {
    std::string rule, paths, digest;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  Key KeyOf(const Finding& finding) const;
  std::string Keyed(std::string_view bytes) const;

  std::string salt_;
  std::map<Key, std::size_t> entries_;  ///< To how often it was used.
};

}  // namespace keylint
