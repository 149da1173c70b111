// SPDX-License-Identifier: Apache-2.0
#include "lint/source/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <unordered_map>

#include "lint/base/line_index.h"

namespace keylint {
namespace {

using Hashes = std::vector<std::uint64_t>;

Hashes HashLines(std::string_view text) {
  const LineIndex index(text);
  Hashes hashes;
  hashes.reserve(index.line_count());
  for (std::size_t line = 1; line <= index.line_count(); ++line) {
    const Span span = index.LineSpan(line);
    // Behind the last line end there is no line.
    if (line == index.line_count() && span.empty()) break;
    hashes.push_back(std::hash<std::string_view>{}(span.Of(text)));
  }
  return hashes;
}

struct Box {
  std::size_t old_begin, old_end, new_begin, new_end;
};

struct Anchor {
  std::size_t old_line, new_line;
};

// Lines that occur once in each half of `box`, those in the same order on
// both sides: the longest increasing run, by piles of patience.
std::vector<Anchor> Anchors(const Hashes& before, const Hashes& now, const Box& box) {
  struct Seen { std::size_t in_old = 0, in_new = 0, old_line = 0; };
  std::unordered_map<std::uint64_t, Seen> seen;
  for (std::size_t i = box.old_begin; i < box.old_end; ++i) {
    Seen& line = seen[before[i]];
    ++line.in_old;
    line.old_line = i;
  }
  for (std::size_t i = box.new_begin; i < box.new_end; ++i) {
    const auto it = seen.find(now[i]);
    if (it != seen.end()) ++it->second.in_new;
  }
  std::vector<Anchor> pairs;
  std::vector<std::size_t> piles;     // Index of the pair on top of each pile.
  std::vector<std::size_t> previous;  // Of each pair: the pile to its left.
  for (std::size_t i = box.new_begin; i < box.new_end; ++i) {
    const auto it = seen.find(now[i]);
    if (it == seen.end() || it->second.in_old != 1 || it->second.in_new != 1) continue;
    const std::size_t line = it->second.old_line;
    const auto pile = std::lower_bound(
        piles.begin(), piles.end(), line,
        [&](std::size_t top, std::size_t value) { return pairs[top].old_line < value; });
    previous.push_back(pile == piles.begin() ? SIZE_MAX : *(pile - 1));
    const std::size_t number = pairs.size();
    pairs.push_back({line, i});
    if (pile == piles.end()) {
      piles.push_back(number);
    } else {
      *pile = number;
    }
  }
  std::vector<Anchor> run;
  for (std::size_t at = piles.empty() ? SIZE_MAX : piles.back(); at != SIZE_MAX; at = previous[at]) {
    run.push_back(pairs[at]);
  }
  std::reverse(run.begin(), run.end());
  return run;
}

void AddRange(std::vector<LineRange>& ranges, std::size_t begin, std::size_t end) {
  if (begin < end) ranges.push_back({begin + 1, end});
}

}  // namespace

std::vector<LineRange> AddedLines(std::string_view before_text, std::string_view now_text) {
  const Hashes before = HashLines(before_text);
  const Hashes now = HashLines(now_text);
  std::vector<LineRange> ranges;
  // Each round splits a box at anchors; a box without any is all new. Depth
  // is bounded: without the bound a hostile pair could nest once per line.
  struct Todo { Box box; int depth; };
  std::vector<Todo> stack{{{0, before.size(), 0, now.size()}, 0}};
  while (!stack.empty()) {
    auto [box, depth] = stack.back();
    stack.pop_back();
    while (box.old_begin < box.old_end && box.new_begin < box.new_end &&
           before[box.old_begin] == now[box.new_begin]) {
      ++box.old_begin;
      ++box.new_begin;
    }
    while (box.old_begin < box.old_end && box.new_begin < box.new_end &&
           before[box.old_end - 1] == now[box.new_end - 1]) {
      --box.old_end;
      --box.new_end;
    }
    if (box.new_begin == box.new_end) continue;
    const std::vector<Anchor> anchors =
        box.old_begin == box.old_end || depth == 32 ? std::vector<Anchor>() : Anchors(before, now, box);
    if (anchors.empty()) {
      AddRange(ranges, box.new_begin, box.new_end);
      continue;
    }
    std::size_t old_at = box.old_begin, new_at = box.new_begin;
    for (const Anchor& anchor : anchors) {
      stack.push_back({{old_at, anchor.old_line, new_at, anchor.new_line}, depth + 1});
      old_at = anchor.old_line + 1;
      new_at = anchor.new_line + 1;
    }
    stack.push_back({{old_at, box.old_end, new_at, box.new_end}, depth + 1});
  }
  std::sort(ranges.begin(), ranges.end(),
            [](const LineRange& a, const LineRange& b) { return a.first < b.first; });
  std::vector<LineRange> merged;
  for (const LineRange& range : ranges) {
    if (!merged.empty() && merged.back().last + 1 == range.first) {
      merged.back().last = range.last;
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

std::vector<LineRange> CommonLines(const std::vector<std::vector<LineRange>>& sets) {
  if (sets.empty()) return {};
  std::vector<LineRange> common = sets[0];
  for (std::size_t i = 1; i < sets.size(); ++i) {
    std::vector<LineRange> both;
    auto a = common.begin();
    auto b = sets[i].begin();
    while (a != common.end() && b != sets[i].end()) {
      const std::size_t first = std::max(a->first, b->first);
      const std::size_t last = std::min(a->last, b->last);
      if (first <= last) both.push_back({first, last});
      if (a->last < b->last) ++a; else ++b;
    }
    common = std::move(both);
  }
  return common;
}

}  // namespace keylint
