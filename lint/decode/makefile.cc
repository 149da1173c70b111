// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/makefile.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

class MakefileReader {
 public:
  MakefileReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) Line();
  }

 private:
  // The end of the line at `at`, lines joined by a backslash included.
  std::size_t LogicalEnd(std::size_t at) const {
    std::size_t end = LineEnd(text_, at);
    while (end < text_.size() && end > at && text_[end - 1] == '\\') {
      at = NextLine(text_, end);
      end = LineEnd(text_, at);
    }
    return end;
  }

  void Line() {
    const bool recipe = text_[at_] == '\t';
    const std::size_t end = LogicalEnd(at_);
    std::size_t begin = SkipBlanks(text_, at_);
    at_ = NextLine(text_, end);
    if (begin >= end) return;
    if (text_[begin] == '#') {
      emitter_.EmitComment({begin + 1, end});
      return;
    }
    if (recipe || text_[begin] == '@') {
      while (begin < end && (text_[begin] == '@' || text_[begin] == '-' || text_[begin] == '+')) ++begin;
      emitter_.Embed(Format::kShell, {begin, end});
      return;
    }
    Variable({begin, end});
  }

  void Variable(Span line) {
    std::size_t equals = Find(text_.substr(0, line.end), '=', line.begin);
    if (equals >= line.end) {
      // just's recipes are indented by spaces.
      if (text_[line.begin] != '\t' && line.begin > 0 && IsBlank(text_[line.begin - 1])) {
        emitter_.Embed(Format::kShell, line);
      }
      return;
    }
    std::size_t end = equals;
    const char flavour = end > line.begin ? text_[end - 1] : '\0';
    while (end > line.begin && (text_[end - 1] == ':' || text_[end - 1] == '?' || text_[end - 1] == '+' ||
                                text_[end - 1] == '!' || IsBlank(text_[end - 1]))) --end;
    std::size_t begin = end;
    while (begin > line.begin && (IsWord(text_[begin - 1]) || text_[begin - 1] == '.' || text_[begin - 1] == '-')) --begin;
    const Span name{begin, end};
    const Span value = Trim(text_, {equals + 1, ValueEnd(equals + 1, line.end)});
    if (name.empty()) return;
    emitter_.Push(name.Of(text_), name);
    Literal literal;
    literal.text = value.Of(text_);
    literal.span = value;
    literal.statement = line;
    if (flavour == '?') {
      literal.is_fallback = true;
      literal.fallback_for = name.Of(text_);
    }
    Unquote(literal);
    emitter_.EmitValue(literal);
    if (value.end + 1 < line.end) Comment({value.end, line.end});
    emitter_.Pop();
  }

  // Quotes mean nothing to make, but the shell that gets the value drops them.
  void Unquote(Literal& literal) const {
    const std::string_view text = literal.text;
    if (text.size() < 2 || (text[0] != '"' && text[0] != '\'') || text.back() != text[0]) return;
    literal.quote = text[0] == '"' ? Quote::kDouble : Quote::kSingle;
    literal.span = {literal.span.begin + 1, literal.span.end - 1};
    literal.text = literal.span.Of(text_);
  }

  std::size_t ValueEnd(std::size_t at, std::size_t end) const {
    const std::string_view text = text_.substr(0, end);
    for (std::size_t hash = Find(text, '#', at); hash < end; hash = Find(text, '#', hash + 1)) {
      if (text[hash - 1] != '\\') return hash;
    }
    return end;
  }

  void Comment(Span rest) {
    const std::size_t hash = Find(text_.substr(0, rest.end), '#', rest.begin);
    if (hash < rest.end) emitter_.EmitTrailingComment({hash + 1, rest.end});
  }

  Emitter& emitter_;
  std::string_view text_;
  std::size_t at_;
};

}  // namespace

void ReadMakefile(Emitter& emitter, Span range) { MakefileReader(emitter, range).Run(); }

}  // namespace keylint::decode
