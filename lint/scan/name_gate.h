// SPDX-License-Identifier: Apache-2.0
// A cheap look behind a name's word: is there a value worth decoding for?
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/base/span.h"
#include "lint/diagnose/diagnose.h"
#include "lint/match/matcher.h"

namespace keylint {

/// The upper-case name around `hit` when the program reads it from its
/// environment there (process.env.X, os.getenv("X"); empty: it does not.
Span ReadFromEnvironment(std::string_view text, std::size_t hit);

/// What the text behind a name of secrets promises.
enum class ValueSign : std::uint8_t {
  kNone,     ///< No value, or an empty one.
  kWeak,     ///< A value that only a name which says everything makes a secret.
  kLikely,   ///< One that could be a secret as far as the name's word is telling.
};

/// The value that may belong to the name at `hit`: an operator and, within a
/// line or so, a quoted string (or, but in source code, any other text).
///
/// Time: bounded by a constant.
ValueSign ValueBehind(std::string_view text, const NameHit& hit, TextKind kind);

/// `kind: Secret`, whose entries are secrets whatever they are called.
bool NamesKubernetesSecret(std::string_view text, const NameHit& hit);

/// Whether an alias of YAML follows the name at `hit`: `password: *name`.
/// Looks at a few bytes.
bool TakesAlias(std::string_view text, const NameHit& hit);

/// Whether the name at `hit`, of a password or a secret, ends a line below
/// which a table's row or rule seems to stand. Looks at a few bytes.
bool TitlesAColumn(std::string_view text, const NameHit& hit);

/// The same in HTML: <th>password</th>.
bool TitlesHtmlColumn(std::string_view text, const NameHit& hit);

/// Whether the name at `hit` is a cell of SQL before that of its value:
/// (1, 'smtp_password', 'x'). Looks at a few bytes.
bool NamesNextCell(std::string_view text, const NameHit& hit);

/// Whether the name at `hit` ends a field of a table, which one of
/// `separators` ends. Looks at a few bytes.
bool NamesNextField(std::string_view text, const NameHit& hit, std::string_view separators);

/// Whether the name at `hit` tells which row an UPDATE gives a value:
/// SET value = 'x' WHERE name = 'smtp_password'. Looks at a few bytes.
bool NamesUpdatedRow(std::string_view text, const NameHit& hit);

/// Whether the name at `hit`, of a password or a secret, stands among the
/// columns of an INSERT, whose values follow far behind. Looks at a few bytes.
bool NamesAColumn(std::string_view text, const NameHit& hit);

}  // namespace keylint
