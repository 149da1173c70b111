// SPDX-License-Identifier: Apache-2.0
// Matching a straight shape directly: no compilation, no captures, no
// backtracking. Equal to the shape's RE2 pattern, which is its oracle.
#pragma once

#include <string_view>

#include "lint/model/shape.h"

namespace keylint {

inline constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

/// The end of the longest match of `shape` that begins at `begin` and stands
/// between token boundaries: a left neighbour outside identifiers and outside
/// the alphabet of a run it starts with, a right neighbour outside
/// identifiers and outside the alphabet of the last run. kNoMatch if none.
///
/// Linear in the shape's longest match.
std::size_t MatchShape(const Shape& shape, std::string_view text, std::size_t begin);

/// The same where something is known to stand before the token: its left
/// neighbour is not asked.
std::size_t MatchShapeBehind(const Shape& shape, std::string_view text, std::size_t begin);

/// Whether the whole of `token` is one match of `shape`.
bool FitsShape(const Shape& shape, std::string_view token);

/// Bits per character (Shannon) of `token`, a match of `shape`, without the
/// literals it begins and ends with.
double RandomPartEntropy(const Shape& shape, std::string_view token);

/// Bits per character (Shannon) of `bytes`.
double EntropyPerCharacter(std::string_view bytes);

}  // namespace keylint
