// SPDX-License-Identifier: Apache-2.0
// Long lists of digests in a configuration, taken out before the parser of
// TOML sees it: to parse a hundred thousand would cost more than a twentieth of
// a large tree's scan.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

struct LiftedDigests {
  std::string rest;   ///< The text without them; every other line keeps its number.
  std::map<std::size_t, std::vector<std::string>> lists;   ///< By the line of the list's bracket, from 1.
};

/// Empties every `digests = [...]` of a thousand strings or more, unless
/// something else than plain strings and comments stands in it.
LiftedDigests LiftDigests(std::string_view text);

}  // namespace keylint
