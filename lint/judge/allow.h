// SPDX-License-Identifier: Apache-2.0
// Findings that the text itself accepts, by a comment with a reason.
//
//   key = "..."   # keylint:allow stripe-secret-key -- a revoked sample
//   # keylint:allow leaked-key -- fixtures        (alone: the next line)
//   # keylint:allow-begin scope -- generated ... # keylint:allow-end
//
// Honoured too, without rules or reasons of their own: gitleaks:allow,
// betterleaks:allow, pragma: allowlist secret, pragma: allowlist nextline
// secret, and NOLINT(keylint-...), NOLINTNEXTLINE(...), NOLINTBEGIN(...) to
// NOLINTEND(...) as clang-tidy reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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
  Span reason_span;                  ///< Of `reason`, in the document's text.
  std::string_view dialect;          ///< "keylint", "gitleaks", "nolint", ...
  Span marker;                       ///< In the document's text.
  Location where;                    ///< Of the marker; its path is left empty.
  std::size_t enclosing = kNone;     ///< Index of the block it stands in.
  bool quoted = false;               ///< In quotes or prose: spoken of, not used.
  bool in_string = false;            ///< A value of the program, no comment: accepts nothing.
  bool used = false;
  bool distrusted = false;           ///< The change under review brought it.

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

/// The allows of one document, a file or a part of one. Lines are the file's.
struct FileAllows {
  std::string path;
  std::string blob;                  ///< Git object the text was read from, or empty.
  std::optional<Provenance> provenance;
  std::vector<InlineAllow> allows;   ///< In the order of the text.
  std::size_t base_line = 0;         ///< The document begins behind this line.
  /// A hash of each line of the document, where it was asked for.
  std::vector<std::uint64_t> line_hashes;
  /// All of the document is judged, and for every family: an allow that
  /// accepts nothing has no effect.
  bool whole = true;
};

/// Whether `text` may hold an allow at all; one pass, for the common case.
bool MayHoldAllow(std::string_view text);

/// Texts one of which every such comment holds, for a search for many things
/// in one pass.
std::span<const std::string_view> AllowMarks();

/// The allows in `document`, with line hashes if asked for. Linear in its text.
FileAllows FindAllows(const Document& document, const LineIndex& lines, bool with_hashes = false);

/// The first 64 bits of SHA-256 of one line without its end.
std::uint64_t LineHash(std::string_view line);

/// Decides whether `name` names `rule_id`: a rule, a family, a key.
using NamesRuleFunction = bool (*)(std::string_view name, std::string_view rule_id);

/// Marks what the allows of its file accept in `finding`, and the allows that
/// did so as used. True when one did.
///
/// Time: logarithmic in the allows, and linear in the lines of the finding.
bool ApplyAllows(FileAllows& file, Finding& finding, NamesRuleFunction names_rule);

}  // namespace keylint
