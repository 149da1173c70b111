// SPDX-License-Identifier: Apache-2.0
// Lists of words, as what tells look-alikes asks them.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace keylint {

/// Whether `word` is in `list`, an array of words.
template <typename List>
bool Lists(const List& list, std::string_view word) { return std::find(std::begin(list), std::end(list), word) != std::end(list); }

}  // namespace keylint
