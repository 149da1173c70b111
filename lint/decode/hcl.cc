// SPDX-License-Identifier: Apache-2.0
// A token at a time. On a line, words and strings in front of "{" are a
// block's names, in front of "=" or ":" an attribute's; anything else is its
// value.
#include "lint/decode/hcl.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/items.h"
#include "lint/decode/json.h"
#include "lint/decode/kubernetes.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxFrames = 500;

class HclReader {
 public:
  HclReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), depth_(emitter.depth()) {
    frames_.push_back({.depth = depth_});
  }

  void Run() {
    while (at_ < text_.size()) Step();
    emitter_.PopTo(depth_);
  }

 private:
  struct Frame {
    char open = '{';
    std::size_t depth = 0;
    PendingFlag flag;
    std::string_view pair;   // `N` of name = "N", whose value follows.
    Span pair_span;
    bool decodes = false;    // base64decode( )
  };

  void Step() {
    const char c = text_[at_];
    if (c == '\n' || c == ',' || c == ';') {
      ++at_;
      if (c != '\n' || frames_.back().open == '{') EndItem();
    } else if (IsSpace(c)) {
      ++at_;
    } else if (c == '#' || StartsAt(text_, at_, "//") || StartsAt(text_, at_, "/*")) {
      Comment();
    } else if (c == '{' || c == '[' || c == '(') {
      Open(c);
    } else if (c == '}' || c == ']' || c == ')') {
      Close();
    } else if (c == '"' || c == '\'') {
      Token(String());
    } else if (c == '<' && StartsAt(text_, at_, "<<") && Heredoc()) {
      return;
    } else if (IsWord(c) || c == '-' || c == '$') {
      Token(Bare());
    } else {
      ++at_;
    }
  }

  void EndItem() {
    emitter_.PopTo(frames_.back().depth);
    in_value_ = false;
  }

  void Open(char c) {
    ++at_;
    if (frames_.size() >= kMaxFrames) {
      ++surplus_;
      return;
    }
    frames_.push_back({.open = c, .depth = emitter_.depth(), .decodes = c == '(' && callee_.starts_with("base64decode")});
    callee_ = {};
    in_value_ = c != '{';
  }

  void Close() {
    ++at_;
    if (surplus_ > 0) {
      --surplus_;
      return;
    }
    if (frames_.size() > 1) frames_.pop_back();
    // The value of an attribute goes on behind a function or a list.
    if (frames_.back().open == '{') in_value_ = emitter_.depth() > frames_.back().depth;
    else in_value_ = true;
  }

  void Comment() {
    const bool block = StartsAt(text_, at_, "/*");
    const std::size_t begin = std::min(text_.size(), at_ + (text_[at_] == '#' ? 1 : 2));
    std::size_t end = LineEnd(text_, at_);
    if (block && !no_comment_end_) {
      const std::size_t close = text_.find("*/", begin);
      if (close == std::string_view::npos) no_comment_end_ = true;
      else end = close;
    }
    end = std::max(begin, end);
    emitter_.EmitComment({begin, end});
    at_ = std::min(text_.size(), block ? end + 2 : end);
    if (!block) at_ = end;
  }

  Literal Bare() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (StartsAt(text_, at_, "${")) {
        const std::size_t end = line_end_(text_, at_);
        at_ = std::min(end, Find(text_.substr(0, end), '}', at_) + 1);
        continue;
      }
      // Unquoted values of HOCON may hold slashes and the like.
      if (!IsWord(c) && c != '.' && c != '-' && c != '/' && c != '*' && c != '$' && c != '@' && c != '+' &&
          !(c == ':' && in_value_)) break;
      ++at_;
    }
    Literal literal;
    literal.span = {begin, std::max(at_, begin + 1)};
    at_ = literal.span.end;
    literal.text = literal.span.Of(text_);
    return literal;
  }

  Literal String() {
    const char quote = text_[at_];
    if (StartsAt(text_, at_, "\"\"\"") && !no_triple_) {
      const std::size_t close = text_.find("\"\"\"", at_ + 3);
      if (close != std::string_view::npos) {
        Literal literal;
        literal.span = {at_ + 3, close};
        literal.text = literal.span.Of(text_);
        literal.quote = Quote::kTriple;
        at_ = close + 3;
        return literal;
      }
      no_triple_ = true;
    }
    const std::size_t begin = at_ + 1;
    const std::size_t end = line_end_(text_, begin);
    builder_.Start();
    std::size_t run = begin;
    std::size_t at = begin;
    std::size_t holes = 0;  // Quotes inside ${ } do not end the string.
    while (at < end && (text_[at] != quote || holes > 0)) {
      if (text_[at] == '\\') {
        builder_.Copy({run, at});
        run = at = std::min(end, ReadEscape(text_.substr(0, end), at, builder_));
        continue;
      }
      if (StartsAt(text_, at, "${") && HoleCloses(at, end)) ++holes;
      else if (text_[at] == '}' && holes > 0) --holes;
      ++at;
    }
    builder_.Copy({run, at});
    Literal literal;
    builder_.Finish(literal, {begin, at});
    literal.quote = quote == '"' ? Quote::kDouble : Quote::kSingle;
    at_ = at < end ? at + 1 : end;
    return literal;
  }

  // Whether a "}" follows in the line; looked for once per line.
  bool HoleCloses(std::size_t at, std::size_t end) {
    if (last_brace_line_ != end) {
      last_brace_line_ = end;
      const std::size_t brace = text_.substr(0, end).rfind('}');
      last_brace_ = brace == std::string_view::npos ? 0 : brace;
    }
    return at < last_brace_;
  }

  bool Heredoc() {
    std::size_t begin = at_ + 2;
    if (begin < text_.size() && (text_[begin] == '-' || text_[begin] == '~')) ++begin;
    std::size_t end = begin;
    while (end < text_.size() && (IsWord(text_[end]) || text_[end] == '-')) ++end;
    if (end == begin || misses_ >= 16) {
      at_ += 2;
      return true;
    }
    const std::string_view label = text_.substr(begin, end - begin);
    const std::size_t body = NextLine(text_, end);
    for (std::size_t line = body; line < text_.size(); line = NextLine(text_, line)) {
      const Span content = Trim(text_, {line, LineEnd(text_, line)});
      if (content.Of(text_) != label) continue;
      Literal literal;
      literal.span = {body, line};
      literal.text = literal.span.Of(text_);
      literal.quote = Quote::kHeredoc;
      literal.statement = {statement_, content.end};
      at_ = content.end;
      emitter_.EmitValue(literal);
      Format format = FormatOfLabel(label);
      if (format == Format::kPlainText) format = FormatOf({}, literal.text);
      emitter_.Embed(format, literal.span);
      return true;
    }
    ++misses_;
    at_ = end;
    return true;
  }

  // A word or a string: part of a name, or a value.
  void Token(const Literal& literal) {
    Frame& frame = frames_.back();
    const std::size_t begin = literal.span.begin - (literal.quote == Quote::kNone ? 0 : 1);
    if (frame.open == '{' && !in_value_) {
      const std::size_t next = SkipBlanks(text_, at_);
      const char c = next < text_.size() ? text_[next] : '\n';
      if (emitter_.depth() == frame.depth) statement_ = begin;
      const bool equals = (c == '=' || c == ':' || StartsAt(text_, next, "+=")) && !StartsAt(text_, next, "==");
      const bool block = c == '{' || c == '"' || IsAlpha(c) || c == '\'';
      if (equals || block) {
        PushName(literal);
        if (equals) {
          in_value_ = true;
          at_ = next + (c == '+' || StartsAt(text_, next, "=>") || StartsAt(text_, next, ":=") ? 2 : 1);
        } else {
          at_ = next;
        }
        return;
      }
    }
    Value(literal, begin);
  }

  void PushName(const Literal& literal) {
    const std::string_view name = literal.map == nullptr ? literal.text : emitter_.Keep(literal.text);
    if (literal.quote == Quote::kNone) emitter_.PushDotted(name, literal.span);
    else emitter_.Push(name, literal.span);
  }

  void Value(Literal literal, std::size_t begin) {
    const std::size_t next = SkipBlanks(text_, at_);
    const char c = next < text_.size() ? text_[next] : '\n';
    // A function's name, or a reference such as var.x inside an expression.
    if (literal.quote == Quote::kNone && c == '(') {
      callee_ = literal.text;
      return;
    }
    literal.statement = {std::min(statement_, begin), at_};
    const bool compared = StartsAt(text_, next, "==") || StartsAt(text_, next, "!=") || after_compare_;
    after_compare_ = StartsAt(text_, next, "==") || StartsAt(text_, next, "!=");
    if (after_compare_) at_ = next + 2;
    literal.is_compared = compared;
    if (frames_.back().open == '[' && literal.quote != Quote::kNone) {
      EmitItem(emitter_, literal, frames_.back().flag);
    } else {
      NamePair(literal);
      if (literal.quote != Quote::kNone && (frames_.back().decodes || IsBinaryData())) EmitBase64(emitter_, literal);
      else if (frames_.back().pair.empty() && IsValueOfVariable(emitter_.names())) emitter_.EmitUnderParent(literal);
      else emitter_.EmitValue(literal);
    }
  }

  // binary_data = { NAME = "..." } in a kubernetes_secret, whose provider decodes it.
  // Source: Terraform's Kubernetes provider, kubernetes_secret_v1 (read 2026-11).
  bool IsBinaryData() const {
    const auto& names = emitter_.names();
    if (names.size() < 2 || names[names.size() - 2] != "binary_data") return false;
    return std::any_of(names.begin(), names.end(), [](std::string_view name) { return name.starts_with("kubernetes_secret"); });
  }

  // name = "N", value = "v" in one block: v stands under N.
  void NamePair(const Literal& literal) {
    Frame& frame = frames_.back();
    if (frame.open != '{' || literal.quote == Quote::kNone || emitter_.names().empty()) return;
    const std::string_view key = emitter_.names().back();
    if (IsPairName(key) && literal.map == nullptr) {
      frame.pair = literal.text;
      frame.pair_span = literal.span;
    } else if (IsPairValue(key) && !frame.pair.empty()) {
      emitter_.Pop();
      emitter_.Push(frame.pair, frame.pair_span);
    }
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t depth_;
  std::vector<Frame> frames_;
  std::size_t surplus_ = 0;
  std::size_t statement_ = 0;
  std::string_view callee_;   // Of the parenthesis that opens next.
  bool in_value_ = false;
  bool after_compare_ = false;
  bool no_triple_ = false;
  bool no_comment_end_ = false;
  std::size_t last_brace_line_ = std::string_view::npos;
  std::size_t last_brace_ = 0;
  int misses_ = 0;
  LineEnds line_end_;
};

}  // namespace

void ReadHcl(Emitter& emitter, Span range) { HclReader(emitter, range).Run(); }

}  // namespace keylint::decode
