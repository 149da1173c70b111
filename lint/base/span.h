// SPDX-License-Identifier: Apache-2.0
// A range of bytes: the one way this project says "where".
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint {

/// Bytes [begin, end) of some text, half-open.
///
/// Units: bytes from the start of the text the span belongs to.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  constexpr std::size_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool Contains(std::size_t offset) const {
    return begin <= offset && offset < end;
  }
  constexpr bool Contains(Span other) const {
    return begin <= other.begin && other.end <= end;
  }
  constexpr bool Overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  /// The bytes of `text` in this span. Requires `end <= text.size()`.
  constexpr std::string_view Of(std::string_view text) const {
    return text.substr(begin, size());
  }
  /// The same range counted from `by` bytes further left.
  constexpr Span Shifted(std::size_t by) const { return {begin + by, end + by}; }

  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace keylint
