// SPDX-License-Identifier: Apache-2.0
// One text to judge, and where it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/buffer.h"
#include "lint/base/offset_map.h"
#include "lint/base/span.h"

namespace keylint {

/// Why a document is read although git ignores it, or that git does not.
enum class IgnoreState : std::uint8_t {
  kTracked,        ///< Not ignored: every family applies.
  kIgnoredConfig,  ///< An ignored configuration file: all but leaked-key.
};

/// Lines [first, last], counted from 1, both included.
struct LineRange {
  std::size_t first = 1;
  std::size_t last = 1;
};

/// The commit a text first appeared in; no names, addresses or messages.
struct Provenance {
  std::string commit;       ///< Hexadecimal object id.
  std::string author_date;  ///< RFC 3339.
  std::string path;         ///< Path at that commit.
};

/// A file, a blob, a buffer or a member of an archive, as UTF-8 text.
///
/// Ownership: owns its bytes; everything downstream borrows them.
struct Document {
  /// As shown to people: '/'-separated, relative to the root of the scan;
  /// members of an archive stand behind "!" ("lib.jar!a/b.properties").
  std::string path;
  /// The bytes judged. Text in UTF-16 or UTF-32 stands here as UTF-8.
  Buffer buffer;
  /// From `text()` to the file's own bytes, when they are not the same.
  OffsetMap to_file;
  /// How the bytes were made readable ("utf-16le", "gzip"), outermost first.
  std::vector<std::string> unpacked_from;
  IgnoreState ignored = IgnoreState::kTracked;
  /// Only findings that touch these lines count (staged and range scans);
  /// nothing: all lines count.
  std::optional<std::vector<LineRange>> counted_lines;
  std::optional<Provenance> provenance;
  /// Hexadecimal id of the git object; empty for everything else.
  std::string blob;
  /// A part of a larger file begins here: what `to_file` gives is counted from
  /// here. Units: bytes of the file, lines from 0, UTF-16 units from 0.
  std::size_t base_offset = 0;
  std::size_t base_line = 0;
  std::size_t base_column = 0;
  /// Parts overlap. Findings that begin outside these bytes of text() are
  /// another part's; nothing: the text is whole.
  std::optional<Span> owned;
  /// False for siblings that are read only for what they configure
  /// (staged scans and editors): they make assignments, not findings.
  bool reported = true;
  /// Of a binary file only the path is looked at.
  bool name_only = false;

  std::string_view text() const { return buffer.view(); }
};

}  // namespace keylint
