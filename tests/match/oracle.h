// SPDX-License-Identifier: Apache-2.0
// What the matcher must find, found the slow way: each shape as an RE2
// pattern, tried at every byte, with the boundaries spelled out anew.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lint/model/rule.h"

namespace keylint {

/// (begin, end, key id) of every match of a whole shape or pattern.
using OracleMatch = std::tuple<std::size_t, std::size_t, std::string>;

/// By begin, then by key.
std::vector<OracleMatch> SlowMatches(const RuleSet& rules, std::string_view text);

}  // namespace keylint
