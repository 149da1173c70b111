// SPDX-License-Identifier: Apache-2.0
// Spans by their place: questions that a walk over all of them would make
// the square of a document that holds a hundred thousand.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "lint/base/span.h"

namespace keylint {

/// A set of bytes, as the spans that were added.
///
/// Time: logarithmic in the spans, for each call.
class CoveredBytes {
 public:
  void Add(Span span) {
    if (span.empty()) return;
    auto at = ends_.upper_bound(span.begin);
    if (at != ends_.begin() && std::prev(at)->second >= span.begin) --at;
    while (at != ends_.end() && at->first <= span.end) {
      span = {std::min(span.begin, at->first), std::max(span.end, at->second)};
      at = ends_.erase(at);
    }
    ends_.emplace_hint(at, span.begin, span.end);
  }
  bool Overlaps(Span span) const {
    const auto after = ends_.lower_bound(span.end);
    return !span.empty() && after != ends_.begin() && std::prev(after)->second > span.begin;
  }

 private:
  std::map<std::size_t, std::size_t> ends_;   ///< By their beginnings; apart from each other.
};

/// What stands around a place, among many spans with their numbers.
class SpanIndex {
 public:
  void Add(Span span, std::size_t number) { spans_.push_back({span, 0, number}); }
  /// To be called when all are added.
  void Sort() {
    std::stable_sort(spans_.begin(), spans_.end(), [](const Entry& a, const Entry& b) { return a.span.begin < b.span.begin; });
    std::size_t reach = 0;
    for (Entry& entry : spans_) entry.reach = reach = std::max(reach, entry.span.end);
  }
  /// The lowest number of a span that contains `span`; of many that begin
  /// before it, the nearest are looked at.
  std::optional<std::size_t> Around(Span span) const {
    constexpr std::size_t kMostLooks = 64;
    std::optional<std::size_t> lowest;
    auto at = std::upper_bound(spans_.begin(), spans_.end(), span.begin, [](std::size_t begin, const Entry& entry) { return begin < entry.span.begin; });
    for (std::size_t looks = 0; at != spans_.begin() && looks < kMostLooks; ++looks) {
      --at;
      if (at->reach < span.end) break;
      if (at->span.Contains(span)) lowest = std::min(lowest.value_or(at->number), at->number);
    }
    return lowest;
  }

 private:
  struct Entry {
    Span span;
    std::size_t reach;    ///< The furthest end up to here.
    std::size_t number;
  };
  std::vector<Entry> spans_;
};

}  // namespace keylint
