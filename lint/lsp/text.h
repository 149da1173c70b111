// SPDX-License-Identifier: Apache-2.0
// Positions as editors count them, and edits of a text by such positions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lint/base/line_index.h"
#include "lint/base/span.h"

namespace keylint {

/// What a position's `character` counts, agreed on in `initialize`.
enum class PositionEncoding { kUtf16, kUtf8 };

/// Units: both count from 0; `character` in the agreed units.
struct EditorPosition {
  std::size_t line = 0;
  std::size_t character = 0;
};

/// The byte of `text` at `position`; behind a line's end it is that end, and
/// behind the last line the text's. `lines` is of `text`.
std::size_t OffsetAt(std::string_view text, const LineIndex& lines, EditorPosition position,
                     PositionEncoding encoding);

/// The position of byte `offset`.
EditorPosition PositionAt(const LineIndex& lines, std::size_t offset, PositionEncoding encoding);

/// Where `span` of a text stands after bytes `replaced` of it became `length`
/// others; false when the edit touched it.
bool MoveSpan(Span& span, Span replaced, std::size_t length);

/// The path of a file: URI, percent-decoded; empty for other schemes.
std::string PathOfUri(std::string_view uri);
/// A file: URI of an absolute path.
std::string UriOfPath(std::string_view path);

}  // namespace keylint
