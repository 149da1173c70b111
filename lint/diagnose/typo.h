// SPDX-License-Identifier: Apache-2.0
// Where a key with a checksum was mistyped: the one change that makes the
// checksum right.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lint/model/rule.h"

namespace keylint {

struct Typo {
  std::size_t position = 0;  ///< Of the change, in bytes from 0.
  enum class Kind : unsigned char { kSwapped, kChanged, kMissing } kind = Kind::kChanged;
  std::string mended;
};

/// The only single change (two neighbours swapped, one character replaced or
/// left out) after which `token` fits `shape` with a right checksum inside.
/// Nothing when there is none, or the checksum is too short to be sure (under
/// 30 bits: chance would find a change too).
///
/// Time: characters of the token times the alphabet, each a checksum: about a
/// millisecond. Ask once per finding, not per candidate.
std::optional<Typo> FindTypo(const KeyRule& key, const Shape& shape, std::string_view token);

}  // namespace keylint
