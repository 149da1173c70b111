// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/branches.h"

#include <algorithm>

namespace keylint {
namespace {

constexpr std::size_t kMostLines = 300;
constexpr std::size_t kLongestLine = 160;

bool IsWordByte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool Begins(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || !IsWordByte(line[word.size()]));
}

// "} else if (x) {" begins with its keyword.
std::string_view WithoutClosing(std::string_view line) {
  while (!line.empty() && (line.front() == '}' || line.front() == ')' || line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return line;
}

bool Asks(std::string_view line) {
  return Begins(line, "if") || Begins(line, "elif") || Begins(line, "elsif") || Begins(line, "elseif") || Begins(line, "else if") || Begins(line, "unless");
}

bool IsElse(std::string_view line) { return Begins(line, "else") && !Begins(line, "else if"); }

struct Line {
  std::size_t indent = 0;
  std::string_view text;    ///< Without its indentation.
};

// The line that ends before `end`; moves `end` to its beginning.
Line LineBefore(std::string_view text, std::size_t& end) {
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] != '\n') --begin;
  Line line;
  line.text = text.substr(begin, end - begin);
  while (line.indent < line.text.size() && (line.text[line.indent] == ' ' || line.text[line.indent] == '\t')) ++line.indent;
  line.text = line.text.substr(line.indent);
  end = begin;
  return line;
}

}  // namespace

std::vector<std::string> BranchesAt(std::string_view text, std::size_t offset) {
  std::vector<std::string> branches;
  std::size_t end = std::min(offset, text.size());
  while (end < text.size() && text[end] != '\n') ++end;
  std::size_t indent = LineBefore(text, end).indent;
  bool behind_else = false;   // The if of an else stands as deep as the else.
  for (std::size_t seen = 0; end > 0 && seen < kMostLines; ++seen) {
    --end;   // The line feed.
    const Line line = LineBefore(text, end);
    if (line.text.empty() || line.text.front() == '#' || line.indent > indent || (line.indent == indent && !behind_else)) continue;
    const std::string_view clause = WithoutClosing(line.text).substr(0, kLongestLine);
    if (Asks(clause)) {
      branches.push_back((behind_else ? "else of " : "") + std::string(clause));
      behind_else = false;
    } else if (line.indent < indent) {
      behind_else = IsElse(clause);
    } else {
      continue;
    }
    indent = line.indent;
    if (indent == 0 && !behind_else) break;
  }
  return branches;
}

std::vector<std::string> BlocksAt(std::string_view text, std::size_t offset) {
  std::vector<std::string> blocks;
  std::size_t end = std::min(offset, text.size());
  while (end < text.size() && text[end] != '\n') ++end;
  std::size_t indent = LineBefore(text, end).indent;
  for (std::size_t seen = 0; end > 0 && indent > 0 && seen < kMostLines; ++seen) {
    --end;
    Line line = LineBefore(text, end);
    while (!line.text.empty() && (line.text.back() == ' ' || line.text.back() == '\r')) line.text.remove_suffix(1);
    if (line.indent >= indent || !line.text.ends_with('{')) continue;
    indent = line.indent;
    const std::size_t quote = line.text.find_first_of("\"'");
    if (quote != std::string_view::npos) {
      const std::size_t close = std::min(line.text.find(line.text[quote], quote + 1), line.text.size());
      blocks.emplace_back(line.text.substr(quote + 1, std::min(close - quote - 1, kLongestLine)));
      continue;
    }
    std::size_t size = 0;
    while (size < line.text.size() && size < kLongestLine && IsWordByte(line.text[size])) ++size;
    blocks.emplace_back(line.text.substr(0, size));
  }
  return blocks;
}

std::string BuildTagOf(std::string_view text) {
  constexpr std::string_view kMark = "//go:build ";
  for (std::size_t begin = 0, seen = 0; begin < text.size() && seen < kMostLines; ++seen) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.starts_with(kMark)) return std::string(line.substr(2, kLongestLine));
    if (!line.empty() && !line.starts_with("//")) break;
  }
  return {};
}

std::string ProfileAt(std::string_view text, std::size_t offset) {
  std::size_t end = std::min(offset, text.size());
  while (end < text.size() && text[end] != '\n') ++end;
  std::size_t indent = LineBefore(text, end).indent;
  for (std::size_t seen = 0; end > 0 && indent > 0 && seen < kMostLines; ++seen) {
    --end;
    const Line line = LineBefore(text, end);
    if (line.text.empty() || line.indent >= indent) continue;
    if (line.text.starts_with("@Profile(")) return std::string(line.text.substr(0, kLongestLine));
    // What closes here is another class; what opens is the one around.
    if (line.text.front() == '}') return {};
    if (line.text.find('{') != std::string_view::npos) indent = line.indent + 1;
  }
  return {};
}

Span QuotedNameBefore(std::string_view text, std::size_t offset) {
  std::size_t end = std::min(offset, text.size());
  std::size_t least = end > kLongestLine ? end - kLongestLine : 0;
  // The quote of the value itself, then the comma, then the name's.
  while (end > least && text[end - 1] != ',' && text[end - 1] != '\n') --end;
  if (end == least || text[end - 1] != ',') return {};
  --end;
  while (end > least && !IsWordByte(text[end - 1]) && text[end - 1] != '\n') --end;
  Span name{end, end};
  while (name.begin > least && IsWordByte(text[name.begin - 1])) --name.begin;
  return name;
}

}  // namespace keylint
