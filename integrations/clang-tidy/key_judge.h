// SPDX-License-Identifier: Apache-2.0
// The scanner's core over the literals of a unit. No Clang in here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lint/clang/program.h"

namespace keylint {

struct JudgedKey {
  std::size_t literal = 0;   ///< Index into Unit::literals.
  std::string rule_id;       ///< Families leaked-key and malformed-key.
  std::string level;
  std::string message;
};

/// Every key among the literals of `unit`, judged as `keylint scan` would.
std::vector<JudgedKey> JudgeKeys(const flow::Unit& unit);

}  // namespace keylint
