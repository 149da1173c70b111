// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/dotenv.h"

#include "lint/decode/chars.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

bool IsNameByte(char c) { return IsWord(c) || c == '.' || c == '-' || c == '/'; }

struct Head {
  Span name;
  std::size_t value = 0;  // The first byte behind the separator and blanks.
};

// The head of `[export] NAME = ...` at `at`; an empty name when there is none.
Head ReadHead(std::string_view text, std::size_t at) {
  at = SkipBlanks(text, at);
  for (const std::string_view lead : {"export ", "export\t", "set ", "setenv "}) {
    if (StartsAt(text, at, lead)) at = SkipBlanks(text, at + lead.size());
  }
  const std::size_t begin = at;
  while (at < text.size() && IsNameByte(text[at])) ++at;
  const Span name{begin, at};
  at = SkipBlanks(text, at);
  if (name.empty() || at >= text.size()) return {};
  const bool colon = text[at] == ':' && (at + 1 == text.size() || IsSpace(text[at + 1]));
  if (text[at] != '=' && !colon) return {};
  return {name, SkipBlanks(text, at + 1)};
}

class DotenvReader {
 public:
  DotenvReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), value_(emitter.text()),
        at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) Line();
  }

 private:
  void Line() {
    const std::size_t begin = SkipBlanks(text_, at_);
    const std::size_t end = LineEnd(text_, at_);
    const std::size_t next = NextLine(text_, at_);
    if (begin >= end) {
      at_ = next;
    } else if (text_[begin] == '#') {
      emitter_.EmitComment({begin + 1, end});
      at_ = next;
    } else {
      Assignment({begin, end}, next);
    }
  }

  void Assignment(Span line, std::size_t next) {
    at_ = next;
    const Head head = ReadHead(text_.substr(0, line.end), line.begin);
    if (head.name.empty()) return;
    emitter_.Push(head.name.Of(text_), head.name);
    const char quote = head.value < line.end ? text_[head.value] : '\0';
    if (!((quote == '"' || quote == '\'' || quote == '`') && Quoted(line, head.value))) {
      Bare(line, head.value);
    }
    emitter_.Pop();
  }

  void Bare(Span line, std::size_t begin) {
    std::size_t end = begin;
    while (end < line.end && !(text_[end] == '#' && (end == begin || IsBlank(text_[end - 1])))) ++end;
    const Span value = Trim(text_, {begin, end});
    emitter_.EmitVerbatim(value, line);
    if (end < line.end) emitter_.EmitTrailingComment({end + 1, line.end});
  }

  // False when nothing closes the quote: then it is part of a bare value.
  bool Quoted(Span line, std::size_t open) {
    const std::size_t close = FindClose(open);
    if (close == 0) return false;
    const char quote = text_[open];
    value_.Start();
    if (quote == '"') Unescape({open + 1, close});
    else value_.Copy({open + 1, close});
    Literal literal;
    value_.Finish(literal, {open + 1, close});
    literal.quote = quote == '"' ? Quote::kDouble : quote == '\'' ? Quote::kSingle : Quote::kBacktick;
    const std::size_t end = LineEnd(text_, close);
    literal.statement = {line.begin, end};
    emitter_.EmitValue(literal);
    const std::size_t rest = SkipBlanks(text_, close + 1);
    if (rest < end && text_[rest] == '#') emitter_.EmitTrailingComment({rest + 1, end});
    at_ = NextLine(text_, close);
    return true;
  }

  void Unescape(Span span) {
    const std::string_view text = text_.substr(0, span.end);
    for (std::size_t at = span.begin; at < span.end;) {
      const std::size_t slash = Find(text, '\\', at);
      value_.Copy({at, slash});
      at = slash;
      if (slash == span.end) break;
      const char c = slash + 1 < span.end ? text[slash + 1] : '\0';
      if (c == '$' || c == '`') {
        value_.Put(text.substr(slash + 1, 1), {slash, slash + 2});
        at = slash + 2;
      } else if (c == 'n' || c == 'r' || c == 't' || c == '"' || c == '\\' || c == '\'') {
        at = ReadEscape(text, slash, value_);
      } else {
        value_.Copy({slash, slash + 1});
        at = slash + 1;
      }
    }
  }

  // The closing quote: one that only white space or a comment follows on its
  // line. A line that looks like the next assignment means nobody closed it.
  std::size_t FindClose(std::size_t open) {
    const char quote = text_[open];
    const std::size_t first_end = LineEnd(text_, open);
    bool& unclosed = unclosed_[quote == '"' ? 0 : quote == '\'' ? 1 : 2];
    if (unclosed) return LastOnLine(open, first_end, quote);
    for (std::size_t at = open + 1; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '\\' && quote != '\'') {
        ++at;
      } else if (c == quote) {
        const std::size_t rest = SkipBlanks(text_, at + 1);
        if (rest >= text_.size() || text_[rest] == '#' || text_[rest] == '\n' || text_[rest] == '\r') {
          return at;
        }
      } else if (c == '\n' && StartsAssignment(at + 1)) {
        return LastOnLine(open, first_end, quote);
      }
    }
    // Values behind this one need not look to the end again.
    unclosed = true;
    return LastOnLine(open, first_end, quote);
  }

  // `KEY="value" trailing`: the quote that closes on the first line.
  std::size_t LastOnLine(std::size_t open, std::size_t end, char quote) const {
    for (std::size_t at = end; at-- > open + 1;) {
      if (text_[at] == quote) return at;
    }
    return 0;
  }

  bool StartsAssignment(std::size_t at) const {
    const std::string_view line = text_.substr(0, LineEnd(text_, at));
    const Head head = ReadHead(line, at);
    // Base64 may end in "=" or "==": that is no assignment.
    return !head.name.empty() && head.value < line.size() && line[head.value] != '=';
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder value_;
  std::size_t at_;
  bool unclosed_[3] = {false, false, false};
};

}  // namespace

void ReadDotenv(Emitter& emitter, Span range) { DotenvReader(emitter, range).Run(); }

}  // namespace keylint::decode
