// SPDX-License-Identifier: Apache-2.0
// Where a value stands, what it is for, and the settings around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/base/span.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"
#include "lint/model/verdict.h"

namespace keylint {

enum class EnvironmentClass : std::uint8_t {
  kUnknown, kShared, kProduction, kStaging, kPreview, kDevelopment, kTest,
  kSandbox, kSample,
};

std::string_view EnvironmentName(EnvironmentClass environment);

/// One sign of an environment: "file name .env.production".
struct EnvironmentSignal {
  EnvironmentClass environment = EnvironmentClass::kUnknown;
  std::uint8_t rank = 9;   ///< 0 strongest; see rules/environments.toml.
  double weight = 0;
  std::string evidence;    ///< A clause for people.
};

struct Environment {
  EnvironmentClass environment = EnvironmentClass::kUnknown;
  double confidence = 0;
  std::vector<EnvironmentSignal> signals;  ///< Strongest first.
};

enum class ValueKind : std::uint8_t {
  kLiteral, kReference, kPlaceholder, kEmpty, kExpression,
};

/// One setting of the project. Owns its text: it outlives the document.
///
/// Its memory is what the project-wide pass grows with, so `value` is cut at
/// 4 KiB (the digest covers all of it).
struct Assignment {
  SharedText file;
  std::vector<std::string> path;   ///< Names, outermost first; never empty.
  Span span;                       ///< Of the value in the document.
  Span name_span;
  Position begin, end;             ///< Of the value.
  ValueKind kind = ValueKind::kLiteral;
  std::string value;               ///< Never printed.
  const KeyRule* key = nullptr;    ///< The kind of key it holds, if known.
  Form form = Form::kNotAKey;
  std::vector<Fact> facts;
  bool is_fallback = false;
  std::string fallback_for;
  bool in_comment = false;
  bool is_code = false;            ///< From source code, not configuration.
  bool reported = true;            ///< Document::reported.
  Environment environment;         ///< Filled by the environment pass.

  // What its finding will need when the document is gone.
  Location where;                  ///< Of the value, in its file.
  std::optional<Location> written; ///< Of what an alias at `where` stands for.
  std::string preview;
  std::string snippet;             ///< Masked.
  std::size_t snippet_line = 0;
  Span marked;
  SecretDigest digest{};           ///< Of the whole value.
  std::vector<std::string> decoded_from;
  std::optional<Provenance> provenance;
  SharedText blob;
  IgnoreState ignored = IgnoreState::kTracked;
  bool counted = true;             ///< Its lines are among those that count.

  // What its name promises and its surroundings are.
  const Provider* provider = nullptr;         ///< The name speaks of it.
  std::vector<const KeyRule*> wanted;         ///< Kinds the name asks for.
  bool exact_kind = false;
  const Provider* host_of = nullptr;          ///< The value is its address.
  bool host_is_test = false;
  std::string host;                           ///< Lower case; may be empty.
  std::uint32_t part = 0;          ///< Document of a file with several.
  std::vector<std::string> guards; ///< Conditions around code: "#ifdef NDEBUG".
  Span statement;                  ///< What it was written in: of code, or the item of a list.
  bool secret_name = false;        ///< The name speaks of a secret.
  bool is_prose = false;           ///< Documentation.
  bool is_compared = false;
  bool for_clients = false;        ///< A key that clients are given by design.

  const std::string& variable() const { return path.back(); }
};

}  // namespace keylint
