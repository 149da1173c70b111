// SPDX-License-Identifier: Apache-2.0
// The scanner's core over the literals of a unit. No Clang in here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lint/clang/program.h"
#include "lint/model/finding.h"

namespace keylint {

/// Bytes of a literal that become `text`.
struct KeyEdit {
  Span span;
  std::string text;
};

struct JudgedKey {
  std::size_t literal = 0;   ///< Index into Unit::literals.
  Finding finding;           ///< Families leaked-key and malformed-key.
  std::vector<KeyEdit> edits;  ///< The repair inside the literal, if there is one.
};

/// Every key among the literals of `unit`, judged as `keylint scan` would.
std::vector<JudgedKey> JudgeKeys(const flow::Unit& unit);

}  // namespace keylint
