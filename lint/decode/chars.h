// SPDX-License-Identifier: Apache-2.0
// Bytes as the readers see them: names, lines and trimming, free of locale.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "lint/base/ascii.h"
#include "lint/base/span.h"

namespace keylint::decode {

/// Part of an identifier; bytes of non-ASCII letters count.
constexpr bool IsWord(char c) {
  return IsAlnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// The offset of `c` at or after `from`, or text.size().
inline std::size_t Find(std::string_view text, char c, std::size_t from) {
  if (from >= text.size()) return text.size();
  const void* hit = std::memchr(text.data() + from, c, text.size() - from);
  return hit == nullptr
             ? text.size()
             : static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
}

/// The end of the line that holds `from`, without CR and LF.
inline std::size_t LineEnd(std::string_view text, std::size_t from) {
  const std::size_t end = Find(text, '\n', from);
  return end > from && text[end - 1] == '\r' ? end - 1 : end;
}
/// LineEnd() for a reader that asks at every token: a line of a megabyte is
/// searched once.
class LineEnds {
 public:
  std::size_t operator()(std::string_view text, std::size_t at) {
    if (at < begin_ || at > end_) {
      begin_ = at;
      end_ = LineEnd(text, at);
    }
    return end_;
  }

 private:
  std::size_t begin_ = 1;
  std::size_t end_ = 0;
};
/// The first byte of the line after the one that holds `from`.
inline std::size_t NextLine(std::string_view text, std::size_t from) {
  const std::size_t end = Find(text, '\n', from);
  return end < text.size() ? end + 1 : end;
}

inline std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at;
}
inline std::size_t SkipSpaces(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}
/// `span` without the white space at its ends.
inline Span Trim(std::string_view text, Span span) {
  while (span.begin < span.end && IsSpace(text[span.begin])) ++span.begin;
  while (span.begin < span.end && IsSpace(text[span.end - 1])) --span.end;
  return span;
}
inline bool StartsAt(std::string_view text, std::size_t at, std::string_view what) {
  return at <= text.size() && text.substr(at, what.size()) == what;
}
/// The end of the run of word bytes, dots and dashes at `at`.
inline std::size_t NameEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsWord(text[at]) || text[at] == '.' || text[at] == '-')) ++at;
  return at;
}

}  // namespace keylint::decode
