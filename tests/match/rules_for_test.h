// SPDX-License-Identifier: Apache-2.0
// Rules made on the spot, and keys that fit them.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/rule.h"
#include "lint/ruleset/load.h"

namespace keylint {

/// One key of a made-up provider. `more` is TOML ("bare = false\n").
struct RuleText {
  std::string id;
  std::vector<std::string> shapes;
  std::string more = {};
};

/// Fails the test when the rules do not load.
LoadedRules MakeRules(const std::vector<RuleText>& keys);

/// The key of `rules` with that id; it must exist.
const KeyRule& KeyOf(const RuleSet& rules, std::string_view id);

/// A text that fits `shape`; checks are filled like runs.
std::string Grow(const Shape& shape, std::mt19937& random);

}  // namespace keylint
