// SPDX-License-Identifier: Apache-2.0
// What holds for every verdict, whatever the value: for tests and fuzzing.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "lint/diagnose/diagnose.h"

namespace keylint::testing {

/// Whether `part` stands in a literal of the key's shapes: no secret.
inline bool IsFixedPart(const KeyRule* key, std::string_view part) {
  if (key == nullptr) return false;
  for (const Shape& shape : key->shapes) {
    for (const Piece& piece : shape.pieces) {
      if (piece.literal.find(part) != std::string_view::npos) return true;
    }
  }
  return false;
}

/// How many characters the key's shapes begin with at most: a mistyped beginning
/// may be quoted, it is no secret.
inline std::size_t LongestBeginning(const KeyRule* key) {
  std::size_t longest = 0;
  for (std::size_t i = 0; key != nullptr && i < key->shapes.size(); ++i) {
    std::size_t size = 0;
    for (const Piece& piece : key->shapes[i].pieces) {
      if (piece.kind != PieceKind::kLiteral) break;
      size += piece.literal.size();
    }
    longest = std::max(longest, size);
  }
  return longest;
}

/// The first promise `verdict` on `value` breaks; empty when it keeps all.
inline std::string BrokenPromise(const Verdict& verdict, std::string_view value, std::string_view text) {
  if (verdict.form == Form::kNotAKey ? verdict.key != nullptr : verdict.key == nullptr && verdict.form != Form::kReference && verdict.form != Form::kPlaceholder) {
    return "a key exactly when there is one";
  }
  const bool malformed = verdict.form == Form::kMalformed;
  if (malformed && (verdict.diagnosis == Diagnosis::kNone || verdict.diagnosis == Diagnosis::kUnrecognised)) return "a malformed key has a diagnosis";
  if (malformed && verdict.detail.empty()) return "a malformed key has a detail";
  if (verdict.form == Form::kWellFormed && verdict.diagnosis != Diagnosis::kNone) return "a well-formed key has no diagnosis";
  if ((verdict.form == Form::kUnrecognised) != (verdict.diagnosis == Diagnosis::kUnrecognised)) return "unrecognised is form and diagnosis";
  if (verdict.confidence < 0 || verdict.confidence > 1) return "confidence lies in 0 to 1";
  if (verdict.repair && (verdict.repair->span.end > text.size() || verdict.repair->title.empty())) return "a repair has a place and a title";
  // No twelve characters of the value in the words for people.
  for (std::size_t i = std::max<std::size_t>(12, LongestBeginning(verdict.key)); i + 12 <= value.size(); ++i) {
    const std::string_view part = value.substr(i, 12);
    const bool random = part.find_first_of(" '.,:()") == std::string_view::npos;
    if (random && !IsFixedPart(verdict.key, part) && verdict.detail.find(part) != std::string::npos) return "the detail holds no part of the secret";
  }
  return "";
}

}  // namespace keylint::testing
