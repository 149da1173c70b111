// SPDX-License-Identifier: Apache-2.0
// Line by line with a stack of columns, as a person reads YAML: a key or a
// dash at column c closes everything at c or to the right of it. Only quoted,
// flow and block scalars reach over lines, and each of them ends at the first
// line that is not indented enough, so a mistake costs one block.
#include "lint/decode/yaml.h"

#include <algorithm>
#include <string>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/command_line.h"
#include "lint/decode/items.h"
#include "lint/decode/json.h"
#include "lint/decode/kubernetes.h"
#include "lint/decode/pairs.h"
#include "lint/decode/text_builder.h"
#include "lint/decode/yaml_anchors.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxKey = 1024;  // The standard's limit for simple keys.
constexpr std::size_t kMaxFrames = 1000;

struct Frame {
  long column = -1;
  bool item = false;  // A dash; otherwise a key, which owns one name.
  PendingFlag flag;   // In the sequence this item belongs to.
};

struct Key {
  Span inside;
  std::size_t after = 0;  // Behind the colon; 0: there is no key.
  Quote quote = Quote::kNone;
};

class YamlReader {
 public:
  YamlReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), value_(emitter.text()),
        key_builder_(emitter.text()), anchors_(emitter, text_), secrets_(FindSecrets(text_, range.begin)),
        at_(range.begin), depth_(emitter.depth()) {}

  void Run() {
    while (at_ < text_.size()) Line();
    emitter_.PopTo(depth_);
    anchors_.Clear();
  }

 private:
  // ---- Lines ----------------------------------------------------------

  void Line() {
    begin_ = at_;
    std::size_t at = SkipBlanks(text_, at_);
    end_ = LineEnd(text_, at);
    at_ = NextLine(text_, at);
    if (at >= end_) return;
    if (text_[at] == '#') {
      emitter_.EmitComment({at + 1, end_});
      return;
    }
    if (at == begin_ && Marker(at)) {
      NewDocument();
      at = SkipBlanks(text_, at + 3);
      if (at < end_) Node(at);
      return;
    }
    if (at == begin_ && text_[at] == '%' && !StartsAt(text_, at, "%>")) return;
    if (IsTemplateLine(at)) return ReadTemplateLine(at);
    Node(at);
  }

  bool Marker(std::size_t at) const {
    return (StartsAt(text_, at, "---") || StartsAt(text_, at, "...")) &&
           (at + 3 >= end_ || IsSpace(text_[at + 3]));
  }

  void NewDocument() {
    emitter_.PopTo(depth_);
    anchors_.Clear();
    frames_.clear();
    pair_column_ = -1;
  }

  // A file of YAML may be one of JSON, as `kubectl get -o json` writes it.
  static std::vector<std::size_t> FindSecrets(std::string_view text, std::size_t begin) {
    const std::size_t first = SkipSpaces(text, begin);
    const bool is_json = first < text.size() && text[first] == '{' && !StartsAt(text, first, "{{") && !StartsAt(text, first, "{%");
    return is_json ? FindJsonSecrets(text, {begin, text.size()}) : FindYamlSecrets(text, {begin, text.size()});
  }

  // `{{- if .Values.x }}`, `{% for %}`, `<% end %>` alone on a line.
  bool IsTemplateLine(std::size_t at) {
    const bool braces = StartsAt(text_, at, "{{");
    if (!braces && !StartsAt(text_, at, "{%") && !StartsAt(text_, at, "{#") &&
        !StartsAt(text_, at, "<%")) return false;
    const Span line = Trim(text_, {at, end_});
    const std::string_view closed = line.Of(text_).substr(std::max<std::size_t>(line.size(), 2) - 2);
    return closed == "}}" || closed == "%}" || closed == "#}" || closed == "%>";
  }

  // {% set name = "v" %}: the pair in it.
  void ReadTemplateLine(std::size_t at) {
    const Span line = Trim(text_, {at, end_});
    if (StartsAt(text_, at, "{%") && line.size() > 4) ReadLinePairs(emitter_, {line.begin + 2, line.end - 2});
  }

  long Column(std::size_t at) const { return static_cast<long>(at - begin_); }
  long ParentColumn() const { return frames_.empty() ? -1 : frames_.back().column; }

  // ---- Structure ------------------------------------------------------

  void PopFor(long column, bool item) {
    while (!frames_.empty()) {
      const Frame& top = frames_.back();
      if (top.column < column || (top.column == column && item && !top.item)) break;
      if (item && top.item && top.column == column) flag_ = top.flag;
      if (!top.item) emitter_.Pop();
      frames_.pop_back();
    }
    secrets_.LeaveTo(emitter_.depth());
    anchors_.CloseTo(frames_.size(), !item);
    if (column < pair_column_) pair_column_ = -1;
  }

  void PushFrame(long column, bool item) {
    // Beyond the limit names pile up on the last frame's: shown wrong, but
    // bounded, and the values still come out.
    if (frames_.size() >= kMaxFrames) PopFor(frames_.back().column, false);
    frames_.push_back({column, item, {}});
  }

  void Node(std::size_t at) {
    std::size_t question = std::string_view::npos;
    while (at < end_ && (text_[at] == '-' || text_[at] == '?') &&
           (at + 1 >= end_ || IsBlank(text_[at + 1]))) {
      if (text_[at] == '?') {
        question = at;
      } else {
        flag_ = {};
        PopFor(Column(at), true);
        PushFrame(Column(at), true);
        frames_.back().flag = flag_;
      }
      at = SkipBlanks(text_, at + 1);
    }
    if (at >= end_) return;
    if (text_[at] == '#') {
      emitter_.EmitComment({at + 1, end_});
      return;
    }
    const long column = Column(at);
    const std::size_t content = SkipProperties(at);
    const Key key = content < end_ ? ScanKey(content) : Key();
    if (key.after == 0) OpenAnchor();   // Of a key it would name the key alone.
    if (content >= end_) return;
    if (key.after != 0) {
      EnterKey(key, column);
      Value(key.after, column, true);
    } else if (question != std::string_view::npos && content < end_) {
      ExplicitKey(content, Column(question));
    } else if (text_[content] == ':' && (content + 1 >= end_ || IsBlank(text_[content + 1]))) {
      Value(content + 1, column, true);
    } else {
      Value(content, ParentColumn(), false);
    }
  }

  // `? key` on a line of its own; its value follows behind ":".
  void ExplicitKey(std::size_t at, long column) {
    Span inside = Trim(text_, {at, PlainEnd(at, end_)});
    Quote quote = Quote::kNone;
    if (inside.size() >= 2 && (text_[at] == '"' || text_[at] == '\'') && text_[inside.end - 1] == text_[at]) {
      quote = text_[at] == '"' ? Quote::kDouble : Quote::kSingle;
      inside = {inside.begin + 1, inside.end - 1};
    }
    EnterKey({inside, at_, quote}, column);
  }

  void EnterKey(const Key& key, long column) {
    PopFor(column, false);
    PushFrame(column, false);
    emitter_.Push(KeyText(key), key.inside);
    secrets_.EnterKey(key.inside.begin, emitter_.depth());
    anchors_.EnterKey(key.inside.Of(text_), frames_.size());
    statement_ = key.inside.begin - (key.quote == Quote::kNone ? 0 : 1);
  }

  std::string_view KeyText(const Key& key) {
    const std::string_view raw = key.inside.Of(text_);
    if (key.quote == Quote::kSingle && raw.find("''") != std::string_view::npos) {
      std::string name;
      for (std::size_t i = 0; i < raw.size(); ++i) {
        name += raw[i];
        if (raw[i] == '\'') ++i;
      }
      return emitter_.Keep(name);
    }
    if (key.quote != Quote::kDouble || raw.find('\\') == std::string_view::npos) return raw;
    key_builder_.Start();
    for (std::size_t at = key.inside.begin; at < key.inside.end;) {
      if (text_[at] == '\\') {
        at = ReadEscape(text_.substr(0, key.inside.end), at, key_builder_);
      } else {
        key_builder_.Copy({at, at + 1});
        ++at;
      }
    }
    return emitter_.Keep(key_builder_.text());
  }

  // Anchors and tags: `&a !!str value`.
  std::size_t SkipProperties(std::size_t at) {
    anchor_ = {};
    while (at < end_ && (text_[at] == '&' || text_[at] == '!')) {
      std::size_t end = at + 1;
      while (end < end_ && !IsBlank(text_[end])) ++end;
      if (text_[at] == '&') anchor_ = {at + 1, end};
      // "!Sub" and "!Ref" are tags; "&" alone or "!=" are not worth a rule.
      at = SkipBlanks(text_, end);
    }
    return std::min(at, end_);
  }

  // The anchor that SkipProperties() met, before a value of the names so far.
  void OpenAnchor() {
    if (!anchor_.empty()) anchors_.Open(anchor_.Of(text_), frames_.size());
  }

  Key ScanKey(std::size_t at) const {
    const char c = text_[at];
    if (c == '"' || c == '\'') return ScanQuotedKey(at);
    const bool braces = StartsAt(text_, at, "{{") || StartsAt(text_, at, "<%");
    if (!braces && (c == '[' || c == '{' || c == ',' || c == ']' || c == '}' || c == '|' ||
                    c == '>' || c == '%' || c == '@' || c == '`' || c == '*')) return {};
    const std::size_t stop = std::min(end_, at + kMaxKey);
    for (std::size_t i = at; i < stop; ++i) {
      if (text_[i] == ':' && (i + 1 >= end_ || IsBlank(text_[i + 1]))) {
        const Span inside = Trim(text_, {at, i});
        if (inside.empty()) return {};
        return {inside, i + 1, Quote::kNone};
      }
      if (text_[i] == '#' && i > at && IsBlank(text_[i - 1])) return {};
      if (StartsAt(text_, i, "{{")) {
        const std::size_t close = text_.substr(0, end_).find("}}", i);
        if (close == std::string_view::npos) return {};
        i = close + 1;
      }
    }
    return {};
  }

  // `''` inside a single-quoted scalar.
  bool Doubled(std::size_t at, std::size_t stop) const {
    return text_[at] == '\'' && at + 1 < stop && text_[at + 1] == '\'';
  }

  Key ScanQuotedKey(std::size_t at) const {
    const char quote = text_[at];
    const std::size_t stop = std::min(end_, at + kMaxKey);
    std::size_t close = at + 1;
    while (close < stop && (text_[close] != quote || Doubled(close, stop))) {
      close += text_[close] == quote || (text_[close] == '\\' && quote == '"') ? 2 : 1;
    }
    if (close >= stop) return {};
    const std::size_t colon = SkipBlanks(text_, close + 1);
    if (colon >= end_ || text_[colon] != ':') return {};
    if (colon + 1 < end_ && !IsBlank(text_[colon + 1])) return {};
    return {{at + 1, close}, colon + 1, quote == '"' ? Quote::kDouble : Quote::kSingle};
  }

  // ---- Values ---------------------------------------------------------

  void Value(std::size_t at, long parent, bool keyed) {
    keyed_ = keyed;
    const std::size_t behind = at;
    at = SkipProperties(SkipBlanks(text_, at));
    OpenAnchor();
    if (!keyed) statement_ = at;
    if (at >= end_ || text_[at] == '#') {
      if (at < end_) emitter_.EmitComment({at + 1, end_});
      if (keyed && !BlockFollows(parent)) Empty(behind);
      return;
    }
    const char c = text_[at];
    if (c == '*' && Alias(at)) return;
    if ((c == '|' || c == '>') && Block(at, parent)) return;
    if ((c == '"' || c == '\'') && Quoted(at, parent)) return;
    if (c == '[' || (c == '{' && !StartsAt(text_, at, "{{") && !StartsAt(text_, at, "{%"))) {
      Flow(at, parent);
      return;
    }
    Plain(at, parent);
  }

  // Whether the lines that follow belong to a key at `column`.
  bool BlockFollows(long column) const {
    for (std::size_t line = at_; line < text_.size(); line = NextLine(text_, line)) {
      const std::size_t at = SkipBlanks(text_, line);
      if (at >= text_.size() || text_[at] == '\n' || text_[at] == '\r' || text_[at] == '#') continue;
      const long other = static_cast<long>(at - line);
      return other > column || (other == column && text_[at] == '-' &&
                                (at + 1 >= text_.size() || IsSpace(text_[at + 1])));
    }
    return false;
  }

  void Empty(std::size_t at) {
    Literal literal;
    literal.span = {at, at};
    literal.text = literal.span.Of(text_);
    literal.statement = {statement_, at};
    emitter_.EmitValue(literal);
  }

  // `*name` alone on the rest of the line.
  bool Alias(std::size_t at) {
    std::size_t end = at + 1;
    while (end < end_ && IsAnchorByte(text_[end])) ++end;
    const std::size_t rest = SkipBlanks(text_, end);
    const bool comment = rest < end_ && rest > end && text_[rest] == '#';
    if (end == at + 1 || (rest < end_ && !comment)) return false;
    anchors_.Use(text_.substr(at + 1, end - at - 1), {at, end}, frames_.size());
    if (comment) emitter_.EmitTrailingComment({rest + 1, end_});
    return true;
  }

  // The end of a plain scalar that stands on one line: before " #".
  std::size_t PlainEnd(std::size_t at, std::size_t end) const {
    std::size_t hash = at;
    while ((hash = Find(text_.substr(0, end), '#', hash)) < end) {
      if (hash > at && IsBlank(text_[hash - 1])) return hash;
      ++hash;
    }
    return end;
  }

  void Plain(std::size_t at, long parent) {
    value_.Start();
    std::size_t stop = PlainEnd(at, end_);
    Span piece = Trim(text_, {at, stop});
    value_.Copy(piece);
    Span whole = piece;
    if (stop == end_) {
      std::string gap;
      while (Continuation(parent, piece, gap)) {
        value_.Put(gap, {whole.end, piece.begin});
        value_.Copy(piece);
        whole.end = piece.end;
        if (comment_ < end_) break;
      }
      stop = comment_ < end_ ? comment_ : end_;
    }
    Literal literal;
    value_.Finish(literal, whole);
    Deliver(literal);
    if (stop < end_) emitter_.EmitTrailingComment({stop + 1, end_});
    comment_ = std::string_view::npos;
  }

  // The next line of a plain scalar, if there is one: sets `piece` to its
  // content, `gap` to what the line breaks mean, and moves on.
  bool Continuation(long parent, Span& piece, std::string& gap) {
    std::size_t breaks = 0;
    for (std::size_t line = at_; line < text_.size(); line = NextLine(text_, line)) {
      const std::size_t at = SkipBlanks(text_, line);
      const std::size_t end = LineEnd(text_, at);
      if (at >= end) {
        ++breaks;
        continue;
      }
      const std::size_t old_end = end_;
      end_ = end;
      const bool marker = at == line && Marker(at);
      const bool dash = (text_[at] == '-' || text_[at] == '?') && (at + 1 >= end || IsBlank(text_[at + 1]));
      // Deeper dashes go on with a text; anywhere else they were meant as a list.
      const bool list = dash && !(keyed_ && IsAlpha(text_[piece.begin]));
      if (static_cast<long>(at - line) <= parent || text_[at] == '#' || marker || list ||
          IsTemplateLine(at) || ScanKey(at).after != 0 || breaks > 100) {
        end_ = old_end;
        return false;
      }
      const std::size_t stop = PlainEnd(at, end);
      piece = Trim(text_, {at, stop});
      gap.assign(breaks == 0 ? 1 : breaks, breaks == 0 ? ' ' : '\n');
      comment_ = stop < end ? stop : std::string_view::npos;
      begin_ = line;
      at_ = NextLine(text_, at);
      return true;
    }
    return false;
  }

  // A quoted scalar, folded over its lines; false when nothing closes it in
  // its block or something follows it: then it is plain text.
  bool Quoted(std::size_t open, long parent) {
    const std::size_t close = FindQuote(open, parent);
    if (close == 0) return false;
    const std::size_t end = LineEnd(text_, close);
    const std::size_t rest = SkipBlanks(text_, close + 1);
    const bool comment = rest < end && text_[rest] == '#';
    if (rest < end && !comment) return false;
    ReadQuoted({open + 1, close}, text_[open]);
    Literal literal;
    Span inside{open + 1, close};
    value_.Finish(literal, inside);
    literal.quote = text_[open] == '"' ? Quote::kDouble : Quote::kSingle;
    at_ = NextLine(text_, close);
    end_ = end;
    Deliver(literal);
    if (comment) emitter_.EmitTrailingComment({rest + 1, end});
    return true;
  }

  std::size_t FindQuote(std::size_t open, long parent) const {
    const char quote = text_[open];
    for (std::size_t at = open + 1; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == quote) {
        if (quote == '"' || at + 1 >= text_.size() || text_[at + 1] != '\'') return at;
        ++at;
      } else if (c == '\\' && quote == '"' && at + 1 < text_.size() && text_[at + 1] != '\n') {
        ++at;
      } else if (c == '\n') {
        const std::size_t next = SkipBlanks(text_, at + 1);
        const bool blank = next < text_.size() && (text_[next] == '\n' || text_[next] == '\r');
        // The closing quote itself may stand at the margin.
        const bool closing = next < text_.size() && text_[next] == quote;
        if (!blank && !closing && static_cast<long>(next - at - 1) <= parent) return 0;
      }
    }
    return 0;
  }

  // Escapes and folded line breaks of the scalar inside its quotes.
  void ReadQuoted(Span inside, char quote) {
    value_.Start();
    const std::string_view text = text_.substr(0, inside.end);
    std::size_t run = inside.begin;
    std::size_t at = inside.begin;
    while (at < inside.end) {
      const char c = text[at];
      if (c == '\\' && quote == '"') {
        value_.Copy({run, at});
        const bool folded = at + 1 < inside.end && (text[at + 1] == '\n' || text[at + 1] == '\r');
        const std::size_t after = folded ? SkipBlanks(text, NextLine(text, at)) : ReadEscape(text, at, value_);
        if (folded) value_.Put("", {at, after});
        run = at = after;
      } else if (c == '\'' && quote == '\'') {
        value_.Copy({run, at});
        value_.Put("'", {at, std::min(at + 2, inside.end)});
        run = at = std::min(at + 2, inside.end);
      } else if (c == '\n') {
        std::size_t end = at;
        while (end > run && IsSpace(text[end - 1])) --end;
        value_.Copy({run, end});
        std::size_t next = at;
        std::size_t breaks = 0;
        while (next < inside.end && IsSpace(text[next])) breaks += text[next++] == '\n';
        value_.Put(breaks == 1 ? " " : std::string(std::min<std::size_t>(breaks - 1, 1000), '\n'), {end, next});
        run = at = next;
      } else {
        ++at;
      }
    }
    value_.Copy({run, inside.end});
  }

  // ---- Block scalars --------------------------------------------------

  bool Block(std::size_t at, long parent) {
    const bool folded = text_[at] == '>';
    char chomp = ' ';
    long explicit_indent = 0;
    std::size_t i = at + 1;
    for (; i < end_ && (text_[i] == '-' || text_[i] == '+' || IsDigit(text_[i])); ++i) {
      if (IsDigit(text_[i])) explicit_indent = text_[i] - '0';
      else chomp = text_[i];
    }
    const std::size_t rest = SkipBlanks(text_, i);
    if (rest < end_ && text_[rest] != '#') return false;
    if (rest < end_) emitter_.EmitTrailingComment({rest + 1, end_});
    BlockLines(folded, chomp, explicit_indent == 0 ? -1 : std::max(parent, 0L) + explicit_indent, parent);
    return true;
  }

  void BlockLines(bool folded, char chomp, long indent, long parent) {
    value_.Start();
    std::size_t content_begin = at_;
    std::size_t content_end = at_;
    bool any = false;
    bool deeper_before = false;
    std::size_t breaks = 0;      // Line breaks since the last content.
    std::size_t breaks_begin = at_;
    std::size_t line = at_;
    for (; line < text_.size(); line = NextLine(text_, line)) {
      std::size_t at = line;
      while (at < text_.size() && text_[at] == ' ' && (indent < 0 || static_cast<long>(at - line) < indent)) ++at;
      const std::size_t end = LineEnd(text_, at);
      if (SkipBlanks(text_, at) >= end && !(indent >= 0 && at < end && static_cast<long>(at - line) >= indent && any)) {
        ++breaks;
        continue;
      }
      const long column = static_cast<long>(at - line);
      if (indent < 0) {
        if (column <= parent) break;
        indent = column;
      }
      if (column < indent) break;
      const bool deeper = IsBlank(text_[at]);
      if (!any) {
        content_begin = at;
        if (breaks > 0) value_.Put(std::string(std::min<std::size_t>(breaks, 1000), '\n'), {at_, at});
      } else {
        Break(folded && !deeper && !deeper_before, breaks, {breaks_begin, at});
      }
      value_.Copy({at, end});
      any = true;
      deeper_before = deeper;
      content_end = breaks_begin = end;
      breaks = 1;
    }
    at_ = line;
    end_ = content_end;
    const bool has_break = Find(text_, '\n', content_end) < text_.size();
    if (any && chomp != '-' && has_break) {
      const std::size_t kept = chomp == '+' ? std::min<std::size_t>(breaks, 1000) : 1;
      const std::size_t after = kept > 1 ? line : NextLine(text_, content_end);
      if (kept == 1 && text_[content_end] == '\n') value_.Copy({content_end, after});
      else value_.Put(std::string(kept, '\n'), {content_end, after});
      content_end = after;
    }
    Literal literal;
    value_.Finish(literal, {content_begin, content_end});
    literal.quote = Quote::kBlock;
    Deliver(literal);
  }

  // What `breaks` line breaks between two lines of content mean.
  void Break(bool folds, std::size_t breaks, Span original) {
    if (folds && breaks == 1) {
      value_.Put(" ", original);
    } else if (!folds && breaks == 1 && text_[original.begin] == '\n') {
      value_.Copy({original.begin, original.begin + 1});
    } else {
      value_.Put(std::string(std::min<std::size_t>(folds ? breaks - 1 : breaks, 1000), '\n'), original);
    }
  }

  // ---- Flow collections -----------------------------------------------

  struct FlowFrame {
    bool object;
    std::size_t depth;
    PendingFlag flag;
    std::string_view pair;
    Span pair_span;
  };

  void Flow(std::size_t at, long parent) {
    const std::size_t depth = emitter_.depth();
    std::vector<FlowFrame>& stack = flow_;
    stack.clear();
    flow_parent_ = parent;
    bool has_key = false;
    std::size_t surplus = 0;
    std::string_view key;
    while (at < text_.size()) {
      const char c = text_[at];
      if (c == '\n') {
        const std::size_t next = SkipBlanks(text_, at + 1);
        if (static_cast<long>(next - at - 1) <= parent && StartsBlock(next)) {
          ++at;
          break;
        }
        ++at;
      } else if (IsSpace(c)) {
        ++at;
      } else if (c == '#' && at > 0 && IsSpace(text_[at - 1])) {
        const std::size_t end = LineEnd(text_, at);
        emitter_.EmitComment({at + 1, end});
        at = end;
      } else if (c == '[' || (c == '{' && !StartsAt(text_, at, "{{"))) {
        if (stack.size() >= kMaxFrames) ++surplus;
        else stack.push_back({c == '{', emitter_.depth(), {}, {}, {}});
        has_key = false;
        ++at;
      } else if (c == ']' || c == '}' || c == ',') {
        ++at;
        if (c != ',' && surplus > 0) {
          --surplus;
          continue;
        }
        if (c != ',') stack.pop_back();
        if (stack.empty()) break;
        emitter_.PopTo(stack.back().depth);
        secrets_.LeaveTo(emitter_.depth());
        has_key = false;
      } else {
        at = std::max(at + 1, FlowScalar(at, stack.back(), has_key, key));
      }
    }
    emitter_.PopTo(depth);
    // Whatever follows on the line, a comment at best.
    const std::size_t end = at > 0 && at <= text_.size() && text_[at - 1] == '\n' ? at : LineEnd(text_, at);
    const std::size_t rest = SkipBlanks(text_, at);
    if (rest < end && text_[rest] == '#') emitter_.EmitComment({rest + 1, end});
    at_ = at > 0 && text_[at - 1] == '\n' ? at : NextLine(text_, at);
    end_ = end;
  }

  // Whether the line at `at` goes on with the document, so that nobody closed
  // the collection: `key: ` or `- `.
  bool StartsBlock(std::size_t at) {
    end_ = LineEnd(text_, at);
    if (at >= end_) return false;
    if (text_[at] == '-' && (at + 1 == end_ || IsBlank(text_[at + 1]))) return true;
    return ScanKey(at).after != 0;
  }

  std::size_t FlowScalar(std::size_t at, FlowFrame& frame, bool& has_key, std::string_view& key) {
    const std::size_t line_end = line_end_(text_, at);
    while (at < line_end && (text_[at] == '&' || text_[at] == '!')) {
      while (at < line_end && !IsBlank(text_[at]) && text_[at] != ',' && text_[at] != ']' && text_[at] != '}') ++at;
      at = SkipBlanks(text_, at);
    }
    if (at >= line_end || text_[at] == '[' || text_[at] == '{' || text_[at] == ',' || text_[at] == ']' ||
        text_[at] == '}') {
      if (!StartsAt(text_, at, "{{")) return at;
    }
    Literal literal;
    const std::size_t begin = at;
    std::size_t after = at;
    if (text_[at] == '"' || text_[at] == '\'') {
      std::size_t close = FindQuote(at, flow_parent_);
      const bool closed = close != 0;
      if (!closed) close = line_end;
      ReadQuoted({at + 1, close}, text_[at]);
      value_.Finish(literal, {at + 1, close});
      literal.quote = text_[at] == '"' ? Quote::kDouble : Quote::kSingle;
      after = std::min(text_.size(), closed ? close + 1 : close);
    } else {
      after = FlowPlainEnd(at, line_end);
      literal.span = Trim(text_, {at, after});
      literal.text = literal.span.Of(text_);
      if (text_[at] == ':' && literal.span.size() == 1) return after;
      if (after == line_end) after = FlowLines(literal, after);
    }
    const std::size_t colon = SkipBlanks(text_, after);
    if (!has_key && colon < text_.size() && text_[colon] == ':') {
      key = literal.map == nullptr ? literal.text : emitter_.Keep(literal.text);
      emitter_.Push(key, literal.span);
      secrets_.EnterKey(literal.span.begin, emitter_.depth());
      has_key = true;
      statement_ = begin;
      return colon + 1;
    }
    if (literal.quote == Quote::kNone && literal.text.starts_with("*")) {
      const bool merges = has_key && key == "<<";   // Into a mapping whose other keys are not known yet.
      if (!merges) anchors_.Use(literal.text.substr(1), literal.span, frames_.size());
      return after;
    }
    literal.statement = {has_key ? statement_ : begin, after};
    FlowDeliver(literal, frame, has_key, key);
    return after;
  }

  // A plain scalar that the line ends may go on in the next ones; returns where it ends.
  std::size_t FlowLines(Literal& literal, std::size_t end) {
    const Span first = literal.span;
    Span whole = first;
    for (;;) {
      const std::size_t line = NextLine(text_, end);
      const std::size_t next = SkipBlanks(text_, line);
      if (next >= text_.size() || std::string_view(",]}[{#\"'\n\r&*!|>%@`").find(text_[next]) != std::string_view::npos) break;
      const std::size_t line_end = line_end_(text_, next);
      const std::size_t stop = FlowPlainEnd(next, line_end);
      const bool names = stop < line_end && text_[stop] == ':';
      if (names || (static_cast<long>(next - line) <= flow_parent_ && StartsBlock(next))) break;
      if (whole == first) {
        value_.Start();
        value_.Copy(first);
      }
      const Span piece = Trim(text_, {next, stop});
      value_.Put(" ", {whole.end, piece.begin});
      value_.Copy(piece);
      whole.end = piece.end;
      end = stop;
      if (stop < line_end) break;
    }
    if (whole != first) value_.Finish(literal, whole);
    return end;
  }

  void FlowDeliver(const Literal& literal, FlowFrame& frame, bool has_key, std::string_view key) {
    if (!has_key) {
      anchors_.Record(literal);
      EmitItem(emitter_, literal, frame.flag);
      return;
    }
    if (IsPairName(key) && frame.pair.empty() && literal.map == nullptr) {
      frame.pair = literal.text;
      frame.pair_span = literal.span;
    } else if (IsPairValue(key) && !frame.pair.empty()) {
      emitter_.Pop();
      emitter_.Push(frame.pair, frame.pair_span);
    }
    anchors_.Record(literal);
    if (secrets_.IsEntry(emitter_.depth())) EmitSecretEntry(emitter_, literal);
    else if (frame.pair.empty() && IsValueOfVariable(emitter_.names())) emitter_.EmitUnderParent(literal);
    else emitter_.EmitValue(literal);
  }

  std::size_t FlowPlainEnd(std::size_t at, std::size_t end) const {
    while (at < end) {
      const char c = text_[at];
      if (StartsAt(text_, at, "{{") || StartsAt(text_, at, "${")) {
        const std::size_t close = Find(text_.substr(0, end), '}', at + 2);
        if (close >= end) return end;
        at = close + (text_[at] == '{' && StartsAt(text_, close, "}}") ? 2 : 1);
        continue;
      }
      if (c == ',' || c == ']' || c == '}' || c == '[' || c == '{') return at;
      if (c == ':' && (at + 1 >= end || IsBlank(text_[at + 1]))) return at;
      if (c == '#' && IsBlank(text_[at - 1])) return at;
      ++at;
    }
    return end;
  }

  // ---- Delivery -------------------------------------------------------

  void Deliver(Literal& literal) {
    literal.statement = {std::min(statement_, literal.span.begin), literal.span.end};
    if (!keyed_) {
      PendingFlag none;
      PendingFlag& flag = !frames_.empty() && frames_.back().item ? frames_.back().flag : none;
      anchors_.Record(literal);
      EmitItem(emitter_, literal, flag);
      return;
    }
    const std::string_view key = emitter_.names().empty() ? std::string_view() : emitter_.names().back();
    const long column = ParentColumn();
    bool renamed = false;
    if (IsPairName(key) && literal.map == nullptr && !literal.text.empty()) {
      pair_ = literal.text;
      pair_span_ = literal.span;
      pair_column_ = column;
    } else if (IsPairValue(key) && (pair_column_ == column || FindPairAhead(column))) {
      emitter_.Pop();
      emitter_.Push(pair_, pair_span_);
      renamed = true;
    }
    anchors_.Record(literal);
    if (secrets_.IsEntry(emitter_.depth())) return EmitSecretEntry(emitter_, literal);
    if (!renamed && IsScriptKey(key)) return emitter_.EmitScript(literal);
    if (!renamed && IsValueOfVariable(emitter_.names())) return emitter_.EmitUnderParent(literal);
    emitter_.EmitValue(literal);
    if (key == "list" && ListsPasswords(literal)) return;
    if (!renamed) Inside(key, literal);
  }

  // `value: v` before `name: X`: only the next line is looked at.
  bool FindPairAhead(long column) {
    const std::size_t at = SkipBlanks(text_, at_);
    if (at >= text_.size() || static_cast<long>(at - at_) != column) return false;
    const std::size_t old_end = end_;
    end_ = LineEnd(text_, at);
    const Key key = at < end_ ? ScanKey(at) : Key();
    const Span value = Trim(text_, {std::max(key.after, at), end_});
    end_ = old_end;
    if (key.after == 0 || !IsPairName(key.inside.Of(text_)) || value.empty() || !IsWord(text_[value.begin])) {
      return false;
    }
    pair_ = value.Of(text_);
    pair_span_ = value;
    pair_column_ = column;
    return true;
  }

  // The lines `user:password` of cloud-init's `chpasswd: {list: |}`.
  bool ListsPasswords(const Literal& literal) {
    const auto& names = emitter_.names();
    if (literal.quote != Quote::kBlock || names.size() < 2 || names[names.size() - 2] != "chpasswd") return false;
    const std::string_view text = literal.text;
    for (std::size_t line = 0; line < text.size(); line = NextLine(text, line)) {
      const std::size_t end = LineEnd(text, line);
      const std::size_t colon = Find(text.substr(0, end), ':', line);
      if (colon == line || colon + 1 >= end) continue;
      LiteralPart password(literal, {colon + 1, end});
      const Span user = literal.ToDocument({line, colon});
      emitter_.Push(literal.map == nullptr ? user.Of(text_) : emitter_.Keep(text.substr(line, colon - line)), user);
      emitter_.EmitUnder("password", user, password.literal());
      emitter_.Pop();
    }
    return true;
  }

  // A file in a value.
  void Inside(std::string_view key, const Literal& literal) {
    if (literal.quote != Quote::kBlock) return;
    // A list of items (extraEnv: | of Helm) is YAML again.
    const bool lists = literal.text.starts_with("- ");
    const Format format = key.find('.') != std::string_view::npos ? FormatOf(key, {}) : lists ? FormatOf({}, literal.text) : Format::kPlainText;
    emitter_.EmbedLiteral(format, literal);
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder value_;
  TextBuilder key_builder_;
  YamlAnchors anchors_;
  SecretEntries secrets_;
  Span anchor_;            // The last one met.
  std::size_t at_;         // The next line.
  std::size_t begin_ = 0;  // This line...
  std::size_t end_ = 0;    // ... and its end.
  std::size_t depth_;
  std::vector<Frame> frames_;
  std::vector<FlowFrame> flow_;
  long flow_parent_ = -1;
  LineEnds line_end_;
  PendingFlag flag_;
  std::size_t statement_ = 0;
  std::size_t comment_ = std::string_view::npos;
  bool keyed_ = false;
  long pair_column_ = -1;
  std::string_view pair_;
  Span pair_span_;
};

}  // namespace

void ReadYaml(Emitter& emitter, Span range) { YamlReader(emitter, range).Run(); }

}  // namespace keylint::decode
