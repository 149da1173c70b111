// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/toml.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/items.h"
#include "lint/decode/json.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxFrames = 500;

class TomlReader {
 public:
  TomlReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), depth_(emitter.depth()) {}

  void Run() {
    while (at_ < text_.size()) Line();
    emitter_.PopTo(depth_);
  }

 private:
  struct Frame {
    bool table = false;
    std::size_t depth = 0;
    PendingFlag flag;
  };

  void Line() {
    at_ = SkipSpaces(text_, at_);
    if (at_ >= text_.size()) return;
    if (text_[at_] == '#') {
      Comment();
    } else if (text_[at_] == '[') {
      Header();
    } else {
      Setting();
    }
  }

  void Comment() {
    const std::size_t end = line_end_(text_, at_);
    emitter_.EmitComment({at_ + 1, end});
    at_ = end;
  }

  void Header() {
    emitter_.PopTo(depth_);
    ++at_;
    if (at_ < text_.size() && text_[at_] == '[') ++at_;
    KeyPath(']');
    const std::size_t end = line_end_(text_, at_);
    while (at_ < end && text_[at_] != '#') ++at_;
    if (at_ < end) Comment();
  }

  // Enters `a."b".c` up to `stop` on this line; false when `stop` is missing.
  bool KeyPath(char stop) {
    const std::size_t end = line_end_(text_, at_);
    while (at_ < end) {
      const char c = text_[at_];
      if (c == stop) {
        ++at_;
        return true;
      }
      if (c == '"' || c == '\'') {
        const Literal key = String(true);
        emitter_.Push(key.map == nullptr ? key.text : emitter_.Keep(key.text), key.span);
      } else if (IsWord(c) || c == '-') {
        const std::size_t begin = at_;
        while (at_ < end && (IsWord(text_[at_]) || text_[at_] == '-')) ++at_;
        emitter_.Push(text_.substr(begin, at_ - begin), {begin, at_});
      } else if (c == '.' || IsBlank(c)) {
        ++at_;
      } else {
        return false;
      }
    }
    return false;
  }

  void Setting() {
    const std::size_t depth = emitter_.depth();
    statement_ = at_;
    if (KeyPath('=')) {
      at_ = SkipBlanks(text_, at_);
      Value();
    }
    emitter_.PopTo(depth);
    // Nothing but a comment may follow; tolerate anything.
    const std::size_t end = line_end_(text_, at_);
    while (at_ < end && text_[at_] != '#') ++at_;
    if (at_ < end) Comment();
  }

  // A scalar, or a collection with everything in it. Between the items of a
  // collection a line that starts like a table or a setting ends it.
  void Value() {
    frames_.clear();
    do {
      if (at_ >= text_.size()) return;
      const char c = text_[at_];
      if (c == '\n' && frames_.empty()) return;
      if (IsSpace(c) || c == ',') {
        if (c == ',' && !frames_.empty()) emitter_.PopTo(frames_.back().depth);
        if (c == '\n' && Abandoned()) return;
        ++at_;
      } else if (c == '#') {
        Comment();
      } else if (c == '[' || c == '{') {
        ++at_;
        if (frames_.size() < kMaxFrames) frames_.push_back({c == '{', emitter_.depth(), {}});
        else ++surplus_;
      } else if (c == ']' || c == '}') {
        ++at_;
        if (surplus_ > 0) --surplus_;
        else if (!frames_.empty()) frames_.pop_back();
        if (!frames_.empty()) emitter_.PopTo(frames_.back().depth);
      } else if (!frames_.empty() && frames_.back().table && emitter_.depth() == frames_.back().depth) {
        statement_ = at_;
        if (!KeyPath('=')) at_ = std::max(at_, std::min(text_.size(), at_ + 1));
        at_ = SkipBlanks(text_, at_);
      } else {
        Scalar();
        if (!frames_.empty() && frames_.back().table) emitter_.PopTo(frames_.back().depth);
      }
    } while (!frames_.empty());
  }

  // An array nobody closed: the next line is `key = ...` or `[table]` at
  // column 0.
  bool Abandoned() const {
    std::size_t at = at_ + 1;
    const std::size_t begin = at;
    while (at < text_.size() && (IsWord(text_[at]) || text_[at] == '-' || text_[at] == '.')) ++at;
    if (at == begin) return false;
    at = SkipBlanks(text_, at);
    return at < text_.size() && text_[at] == '=';
  }

  void Scalar() {
    const char c = text_[at_];
    Literal literal;
    const std::size_t begin = at_;
    if (c == '"' || c == '\'') {
      literal = String(false);
    } else {
      const std::size_t end = line_end_(text_, at_);
      while (at_ < end && text_[at_] != '#' && !(!frames_.empty() && (text_[at_] == ',' || text_[at_] == ']' || text_[at_] == '}'))) ++at_;
      literal.span = Trim(text_, {begin, at_});
      literal.text = literal.span.Of(text_);
    }
    const bool item = !frames_.empty() && !frames_.back().table;
    literal.statement = {item ? begin : statement_, at_};
    if (item && literal.quote != Quote::kNone) EmitItem(emitter_, literal, frames_.back().flag);
    else if (!item && IsValueOfVariable(emitter_.names())) emitter_.EmitUnderParent(literal);
    else emitter_.EmitValue(literal);
  }

  // The string at `at_`; moves behind it. A key stands on one line.
  Literal String(bool key) {
    const char quote = text_[at_];
    const bool triple = !key && StartsAt(text_, at_, quote == '"' ? "\"\"\"" : "'''");
    std::size_t begin = at_ + (triple ? 3 : 1);
    if (triple) {
      const std::size_t close = TripleEnd(begin, quote);
      if (close != 0) return Build(SkipFirstBreak(begin), close, quote, true);
      begin = at_ + 3;
    }
    const std::size_t end = line_end_(text_, begin);
    std::size_t close = begin;
    while (close < end && text_[close] != quote) close += quote == '"' && text_[close] == '\\' ? 2 : 1;
    close = std::min(close, end);
    return Build(begin, close, quote, false);
  }

  // A line break right behind the opening marks is no part of the value.
  std::size_t SkipFirstBreak(std::size_t at) const {
    if (StartsAt(text_, at, "\r\n")) return at + 2;
    return at < text_.size() && text_[at] == '\n' ? at + 1 : at;
  }

  std::size_t TripleEnd(std::size_t at, char quote) {
    if (quote == '"' ? no_triple_double_ : no_triple_single_) return 0;
    const std::string_view marks = quote == '"' ? "\"\"\"" : "'''";
    while (at < text_.size()) {
      if (text_[at] == '\\' && quote == '"') {
        at += 2;
      } else if (StartsAt(text_, at, marks)) {
        // Up to two more quotes belong to the value.
        while (at + 3 < text_.size() && text_[at + 3] == quote) ++at;
        return at;
      } else {
        ++at;
      }
    }
    (quote == '"' ? no_triple_double_ : no_triple_single_) = true;
    return 0;
  }

  Literal Build(std::size_t begin, std::size_t close, char quote, bool triple) {
    builder_.Start();
    const std::string_view text = text_.substr(0, close);
    if (quote == '\'') {
      builder_.Copy({begin, close});
    } else {
      for (std::size_t at = begin; at < close;) {
        const std::size_t slash = Find(text, '\\', at);
        builder_.Copy({at, slash});
        at = slash;
        if (slash >= close) break;
        const std::size_t rest = SkipBlanks(text, slash + 1);
        if (triple && rest < close && (text[rest] == '\n' || text[rest] == '\r')) {
          at = SkipSpaces(text, rest);
          builder_.Put("", {slash, at});
        } else {
          at = ReadEscape(text, slash, builder_);
        }
      }
    }
    Literal literal;
    builder_.Finish(literal, {begin, close});
    literal.quote = triple ? Quote::kTriple : quote == '"' ? Quote::kDouble : Quote::kSingle;
    const std::size_t marks = triple ? 3 : 1;
    at_ = close < text_.size() && text_[close] == quote ? std::min(text_.size(), close + marks) : close;
    return literal;
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t depth_;
  std::size_t statement_ = 0;
  std::size_t surplus_ = 0;
  std::vector<Frame> frames_;
  bool no_triple_double_ = false;
  bool no_triple_single_ = false;
  LineEnds line_end_;
};

}  // namespace

void ReadToml(Emitter& emitter, Span range) { TomlReader(emitter, range).Run(); }

}  // namespace keylint::decode
