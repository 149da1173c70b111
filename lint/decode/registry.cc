// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/registry.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

class RegistryReader {
 public:
  RegistryReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), depth_(emitter.depth()) {}

  void Run() {
    while (at_ < text_.size()) {
      const Span line = Trim(text_, {at_, LineEnd(text_, at_)});
      at_ = NextLine(text_, at_);
      if (line.empty()) continue;
      const char c = text_[line.begin];
      if (c == ';') emitter_.EmitComment({line.begin + 1, line.end});
      else if (c == '[') Key(line);
      else if (c == '"' || c == '@') Setting(line);
    }
    emitter_.PopTo(depth_);
  }

 private:
  void Key(Span line) {
    emitter_.PopTo(depth_);
    const std::size_t end = text_[line.end - 1] == ']' ? line.end - 1 : line.end;
    const std::string_view text = text_.substr(0, end);
    for (std::size_t at = line.begin + 1; at < end;) {
      const std::size_t slash = Find(text, '\\', at);
      if (slash > at) emitter_.Push(text.substr(at, slash - at), {at, slash});
      at = slash + 1;
    }
  }

  // The end of the string that opens at `open`.
  std::size_t StringEnd(std::size_t open, std::size_t end) const {
    std::size_t at = open + 1;
    while (at < end && text_[at] != '"') at += text_[at] == '\\' ? 2 : 1;
    return std::min(at, end);
  }

  void Setting(Span line) {
    Span name{line.begin, line.begin + 1};
    std::size_t at = line.begin + 1;
    if (text_[line.begin] == '"') {
      const std::size_t close = StringEnd(line.begin, line.end);
      name = {line.begin + 1, close};
      at = close + 1;
    }
    at = SkipBlanks(text_, at);
    if (at >= line.end || text_[at] != '=') return;
    at = SkipBlanks(text_, at + 1);
    emitter_.Push(name.Of(text_), name);
    if (at < line.end && text_[at] == '"') String(line, at);
    else Bytes(line, at);
    emitter_.Pop();
  }

  void String(Span line, std::size_t open) {
    const std::size_t close = StringEnd(open, line.end);
    const std::string_view text = text_.substr(0, close);
    builder_.Start();
    for (std::size_t at = open + 1; at < close;) {
      const std::size_t slash = Find(text, '\\', at);
      builder_.Copy({at, slash});
      at = slash;
      if (slash + 1 < close) {
        builder_.Put(text.substr(slash + 1, 1), {slash, slash + 2});
        at += 2;
      } else if (slash < close) {
        builder_.Copy({slash, close});
        at = close;
      }
    }
    Literal literal;
    builder_.Finish(literal, {open + 1, close});
    literal.quote = Quote::kDouble;
    literal.statement = line;
    emitter_.EmitValue(literal);
  }

  // `dword:0000002a`, `hex(2):41,00,\` over several lines.
  void Bytes(Span line, std::size_t begin) {
    std::size_t end = line.end;
    while (end > begin && text_[end - 1] == '\\' && at_ < text_.size()) {
      end = Trim(text_, {at_, LineEnd(text_, at_)}).end;
      if (end <= at_) break;
      at_ = NextLine(text_, at_);
    }
    end = std::max(begin, std::min(end, text_.size()));
    const Span whole{begin, end};
    const std::size_t colon = Find(text_.substr(0, std::min(end, begin + 16)), ':', begin);
    const std::string_view type = text_.substr(begin, colon - begin);
    if (type == "hex(1)" || type == "hex(2)" || type == "hex(7)") {
      Utf16({colon + 1, end}, line);
      return;
    }
    emitter_.EmitVerbatim(whole, {line.begin, end});
  }

  void Utf16(Span bytes, Span line) {
    static constexpr Encoding kSteps[] = {Encoding::kHex, Encoding::kUtf16};
    builder_.Start();
    std::size_t first = 0;
    int low = -1;
    for (std::size_t at = bytes.begin; at + 1 < bytes.end;) {
      const int high_digit = HexValue(text_[at]);
      const int low_digit = HexValue(text_[at + 1]);
      if (high_digit < 0 || low_digit < 0) {
        ++at;
        continue;
      }
      const int byte = high_digit * 16 + low_digit;
      if (low < 0) {
        low = byte;
        first = at;
      } else {
        const char32_t unit = static_cast<char32_t>(byte * 256 + low);
        if (unit != 0) builder_.PutCodePoint(unit, {first, at + 2});
        low = -1;
      }
      at += 2;
    }
    Literal literal;
    builder_.Finish(literal, bytes);
    if (literal.map == nullptr) return;
    literal.decoded_from = kSteps;
    literal.statement = {line.begin, bytes.end};
    emitter_.EmitValue(literal);
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t depth_;
};

}  // namespace

void ReadRegistry(Emitter& emitter, Span range) { RegistryReader(emitter, range).Run(); }

}  // namespace keylint::decode
