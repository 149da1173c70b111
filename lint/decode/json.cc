// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/json.h"

#include <algorithm>
#include <vector>

#include "lint/base/byte_finder.h"
#include "lint/decode/chars.h"
#include "lint/decode/items.h"
#include "lint/decode/kubernetes.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxFrames = 1000;

struct Token {
  Span inside;  // Without quotes.
  Span whole;   // With them.
  Quote quote = Quote::kNone;
};

struct Frame {
  bool object = true;
  std::size_t depth = 0;      // Names at which the members stand.
  std::string_view pair;      // The value of a "name" member, if any.
  Span pair_span;
  bool has_pair = false;
  PendingFlag flag;           // In an array of arguments.
};

class JsonReader {
 public:
  JsonReader(Emitter& emitter, Span range, bool notebook)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        cell_(emitter.text()), secrets_(FindJsonSecrets(text_, {range.begin, text_.size()})),
        at_(range.begin), depth_(emitter.depth()), notebook_(notebook) {
    frames_.push_back({.object = true, .depth = depth_});
    if (notebook) language_ = cell_format_ = Language();
  }

  void Run() {
    while (Step()) {}
    emitter_.PopTo(depth_);
  }

 private:
  bool Step() {
    for (;; ++at_) {
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;   // Mostly indentation.
      if (at_ >= text_.size()) return false;
      if (text_[at_] == ',') EndMember();
      else if (!IsSpace(text_[at_])) break;
    }
    const char c = text_[at_];
    if (c == '{' && StartsAt(text_, at_, "{{") && TemplateEnd(at_) != 0) Scalar(Bare());
    else if (c == '{' || c == '[') Open(c == '{');
    else if (c == '}' || c == ']') Close();
    else if (c == '"' || c == '\'') Scalar(Quoted(c));
    else if (c == '#' || StartsAt(text_, at_, "//") || StartsAt(text_, at_, "/*")) Comment();
    else if (c == ':' || c == '=') ++at_;
    else Scalar(Bare());
    return true;
  }

  // The kernel's language stands behind the cells.
  Format Language() const {
    const std::size_t key = text_.find("\"language\"");
    if (key == std::string_view::npos) return Format::kPython;
    const Span value = PlainString(text_, SkipSpaces(text_, key + 10) + 1);
    const Format format = FormatOfLabel(value.Of(text_));
    return format == Format::kPlainText ? Format::kPython : format;
  }

  void Open(bool object) {
    ++at_;
    if (notebook_ && !object && has_key_ && key_ == "source") StartCell();
    if (frames_.size() >= kMaxFrames) {
      ++surplus_;
      return;
    }
    frames_.push_back({.object = object, .depth = emitter_.depth()});
    has_key_ = false;
  }

  void Close() {
    ++at_;
    if (surplus_ > 0) {
      --surplus_;
      return;
    }
    if (frames_.size() > 1) frames_.pop_back();
    if (collecting_) FinishCell();
    EndMember();
  }

  // The value is complete: its key no longer stands above what follows.
  void EndMember() {
    emitter_.PopTo(frames_.back().depth);
    secrets_.LeaveTo(emitter_.depth());
    has_key_ = false;
  }

  void Comment() {
    const bool block = StartsAt(text_, at_, "/*");
    const std::size_t begin = at_ + (text_[at_] == '#' ? 1 : 2);
    std::size_t end = LineEnd(text_, at_);
    if (block) {
      const std::size_t close = text_.find("*/", begin);
      end = close == std::string_view::npos ? text_.size() : close;
    }
    emitter_.EmitComment({std::min(begin, end), end});
    at_ = std::min(text_.size(), block ? end + 2 : end);
  }

  // The end of the template at `at` if it closes on its line, or 0.
  std::size_t TemplateEnd(std::size_t at) {
    const std::size_t end = line_end_(text_, at);
    if (no_template_in_ == end) return 0;
    const std::size_t close = text_.substr(0, end).find("}}", at);
    if (close == std::string_view::npos) no_template_in_ = end;
    return close == std::string_view::npos ? 0 : close + 2;
  }

  Token Bare() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (StartsAt(text_, at_, "{{") && TemplateEnd(at_) != 0) {
        at_ = TemplateEnd(at_);
        continue;
      }
      if (c == '$' && StartsAt(text_, at_, "${")) {
        const std::size_t line = line_end_(text_, at_);
        at_ = std::min(line, Find(text_.substr(0, line), '}', at_) + 1);
        continue;
      }
      if (IsSpace(c) || c == ',' || c == ':' || c == '{' || c == '[' || c == '}' || c == ']' ||
          c == '"' || c == '\'') break;
      ++at_;
    }
    if (at_ == begin) ++at_;
    return {{begin, at_}, {begin, at_}, Quote::kNone};
  }

  Token Quoted(char quote) {
    const std::size_t begin = at_ + 1;
    static const ByteFinder kInDouble("\"\\\n"), kInSingle("'\\\n");
    const ByteFinder& stops = quote == '"' ? kInDouble : kInSingle;
    builder_.Start();
    std::size_t at = stops.Next(text_, begin, text_.size());
    std::size_t run = begin;
    for (; at < text_.size() && text_[at] == '\\'; at = stops.Next(text_, std::min(at, text_.size()), text_.size())) {
      builder_.Copy({run, at});
      run = at = ReadEscape(text_, at, builder_);
    }
    std::size_t end = at;
    if (end < text_.size() && text_[end] == '\n' && end > run && text_[end - 1] == '\r') --end;
    builder_.Copy({run, end});
    at_ = at < text_.size() && text_[at] == quote ? at + 1 : at;
    return {{begin, end}, {begin - 1, at_}, quote == '"' ? Quote::kDouble : Quote::kSingle};
  }

  // ---- Notebooks: a cell's lines are one text -------------------------

  void Collect(Span inside) {
    const std::string_view text = text_.substr(0, inside.end);
    if (cell_span_.empty()) cell_span_ = inside;
    cell_span_.end = inside.end;
    for (std::size_t at = inside.begin; at < inside.end;) {
      const std::size_t slash = Find(text, '\\', at);
      cell_.Copy({at, slash});
      at = slash < inside.end ? ReadEscape(text, slash, cell_) : inside.end;
    }
  }

  void FinishCell() {
    collecting_ = false;
    Literal literal;
    cell_.Finish(literal, cell_span_);
    if (!literal.text.empty()) emitter_.EmbedLiteral(cell_format_, literal);
  }

  void StartCell() {
    cell_.Start();
    cell_span_ = {};
    collecting_ = true;
  }

  Literal ToLiteral(const Token& token) {
    Literal literal;
    if (token.quote == Quote::kNone) {
      literal.text = token.inside.Of(text_);
      literal.span = token.inside;
    } else {
      builder_.Finish(literal, token.inside);
    }
    literal.quote = token.quote;
    return literal;
  }

  void Scalar(const Token& token) {
    const Literal literal = ToLiteral(token);
    if (!has_key_ && IsKey()) {
      Key(literal, token);
    } else {
      Value(literal, token);
    }
  }

  bool IsKey() {
    const std::size_t next = SkipSpaces(text_, at_);
    // What was skipped is not looked at again: it belongs to no token.
    if (next < text_.size() && text_[next] == ':') {
      at_ = next + 1;
      return true;
    }
    return false;
  }

  void Key(const Literal& literal, const Token& token) {
    key_ = literal.map == nullptr ? literal.text : emitter_.Keep(literal.text);
    emitter_.Push(key_, token.inside);
    secrets_.EnterKey(token.inside.begin, emitter_.depth());
    statement_ = token.whole.begin;
    has_key_ = true;
  }

  void Value(Literal literal, const Token& token) {
    Frame& frame = frames_.back();
    if (notebook_ && IsCell(literal, token)) return;
    if (has_key_) {
      literal.statement = {statement_, token.whole.end};
      if (key_ == "type") {
        generated_ = literal.text == "random_password";   // Terraform's state
      } else if (generated_ && key_ == "result") {
        emitter_.Pop();
        emitter_.Push("random_password", {statement_ + 1, statement_ + 1 + key_.size()});
      }
      if (IsPairName(key_) && !frame.has_pair) {
        frame.pair = literal.map == nullptr ? literal.text : emitter_.Keep(literal.text);
        frame.pair_span = token.inside;
        frame.has_pair = !literal.text.empty();
      } else if (IsPairValue(key_) && frame.object) {
        if (!frame.has_pair) FindPairAhead(frame);
        if (frame.has_pair) {
          emitter_.Pop();
          emitter_.Push(frame.pair, frame.pair_span);
        }
      }
    } else {
      literal.statement = token.whole;
      if (!frame.object && token.quote != Quote::kNone) {
        EmitItem(emitter_, literal, frame.flag);
        return;
      }
    }
    if (has_key_ && token.quote != Quote::kNone && secrets_.IsEntry(emitter_.depth())) EmitSecretEntry(emitter_, literal);
    else if (has_key_ && !frame.has_pair && IsValueOfVariable(emitter_.names())) emitter_.EmitUnderParent(literal);
    else emitter_.EmitValue(literal);
    if (has_key_) EndMember();
  }

  // True when the value is code and has been read as such.
  bool IsCell(const Literal& literal, const Token& token) {
    if (collecting_) {
      Collect(token.inside);
      return true;
    }
    if (!has_key_) return false;
    if (key_ == "cell_type") {
      cell_format_ = literal.text == "code" ? language_ : literal.text == "markdown" ? Format::kMarkdown : Format::kPlainText;
    } else if (key_ == "source") {
      StartCell();
      Collect(token.inside);
      FinishCell();
      EndMember();
      return true;
    }
    return false;
  }

  // `{"value": "v", "type": "t", "key": "X"}`: the name stands behind. Looks
  // at three members and 256 bytes at most.
  void FindPairAhead(Frame& frame) {
    const std::string_view text = text_.substr(0, std::min(text_.size(), at_ + 256));
    std::size_t at = at_;
    for (int member = 0; member < 3; ++member) {
      at = SkipSpaces(text, at);
      if (at >= text.size() || text[at] != ',') return;
      const Span key = PlainString(text, at + 1);
      if (key.empty()) return;
      at = SkipSpaces(text, key.end + 1);
      if (at >= text.size() || text[at] != ':') return;
      const Span value = PlainString(text, at + 1);
      if (value.empty()) return;
      if (IsPairName(key.Of(text))) {
        frame.pair = value.Of(text);
        frame.pair_span = value;
        frame.has_pair = true;
        return;
      }
      at = value.end + 1;
    }
  }

  static Span PlainString(std::string_view text, std::size_t at) {
    at = SkipSpaces(text, at);
    if (at >= text.size() || text[at] != '"') return {};
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != '"' && text[end] != '\\') ++end;
    if (end >= text.size() || text[end] == '\\') return {};
    return {at + 1, end};
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  TextBuilder cell_;
  SecretEntries secrets_;
  std::size_t at_;
  std::size_t depth_;
  bool notebook_;
  bool collecting_ = false;
  bool generated_ = false;   // Inside a resource whose result is a password.
  Span cell_span_;
  Format language_ = Format::kPython;
  Format cell_format_ = Format::kPython;
  std::vector<Frame> frames_;
  std::size_t surplus_ = 0;
  LineEnds line_end_;
  std::size_t no_template_in_ = std::string_view::npos;  // The line's end.
  std::string_view key_;
  bool has_key_ = false;
  std::size_t statement_ = 0;
};

}  // namespace

bool IsPairName(std::string_view member) {
  for (const std::string_view name : {"name", "key", "Name", "Key", "ParameterKey", "OptionName", "option_name",
                                      "parameterKey", "variable", "env", "header"}) {
    if (member == name) return true;
  }
  return false;
}

bool IsPairValue(std::string_view member) {
  for (const std::string_view name : {"value", "Value", "ParameterValue", "parameterValue", "stringValue",
                                      "plainTextValue", "initialValue"}) {
    if (member == name) return true;
  }
  return false;
}

bool IsValueOfVariable(const std::vector<std::string_view>& names) {
  static constexpr std::string_view kLists[] = {"env", "environment", "environment_variables", "outputs", "parameters", "secrets", "variables", "vars"};
  constexpr std::size_t kShortest = 3;
  if (names.size() < 2 || !IsPairValue(names.back())) return false;
  const std::string_view name = names[names.size() - 2];
  const bool variable = name.size() >= kShortest && std::all_of(name.begin(), name.end(), [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
  return variable || (names.size() > 2 && std::find(std::begin(kLists), std::end(kLists), names[names.size() - 3]) != std::end(kLists));
}

void ReadJson(Emitter& emitter, Span range) { JsonReader(emitter, range, false).Run(); }
void ReadNotebook(Emitter& emitter, Span range) { JsonReader(emitter, range, true).Run(); }

}  // namespace keylint::decode
