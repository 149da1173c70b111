// SPDX-License-Identifier: Apache-2.0
// How deep a text nests, asked before a parser that recurses or allocates for
// each level sees it.
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint {

/// Nothing that people or our own programs write is deeper.
inline constexpr std::size_t kDeepestJson = 256;
inline constexpr std::size_t kDeepestTomlKey = 256;

/// The most brackets open at once in `text`, read as JSON.
std::size_t JsonDepth(std::string_view text);

/// The most parts of a dotted key or table header in `text`, read as TOML:
/// each part is a table in the one before.
std::size_t TomlKeyDepth(std::string_view text);

}  // namespace keylint
