// SPDX-License-Identifier: Apache-2.0
// A RuleSet written out as C++ constants: the back end of keylint-rulec.
#pragma once

#include <string>

#include "lint/model/rule.h"

namespace keylint {

/// A translation unit that defines BuiltinRules() with the content of `rules`.
///
/// Every table is one flat array and every list a range of it: compilers take
/// nested initialisers by the minute, flat ones by the second.
std::string EmitRules(const RuleSet& rules);

}  // namespace keylint
