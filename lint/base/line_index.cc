// SPDX-License-Identifier: Apache-2.0
#include "lint/base/line_index.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace keylint {
namespace {

// A column is counted from the milestone before it, at most so many bytes away.
constexpr std::size_t kMilestone = 4096;
// Bytes that may follow the first of a character.
constexpr std::size_t kMostFollowing = 3;

bool Follows(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

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
  MeasureLongLines();
}

// Milestones stand between characters, so that what is counted from them adds
// up to what is counted from the line's begin.
void LineIndex::MeasureLongLines() {
  for (std::size_t line = 0; line < starts_.size(); ++line) {
    const std::size_t end = line + 1 < starts_.size() ? starts_[line + 1] : text_.size();
    Milestone last{starts_[line], 0};
    while (end - last.offset > kMilestone) {
      std::size_t offset = last.offset + kMilestone - kMostFollowing;
      for (std::size_t k = 0; k < kMostFollowing && Follows(text_[offset]); ++k) ++offset;
      last = {offset, last.units + Utf16Length(text_.substr(last.offset, offset - last.offset))};
      milestones_.push_back(last);
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
  Milestone from{starts_[line - 1], 0};
  const auto after = std::upper_bound(milestones_.begin(), milestones_.end(), offset,
                                      [](std::size_t place, const Milestone& stone) { return place < stone.offset; });
  if (after != milestones_.begin() && std::prev(after)->offset > from.offset) from = *std::prev(after);
  return {line, 1 + from.units + Utf16Length(text_.substr(from.offset, offset - from.offset))};
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
      if (i + k >= text.size() || !Follows(text[i + k])) {
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
