// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/http.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/pairs.h"

namespace keylint::decode {
namespace {

class HttpReader {
 public:
  HttpReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) Line();
    Body(text_.size());
  }

 private:
  void Line() {
    const Span line = Trim(text_, {at_, LineEnd(text_, at_)});
    const std::size_t begin = at_;
    at_ = NextLine(text_, at_);
    if (StartsAt(text_, line.begin, "###") && line.begin < line.end) {
      Body(begin);
      state_ = State::kStart;
      emitter_.EmitComment({line.begin + 3, line.end});
    } else if (state_ == State::kBody) {
      return;
    } else if (line.empty()) {
      if (state_ == State::kHeaders) {
        state_ = State::kBody;
        body_ = at_;
      }
    } else if (text_[line.begin] == '#' || StartsAt(text_, line.begin, "//")) {
      emitter_.EmitComment({line.begin + (text_[line.begin] == '#' ? 1 : 2), line.end});
    } else if (text_[line.begin] == '@') {
      Pair({line.begin + 1, line.end}, '=', line);
    } else if (state_ == State::kStart && !IsHeader(line)) {
      Request(line);
    } else {
      state_ = State::kHeaders;
      if (!Pair(line, ':', line)) ReadLinePairs(emitter_, line);
    }
  }

  bool IsHeader(Span line) const {
    std::size_t at = line.begin;
    while (at < line.end && (IsWord(text_[at]) || text_[at] == '-')) ++at;
    return at > line.begin && at + 1 < line.end && text_[at] == ':' && text_[at + 1] == ' ';
  }

  void Request(Span line) {
    if (StartsAt(text_, line.begin, "curl ")) {
      std::size_t end = line.end;
      while (end < text_.size() && text_[end - 1] == '\\') {
        end = LineEnd(text_, at_);
        if (end <= at_) break;
        at_ = NextLine(text_, at_);
      }
      emitter_.Embed(Format::kShell, {line.begin, std::max(line.end, end)});
      return;
    }
    state_ = State::kHeaders;
    ReadLinePairs(emitter_, line);
  }

  bool Pair(Span line, char separator, Span statement) {
    const std::size_t mark = Find(text_.substr(0, line.end), separator, line.begin);
    if (mark >= line.end) return false;
    const Span name = Trim(text_, {line.begin, mark});
    if (name.empty() || name.size() > 200) return false;
    emitter_.Push(name.Of(text_), name);
    const Span value = Trim(text_, {mark + 1, line.end});
    if (!BasicPair(value, statement)) emitter_.EmitVerbatim(value, statement);
    emitter_.Pop();
    return true;
  }

  // "Basic user password" and "Basic user:password", which the client encodes
  // when it sends them.
  bool BasicPair(Span value, Span statement) {
    if (!StartsAt(text_, value.begin, "Basic ") && !StartsAt(text_, value.begin, "Digest ")) return false;
    const std::size_t user = SkipBlanks(text_, Find(text_, ' ', value.begin));
    std::size_t joint = user;
    while (joint < value.end && !IsBlank(text_[joint]) && text_[joint] != ':') ++joint;
    const Span password = Trim(text_, {std::min(value.end, joint + 1), value.end});
    if (password.empty() || joint == user || Find(text_.substr(0, value.end), ' ', password.begin) < value.end) return false;
    Literal literal;
    literal.text = password.Of(text_);
    literal.span = password;
    literal.statement = statement;
    emitter_.EmitUnder("password", {user, joint}, literal);
    return true;
  }

  void Body(std::size_t end) {
    if (state_ != State::kBody) return;
    const Span body = Trim(text_, {std::min(body_, end), end});
    state_ = State::kStart;
    if (body.empty()) return;
    const char c = text_[body.begin];
    emitter_.Embed(c == '{' || c == '[' ? Format::kJson : c == '<' ? Format::kXml : Format::kPlainText, body);
  }

  enum class State { kStart, kHeaders, kBody };
  Emitter& emitter_;
  std::string_view text_;
  std::size_t at_;
  std::size_t body_ = 0;
  State state_ = State::kStart;
};

}  // namespace

void ReadHttp(Emitter& emitter, Span range) { HttpReader(emitter, range).Run(); }

}  // namespace keylint::decode
