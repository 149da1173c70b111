// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/directives.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxWords = 64;

// How many words behind the directive come before the name its value has;
// -1: none of them is a name.
int NameAt(std::string_view directive) {
  struct Row {
    std::string_view directive;
    int at;
  };
  static constexpr Row kRows[] = {
      {"set", 0}, {"env", 0}, {"proxy_set_header", 0}, {"add_header", 0}, {"more_set_headers", 0},
      {"grpc_set_header", 0}, {"fastcgi_param", 0}, {"uwsgi_param", 0}, {"scgi_param", 0}, {"SetEnv", 0},
      {"setenv", 0}, {"Define", 0}, {"RequestHeader", 1}, {"Header", 1}, {"php_value", 0}, {"php_admin_value", 0},
      {"set_by_lua", 0}, {"passenger_env_var", 0}, {"proxy_cookie_flags", 0}};
  for (const Row& row : kRows) {
    if (row.directive == directive) return row.at;
  }
  return -1;
}

struct Word {
  Span inside;
  Span whole;
  Quote quote = Quote::kNone;
};

class DirectiveReader {
 public:
  DirectiveReader(Emitter& emitter, Span range, bool lines)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), depth_(emitter.depth()), lines_(lines) {}

  void Run() {
    while (at_ < text_.size()) Step();
    Finish();
    emitter_.PopTo(depth_);
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (c == '\n' && lines_) {
      ++at_;
      Finish();
    } else if (IsSpace(c)) {
      ++at_;
    } else if (c == '\\' && lines_ && at_ + 1 < text_.size() && IsSpace(text_[at_ + 1])) {
      at_ = NextLine(text_, at_);
    } else if (c == '#' && (!lines_ || words_.empty())) {
      const std::size_t end = LineEnd(text_, at_);
      emitter_.EmitComment({at_ + 1, end});
      at_ = end;
    } else if (c == ';' && !lines_) {
      ++at_;
      Finish();
    } else if (c == '{' && !lines_) {
      ++at_;
      OpenBlock();
    } else if (c == '}' && !lines_) {
      ++at_;
      Finish();
      CloseBlock();
    } else if (c == '<' && lines_ && words_.empty()) {
      Section();
    } else {
      ReadWord();
    }
  }

  void ReadWord() {
    const char c = text_[at_];
    Word word;
    const std::size_t begin = at_;
    if (c == '"' || c == '\'') {
      const std::size_t end = lines_ ? line_end_(text_, at_) : text_.size();
      bool& missing = c == '"' ? no_double_ : no_single_;
      std::size_t close = at_ + 1;
      if (missing && !lines_) close = text_.size();
      while (close < end && text_[close] != c) close += text_[close] == '\\' ? 2 : 1;
      if (close >= end) {
        if (!lines_) missing = true;
        close = line_end_(text_, std::min(at_ + 1, text_.size()));
        at_ = close;
      } else {
        at_ = close + 1;
      }
      word = {{begin + 1, std::max(begin + 1, close)}, {begin, at_}, c == '"' ? Quote::kDouble : Quote::kSingle};
    } else {
      while (at_ < text_.size() && !IsSpace(text_[at_]) && (lines_ || (text_[at_] != ';' && text_[at_] != '{' && text_[at_] != '}'))) {
        if (StartsAt(text_, at_, "${") && !lines_) {
          const std::size_t line = line_end_(text_, at_);
          const std::size_t close = Find(text_.substr(0, line), '}', at_);
          at_ = std::min(line, close + 1);
        } else {
          ++at_;
        }
      }
      if (at_ == begin) ++at_;
      word = {{begin, at_}, {begin, at_}, Quote::kNone};
    }
    if (words_.size() < kMaxWords) words_.push_back(word);
  }

  // The words since the last end of a directive are one.
  void Finish() {
    if (words_.size() >= 2) {
      const std::string_view directive = words_[0].inside.Of(text_);
      const int name_at = NameAt(directive);
      const std::size_t depth = emitter_.depth();
      emitter_.Push(directive, words_[0].inside);
      std::size_t first = 1;
      if (name_at >= 0 && words_.size() > 2 + static_cast<std::size_t>(name_at)) {
        Span name = words_[1 + static_cast<std::size_t>(name_at)].inside;
        if (name.size() > 1 && text_[name.begin] == '$') ++name.begin;
        emitter_.Push(name.Of(text_), name);
        first = 2 + static_cast<std::size_t>(name_at);
      }
      for (std::size_t i = first; i < words_.size(); ++i) Value(words_[i]);
      emitter_.PopTo(depth);
    }
    words_.clear();
  }

  void Value(const Word& word) {
    builder_.Start();
    const std::string_view text = text_.substr(0, word.inside.end);
    for (std::size_t at = word.inside.begin; at < text.size();) {
      const std::size_t slash = word.quote == Quote::kNone ? text.size() : Find(text, '\\', at);
      builder_.Copy({at, slash});
      at = slash;
      if (slash >= text.size()) break;
      const bool known = slash + 1 < text.size() && (text[slash + 1] == '"' || text[slash + 1] == '\'' || text[slash + 1] == '\\');
      if (known) builder_.Put(text.substr(slash + 1, 1), {slash, slash + 2});
      else builder_.Copy({slash, slash + 1});
      at = slash + (known ? 2 : 1);
    }
    Literal literal;
    builder_.Finish(literal, word.inside);
    literal.quote = word.quote;
    literal.statement = {words_.front().whole.begin, words_.back().whole.end};
    // `env NAME=value;`, `key=value` among the arguments.
    const std::size_t equals = literal.map == nullptr && word.quote == Quote::kNone ? Find(literal.text, '=', 0) : 0;
    if (equals > 0 && equals + 1 < literal.text.size() && IsWord(literal.text[0])) {
      const Span name{literal.span.begin, literal.span.begin + equals};
      literal.span.begin = name.end + 1;
      literal.text = literal.span.Of(text_);
      emitter_.EmitUnder(name.Of(text_), name, literal);
      return;
    }
    emitter_.EmitValue(literal);
  }

  // `if ($http_x_key != "literal") {`: compared with the variable's name.
  void EmitCondition() {
    for (std::size_t i = 1; i < words_.size(); ++i) {
      std::string_view variable = words_[i].inside.Of(text_);
      const bool opens = variable.starts_with("(");
      if (opens) variable.remove_prefix(1);
      if (!variable.starts_with("$") || i + 2 >= words_.size()) continue;
      Span name = words_[i].inside;
      name.begin += opens ? 2 : 1;
      Word value = words_[i + 2];
      if (value.quote == Quote::kNone && text_[value.inside.end - 1] == ')') --value.inside.end;
      Literal literal;
      literal.span = value.inside;
      literal.text = value.inside.Of(text_);
      literal.quote = value.quote;
      literal.is_compared = true;
      emitter_.Push(name.Of(text_), name);
      emitter_.Emit(literal);
      emitter_.Pop();
      return;
    }
  }

  void OpenBlock() {
    if (!words_.empty()) {
      if (words_[0].inside.Of(text_) == "if") EmitCondition();
      emitter_.Push(words_[0].inside.Of(text_), words_[0].inside);
      words_.clear();
    } else {
      emitter_.Push("{", {at_ - 1, at_});
    }
    ++open_;
  }

  void CloseBlock() {
    if (open_ == 0) return;
    --open_;
    emitter_.Pop();
  }

  // `<VirtualHost *:80>`, `</VirtualHost>`
  void Section() {
    const std::size_t end = LineEnd(text_, at_);
    const bool closes = StartsAt(text_, at_, "</");
    std::size_t begin = at_ + (closes ? 2 : 1);
    std::size_t word = begin;
    while (word < end && IsWord(text_[word])) ++word;
    at_ = end;
    if (word == begin) return;
    if (closes) CloseBlock();
    else {
      emitter_.Push(text_.substr(begin, word - begin), {begin, word});
      ++open_;
    }
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t depth_;
  bool lines_;
  std::vector<Word> words_;
  std::size_t open_ = 0;
  bool no_double_ = false;
  bool no_single_ = false;
  LineEnds line_end_;
};

}  // namespace

void ReadNginx(Emitter& emitter, Span range) { DirectiveReader(emitter, range, false).Run(); }
void ReadApache(Emitter& emitter, Span range) { DirectiveReader(emitter, range, true).Run(); }

}  // namespace keylint::decode
