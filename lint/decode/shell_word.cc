// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/shell_word.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {

bool EndsShellWord(char c) {
  return IsSpace(c) || c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '<' || c == '>';
}

Literal ShellWord::literal() {
  Literal literal;
  const bool one_quote = pieces_ == 1 && quote_ != Quote::kNone;
  const Span span = one_quote ? quoted_ : span_;
  // `$X` and `${X:-y}` alone: how it is written says more than a hole.
  if (holes_.size() == 1 && holes_[0] == span) {
    literal.text = span.Of(text_);
    literal.span = span;
  } else {
    builder_.Finish(literal, span);
    literal.has_holes = !holes_.empty();
  }
  literal.quote = one_quote ? quote_ : Quote::kNone;
  return literal;
}

void ShellWord::Hole(Span span) {
  builder_.PutHole(span);
  holes_.push_back(span);
}

std::size_t ShellWord::Read(std::size_t at, bool loose) {
  builder_.Start();
  holes_.clear();
  commands_.clear();
  expansions_.clear();
  pieces_ = 0;
  quote_ = Quote::kNone;
  const std::size_t begin = at;
  std::size_t run = at;  // Ordinary bytes not copied yet.
  const auto flush = [&](std::size_t end) {
    if (run < end) {
      builder_.Copy({run, end});
      ++pieces_;
    }
  };
  while (at < text_.size()) {
    const char c = text_[at];
    if (loose ? IsSpace(c) || c == ')' : EndsShellWord(c)) break;
    const bool special = c == '\\' || c == '\'' || c == '"' || c == '$' || c == '`';
    if (!special) {
      ++at;
      continue;
    }
    std::size_t next = at;
    flush(at);
    run = at;
    if (c == '\\') {
      next = std::min(text_.size(), at + 2);
      const bool line = at + 1 < text_.size() && (text_[at + 1] == '\n' || text_[at + 1] == '\r');
      if (line) next = NextLine(text_, at);
      builder_.Put(line ? std::string_view() : text_.substr(at + 1, next - at - 1), {at, next});
    } else if (c == '\'') {
      next = Single(at);
    } else if (c == '"') {
      next = Double(at);
    } else if (c == '`') {
      next = Backtick(at);
    } else if (StartsAt(text_, at, "$'")) {
      next = AnsiC(at);
    } else if (StartsAt(text_, at, "$\"")) {
      next = Double(at + 1);
      if (next == at + 1) next = at;
    } else {
      next = Dollar(at);
    }
    if (next == at) {
      // Nothing closes it: an ordinary byte.
      ++at;
      continue;
    }
    ++pieces_;
    run = at = next;
  }
  flush(at);
  span_ = {begin, at};
  return at;
}

std::size_t ShellWord::Single(std::size_t at) {
  if (no_single_) return at;
  const std::size_t close = Find(text_, '\'', at + 1);
  if (close >= text_.size()) {
    no_single_ = true;
    return at;
  }
  builder_.Copy({at + 1, close});
  quoted_ = {at + 1, close};
  quote_ = Quote::kSingle;
  return close + 1;
}

std::size_t ShellWord::Double(std::size_t open) {
  if (no_double_) return open;
  // Look for the end first: what is built for an open quote would be wrong.
  std::size_t close = open + 1;
  while (close < text_.size() && text_[close] != '"') {
    if (text_[close] == '\\') {
      close += 2;
    } else if (StartsAt(text_, close, "$(") && !no_paren_) {
      const std::size_t end = CloseOf(close + 1, '(', ')', no_paren_);
      close = end == 0 ? close + 1 : end + 1;
    } else {
      ++close;
    }
  }
  if (close >= text_.size()) {
    no_double_ = true;
    return open;
  }
  std::size_t run = open + 1;
  std::size_t at = run;
  while (at < close) {
    const char c = text_[at];
    if (c != '\\' && c != '$' && c != '`') {
      ++at;
      continue;
    }
    builder_.Copy({run, at});
    run = at;
    if (c == '\\') {
      const char next = text_[at + 1];
      if (next == '"' || next == '\\' || next == '$' || next == '`') {
        builder_.Put(text_.substr(at + 1, 1), {at, at + 2});
        run = at + 2;
      } else if (next == '\n') {
        builder_.Put("", {at, at + 2});
        run = at + 2;
      }
      at += 2;
      continue;
    }
    const std::size_t end = c == '$' ? Dollar(at) : Backtick(at);
    if (end == at) {
      ++at;
      continue;
    }
    run = at = end;
  }
  if (run < close) builder_.Copy({run, close});
  quoted_ = {open + 1, close};
  quote_ = Quote::kDouble;
  return std::max(close, at) + (at > close ? 0 : 1);
}

std::size_t ShellWord::AnsiC(std::size_t dollar) {
  if (no_single_) return dollar;
  std::size_t close = dollar + 2;
  while (close < text_.size() && text_[close] != '\'') close += text_[close] == '\\' ? 2 : 1;
  if (close >= text_.size()) return dollar;
  const std::string_view text = text_.substr(0, close);
  for (std::size_t at = dollar + 2; at < close;) {
    const std::size_t slash = Find(text, '\\', at);
    builder_.Copy({at, slash});
    at = slash < close ? ReadEscape(text, slash, builder_) : close;
  }
  quoted_ = {dollar + 2, close};
  quote_ = Quote::kSingle;
  return close + 1;
}

// `$name`, `$1`, `${...}`, `$(...)`; `at` itself when it is a lone dollar.
std::size_t ShellWord::Dollar(std::size_t at) {
  if (at + 1 >= text_.size()) return at;
  const char c = text_[at + 1];
  if (c == '(') {
    const std::size_t close = CloseOf(at + 1, '(', ')', no_paren_);
    if (close == 0) return at;
    Hole({at, close + 1});
    commands_.push_back({at + 2, close});
    return close + 1;
  }
  if (c == '{') {
    const std::size_t close = CloseOf(at + 1, '{', '}', no_brace_);
    if (close == 0) return at;
    Hole({at, close + 1});
    expansions_.push_back({at, close + 1});
    return close + 1;
  }
  std::size_t end = at + 1;
  if (IsAlpha(c) || c == '_') {
    while (end < text_.size() && (IsAlnum(text_[end]) || text_[end] == '_')) ++end;
  } else if (IsDigit(c) || c == '@' || c == '*' || c == '#' || c == '?' || c == '!' || c == '$') {
    ++end;
  } else {
    return at;
  }
  Hole({at, end});
  return end;
}

std::size_t ShellWord::Backtick(std::size_t at) {
  if (no_backtick_) return at;
  std::size_t close = at + 1;
  while (close < text_.size() && text_[close] != '`') close += text_[close] == '\\' ? 2 : 1;
  if (close >= text_.size()) {
    no_backtick_ = true;
    return at;
  }
  Hole({at, close + 1});
  commands_.push_back({at + 1, close});
  return close + 1;
}

// The mark that closes the one at `open`, quotes skipped; 0 if there is none.
std::size_t ShellWord::CloseOf(std::size_t open, char opening, char closing, bool& missing) const {
  if (missing) return 0;
  std::size_t depth = 0;
  char quote = 0;
  for (std::size_t at = open; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '\\' && quote != '\'') {
      ++at;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == opening) {
      ++depth;
    } else if (c == closing && --depth == 0) {
      return at;
    }
  }
  missing = true;
  return 0;
}

}  // namespace keylint::decode
