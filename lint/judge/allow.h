// SPDX-License-Identifier: Apache-2.0
// Findings that the text itself accepts, by a comment with a reason.
//
//   key = "..."   # keylint:allow stripe-secret-key -- a revoked sample
//   # keylint:allow leaked-key -- fixtures        (alone: the next line)
//   # keylint:allow-begin scope -- generated ... # keylint:allow-end
//
// Honoured too, without rules or reasons of their own: gitleaks:allow,
// betterleaks:allow, pragma: allowlist secret, pragma: allowlist nextline
// secret, and NOLINT(keylint-...) in C and C++.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/model/document.h"
#include "lint/model/finding.h"

namespace keylint {

/// One comment that accepts findings on lines [first, last], counted from 1.
struct InlineAllow {
  std::size_t first = 1;
  std::size_t last = 1;
  std::size_t line = 1;              ///< Where the comment stands.
  std::vector<std::string> names;    ///< Rules, families or keys; empty: all.
  std::string reason;
  std::string dialect;               ///< "keylint", "gitleaks", "nolint", ...
  Span span;                         ///< Of the marker in the document.
  bool used = false;
};

/// The allows of one file. Lines are those of the file.
struct FileAllows {
  std::string path;
  std::vector<InlineAllow> allows;   ///< In the order of the text.
};

/// Whether `text` may hold an allow at all; one pass, for the common case.
bool MayHoldAllow(std::string_view text);

/// The allows in `document`. Linear in its text.
FileAllows FindAllows(const Document& document, const LineIndex& lines);

/// Marks what the allows of its file accept in `finding`, and the allows that
/// did so as used. `names_rule(name, rule_id)` decides what a name names.
bool ApplyAllows(FileAllows& file, Finding& finding, bool (*names_rule)(std::string_view, std::string_view));

}  // namespace keylint
