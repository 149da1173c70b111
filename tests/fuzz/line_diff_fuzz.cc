// SPDX-License-Identifier: Apache-2.0
// Two texts, apart by the first NUL: the lines not said to be added stand in
// the old text, in the same order.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/source/line_diff.h"

namespace {

std::vector<std::string_view> Lines(std::string_view text) {
  const keylint::LineIndex index(text);
  std::vector<std::string_view> lines;
  for (std::size_t i = 1; i <= index.line_count(); ++i) lines.push_back(index.LineSpan(i).Of(text));
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t split = bytes.find('\0');
  if (split == std::string_view::npos) return 0;
  const std::string_view before = bytes.substr(0, split), now = bytes.substr(split + 1);
  const auto added = keylint::AddedLines(before, now);
  const auto old_lines = Lines(before), new_lines = Lines(now);
  std::size_t at = 0, line = 1;
  const auto keep_until = [&](std::size_t end) {
    for (; line < end; ++line) {
      while (at < old_lines.size() && old_lines[at] != new_lines[line - 1]) ++at;
      if (at++ >= old_lines.size()) std::abort();
    }
  };
  for (const keylint::LineRange& range : added) {
    if (range.first < line || range.last < range.first || range.last > new_lines.size()) std::abort();
    keep_until(range.first);
    line = range.last + 1;
  }
  keep_until(new_lines.size() + 1);
  return 0;
}
