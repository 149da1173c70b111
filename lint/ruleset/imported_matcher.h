// SPDX-License-Identifier: Apache-2.0
// Matching imported rules as their own tools would: keywords, pattern,
// entropy, allowlists, requirements.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/literal.h"
#include "lint/ruleset/imported.h"

namespace keylint {

/// One match of an imported rule.
struct ImportedHit {
  const ImportedRule* rule = nullptr;
  Span match;
  Span secret;  ///< Within `match`. Both are empty for a rule on the path alone.
  /// Where the secret is written encoded: what it says, and how it is written;
  /// the spans are then those of the encoded text.
  std::string decoded;
  std::vector<Encoding> decoded_from;

  /// The secret of a hit in `text`.
  std::string_view SecretOf(std::string_view text) const { return decoded_from.empty() ? secret.Of(text) : decoded; }
};

struct ImportedHits {
  std::vector<ImportedHit> hits;  ///< In order of their offset.
  bool cut = false;               ///< There are more.
};

/// Immutable after construction, so one serves all threads; patterns are
/// compiled when their keywords first stand in a text.
///
/// Time:   linear in the text for each rule whose keyword stands in it. Texts
///         are matched in pieces of 128 KiB that overlap by 8 KiB at line
///         ends, so a longer match may be missed; of a text the first 20,000
///         hits are kept, of a rule in one piece the first 16,384.
/// Source: measured against gitleaks 8.30.1 on equal trees (2026-11).
class ImportedMatcher {
 public:
  /// `reads_like_words` answers betterleaks' failsTokenEfficiency; may be empty.
  explicit ImportedMatcher(ImportedRules rules, std::function<bool(std::string_view)> reads_like_words = {});
  ~ImportedMatcher();
  ImportedMatcher(ImportedMatcher&&) noexcept;

  /// `path` is relative, with slashes; `commit` may be empty. Encodings are
  /// followed `max_depth` layers deep, by default as many as gitleaks follows.
  ImportedHits Match(std::string_view path, std::string_view text, std::string_view commit = {}, std::size_t max_depth = kDepth) const;

  static constexpr std::size_t kDepth = 5;

  const ImportedRules& rules() const;

 private:
  struct State;
  class Run;
  std::unique_ptr<State> state_;
};

}  // namespace keylint
