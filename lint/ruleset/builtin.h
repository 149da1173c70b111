// SPDX-License-Identifier: Apache-2.0
// The rules of rules/*.toml, compiled into the binary by keylint-rulec.
#pragma once

#include "lint/model/rule.h"

namespace keylint {

/// Constants: nothing is parsed, copied or allocated.
const RuleSet& BuiltinRules();

}  // namespace keylint
