// SPDX-License-Identifier: Apache-2.0
// Lines and columns of byte offsets, as people and SARIF count them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/base/span.h"

namespace keylint {

/// A place in a text file.
///
/// Units: line and column count from 1; a column is in UTF-16 code units
///        (SARIF's default columnKind, and LSP's after subtracting 1).
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// Where lines begin in `text`. A line ends at LF, CRLF or a lone CR.
///
/// Time: linear in `text` once, then logarithmic for each question, however
///       long a line is.
/// Ownership: borrows `text`, which must outlive the index.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  /// The position of byte `offset`; past the end it is the end's.
  Position PositionOf(std::size_t offset) const;
  /// The line (from 1) that holds byte `offset`.
  std::size_t LineOf(std::size_t offset) const;
  /// The bytes of line `line` (from 1) without its line end.
  Span LineSpan(std::size_t line) const;
  std::size_t line_count() const { return starts_.size(); }

 private:
  /// A place far into a long line, and the code units before it.
  struct Milestone {
    std::size_t offset = 0;
    std::size_t units = 0;
  };
  void MeasureLongLines();

  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::vector<Milestone> milestones_;   ///< Of all long lines, by offset.
};

/// The number of UTF-16 code units of `text`, a UTF-8 string; a byte that is
/// not valid UTF-8 counts one.
std::size_t Utf16Length(std::string_view text);

}  // namespace keylint
