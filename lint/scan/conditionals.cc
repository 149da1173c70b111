// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/conditionals.h"

#include <algorithm>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kReach = 600;         // Of a statement, to either side.
constexpr std::size_t kLongest = 160;       // Of a condition.
constexpr int kOutermost = 3;               // Brackets that are left.

bool Opens(char c) { return c == '(' || c == '[' || c == '{'; }
bool Closes(char c) { return c == ')' || c == ']' || c == '}'; }

/// Walks backwards through a statement: over strings and what stands in
/// brackets of its own, out of the brackets around.
class Backwards {
 public:
  Backwards(std::string_view text, std::size_t at) : text_(text), at_(at), least_(at > kReach ? at - kReach : 0) {}

  /// Moves to the byte before that is none of a string's or of inner brackets';
  /// false: the statement begins here.
  bool Move() {
    for (int depth = 0; at_ > least_;) {
      const char c = text_[--at_];
      if (IsQuote(c)) {
        if (!SkipString(c)) return false;
      } else if (Closes(c)) {
        ++depth;
      } else if (depth > 0) {
        depth -= Opens(c) ? 1 : 0;
      } else if (c == ';' || (c == '\n' && !GoesOn())) {
        return false;
      } else {
        return true;
      }
    }
    return false;
  }

  std::size_t at() const { return at_; }
  char byte() const { return text_[at_]; }
  char Near(int distance) const {
    const std::size_t near = at_ + static_cast<std::size_t>(distance);   // Wraps around below 0.
    return near < text_.size() ? text_[near] : '\0';
  }

 private:
  bool SkipString(char quote) {
    while (at_ > least_ && text_[at_ - 1] != '\n') {
      --at_;
      if (text_[at_] == quote && (at_ == 0 || text_[at_ - 1] != '\\')) return true;
    }
    return false;
  }

  // Whether the line behind the line feed at at_ belongs to the one before it.
  bool GoesOn() const {
    const std::string_view behind = Trimmed(text_.substr(at_, kLongest));
    const std::string_view before = Trimmed(text_.substr(least_, at_ - least_));
    const auto is = [](char c, std::string_view any) { return any.find(c) != std::string_view::npos; };
    return (!behind.empty() && is(behind.front(), "?:.&|")) || (!before.empty() && is(before.back(), "?:=(,[{&|+"));
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t least_;
};

// " ? " of a ternary: no `a?.b`, `a ?? b`, `a ?: b`, `String?`, `empty?`.
bool IsQuestion(const Backwards& at) {
  const char before = at.Near(-1);
  const char behind = at.Near(1);
  return at.byte() == '?' && (IsSpace(before) || before == ')') && behind != '?' && behind != '.' && behind != ':' && before != '?';
}

bool IsColon(const Backwards& at) { return at.byte() == ':' && at.Near(-1) != ':' && at.Near(1) != ':' && at.Near(1) != '='; }

// '=' that assigns, '=>'.
bool Assigns(const Backwards& at) {
  constexpr std::string_view kCompare = "=!<>~";
  return at.byte() == '=' && at.Near(1) != '=' && at.Near(1) != '~' && kCompare.find(at.Near(-1)) == std::string_view::npos;
}

// The expression that ends before `end`, in front of a '?'.
std::string_view ExpressionBefore(std::string_view text, std::size_t end) {
  while (end > 0 && IsSpace(text[end - 1])) --end;
  Backwards at(text, end);
  const auto ends = [&at] {
    const char c = at.byte();
    return Opens(c) || c == ',' || c == '\n' || IsQuestion(at) || Assigns(at) || IsColon(at) || (c == '>' && at.Near(-1) == '=');
  };
  while (at.Move()) {
    if (ends()) break;
  }
  const std::size_t begin = at.at() + (ends() || at.byte() == ';' ? 1 : 0);
  std::string_view expression = Trimmed(text.substr(begin, end - begin));
  constexpr std::string_view kReturn = "return ";
  if (expression.starts_with(kReturn)) expression.remove_prefix(kReturn.size());
  return expression.size() <= kLongest ? expression : std::string_view();
}

std::string Clause(std::string_view condition, bool otherwise) {
  return condition.empty() ? std::string() : (otherwise ? "else of if " : "if ") + std::string(condition);
}

// COND ? a : b
std::string TernaryAround(std::string_view text, std::size_t value) {
  Backwards at(text, value);
  int colons = 0;
  for (int left = 0; at.Move();) {
    if (Opens(at.byte())) {
      if (++left > kOutermost) return {};
      colons = 0;   // Those were of names.
    } else if (IsColon(at)) {
      ++colons;
    } else if (IsQuestion(at)) {
      return colons > 1 ? std::string() : Clause(ExpressionBefore(text, at.at()), colons == 1);
    }
  }
  return {};
}

bool BeginsWord(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !IsWord(text[word.size()]));
}

// a if COND else b; a unless COND
std::string ConditionBehind(std::string_view text, std::size_t end) {
  std::string_view rest = text.substr(end, kReach);
  rest = rest.substr(0, rest.find('\n'));
  while (!rest.empty() && (IsQuote(rest.front()) || IsBlank(rest.front()) || rest.front() == ')')) rest.remove_prefix(1);
  const bool unless = BeginsWord(rest, "unless");
  if (!unless && !BeginsWord(rest, "if")) return {};
  rest = rest.substr(0, std::min({rest.find(" else "), rest.find('#'), rest.find(';'), rest.size()}));
  const std::string_view condition = Trimmed(rest);
  return condition.size() <= kLongest ? std::string(condition) : std::string();
}

// The last "if" of `line`, a word of its own.
std::size_t LastIf(std::string_view line) {
  for (std::size_t at = line.rfind("if"); at != std::string_view::npos; at = at == 0 ? std::string_view::npos : line.rfind("if", at - 1)) {
    if ((at == 0 || !IsWord(line[at - 1])) && BeginsWord(line.substr(at), "if")) return at;
  }
  return std::string_view::npos;
}

// The condition of the "if" that `clause` begins with, and where it ends:
// `(...)`, or all in front of '{', "then" and "else".
std::string_view HeadOf(std::string_view clause) {
  std::size_t at = 2;
  while (at < clause.size() && IsBlank(clause[at])) ++at;
  if (at < clause.size() && clause[at] == '(') {
    int depth = 0;
    for (std::size_t end = at; end < clause.size(); ++end) {
      depth += (clause[end] == '(' ? 1 : 0) - (clause[end] == ')' ? 1 : 0);
      if (depth == 0) return clause.substr(at, end + 1 - at);
    }
    return {};
  }
  const std::size_t end = std::min({clause.find('{', at), clause.find(" then ", at), clause.find(" else ", at)});
  return end == std::string_view::npos ? std::string_view() : Trimmed(clause.substr(at, end - at));
}

// if (COND) a else b; if COND { a } else { b }; a if COND else b, for b
std::string ConditionInLine(std::string_view text, std::size_t value) {
  const std::size_t least = value > kReach ? value - kReach : 0;
  std::string_view line = text.substr(least, value - least);
  line.remove_prefix(line.rfind('\n') + 1);
  const std::size_t at = LastIf(line);
  if (at == std::string_view::npos) return {};
  const std::string_view clause = line.substr(at);
  const std::string_view condition = HeadOf(clause);
  // What was opened and closed again behind the condition is over.
  const std::size_t other = clause.rfind("else");
  const bool otherwise = other != std::string_view::npos && !IsWord(clause[other - 1]) && BeginsWord(clause.substr(other), "else");
  const std::string_view arm = clause.substr(otherwise ? other + 4 : std::min(clause.find(condition) + condition.size(), clause.size()));
  const bool over = arm.find(';') != std::string_view::npos || std::count(arm.begin(), arm.end(), '}') != 0;
  return over || condition.size() > kLongest ? std::string() : Clause(condition, otherwise);
}

}  // namespace

std::string ConditionOf(std::string_view text, Span value) {
  std::size_t begin = value.begin;
  if (begin > 0 && IsQuote(text[begin - 1])) --begin;
  std::string condition = TernaryAround(text, begin);
  if (condition.empty()) condition = ConditionBehind(text, value.end);
  if (condition.empty()) condition = ConditionInLine(text, begin);
  return condition;
}

}  // namespace keylint
