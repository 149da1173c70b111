// SPDX-License-Identifier: Apache-2.0
// `.keylint-baseline.json`: secrets that a project has accepted for now.
//
// An entry is a rule, a class of paths, and a digest of the secret keyed with
// a salt of the repository. It holds no line and no date, so moved and
// re-indented text stays accepted, another secret in its place does not, and
// git merges two branches' files. With the salt in the same file a digest
// confirms a guess: it hides random keys, not short passwords.
#pragma once

#include <array>
#include <functional>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/result.h"
#include "lint/base/shared_text.h"
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
  /// Removes the entries of rules that were `asked` for and that nothing used;
  /// how many.
  std::size_t Prune(const std::function<bool(std::string_view rule_id)>& asked);

  /// Whether `text` is nothing but a baseline as Write() writes it; merged
  /// ones, too.
  static bool IsWritten(std::string_view text);

  /// Sorted, an entry a line; the same bytes for the same entries.
  std::string Write() const;
  std::size_t size() const;

 private:
  /// The first 16 bytes of an HMAC.
  using Digest = std::array<unsigned char, 16>;
  struct Entry {
    Digest digest;
    bool used = false;
    friend bool operator<(const Entry& a, const Entry& b) { return a.digest < b.digest; }
  };
  /// What is accepted of one rule in one class of paths.
  struct Group {
    std::vector<Entry> read;           ///< Of the file, sorted.
    std::set<Digest> added;            ///< Not in `read`.
    bool Use(const Digest& digest);    ///< Whether it is there; counted as used.
  };
  using Groups = std::map<std::pair<std::string, std::string>, Group>;

  Digest DigestFor(const Finding& finding) const;
  Digest Keyed(std::string_view bytes) const;
  std::string_view ClassOf(const Finding& finding);

  std::string salt_;
  Groups groups_;                      ///< By rule and class of paths.
  SharedText last_path_;               ///< Findings come file by file.
  std::string_view last_class_;
};

}  // namespace keylint
