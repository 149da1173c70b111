// SPDX-License-Identifier: Apache-2.0
// A token that may be a key, and what was found out about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/rule.h"

namespace keylint {

/// Why a literal that is meant to be a key cannot work. See INTERFACE.
enum class Diagnosis : std::uint8_t {
  kNone, kTooShort, kTooLong, kTruncated, kDoubled, kBadCharacter,
  kInvisibleCharacter, kHomoglyph, kWhitespace, kStrayQuote, kSchemePrefix,
  kBadPrefix, kBadCase, kBadChecksum, kBadStructure, kMasked, kPlaceholder,
  kBadEncoding, kConfigMangled, kUnrecognised,
};

/// "too-short", ...; empty for kNone.
std::string_view DiagnosisName(Diagnosis diagnosis);

/// How a candidate came to be one.
enum class Lead : std::uint8_t {
  kShape,       ///< The whole shape matched in the text.
  kPrefix,      ///< A known prefix, or one edit away; the shape did not match.
  kVariable,    ///< It stands in a variable of the provider.
  kContext,     ///< A provider's word, host or header stands nearby.
};

/// A token to judge, in the coordinates of the text it was found in.
struct Candidate {
  const KeyRule* key = nullptr;
  std::string_view token;    ///< The whole token, borrowed.
  Span span;                 ///< Of the token in Document::text().
  Lead lead = Lead::kShape;
  std::string_view variable; ///< The nearest name, borrowed; may be empty.
};

enum class Form : std::uint8_t {
  kWellFormed,    ///< Fits a shape, checksum and structure.
  kMalformed,     ///< Meant to be this key; cannot work.
  kUnrecognised,  ///< Secret prefix, random body, no known shape.
  kPublished,     ///< A provider's published sample or test value.
  kPlaceholder,   ///< Stands for a key: "sk_live_xxx", "<your key>".
  kReference,     ///< Points to a key: "${X}", "vault:...".
  kNotAKey,       ///< Prose, code that builds keys, an identifier.
};

enum class FactKind : std::uint8_t {
  kMode, kAccount, kHost, kRegion, kProject, kRole, kIssued, kExpires,
  kNotBefore, kScope, kNetwork, kKeyType, kKeyBits, kEncrypted, kSubject,
};

/// Something readable in the key itself. Never a secret part of it.
struct Fact {
  FactKind kind;
  std::string value;  ///< Dates in RFC 3339, UTC.
};

/// An exact replacement that mends the literal.
struct Repair {
  Span span;         ///< In Document::text().
  std::string text;
  std::string title; ///< "remove the trailing space"
};

/// What diagnosis found out about a candidate.
struct Verdict {
  Form form = Form::kNotAKey;
  const KeyRule* key = nullptr;             ///< The best explanation.
  std::vector<const KeyRule*> alternatives; ///< Others that fit as well.
  Diagnosis diagnosis = Diagnosis::kNone;
  /// The fault in a clause, without the secret: "2 characters short (162 of
  /// 164 most seen)".
  std::string detail;
  double confidence = 0;                    ///< 0 to 1.
  std::vector<Fact> facts;
  std::optional<Repair> repair;
};

}  // namespace keylint
