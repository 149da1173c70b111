// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/trace.h"

#include <algorithm>

#include <fmt/format.h>

namespace keylint {

bool Trace::Begin(const Document& document) {
  if (document.path != path_) return false;
  seen_ = true;
  const LineIndex lines(document.text());
  line_count_ = std::max(line_count_, document.base_line + lines.line_count());
  wanted_ = {};
  starts_.clear();
  base_ = document.base_offset;
  text_ = document.text();
  first_line_ = std::max(lines_.first, document.base_line + 1);
  const std::size_t last = std::min(lines_.last, document.base_line + lines.line_count());
  if (first_line_ > last) return false;
  for (std::size_t line = first_line_; line <= last; ++line) {
    starts_.push_back(lines.LineSpan(line - document.base_line).begin);
  }
  wanted_ = {starts_.front(), lines.LineSpan(last - document.base_line).end};
  return true;
}

std::vector<std::string>* Trace::StepsAt(Span span) {
  const Span reach{span.begin, std::max(span.end, span.begin + 1)};
  const bool touches = reach.begin <= wanted_.end && wanted_.begin < reach.end;
  if (!touches) return nullptr;
  const auto [at, added] = spots_.try_emplace(span.Shifted(base_));
  if (added) {
    const auto place = [&](std::size_t offset) {
      const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
      const std::size_t index = after == starts_.begin() ? 0 : static_cast<std::size_t>(after - starts_.begin()) - 1;
      const std::size_t start = std::min(starts_[index], offset);
      return Position{first_line_ + index, Utf16Length(text_.substr(start, offset - start)) + 1};
    };
    at->second.begin = place(std::max(span.begin, wanted_.begin));
    at->second.end = place(std::min(span.end, wanted_.end));
  }
  return &at->second.steps;
}

std::vector<TraceSpot> Trace::Spots() const {
  std::vector<TraceSpot> spots;
  for (const auto& [span, spot] : spots_) spots.push_back(spot);
  return spots;
}

}  // namespace keylint
