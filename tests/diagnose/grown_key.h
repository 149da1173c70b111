// SPDX-License-Identifier: Apache-2.0
// Keys made up for tests, from shapes alone: nothing key-shaped is stored.
#pragma once

#include <random>
#include <string>

#include "lint/model/rule.h"

namespace keylint::testing {

/// A made-up token of `shape`, runs at their shortest or, when `longest`,
/// their longest (at most 40 more), checks and structure right.
std::string Grow(const KeyRule& key, const Shape& shape, std::mt19937& random, bool longest = false);

/// `size` made-up letters and digits.
std::string RandomText(std::size_t size, std::mt19937& random,
                       std::string_view characters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// The rule with this id; fails the test when there is none.
const KeyRule& RuleOf(std::string_view id);

}  // namespace keylint::testing
