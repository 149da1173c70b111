// SPDX-License-Identifier: Apache-2.0
// What an editor may do about a finding, as text edits of its document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/base/span.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"

namespace keylint {

struct TextEdit {
  Span span;          ///< In the document; empty: an insertion.
  std::string text;
};

struct Action {
  std::string title;
  std::vector<TextEdit> edits;
  bool preferred = false;
};

/// Actions on `finding` in `text`, best first: exact fixes, reading the key
/// from the environment where the language has one expression for it, and a
/// comment that accepts the finding, where the format has comments.
std::vector<Action> ActionsFor(const Finding& finding, std::string_view text, const LineIndex& lines,
                               const RuleSet& rules);

}  // namespace keylint
