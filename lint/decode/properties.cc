// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/properties.h"

#include "lint/decode/chars.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

class PropertiesReader {
 public:
  PropertiesReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) Line();
  }

 private:
  void Line() {
    const std::size_t begin = SkipBlanks(text_, at_);
    const std::size_t end = LineEnd(text_, begin);
    if (begin >= end || text_[begin] == '#' || text_[begin] == '!') {
      if (begin < end) emitter_.EmitComment({begin + 1, end});
      at_ = NextLine(text_, begin);
      return;
    }
    const std::size_t depth = emitter_.depth();
    const std::size_t value = Key(begin);
    Value(begin, value);
    emitter_.PopTo(depth);
  }

  // Enters the key at `begin`; returns where its value starts.
  std::size_t Key(std::size_t begin) {
    builder_.Start();
    std::size_t at = begin;
    while (at < text_.size() && !IsSpace(text_[at]) && text_[at] != '=' && text_[at] != ':') {
      at = Byte(at);
    }
    const Span span{begin, at};
    const bool verbatim = builder_.text().data() == text_.data() + begin;
    emitter_.PushDotted(verbatim ? span.Of(text_) : emitter_.Keep(builder_.text()), span);
    at = SkipBlanks(text_, at);
    if (at < text_.size() && (text_[at] == '=' || text_[at] == ':')) at = SkipBlanks(text_, at + 1);
    return at;
  }

  void Value(std::size_t statement, std::size_t begin) {
    builder_.Start();
    std::size_t at = begin;
    while (at < text_.size() && text_[at] != '\n' && text_[at] != '\r') at = Byte(at);
    Literal literal;
    builder_.Finish(literal, {begin, at});
    literal.statement = {statement, at};
    emitter_.EmitValue(literal);
    at_ = NextLine(text_, at);
  }

  // Copies one byte or what an escape means; returns where it ends.
  std::size_t Byte(std::size_t at) {
    if (text_[at] != '\\' || at + 1 >= text_.size()) {
      builder_.Copy({at, at + 1});
      return at + 1;
    }
    const char c = text_[at + 1];
    if (c == '\n' || c == '\r') {
      const std::size_t end = SkipBlanks(text_, NextLine(text_, at + 1));
      builder_.Put("", {at, end});
      return end;
    }
    if (c == 'u' && ReadHex(text_, at + 2, 4) >= 0) return ReadEscape(text_, at, builder_);
    if (c == 'n' || c == 't' || c == 'r' || c == 'f') return ReadEscape(text_, at, builder_);
    builder_.Put(text_.substr(at + 1, 1), {at, at + 2});
    return at + 2;
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
};

}  // namespace

void ReadProperties(Emitter& emitter, Span range) { PropertiesReader(emitter, range).Run(); }

}  // namespace keylint::decode
