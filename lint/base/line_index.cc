// SPDX-License-Identifier: Apache-2.0
#include "lint/base/line_index.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace keylint {

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(0);
  const bool has_cr = std::memchr(text.data(), '\r', text.size()) != nullptr;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!has_cr) {
      const void* lf = std::memchr(text.data() + i, '\n', text.size() - i);
      if (lf == nullptr) break;
      i = static_cast<std::size_t>(static_cast<const char*>(lf) - text.data());
      starts_.push_back(i + 1);
    } else if (text[i] == '\n') {
      starts_.push_back(i + 1);
    } else if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) {
      starts_.push_back(i + 1);
    }
  }
}

std::size_t LineIndex::LineOf(std::size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::size_t>(after - starts_.begin());
}

Position LineIndex::PositionOf(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const std::size_t line = LineOf(offset);
  const std::size_t start = starts_[line - 1];
  return {line, 1 + Utf16Length(text_.substr(start, offset - start))};
}

Span LineIndex::LineSpan(std::size_t line) const {
  const std::size_t begin = starts_[line - 1];
  std::size_t end = line < starts_.size() ? starts_[line] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {begin, end};
}

std::size_t Utf16Length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    // Nearly all text is ASCII: eight bytes at a time.
    std::uint64_t word = 0;
    while (i + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & 0x8080808080808080U) != 0) break;
      i += sizeof word;
      units += sizeof word;
    }
    if (i == text.size()) break;
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t length = lead < 0x80 ? 1 : (lead >> 5) == 6 ? 2 : (lead >> 4) == 14 ? 3
                       : (lead >> 3) == 30 ? 4 : 1;
    for (std::size_t k = 1; k < length; ++k) {
      if (i + k >= text.size() ||
          (static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) {
        length = 1;
        break;
      }
    }
    units += length == 4 ? 2 : 1;
    i += length;
  }
  return units;
}

}  // namespace keylint
