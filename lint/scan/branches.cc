// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/branches.h"

#include <algorithm>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kMostLines = 300;
constexpr std::size_t kLongestLine = 160;

bool Begins(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || !IsWord(line[word.size()]));
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

// `case "production":`, Ruby's `when "production"`, the shell's `production)`.
bool IsCase(std::string_view line) {
  if (Begins(line, "case")) return line.find(": ") != std::string_view::npos || Trimmed(line).ends_with(':') || line.find("=>") != std::string_view::npos;
  return Begins(line, "when") || (!line.empty() && (IsWord(line.front()) || IsQuote(line.front())) && Trimmed(line).ends_with(')') && line.find('(') == std::string_view::npos);
}

bool IsSwitch(std::string_view line) { return Begins(line, "switch") || Begins(line, "match") || (Begins(line, "case") && !IsCase(line)); }

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
  bool behind_else = false;   // The if of an else stands as deep as the else,
  bool behind_case = false;   // and so may the switch of a case.
  for (std::size_t seen = 0; end > 0 && seen < kMostLines; ++seen) {
    --end;   // The line feed.
    const Line line = LineBefore(text, end);
    if (line.text.empty() || line.text.front() == '#' || line.indent > indent || (line.indent == indent && !behind_else && !behind_case)) continue;
    const std::string_view clause = WithoutClosing(line.text).substr(0, kLongestLine);
    if (Asks(clause)) {
      branches.push_back((behind_else ? "else of " : "") + std::string(clause));
      behind_else = behind_case = false;
    } else if (behind_case && IsSwitch(clause)) {
      branches.back() += " of " + std::string(clause);
      behind_case = false;
    } else if (line.indent < indent && IsCase(clause)) {
      branches.emplace_back(Trimmed(clause));
      behind_case = true;
      behind_else = false;
    } else if (line.indent < indent) {
      behind_else = IsElse(clause);
      behind_case = false;
    } else {
      continue;
    }
    indent = line.indent;
    if (indent == 0 && !behind_else && !behind_case) break;
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
    while (size < line.text.size() && size < kLongestLine && IsWord(line.text[size])) ++size;
    blocks.emplace_back(line.text.substr(0, size));
  }
  return blocks;
}

namespace {

constexpr Span kWholeText{0, static_cast<std::size_t>(-1)};

bool IsListItem(const Line& line) { return line.text.starts_with("- ") || line.text == "-"; }

// Where the text of a list item begins in its line.
std::size_t ColumnBehindDash(const Line& line) {
  std::size_t column = 1;
  while (column < line.text.size() && line.text[column] == ' ') ++column;
  return line.indent + column;
}

// The end of what begins in a line that is indented by `indent`.
std::size_t EndOfItem(std::string_view text, std::size_t begin, std::size_t indent) {
  std::size_t at = text.find('\n', begin);
  for (std::size_t seen = 0; at != std::string_view::npos && seen < kMostLines; ++seen) {
    const std::size_t next = at + 1;
    const std::size_t first = text.find_first_not_of(" \t\r", next);
    if (first == std::string_view::npos) break;
    if (text[first] != '\n' && text[first] != '#' && first - next <= indent) return next;
    at = text.find('\n', next);
  }
  return text.size();
}

Span YamlItemAt(std::string_view text, std::size_t offset) {
  std::size_t end = std::min(offset, text.size());
  while (end < text.size() && text[end] != '\n') ++end;
  Line line = LineBefore(text, end);
  std::size_t column = IsListItem(line) ? line.indent + 1 : line.indent;   // Less than this is outside.
  for (std::size_t seen = 0; seen < kMostLines; ++seen) {
    if (IsListItem(line) && line.indent < column && (seen == 0 || ColumnBehindDash(line) <= column)) {
      return {end, EndOfItem(text, end, line.indent)};
    }
    if (!line.text.empty() && line.text.front() != '#' && line.indent < column) column = line.indent;
    if (end == 0 || column == 0) break;
    --end;   // The line feed.
    line = LineBefore(text, end);
  }
  return kWholeText;
}

Span JsonItemAt(std::string_view text, std::size_t offset) {
  std::vector<std::size_t> open;   // Of braces and brackets.
  std::size_t item = 0;            // How many are open inside of the item.
  Span found = kWholeText;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) {
        if (text[at] == '\\') ++at;
      }
    } else if (c == '{' || c == '[') {
      open.push_back(at);
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
      if (item != 0 && open.size() < item) {
        found.end = at + 1;
        return found;
      }
    }
    if (at < offset || item != 0) continue;
    for (std::size_t i = open.size(); i-- > 1;) {
      if (text[open[i]] != '{' || text[open[i - 1]] != '[') continue;
      found.begin = open[i];
      item = i + 1;
      break;
    }
    if (item == 0) break;
  }
  return item == 0 ? kWholeText : found;
}

// "IsProd" and its place in `!If [IsProd, A, B` or `"Fn::If": ["IsProd", "A", "B`.
std::string ChoiceInLine(std::string_view before) {
  std::size_t at = before.rfind("!If");
  if (at == std::string_view::npos) at = before.rfind("Fn::If");
  const std::size_t open = at == std::string_view::npos ? at : before.find('[', at);
  if (open == std::string_view::npos || before.find(']', open) != std::string_view::npos) return {};
  std::string_view list = before.substr(open + 1);
  std::string_view condition = list.substr(0, list.find(','));
  const auto commas = std::count(list.begin(), list.end(), ',');
  while (!condition.empty() && !IsWord(condition.front())) condition.remove_prefix(1);
  while (!condition.empty() && !IsWord(condition.back())) condition.remove_suffix(1);
  if (condition.empty() || commas < 1 || commas > 2) return {};
  return (commas == 2 ? "else of If " : "If ") + std::string(condition.substr(0, kLongestLine));
}

}  // namespace

Span ListItemAt(std::string_view text, std::size_t offset, bool json) {
  return json ? JsonItemAt(text, offset) : YamlItemAt(text, offset);
}

std::string ChoiceAt(std::string_view text, std::size_t offset) {
  std::size_t end = std::min(offset, text.size());
  const Line before = LineBefore(text, end);
  if (std::string choice = ChoiceInLine(before.text); !choice.empty() || !IsListItem(before)) return choice;
  // One item a line below "!If".
  std::string_view condition;
  std::size_t above = 0;
  for (std::size_t seen = 0; end > 0 && seen < kMostLines && above <= 2; ++seen) {
    --end;
    const Line line = LineBefore(text, end);
    if (line.text.empty() || line.text.front() == '#' || line.indent > before.indent) continue;
    if (line.indent == before.indent && IsListItem(line)) {
      ++above;
      condition = line.text.substr(1);
      continue;
    }
    if (line.text.find("!If") == std::string_view::npos && line.text.find("Fn::If") == std::string_view::npos) break;
    condition = condition.substr(std::min(condition.find_first_not_of(" '\""), condition.size()));
    std::size_t size = 0;
    while (size < condition.size() && size < kLongestLine && IsWord(condition[size])) ++size;
    if (size == 0 || above == 0) break;
    return (above == 2 ? "else of If " : "If ") + std::string(condition.substr(0, size));
  }
  return {};
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
  while (end > least && !IsWord(text[end - 1]) && text[end - 1] != '\n') --end;
  Span name{end, end};
  while (name.begin > least && IsWord(text[name.begin - 1])) --name.begin;
  return name;
}

}  // namespace keylint
