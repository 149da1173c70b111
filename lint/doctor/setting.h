// SPDX-License-Identifier: Apache-2.0
// One place that gives a variable a value, and what reads it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/literal.h"

namespace keylint {

enum class SourceKind : std::uint8_t {
  kProcessEnvironment, kParentEnvironment, kShellProfile, kDirenv, kDotenv, kCompose,
  kKubernetes, kIdeRunConfiguration, kToolConfig, kCi, kSourceLiteral, kCodeFallback,
};

/// As INTERFACE has it: "process-environment", ...
std::string_view SourceKindName(SourceKind kind);

struct Setting {
  SourceKind kind = SourceKind::kProcessEnvironment;
  std::string file;                 ///< Absolute; empty: a process.
  std::string path;                 ///< As shown.
  std::size_t line = 0;             ///< From 1; 0: none.
  std::string variable;             ///< Empty: the file is the value.
  std::string value;                ///< As its program sees it. Never printed.
  std::vector<std::string> names;   ///< Outermost first.
  Span span;                        ///< Of the value in the file.
  bool in_comment = false;
  bool is_fallback = false;         ///< Used when something else is missing.
  bool is_reference = false;        ///< "${X}": the value comes from elsewhere.
  bool is_code = false;             ///< A literal of a programming language.
  bool launches = false;            ///< Its file starts programs with it.
  bool after_mark = false;          ///< A byte order mark stands before the name.
  bool names_file = false;          ///< The value is the path of a file that holds the keys.
  /// The provider whose tool reads this file, by its id; may be empty.
  std::string_view provider;
  /// Higher wins over lower; see sources.cc.
  double rank = 0;
  std::string why;                  ///< A clause for people.
};

/// The settings of `text`, which stands at `file` (its name decides the
/// format); `text` of the values decoded. Commented-out ones are in it, marked.
std::vector<Setting> ReadSettings(const std::string& file, std::string_view text, SourceKind kind);

/// Calls `visit` once more with the literal at each of `settings`, all of one
/// file, and the setting's index, for those who look at quotes and syntax; not
/// for those that do not stand there. Reads `text` once.
void VisitLiterals(std::span<const Setting> settings, std::string_view text,
                   const std::function<void(std::size_t index, const Literal&)>& visit);

}  // namespace keylint
