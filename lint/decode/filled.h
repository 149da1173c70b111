// SPDX-License-Identifier: Apache-2.0
// Strings that are written in an unusual way: formats with places for other
// strings ("sk_%s", "sk_{}"), lists of bytes ({0x73, 0x6b}, {'s', 'k'}),
// holes that hold a string (${"sk"}).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/base/span.h"

namespace keylint::decode {

/// A place of a format: `%s`, `%v`, `%@`, `{}`, `{0}`, `{name}`.
struct Place {
  Span span;
  std::string_view name;   ///< What stands between the braces.
};

/// The places of the format at `format`, in order; none when it holds a place
/// of another kind (`%d`, `{:>8}`) or too many.
std::vector<Place> PlacesIn(std::string_view text, Span format);

struct ListedByte {
  char value;
  Span span;   ///< As it is written.
};

/// The printable bytes that are listed behind the bracket at `open`, up to its
/// closing one; a zero at the end is left out. Empty: it is no such list, or
/// none that spells more letters and digits than anything else.
std::vector<ListedByte> BytesListedAt(std::string_view text, std::size_t open);

/// Whether such a list seems to begin behind the bracket at `open`; looks at a few bytes.
bool MayListBytes(std::string_view text, std::size_t open);

/// The text that a hole of a template consists of (`${"x"}`, `#{'x'}`, `\("x")`),
/// without its quotes; empty when it holds anything else.
Span ConstantOfHole(std::string_view text, Span hole);

}  // namespace keylint::decode
