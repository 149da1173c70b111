// SPDX-License-Identifier: Apache-2.0
// What a conditional expression chooses a value by.
#pragma once

#include <string>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

/// The innermost condition in its own statement that the string at `value`
/// (without its quotes) depends on; empty: none is seen.
///
///   isProd ? "VALUE" : b        "VALUE" if is_prod else b     "if isProd"
///   isProd ? a : "VALUE"        a if is_prod else "VALUE"     "else of if isProd"
///   if (isProd) "VALUE" else b  if prod { "VALUE" }           "if (isProd)"
///
/// Time: bounded; some hundred bytes around are looked at.
std::string ConditionOf(std::string_view text, Span value);

}  // namespace keylint
