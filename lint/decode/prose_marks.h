// SPDX-License-Identifier: Apache-2.0
// What prose writes around a word and its value: **name**: `value`,
// <b>name:</b> <code>value</code>.
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint::decode {

/// Behind the blanks, the emphasis (`*`, `**`, `~~`), the tags of words and
/// cells (<b>, </code>, <td class="x">) and `&nbsp;` at `at`, on its line.
std::size_t SkipMarks(std::string_view text, std::size_t at);

/// Where the word ends that such marks follow up to `at`; not before `floor`.
std::size_t DropMarks(std::string_view text, std::size_t floor, std::size_t at);

}  // namespace keylint::decode
