// SPDX-License-Identifier: Apache-2.0
// Made-up rules in the proportions real rule sets have: of ten, six keys with
// a prefix of their own and four that only a name beside them gives away.
#pragma once

#include <cstddef>
#include <string>

namespace keylint {

/// A rule file with `count` keys, the same every time.
std::string SyntheticRules(std::size_t count);

}  // namespace keylint
