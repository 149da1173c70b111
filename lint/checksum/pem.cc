// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/pem.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxBlock = 1 << 16;
constexpr std::size_t kMaxLabel = 64;

// "-----BEGIN X-----" or "---- BEGIN X ----" at or after `from`: the label
// and the span of the line.
struct Line {
  std::string_view label;
  Span span;
};

bool IsLabel(std::string_view label) {
  return !label.empty() && std::all_of(label.begin(), label.end(), [](char c) {
    return IsUpper(c) || IsDigit(c) || c == ' ' || c == '.';
  });
}

// At its ends; a label that goes over a line's end is none.
std::string_view WithoutSpaces(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

Line FindLine(std::string_view text, std::size_t from, std::string_view word) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t label_begin = at + word.size();
    const std::size_t label_end = text.substr(0, std::min(text.size(), label_begin + kMaxLabel)).find("----", label_begin);
    if (label_end == std::string_view::npos) continue;
    const std::string_view label = WithoutSpaces(text.substr(label_begin, label_end - label_begin));
    std::size_t begin = at, end = label_end;
    while (begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == ' ') && at - begin < 6) --begin;
    while (end < text.size() && text[end] == '-' && end - label_end < 5) ++end;
    if (text.substr(begin, at - begin).find("----") == std::string_view::npos || !IsLabel(label)) continue;
    while (text[begin] == ' ') ++begin;
    return {label, {begin, end}};
  }
  return {};
}

// What stands between BEGIN and END, with line ends spelled out made real.
std::string Unescaped(std::string_view text, bool& literal) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t slashes = i;
    while (slashes < text.size() && text[slashes] == '\\') ++slashes;
    if (slashes == i) {
      out += text[i];
    } else if (slashes < text.size() && (text[slashes] == 'n' || text[slashes] == 'r')) {
      if (text[slashes] == 'n') out += '\n';
      literal = true;
      i = slashes;
    } else {
      // A backslash at a line's end continues the text.
      i = slashes - 1;
    }
  }
  return out;
}

void AddBodyLine(std::string_view line, PemBlock& block) {
  // OpenPGP's checksum stands on a line of its own.
  if (line.size() == 5 && line[0] == '=' && !block.body.empty()) {
    block.checksum = line.substr(1);
    return;
  }
  for (const char c : line) {
    if (std::string_view(" \t\r\"',;").find(c) == std::string_view::npos) block.body += c;
  }
}

// A source line without its quotes and the sign that joins it to others.
std::string_view Unquoted(std::string_view line) {
  constexpr std::string_view kQuotes = "\"'`";
  constexpr std::string_view kAround = " \t\r\"'`,;()";
  const auto joins = [](std::string_view text) {
    return (text[0] == '+' || text[0] == '.') && (text.size() == 1 || text[1] == ' ' || text[1] == '"' || text[1] == '\'');
  };
  const bool quoted = line.find_first_of(kQuotes) != std::string_view::npos;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(kAround), line.size()));
    if (line.empty()) return {};
    if (!joins(line)) break;
    line.remove_prefix(1);
  }
  line = line.substr(0, line.find_last_not_of(kAround) + 1);
  const std::size_t quote = line.find_last_of(kQuotes);
  return quoted && quote != std::string_view::npos ? line.substr(0, quote) : line;
}

void ReadBody(std::string_view inside, PemBlock& block) {
  bool in_headers = true;
  std::size_t lines = 0;
  while (!inside.empty()) {
    const std::size_t end = std::min(inside.find('\n'), inside.size());
    const std::string_view line = Unquoted(inside.substr(0, end));
    inside.remove_prefix(std::min(end + 1, inside.size()));
    if (line.empty()) {
      if (lines > 0) in_headers = false;
      continue;
    }
    ++lines;
    const std::size_t colon = line.find(": ");
    if (in_headers && colon != std::string_view::npos && colon < 40) {
      block.headers += line;
      block.headers += '\n';
      continue;
    }
    in_headers = false;
    AddBodyLine(line, block);
  }
}

}  // namespace

PemBlock FindPem(std::string_view text, std::string_view label_part) {
  PemBlock block;
  Line begin;
  for (std::size_t from = 0;; from = begin.span.end) {
    begin = FindLine(text, from, "BEGIN ");
    if (begin.label.empty()) return block;
    if (begin.label.find(label_part) != std::string_view::npos) break;
  }
  block.found = true;
  block.label = begin.label;
  // The next BEGIN bounds the search for END, so that a text of BEGIN lines
  // alone costs no more than its length.
  std::string_view bounded = text.substr(0, std::min(text.size(), begin.span.end + kMaxBlock));
  const Line next = FindLine(bounded, begin.span.end, "BEGIN ");
  if (!next.label.empty()) bounded = bounded.substr(0, next.span.begin);
  const Line end = FindLine(bounded, begin.span.end, "END ");
  block.closed = !end.label.empty();
  block.end_label = end.label;
  const std::size_t inside_end = block.closed ? end.span.begin : bounded.size();
  block.span = {begin.span.begin, block.closed ? end.span.end : begin.span.end};

  bool literal = false;
  const std::string inside = Unescaped(text.substr(begin.span.end, inside_end - begin.span.end), literal);
  ReadBody(inside, block);
  const auto is_end = [](char c) { return c == '\n' || c == '\r'; };
  if (literal) {
    block.newlines = PemNewlines::kLiteral;
  } else if (block.closed && std::none_of(inside.begin(), inside.end(), is_end)) {
    block.newlines = PemNewlines::kLost;
  }
  return block;
}

std::string PemText(std::string_view label, std::string_view body) {
  std::string text = fmt::format("-----BEGIN {}-----\n", label);
  for (; !body.empty(); body.remove_prefix(std::min<std::size_t>(64, body.size()))) {
    text += body.substr(0, 64);
    text += '\n';
  }
  return text + fmt::format("-----END {}-----\n", label);
}

}  // namespace keylint
