// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/allow.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace keylint {
namespace {

enum class Reach { kLine, kNextLine, kBegin, kEnd };

struct Marker {
  std::string_view text;
  std::string_view dialect;
  Reach reach;
  bool has_names;   ///< Rule names and a reason may follow.
};

// Longer markers first: one is a prefix of another.
constexpr std::array kMarkers = {
    Marker{"keylint:allow-next-line", "keylint", Reach::kNextLine, true},
    Marker{"keylint:allow-begin", "keylint", Reach::kBegin, true},
    Marker{"keylint:allow-end", "keylint", Reach::kEnd, true},
    Marker{"keylint:allow", "keylint", Reach::kLine, true},
    Marker{"gitleaks:allow", "gitleaks", Reach::kLine, false},
    Marker{"betterleaks:allow", "betterleaks", Reach::kLine, false},
    Marker{"pragma: allowlist nextline secret", "detect-secrets", Reach::kNextLine, false},
    Marker{"pragma: allowlist secret", "detect-secrets", Reach::kLine, false},
    Marker{"NOLINTNEXTLINE(", "nolint", Reach::kNextLine, true},
    Marker{"NOLINT(", "nolint", Reach::kLine, true},
};

// What every marker holds, so that a text without it holds none.
constexpr std::array<std::string_view, 3> kHints = {":allow", "allowlist", "NOLINT"};

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '/' || c == '*' || c == '.';
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// "a, b -- reason */" -> names and reason.
void ReadNames(std::string_view rest, InlineAllow& allow) {
  for (const std::string_view close : {"*/", "-->", "#}", "*)", "%>"}) {
    if (const std::size_t at = rest.find(close); at != std::string_view::npos) rest = rest.substr(0, at);
  }
  const std::size_t dashes = rest.find("--");
  if (dashes != std::string_view::npos) {
    allow.reason = Trimmed(rest.substr(dashes + 2));
    rest = rest.substr(0, dashes);
  }
  std::string name;
  for (const char c : rest) {
    if (IsNameByte(c)) {
      name += c;
    } else {
      if (!name.empty()) allow.names.push_back(std::move(name));
      name.clear();
    }
  }
  if (!name.empty()) allow.names.push_back(std::move(name));
}

// NOLINT(a, keylint-leaked-key): only names of ours count.
bool ReadNolint(std::string_view rest, InlineAllow& allow) {
  const std::size_t close = rest.find(')');
  InlineAllow all;
  ReadNames(rest.substr(0, close), all);
  for (std::string& name : all.names) {
    constexpr std::string_view kOurs = "keylint-";
    if (name == "*" || name == "keylint-*") {
      allow.names.clear();
      return true;
    }
    if (name.starts_with(kOurs)) allow.names.push_back(name.substr(kOurs.size()));
  }
  return !allow.names.empty();
}

// A comment alone on its line speaks of the next one.
bool StandsAlone(std::string_view line, std::size_t marker) {
  std::string_view before = Trimmed(line.substr(0, marker));
  for (const std::string_view open : {"<!--", "{#", "//", "/*", "--", "(*", "#", ";", "%", "'", "*", "REM"}) {
    if (before == open) return true;
  }
  return before.empty();
}

const Marker* MarkerAt(std::string_view text, std::size_t at) {
  for (const Marker& marker : kMarkers) {
    if (text.substr(at, marker.text.size()) == marker.text) return &marker;
  }
  return nullptr;
}

class Finder {
 public:
  Finder(const Document& document, const LineIndex& lines) : document_(document), lines_(lines) {}

  FileAllows Run() {
    file_.path = document_.path;
    const std::string_view text = document_.text();
    std::size_t at = 0;
    while ((at = NextHint(text, at)) != std::string_view::npos) {
      at = TakeLine(text, lines_.LineOf(at));
    }
    // A block that nobody closed reaches to the end.
    for (const std::size_t open : open_) file_.allows[open].last = document_.base_line + lines_.line_count();
    return std::move(file_);
  }

 private:
  static std::size_t NextHint(std::string_view text, std::size_t at) {
    std::size_t next = std::string_view::npos;
    for (const std::string_view hint : kHints) next = std::min(next, text.find(hint, at));
    return next;
  }

  // Reads the markers of one line; returns where the next line begins.
  std::size_t TakeLine(std::string_view text, std::size_t number) {
    const Span span = lines_.LineSpan(number);
    const std::string_view line = span.Of(text);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c != 'k' && c != 'g' && c != 'b' && c != 'p' && c != 'N') continue;
      if (const Marker* marker = MarkerAt(line, i)) {
        Take(*marker, line, i, number, span.begin);
        break;
      }
    }
    return number < lines_.line_count() ? lines_.LineSpan(number + 1).begin : text.size();
  }

  void Take(const Marker& marker, std::string_view line, std::size_t at, std::size_t number, std::size_t line_begin) {
    InlineAllow allow;
    allow.line = number + document_.base_line;
    allow.dialect = marker.dialect;
    allow.span = {line_begin + at, line_begin + at + marker.text.size()};
    const std::string_view rest = line.substr(at + marker.text.size());
    if (marker.dialect == "nolint") {
      if (!ReadNolint(rest, allow)) return;
    } else if (marker.has_names) {
      if (!rest.empty() && IsNameByte(rest[0])) return;  // "keylint:allowed"
      ReadNames(rest, allow);
    }
    if (marker.reach == Reach::kEnd) {
      if (open_.empty()) return;
      file_.allows[open_.back()].last = allow.line;
      open_.pop_back();
      return;
    }
    allow.first = allow.last = allow.line;
    const bool next = marker.reach == Reach::kNextLine ||
                      (marker.dialect == "keylint" && marker.reach == Reach::kLine && StandsAlone(line, at));
    if (next) allow.first = allow.last = allow.line + 1;
    if (marker.reach == Reach::kBegin) open_.push_back(file_.allows.size());
    file_.allows.push_back(std::move(allow));
  }

  const Document& document_;
  const LineIndex& lines_;
  FileAllows file_;
  std::vector<std::size_t> open_;
};

}  // namespace

bool MayHoldAllow(std::string_view text) {
  return std::any_of(kHints.begin(), kHints.end(),
                     [text](std::string_view hint) { return text.find(hint) != std::string_view::npos; });
}

FileAllows FindAllows(const Document& document, const LineIndex& lines) { return Finder(document, lines).Run(); }

bool ApplyAllows(FileAllows& file, Finding& finding, bool (*names_rule)(std::string_view, std::string_view)) {
  bool accepted = false;
  for (InlineAllow& allow : file.allows) {
    if (finding.where.end.line < allow.first || allow.last < finding.where.begin.line) continue;
    const auto named = [&](const std::string& name) { return names_rule(name, finding.rule_id); };
    if (!allow.names.empty() && std::none_of(allow.names.begin(), allow.names.end(), named)) continue;
    allow.used = true;
    if (!accepted) {
      finding.suppressions.push_back(
          {Suppression::Kind::kInline, allow.reason, fmt::format("{}:{}", file.path, allow.line)});
    }
    accepted = true;
  }
  return accepted;
}

}  // namespace keylint
