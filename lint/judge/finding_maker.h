// SPDX-License-Identifier: Apache-2.0
// Verdicts in, findings out: the wording, the level, the preview.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/model/document.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"
#include "lint/model/verdict.h"

namespace keylint {

/// Where and under which names a token stands, borrowed for one call.
struct TokenPlace {
  const Document* document = nullptr;
  const LineIndex* lines = nullptr;
  Span span;                                   ///< In document->text().
  std::string_view token;                      ///< The decoded value.
  std::vector<std::string> name_path;
  std::vector<std::string> decoded_from;
  bool in_comment = false;
};

/// Makes findings; immutable, shared by threads.
class FindingMaker {
 public:
  FindingMaker(const RuleSet& rules, bool show_secrets)
      : rules_(rules), show_secrets_(show_secrets) {}

  /// The leaked-key or malformed-key finding `verdict` calls for, if any.
  std::optional<Finding> FromVerdict(const Verdict& verdict, const TokenPlace& place) const;

  /// A finding of a fixed rule (catalog.h) at `place`; `what` is its first
  /// sentence. The secret is the token.
  Finding FromFixedRule(std::string_view rule_id, std::string what, const TokenPlace& place) const;

  /// Fills place, preview and digest: what every finding carries.
  void Fill(Finding& finding, const TokenPlace& place, std::size_t random_characters) const;

  /// The location of `span` of `document`, in its file's own coordinates.
  static Location Locate(const Document& document, const LineIndex& lines, Span span);

  /// Sets snippet, snippet_line and marked, with every mask applied.
  static void AddSnippet(Finding& finding, const Document& document, const LineIndex& lines,
                         Span span, std::span<const struct Mask> masks);

 private:
  Finding Leaked(const Verdict& verdict) const;
  Finding Malformed(const Verdict& verdict, const TokenPlace& place) const;

  const RuleSet& rules_;
  bool show_secrets_;
};

/// Characters of `token` that its kind's shapes do not fix.
std::size_t RandomCharacters(const KeyRule& key, std::size_t token_length);

}  // namespace keylint
