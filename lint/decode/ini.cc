// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/ini.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

class IniReader {
 public:
  IniReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), depth_(emitter.depth()) {}

  void Run() {
    while (at_ < text_.size()) Line();
    emitter_.PopTo(depth_);
  }

 private:
  void Line() {
    const Span line{SkipBlanks(text_, at_), LineEnd(text_, at_)};
    const std::size_t start = at_;
    at_ = NextLine(text_, at_);
    if (line.begin >= line.end) {
      has_key_ = false;
      return;
    }
    const char c = text_[line.begin];
    if (c == '#' || c == ';') {
      emitter_.EmitComment({line.begin + 1, line.end});
    } else if (c == '[' && Section(line)) {
      has_key_ = false;
    } else if (c == '!' && StartsAt(text_, line.begin, "!include")) {
      return;
    } else {
      Setting(line, line.begin > start);
    }
  }

  bool Section(Span line) {
    std::size_t close = Find(text_.substr(0, line.end), ']', line.begin);
    if (close >= line.end) return false;
    emitter_.PopTo(depth_);
    Span name = Trim(text_, {line.begin + 1, close});
    while (!name.empty() && text_[name.begin] == '[') ++name.begin;
    const std::size_t quote = Find(text_.substr(0, name.end), '"', name.begin);
    if (quote < name.end) {
      const Span part{quote + 1, std::max(quote + 1, text_[name.end - 1] == '"' ? name.end - 1 : name.end)};
      const Span head = Trim(text_, {name.begin, quote});
      if (!head.empty()) emitter_.Push(head.Of(text_), head);
      emitter_.Push(part.Of(text_), part);
    } else if (!name.empty()) {
      emitter_.Push(name.Of(text_), name);
    }
    // `[section] key = value` and `[section] # comment`
    const std::size_t rest = SkipBlanks(text_, close + 1);
    if (rest < line.end && (text_[rest] == '#' || text_[rest] == ';')) {
      emitter_.EmitComment({rest + 1, line.end});
    }
    return true;
  }

  // Where the separator of `key = value` stands; line.end when there is none.
  std::size_t Separator(Span line) const {
    const std::string_view text = text_.substr(0, line.end);
    std::size_t equals = Find(text, '=', line.begin);
    // Xcode's `KEY[config=Release] = value`.
    const std::size_t bracket = Find(text, '[', line.begin);
    if (bracket < equals && bracket > line.begin && equals < line.end && !IsBlank(text[bracket - 1]) && !IsBlank(text[equals - 1])) {
      const std::size_t close = Find(text, ']', equals);
      if (close < line.end) equals = std::min(Find(text, '=', close), line.end);
    }
    const std::size_t colon = Find(text, ':', line.begin);
    const bool colon_closes = colon + 1 >= line.end || IsBlank(text[colon + 1]);
    if (colon < equals && colon < line.end) {
      if (colon_closes) return colon;
      const bool in_key = text[line.begin] == '/' || StartsAt(text, colon, "://") ||
                          StartsAt(text, colon, "::");
      if (equals == line.end && !in_key) return colon;
    }
    // `requirepass value=`: a word, a blank, and "=" somewhere in the value.
    return equals;
  }

  void Setting(Span line, bool indented) {
    if (StartsAt(text_, line.begin, "set ")) {   // Of devices: set password x
      line.begin = std::min(SkipBlanks(text_, line.begin + 4), line.end);
      indented = false;
    }
    std::size_t separator = Separator(line);
    Span key;
    std::size_t value = 0;
    if (separator < line.end) {
      key = Trim(text_, {line.begin, separator});
      value = separator + 1;
      if (value < line.end && text_[separator] == ':' && text_[value] == '=') ++value;
      // PHP's and Perl's `key => value`.
      if (value < line.end && text_[separator] == '=' && text_[value] == '>') ++value;
    } else if (indented && has_key_) {
      // Another line of the value before (Python's configparser).
      emitter_.Push(key_.Of(text_), key_);
      emitter_.EmitVerbatim(line, line);
      emitter_.Pop();
      return;
    } else {
      std::size_t end = line.begin;
      while (end < line.end && !IsBlank(text_[end])) ++end;
      key = {line.begin, end};
      value = end;
      if (end == line.end) return;
    }
    if (separator < line.end && ListsVariables(line, key, separator)) return;
    if (!key.empty() && (text_[key.end - 1] == '+' || text_[key.end - 1] == '?')) --key.end;
    key_ = key;
    has_key_ = true;
    const std::size_t before = emitter_.depth();
    Key(key);
    Value(line, SkipBlanks(text_.substr(0, line.end), value));
    emitter_.PopTo(before);
  }

  // `host name=value name='value'` of Ansible's inventories: nothing but a
  // word and assignments to names, of which one alone must be a variable's.
  bool ListsVariables(Span line, Span key, std::size_t equals) {
    const std::string_view text = text_.substr(0, line.end);
    const std::size_t host = Find(text, ' ', line.begin);
    if (host >= key.end || text[equals] != '=' || key.end != equals || key.Of(text).starts_with("export ")) return false;
    std::size_t variables = 0;
    for (std::size_t at = SkipBlanks(text, host); at < line.end && text[at] != '#'; at = SkipBlanks(text, at)) {
      const std::size_t name = NameEnd(text, at);
      if (name == at || IsDigit(text[at]) || !StartsAt(text, name, "=") || name + 1 >= line.end || IsBlank(text[name + 1])) return false;
      const char quote = text[name + 1] == '"' || text[name + 1] == '\'' ? text[name + 1] : ' ';
      variables += text.substr(at, name - at).find('_') != std::string_view::npos ? 2 : 1;
      at = Find(text, quote, name + 2);
      if (quote != ' ') at = std::min(at + 1, line.end);
    }
    if (variables < 2) return false;
    const Span named{line.begin, host};
    emitter_.Push(named.Of(text_), named);
    Variables({host, line.end});
    emitter_.Pop();
    return true;
  }

  void Key(Span key) {
    if (key.size() >= 2 && (text_[key.begin] == '"' || text_[key.begin] == '\'') &&
        text_[key.end - 1] == text_[key.begin]) {
      key = {key.begin + 1, key.end - 1};
    }
    if (StartsAt(text_, key.begin, "//")) {
      const std::size_t colon = key.Of(text_).rfind(':');
      if (colon != std::string_view::npos) {
        const Span host{key.begin, key.begin + colon};
        emitter_.Push(host.Of(text_), host);
        key.begin += colon + 1;
      }
    }
    if (key.size() > 7 && StartsAt(text_, key.begin, "export ")) key = Trim(text_, {key.begin + 7, key.end});
    emitter_.Push(key.Of(text_), key);
  }

  // systemd's `Environment="A=1" B=2` and supervisor's `environment=A="1",B=2`.
  void Variables(Span span) {
    const std::string_view text = text_.substr(0, span.end);
    for (std::size_t at = span.begin; at < text.size();) {
      const char outer = text[at] == '"' || text[at] == '\'' ? text[at] : '\0';
      const std::size_t begin = at + (outer != 0 ? 1 : 0);
      const std::size_t name_end = NameEnd(text, begin);
      if (name_end == begin || name_end >= text.size() || text[name_end] != '=') {
        at = std::max(at + 1, name_end);
        continue;
      }
      std::size_t open = name_end + 1;
      char quote = outer;
      if (quote == 0 && open < text.size() && (text[open] == '"' || text[open] == '\'')) quote = text[open++];
      std::size_t close = quote != 0 ? Find(text, quote, open) : open;
      if (quote == 0) {
        while (close < text.size() && !IsBlank(text[close]) &&
               !(text[close] == ',' && IsAlpha(text[std::min(close + 1, text.size() - 1)]))) ++close;
      }
      emitter_.Push(text.substr(begin, name_end - begin), {begin, name_end});
      emitter_.EmitVerbatim({open, close}, {begin, close},
                            quote == '"' ? Quote::kDouble : quote != 0 ? Quote::kSingle : Quote::kNone);
      emitter_.Pop();
      at = close + 1;
    }
  }

  void Value(Span line, std::size_t begin) {
    if (EqualsNoCase(emitter_.names().back(), "environment") &&
        Find(text_.substr(0, line.end), '=', begin) < line.end) {
      Variables({begin, line.end});
      return;
    }
    if (begin < line.end && (text_[begin] == '"' || text_[begin] == '\'') && Quoted(line, begin)) return;
    const std::size_t end = CommentAt({begin, line.end});
    const Span value = Trim(text_, {begin, end});
    if (!value.empty() && end == line.end && text_[value.end - 1] == '\\') {
      Continued(line, value);
      return;
    }
    Literal literal;
    literal.text = value.Of(text_);
    literal.span = value;
    literal.statement = line;
    Deliver(literal);
    if (end < line.end) emitter_.EmitTrailingComment({end + (text_[end] == '/' ? 2U : 1U), line.end});
  }

  // Where the comment behind a value begins: " # x", " ; x" and, behind one
  // word, the " // x" of xcconfig and HOCON, which is no path.
  std::size_t CommentAt(Span value) const {
    const std::string_view text = text_.substr(0, value.end);
    bool words = false;
    for (std::size_t at = value.begin + 1; at < value.end; ++at) {
      if (!IsBlank(text[at - 1]) || IsBlank(text[at])) continue;
      if (text[at] == '#' || text[at] == ';') return at;
      if (!words && StartsAt(text, at, "//") && text.find_first_of("/ \t", at + 2) == Find(text, ' ', at + 2)) return at;
      words = true;
    }
    return value.end;
  }

  // Lines joined by a backslash at their end.
  void Continued(Span line, Span value) {
    builder_.Start();
    builder_.Copy({value.begin, value.end - 1});
    std::size_t end = value.end - 1;
    std::size_t at = at_;
    while (at < text_.size()) {
      const Span next = Trim(text_, {at, LineEnd(text_, at)});
      at_ = NextLine(text_, at);
      if (next.empty()) break;
      const bool more = text_[next.end - 1] == '\\';
      builder_.Put("", {end, next.begin});
      end = next.end - (more ? 1 : 0);
      builder_.Copy({next.begin, end});
      at = at_;
      if (!more) break;
    }
    Literal literal;
    builder_.Finish(literal, {value.begin, end});
    literal.statement = {line.begin, end};
    Deliver(literal);
  }

  // `"value"` up to the end of the line or a comment; false for anything else.
  bool Quoted(Span line, std::size_t open) {
    const char quote = text_[open];
    const std::string_view thrice = text_.substr(open, 3);   // """value""" of Grafana and Go's readers.
    const std::size_t close = thrice == "\"\"\"" ? text_.substr(0, line.end).find(thrice, open + 3) : std::string_view::npos;
    if (close < line.end && close > open + 3) {
      Literal literal;
      literal.text = text_.substr(open + 3, close - open - 3);
      literal.span = {open + 3, close};
      literal.quote = Quote::kTriple;
      literal.statement = {line.begin, close + 3};
      Deliver(literal);
      return true;
    }
    builder_.Start();
    std::size_t at = open + 1;
    while (at < line.end && text_[at] != quote) {
      if (text_[at] == '\\' && quote == '"' && at + 1 < line.end &&
          (text_[at + 1] == '"' || text_[at + 1] == '\\')) {
        builder_.Put(text_.substr(at + 1, 1), {at, at + 2});
        at += 2;
      } else {
        builder_.Copy({at, at + 1});
        ++at;
      }
    }
    if (at >= line.end) return false;
    const std::size_t rest = SkipBlanks(text_, at + 1);
    const bool slashes = StartsAt(text_, rest, "//") && rest > at + 1;
    if (rest < line.end && text_[rest] != '#' && text_[rest] != ';' && !slashes) {
      // systemd: Environment="A=1" "B=2"
      return false;
    }
    Literal literal;
    builder_.Finish(literal, {open + 1, at});
    literal.quote = quote == '"' ? Quote::kDouble : Quote::kSingle;
    literal.statement = {line.begin, at + 1};
    Deliver(literal);
    if (rest < line.end) emitter_.EmitTrailingComment({rest + (slashes ? 2U : 1U), line.end});
    return true;
  }

  void Deliver(const Literal& literal) {
    const std::string_view key = emitter_.names().empty() ? std::string_view() : emitter_.names().back();
    if (StartsAt(key, 0, "Exec") || key == "command") emitter_.EmitScript(literal);
    else emitter_.EmitValue(literal);
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t depth_;
  Span key_;
  bool has_key_ = false;
};

}  // namespace

void ReadIni(Emitter& emitter, Span range) { IniReader(emitter, range).Run(); }

}  // namespace keylint::decode
