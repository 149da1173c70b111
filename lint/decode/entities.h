// SPDX-License-Identifier: Apache-2.0
// Character references of XML and HTML.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/decode/text_builder.h"

namespace keylint::decode {

/// Reads `&name;` or `&#n;` at text[at] == '&': appends what it means and
/// returns where it ends; returns `at` when it is none that is known.
std::size_t ReadEntity(std::string_view text, std::size_t at, TextBuilder& out);

}  // namespace keylint::decode
