// SPDX-License-Identifier: Apache-2.0
// Matching imported rules as their own tools would: keywords, pattern,
// entropy, allowlists, requirements.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/ruleset/imported.h"

namespace keylint {

/// One match of an imported rule.
struct ImportedHit {
  const ImportedRule* rule = nullptr;
  Span match;
  Span secret;  ///< Within `match`. Both are empty for a rule on the path alone.
};

/// Immutable after construction, so one serves all threads; patterns are
/// compiled when their keywords first stand in a text.
///
/// Time: linear in the text for each rule whose keyword stands in it. Texts
///       are matched in pieces of 128 KiB that overlap by 8 KiB at line ends,
///       so a longer match may be missed.
class ImportedMatcher {
 public:
  /// `reads_like_words` answers betterleaks' failsTokenEfficiency; may be empty.
  explicit ImportedMatcher(ImportedRules rules, std::function<bool(std::string_view)> reads_like_words = {});
  ~ImportedMatcher();
  ImportedMatcher(ImportedMatcher&&) noexcept;

  /// Hits in order of their offset. `path` is relative, with slashes;
  /// `commit` may be empty.
  std::vector<ImportedHit> Match(std::string_view path, std::string_view text, std::string_view commit = {}) const;

  const ImportedRules& rules() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace keylint
