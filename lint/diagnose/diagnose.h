// SPDX-License-Identifier: Apache-2.0
// What a candidate is: a key, a broken key and why, or no key at all.
//
//   const KeyIndex keys(BuiltinRules());
//   Verdict verdict = Diagnose(candidate, {.keys = &keys, .text = document.text()});
//
// A well-formed key is never called malformed: every fault rests either on a
// key that appears when one mishap is undone, or on a shape good enough to
// say so (rules/README.md, `evidence`).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/diagnose/key_index.h"
#include "lint/diagnose/mangling.h"
#include "lint/model/literal.h"
#include "lint/model/verdict.h"

namespace keylint {

/// What kind of text a token stands in.
enum class TextKind : std::uint8_t {
  kUnknown,
  kSettings,  ///< A configuration file: its values reach programs as they stand.
  kSource,    ///< A programming language.
  kProse,     ///< Documentation, logs, mail.
};

/// What diagnosis may look at besides the token. All borrowed for the call.
struct Context {
  const KeyIndex* keys = nullptr;   ///< Required.
  std::string_view text = {};       ///< Document::text(); may be empty.
  /// The literal the token stands in, when a reader made one.
  const Literal* literal = nullptr;
  TextKind kind = TextKind::kUnknown;
  /// With `literal` and `text`: a key that this syntax eats into is
  /// config-mangled (CheckMangling).
  SettingFormat format = SettingFormat::kOther;
  bool in_comment = false;
  bool in_test = false;             ///< A test, example or fixture by its path.
  /// Whether a token fits a key's hand-written pattern (Matcher::MatchWhole);
  /// without it only Lead::kShape candidates of such keys are well-formed.
  const std::function<bool(const KeyRule&, std::string_view)>* fits_pattern = nullptr;
  /// When set, each step's decision is appended, without secrets.
  std::vector<std::string>* trace = nullptr;
};

/// The verdict on `candidate`. Candidates that share a span (several keys,
/// one token) need only one call: all keys that begin alike are weighed, by
/// shape, checks and then the variable's name. Verdict::key is set unless the
/// form is kNotAKey.
///
/// Time: linear in the token times the shapes that begin like it.
Verdict Diagnose(const Candidate& candidate, const Context& context);

/// The verdict on a whole decoded value that stands in a variable, whose
/// `keys` are expected there (KeyIndex::KeysOfVariable; may be empty). A key
/// of another provider comes back well-formed with that key: the scope checks
/// compare it. `span` is the value's place in Context::text.
Verdict DiagnoseValue(std::string_view value, Span span, std::string_view variable,
                      std::span<const KeyRule* const> keys, const Context& context);

}  // namespace keylint
