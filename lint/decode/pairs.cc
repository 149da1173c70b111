// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/pairs.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/joined.h"
#include "lint/decode/prose_marks.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxName = 100;

bool IsPairNameByte(char c) { return IsWord(c) || c == '.' || c == '-'; }

bool EndsValue(char c) {
  return IsSpace(c) || IsQuote(c) || c == ';' || c == '&' || c == ',' || c == ')' ||
         c == ']' || c == '}' || c == '<' || c == '>' || c == '\\' || c == '|';
}

// The name that ends before the separator at `at`, not reaching before
// `floor`: `name`, `"name"`, `\"name\"`, `name `, `**name**`.
Span NameBefore(std::string_view text, std::size_t floor, std::size_t at) {
  std::size_t end = DropMarks(text, floor, at);
  if (end > floor && (IsQuote(text[end - 1]) || text[end - 1] == ']')) {
    const bool bracket = text[end - 1] == ']';
    --end;
    if (bracket && end > floor && IsQuote(text[end - 1])) --end;
    if (end > floor && text[end - 1] == '\\') --end;
  }
  std::size_t begin = end;
  while (begin > floor && IsPairNameByte(text[begin - 1])) --begin;
  while (begin < end && (text[begin] == '-' || text[begin] == '.')) ++begin;
  if (begin == end || end - begin > kMaxName || IsDigit(text[begin])) return {at, at};
  return {begin, end};
}

bool IsScheme(std::string_view word) {
  for (const std::string_view scheme : {"bearer", "basic", "token", "bot", "digest", "apikey", "key",
                                        "negotiate", "sharedaccesssignature"}) {
    if (EqualsNoCase(word, scheme)) return true;
  }
  return false;
}

struct Value {
  Span span;
  Quote quote = Quote::kNone;
  std::size_t next = 0;
};

Value QuotedValue(std::string_view text, std::size_t at) {
  const bool escaped = text[at] == '\\';
  const char quote = text[at + (escaped ? 1 : 0)];
  const std::size_t begin = at + (escaped ? 2 : 1);
  std::size_t end = begin;
  for (; end < text.size(); ++end) {
    if (text[end] == quote && !escaped) break;
    if (text[end] != '\\') continue;
    if (escaped && end + 1 < text.size() && text[end + 1] == quote) break;
    ++end;
  }
  end = std::min(end, text.size());
  return {{begin, end},
          quote == '"' ? Quote::kDouble : quote == '\'' ? Quote::kSingle : Quote::kBacktick,
          std::min(text.size(), end + 1)};
}

Value BareValue(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !EndsValue(text[end])) ++end;
  if (IsScheme(text.substr(at, end - at)) && end < text.size() && IsBlank(text[end])) {
    std::size_t next = SkipBlanks(text, end);
    const std::size_t credential = next;
    while (next < text.size() && !EndsValue(text[next])) ++next;
    if (next > credential) end = next;
  }
  // A full stop ends the sentence, not the value.
  if (end > at + 1 && text[end - 1] == '.') --end;
  return {{at, end}, Quote::kNone, std::max(end, at)};
}

// The end of the host part of a URL whose "//" stands at `at`.
std::size_t SkipAuthority(std::string_view text, std::size_t at) {
  at += 2;
  while (at < text.size() && !IsSpace(text[at]) && text[at] != '/' && text[at] != '?' &&
         text[at] != '#' && !IsQuote(text[at])) ++at;
  return at;
}

std::size_t SeparatorSize(std::string_view text, std::size_t at) {
  if (text[at] == '=') {
    if (StartsAt(text, at, "==")) return 0;
    return StartsAt(text, at, "=>") ? 2 : 1;
  }
  if (StartsAt(text, at, "::")) return 0;
  return StartsAt(text, at, ":=") ? 2 : 1;
}

class LineScan {
 public:
  LineScan(Emitter& emitter, Span line)
      : emitter_(emitter), text_(emitter.text().substr(0, line.end)), line_(line), joined_(emitter.text()) {}

  void Run() {
    floor_ = line_.begin;
    first_ = FirstName();
    if (first_ < text_.size() && text_[first_] == '|') Row(first_);
    for (std::size_t at = line_.begin; at < text_.size();) at = Step(at);
  }

 private:
  // Returns where to go on.
  std::size_t Step(std::size_t at) {
    switch (text_[at]) {
      case '=':
      case ':': return Separator(at);
      case '"': return Pieces(at);
      case '\'': return at == line_.begin || !IsWord(text_[at - 1]) ? Pieces(at) : at + 1;
      case ',': return Tuple(at);
      case '-':
      case '\xE2':                        // The beginnings of –, —, → and ：
      case '\xEF': return Dash(at);
      default: return at + 1;
    }
  }

  std::size_t Separator(std::size_t at) {
    if (StartsAt(text_, at, "://")) return floor_ = SkipAuthority(text_, at + 1);
    const std::size_t size = EndsTerm(at) ? 2 : SeparatorSize(text_, at);
    if (size == 0) return floor_ = at + 2;
    const char before = at > line_.begin ? text_[at - 1] : '\0';
    if (before == '!' || before == '<' || (before == '>' && DropMarks(text_, floor_, at) == at)) return floor_ = at + 1;
    return Pair(at, size);
  }

  std::size_t Pair(std::size_t at, std::size_t size) {
    const Span name = NameBefore(text_, floor_, at);
    std::size_t begin = SkipMarks(text_, at + size);
    if (StartsAt(text_, begin, "<<\"")) begin += 2;   // Erlang's <<"value">>
    if (StartsAt(text_, begin, "``") && !StartsAt(text_, begin, "```")) ++begin;   // ``value``
    if (name.begin > floor_ + 1 && (text_[name.begin - 1] == '/' || text_[name.begin - 2] == '/')) {
      if (const std::size_t next = SecondOfTwo(name, begin); next != 0) return floor_ = next;
    }
    if (name.empty() || begin >= text_.size()) return at + size;
    const bool only = name.begin == first_ && OneWord(begin);
    // `name: value;` of configurations that no reader knows.
    const std::size_t only_end = text_.back() == ';' && text_.size() > begin + 1 ? text_.size() - 1 : text_.size();
    const bool quoted = IsQuote(text_[begin]) ||
                        (text_[begin] == '\\' && begin + 1 < text_.size() && IsQuote(text_[begin + 1]));
    Value value = quoted ? QuotedValue(text_, begin)
                  : only ? Value{{begin, only_end}, Quote::kNone, begin}
                         : BareValue(text_, begin);
    if (const std::size_t first = FirstPiece(begin); first < text_.size()) {
      const std::size_t next = EmitJoined(first, name);
      if (next != 0) return floor_ = next;
    }
    if (only && text_[only_end - 1] == '>') value.span.end = DropMarks(text_, begin, only_end);   // x</b>
    if (!quoted) value.span.end -= MarksBehind(name, value.span);
    if (value.span.empty()) return floor_ = std::max(begin, at + size);
    if (!quoted && !only) {
      if (const std::size_t next = NamesWhatFollows(value)) return floor_ = next;
    }
    Emit(name, value, only || (quoted && name.begin == first_ && IsLast(value.next)));
    return floor_ = value.next;
  }

  // **name** - value, name → `value`, name：value. A plain dash joins anything,
  // so that one of both must be marked.
  std::size_t Dash(std::size_t at) {
    if (StartsAt(text_, at, "\uFF1A")) return Pair(at, 3);
    const std::size_t size = text_[at] == '-' ? 1 : StartsAt(text_, at, "\u2013") || StartsAt(text_, at, "\u2014") || StartsAt(text_, at, "\u2192") ? 3 : 0;
    const bool between = size != 0 && floor_ == line_.begin && at > line_.begin && IsBlank(text_[at - 1]) && at + size < text_.size() && IsBlank(text_[at + size]);
    if (!between) return at + 1;
    const std::size_t begin = SkipMarks(text_, at + size);
    std::size_t end = at;
    while (end > line_.begin && IsBlank(text_[end - 1])) --end;
    const bool named = end > line_.begin && (text_[end - 1] == '*' || text_[end - 1] == '`' || text_[end - 1] == '>');
    const bool marked = named || (begin < text_.size() && (text_[begin] == '`' || !IsBlank(text_[begin - 1])));
    return marked ? Pair(at, size) : at + size;
  }

  // How many of the value's last bytes are marks of the prose around, or stand
  // behind them: of ~name=value~, *name: value*, name: **value**.
  std::size_t MarksBehind(Span name, Span value) const {
    if (value.empty()) return 0;
    if (text_[value.begin - 1] == '*') return value.end - std::min(text_.find('*', value.begin), value.end);
    if (name.begin == line_.begin) return 0;
    const char mark = text_[name.begin - 1];
    std::size_t end = value.end;
    while ((mark == '~' || mark == '*') && end > value.begin + 1 && text_[end - 1] == mark) --end;
    return value.end - end;
  }

  // `- name :: value` of Org, `name:: value` of LDIF at the begin of a line.
  bool EndsTerm(std::size_t at) const {
    if (!StartsAt(text_, at, "::") || at + 2 >= text_.size() || !IsBlank(text_[at + 2]) || at == line_.begin) return false;
    return IsBlank(text_[at - 1]) || NameBefore(text_, floor_, at).begin == first_;
  }

  // "B: Authorization: Bearer x", "g:api_token = x": the value is the next
  // value's name; where to go on, or 0. "password: String = x" is no such thing.
  std::size_t NamesWhatFollows(const Value& value) const {
    const std::string_view text = value.span.Of(text_);
    if (text.size() > 1 && text.back() == ':' && value.span.end < text_.size() && IsBlank(text_[value.span.end])) return value.span.begin;
    const std::size_t next = SkipBlanks(text_, value.span.end);
    const bool assigned = next < text_.size() && text_[next] == '=' && !StartsAt(text_, next, "==") && next > value.span.end;
    return assigned && std::all_of(text.begin(), text.end(), IsPairNameByte) && text.find('_') != std::string_view::npos ? value.span.begin : 0;
  }

  // `user / password: admin / x`: the second value under the second name.
  std::size_t SecondOfTwo(Span name, std::size_t begin) {
    const std::size_t slash = text_.find(" / ", begin);
    if (slash == std::string_view::npos || slash == begin || text_.substr(begin, slash - begin).find(' ') != std::string_view::npos) return 0;
    const std::size_t second = SkipBlanks(text_, slash + 3);
    if (second >= text_.size()) return 0;
    const Value value = IsQuote(text_[second]) ? QuotedValue(text_, second) : BareValue(text_, second);
    if (value.span.empty()) return 0;
    Emit(name, value, false);
    return value.next;
  }

  // `{name, "value"}`, `(NAME, "value")`: Erlang's, and calls that define.
  std::size_t Tuple(std::size_t comma) {
    const std::size_t at = SkipBlanks(text_, comma + 1);
    const std::size_t quote = StartsAt(text_, at, "<<\"") ? at + 2 : at;
    if (quote >= text_.size() || text_[quote] != '"') return comma + 1;
    std::size_t begin = comma;
    while (begin > floor_ && IsWord(text_[begin - 1])) --begin;
    const bool opened = begin > floor_ && begin < comma && (text_[begin - 1] == '{' || text_[begin - 1] == '(') && !IsDigit(text_[begin]);
    const std::string_view name = text_.substr(begin, comma - begin);
    if (!opened || name == "bearer" || name == "basic") return comma + 1;   // {bearer, "x"}: a header, taken apart.
    const Value value = QuotedValue(text_, quote);
    const std::size_t close = SkipBlanks(text_, StartsAt(text_, value.next, ">>") ? value.next + 2 : value.next);
    if (value.span.empty() || close >= text_.size() || (text_[close] != '}' && text_[close] != ')')) return comma + 1;
    Emit({begin, comma}, value, false);
    return floor_ = value.next;
  }

  // `| name | value |`: the first two cells of a table's row.
  void Row(std::size_t bar) {
    const std::size_t middle = text_.find('|', bar + 1);
    if (middle >= text_.size()) return;
    Span title = Trim(text_, {bar + 1, middle});
    while (title.size() > 2 && text_[title.end - 1] == '*') --title.end;
    Span cell = Trim(text_, {middle + 1, std::min(text_.find('|', middle + 1), text_.size())});
    while (cell.size() > 2 && (text_[cell.begin] == '`' || text_[cell.begin] == '*') && text_[cell.end - 1] == text_[cell.begin]) {
      ++cell.begin;
      --cell.end;
    }
    const Span name = NameBefore(text_, bar + 1, title.end);
    const std::string_view value = cell.Of(text_);
    const bool is_word = std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7F' && c != '`'; });
    if (name.empty() || value.empty() || !is_word) return;
    Emit(name, {cell, Quote::kNone, cell.end}, false);
  }

  // Where the first of several strings that may be one begins: a quote at
  // `at`, or behind a bracket there.
  std::size_t FirstPiece(std::size_t at) const {
    if (text_[at] == '[' || text_[at] == '(') at = SkipBlanks(text_, at + 1);
    return at < text_.size() && IsQuote(text_[at]) ? at : text_.size();
  }

  // Strings without a name, joined: `the key is "a" "b"`.
  std::size_t Pieces(std::size_t at) {
    const bool escaped = at > line_.begin && text_[at - 1] == '\\';
    const std::size_t next = escaped ? 0 : EmitJoined(at, {at, at});
    return next == 0 ? at + 1 : floor_ = next;
  }

  // Emits the strings from `at` on as one, if they are joined, and returns
  // where they end; 0: they are not.
  std::size_t EmitJoined(std::size_t at, Span name) {
    Value piece = QuotedValue(text_, at);
    const std::size_t begin = piece.span.begin;
    const bool listed = at > 0 && (text_[at - 1] == '[' || text_[at - 1] == '(');
    const auto next_piece = [&, joined = listed && ListIsJoined(text_, piece.next, BareJoin::kWithComma)](std::size_t behind) {
      if (!joined) return JoinedString(text_, behind, text_[at]);
      const std::size_t comma = SkipBlanks(text_, behind);
      if (comma >= text_.size() || text_[comma] != ',') return std::string_view::npos;
      const std::size_t next = SkipBlanks(text_, comma + 1);
      return next < text_.size() && IsQuote(text_[next]) ? next : std::string_view::npos;
    };
    std::size_t next = next_piece(piece.next);
    if (next >= text_.size()) return 0;
    joined_.Start();
    joined_.Copy(piece.span);
    for (; next < text_.size(); next = next_piece(piece.next)) {
      piece = QuotedValue(text_, next);
      joined_.Copy(piece.span);
    }
    static constexpr Encoding kJoined[] = {Encoding::kConcatenation};
    Literal literal;
    joined_.Finish(literal, {begin, piece.span.end});
    literal.quote = piece.quote;
    literal.kind = LiteralKind::kText;
    literal.decoded_from = kJoined;
    literal.name_span = name;
    literal.statement = {std::min(name.begin, begin), piece.next};
    if (!name.empty()) emitter_.Push(name.Of(text_), name);
    emitter_.EmitValue(literal);
    if (!name.empty()) emitter_.Pop();
    return piece.next;
  }

  // Where the name stands that nothing but a list mark or "export" precedes.
  std::size_t FirstName() const {
    std::size_t at = SkipBlanks(text_, line_.begin);
    for (const std::string_view lead : {"export ", "set ", "ENV ", "- ", "* ", "-D", "--", "-", "\"", "'"}) {
      if (StartsAt(text_, at, lead)) {
        at = SkipBlanks(text_, at + lead.size());
        break;
      }
    }
    return SkipMarks(text_, at);
  }
  // The line's rest is one word, and no form (a=b&c=d).
  bool OneWord(std::size_t at) const {
    bool ampersand = false;
    for (; at < text_.size() && !IsSpace(text_[at]); ++at) {
      if (text_[at] == '=' && ampersand) return false;
      ampersand = text_[at] == '&' || (ampersand && IsPairNameByte(text_[at]));
    }
    return at == text_.size() && !IsQuote(text_[at - 1]);
  }
  bool IsLast(std::size_t at) const {
    at = SkipBlanks(text_, at);
    return at >= text_.size() || text_[at] == ',' || text_[at] == ';';
  }

  void Emit(Span name, const Value& value, bool whole_line) {
    Literal literal;
    literal.text = value.span.Of(text_);
    literal.span = value.span;
    literal.quote = value.quote;
    literal.kind = whole_line ? LiteralKind::kValue : LiteralKind::kText;
    literal.name_span = name;
    literal.statement = whole_line ? line_ : Span{name.begin, value.span.end};
    emitter_.EmitUnder(name.Of(text_), name, literal);
  }

  Emitter& emitter_;
  std::string_view text_;
  Span line_;
  std::size_t floor_ = 0;
  std::size_t first_ = 0;
  TextBuilder joined_;
};

}  // namespace

void ReadLinePairs(Emitter& emitter, Span line) { LineScan(emitter, line).Run(); }

void ReadPairs(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  for (std::size_t at = range.begin; at < text.size(); at = NextLine(text, at)) {
    ReadLinePairs(emitter, {at, LineEnd(text, at)});
  }
}

}  // namespace keylint::decode
