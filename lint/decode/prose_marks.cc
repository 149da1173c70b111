// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/prose_marks.h"

#include <algorithm>
#include <array>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kLongestTag = 80;
constexpr std::string_view kNoBreak = "&nbsp;";
constexpr auto kTags = std::to_array<std::string_view>({
    "b", "strong", "i", "em", "u", "code", "kbd", "tt", "samp", "var", "span", "font", "small", "mark", "td", "th", "dt", "dd", "p", "li", "label",
});

// Whether `inside` of <...> is a tag's that marks a word or a cell.
bool IsTag(std::string_view inside) {
  if (inside.starts_with('/')) inside.remove_prefix(1);
  std::size_t end = 0;
  while (end < inside.size() && IsAlpha(inside[end])) ++end;
  if (end < inside.size() && !IsBlank(inside[end])) return false;
  return std::any_of(kTags.begin(), kTags.end(), [name = inside.substr(0, end)](std::string_view tag) { return EqualsNoCase(tag, name); });
}

// Behind the tag at text[at] == '<', or `at`.
std::size_t SkipTag(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1, kLongestTag);
  const std::size_t close = rest.find_first_of("<>\n");
  return close < rest.size() && rest[close] == '>' && IsTag(rest.substr(0, close)) ? at + close + 2 : at;
}

// Where the tag begins whose '>' is text[at - 1], or `at`.
std::size_t DropTag(std::string_view text, std::size_t floor, std::size_t at) {
  const std::size_t least = std::max(floor, at > kLongestTag ? at - kLongestTag : 0);
  for (std::size_t open = at - 1; open > least;) {
    if (text[--open] == '<') return IsTag(text.substr(open + 1, at - open - 2)) ? open : at;
    if (text[open] == '>' || text[open] == '\n') break;
  }
  return at;
}

}  // namespace

std::size_t SkipMarks(std::string_view text, std::size_t at) {
  for (std::size_t before = at + 1; before != at && at < text.size();) {
    before = at;
    if (IsBlank(text[at]) || text[at] == '*') ++at;
    else if (text[at] == '<') at = SkipTag(text, at);
    else if (StartsAt(text, at, kNoBreak)) at += kNoBreak.size();
    else if (StartsAt(text, at, "~~")) at += 2;
  }
  return at;
}

std::size_t DropMarks(std::string_view text, std::size_t floor, std::size_t at) {
  while (at > floor) {
    const char c = text[at - 1];
    std::size_t end = at;
    if (IsBlank(c)) {
      --end;
    } else if (c == '*' || c == '~') {   // Of the word before, at which they stand.
      while (end > floor && text[end - 1] == c) --end;
      if (end == floor || IsSpace(text[end - 1])) break;
    } else if (c == '>') {
      end = DropTag(text, floor, at);
    } else if (c == ';' && at - floor >= kNoBreak.size() && text.substr(0, at).ends_with(kNoBreak)) {
      end -= kNoBreak.size();
    }
    if (end == at) break;
    at = end;
  }
  return at;
}

}  // namespace keylint::decode
