// SPDX-License-Identifier: Apache-2.0
// How far apart two words are, for "did you mean".
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace keylint {

/// The least cost of making `b` of `a`: 1 for a byte dropped, added or
/// changed, `swap` for two neighbours exchanged (2: as two changes). Quadratic:
/// for short words.
inline std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t swap = 2) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t k = 0; k <= b.size(); ++k) row[k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      row[k] = std::min({last[k] + 1, row[k - 1] + 1, last[k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1)});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) row[k] = std::min(row[k], before[k - 2] + swap);
    }
  }
  return row[b.size()];
}

}  // namespace keylint
