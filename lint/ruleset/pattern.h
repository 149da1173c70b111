// SPDX-License-Identifier: Apache-2.0
// Shapes as RE2 text: for the oracle of the matcher, for `rules show`, and
// for checking examples.
#pragma once

#include <string>

#include "lint/model/rule.h"

namespace keylint {

/// RE2 (Latin-1) text that matches exactly what `shape` describes, without
/// anchors. A check counts as a run of its alphabet. A run of more than 1000
/// characters, RE2's limit of repetition, is open above.
std::string ShapePattern(const Shape& shape);

/// The alternatives of `key` joined, or its hand-written pattern.
std::string KeyPattern(const KeyRule& key);

}  // namespace keylint
