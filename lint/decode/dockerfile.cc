// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/dockerfile.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

class DockerfileReader {
 public:
  DockerfileReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) Instruction();
  }

 private:
  void Instruction() {
    const std::size_t begin = SkipSpaces(text_, at_);
    if (begin >= text_.size()) {
      at_ = begin;
      return;
    }
    if (text_[begin] == '#') {
      emitter_.EmitComment({begin + 1, LineEnd(text_, begin)});
      at_ = NextLine(text_, begin);
      return;
    }
    std::size_t word = begin;
    while (word < text_.size() && IsAlpha(text_[word])) ++word;
    const Span name{begin, word};
    const Span body{SkipBlanks(text_, word), BodyEnd(word)};
    at_ = NextLine(text_, body.end);
    if (body.begin >= body.end) return;
    Body(name.Of(text_), name, {body.begin, body.end});
  }

  // The end of the logical line that holds `at`, here-documents included.
  std::size_t BodyEnd(std::size_t at) {
    const std::size_t first = at;
    std::size_t end = LineEnd(text_, at);
    while (end < text_.size()) {
      const Span line = Trim(text_, {at, end});
      const bool comment = !line.empty() && at != first && text_[line.begin] == '#';
      const bool blank = line.empty() && at != first;
      if (!comment && !blank && (line.empty() || text_[line.end - 1] != '\\')) break;
      at = NextLine(text_, end);
      if (at >= text_.size()) return text_.size();
      end = LineEnd(text_, at);
    }
    return HeredocEnd({first, end});
  }

  std::size_t HeredocEnd(Span body) {
    const std::size_t mark = body.Of(text_).find("<<");
    if (mark == std::string_view::npos || misses_ > 16) return body.end;
    std::size_t begin = body.begin + mark + 2;
    while (begin < body.end && (text_[begin] == '-' || text_[begin] == '"' || text_[begin] == '\'')) ++begin;
    std::size_t end = begin;
    while (end < body.end && IsWord(text_[end])) ++end;
    if (end == begin) return body.end;
    for (std::size_t line = NextLine(text_, body.end); line < text_.size(); line = NextLine(text_, line)) {
      const Span content = Trim(text_, {line, LineEnd(text_, line)});
      if (content.Of(text_) == text_.substr(begin, end - begin)) return content.end;
    }
    ++misses_;
    return body.end;
  }

  void Body(std::string_view keyword, Span name, Span body) {
    if (EqualsNoCase(keyword, "ENV") || EqualsNoCase(keyword, "ARG") || EqualsNoCase(keyword, "LABEL")) {
      Settings(body);
    } else if (EqualsNoCase(keyword, "ONBUILD")) {
      std::size_t word = body.begin;
      while (word < body.end && IsAlpha(text_[word])) ++word;
      const Span inner{SkipBlanks(text_, word), body.end};
      const std::string_view nested = text_.substr(body.begin, word - body.begin);
      if (inner.begin < inner.end && !EqualsNoCase(nested, "ONBUILD")) Body(nested, {body.begin, word}, inner);
    } else if (EqualsNoCase(keyword, "RUN") || EqualsNoCase(keyword, "CMD") || EqualsNoCase(keyword, "ENTRYPOINT") ||
               EqualsNoCase(keyword, "HEALTHCHECK") || EqualsNoCase(keyword, "SHELL")) {
      emitter_.Embed(text_[body.begin] == '[' ? Format::kJson : Format::kShell, body);
    } else if (!keyword.empty()) {
      emitter_.Push(keyword, name);
      emitter_.EmitVerbatim(Trim(text_, body), {name.begin, body.end});
      emitter_.Pop();
    }
  }

  // `K=v K2="v 2"` or, for ENV and LABEL, `K the rest of the line`.
  void Settings(Span body) {
    std::size_t end = body.begin;
    while (end < body.end && !IsSpace(text_[end]) && text_[end] != '=') ++end;
    if (end >= body.end) return;
    if (text_[end] == '=') {
      emitter_.Embed(Format::kShell, body);
      return;
    }
    const Span name{body.begin, end};
    Span value = Trim(text_, {end, body.end});
    // Quotes around the whole are taken off here, too.
    const std::string_view written = value.Of(text_);
    const bool quoted = written.size() >= 2 && (written.front() == '"' || written.front() == '\'') && written.find(written.front(), 1) == written.size() - 1;
    if (quoted) value = {value.begin + 1, value.end - 1};
    emitter_.Push(name.Of(text_), name);
    emitter_.EmitVerbatim(value, body);
    emitter_.Pop();
  }

  Emitter& emitter_;
  std::string_view text_;
  std::size_t at_;
  int misses_ = 0;
};

}  // namespace

void ReadDockerfile(Emitter& emitter, Span range) { DockerfileReader(emitter, range).Run(); }

}  // namespace keylint::decode
