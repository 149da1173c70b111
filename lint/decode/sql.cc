// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/sql.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/kubernetes.h"
#include "lint/decode/pair_columns.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxColumns = 500;

// Words that a string follows as a value without being its name.
bool IsOperatorWord(std::string_view word) {
  for (const std::string_view known : {"by", "as", "with", "to", "like", "in", "values", "select", "and", "or", "not",
                                       "set", "is", "default", "then", "else", "when", "from", "where", "encrypted"}) {
    if (EqualsNoCase(word, known)) return true;
  }
  return false;
}

class SqlReader {
 public:
  SqlReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()), at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) Step();
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (IsSpace(c)) {
      ++at_;
    } else if (StartsAt(text_, at_, "--") || (c == '#' && LineStart())) {
      const std::size_t end = LineEnd(text_, at_);
      emitter_.EmitComment({std::min(end, at_ + (c == '#' ? 1 : 2)), end});
      at_ = end;
    } else if (StartsAt(text_, at_, "/*") && !no_comment_end_) {
      BlockComment();
    } else if (c == '\'') {
      String();
    } else if (c == '"' || c == '`' || c == '[') {
      QuotedName(c);
    } else if (c == '$' && DollarQuoted()) {
      return;
    } else if (IsWord(c) || c == '@') {
      Word();
    } else {
      Mark(c);
    }
  }

  bool LineStart() const { return at_ == 0 || text_[at_ - 1] == '\n'; }

  void BlockComment() {
    const std::size_t close = text_.find("*/", at_ + 2);
    if (close == std::string_view::npos) {
      no_comment_end_ = true;
      at_ += 2;
      return;
    }
    // MySQL runs what stands in /*! ... */.
    if (!StartsAt(text_, at_, "/*!")) emitter_.EmitComment({at_ + 2, close});
    at_ = StartsAt(text_, at_, "/*!") ? at_ + 3 : close + 2;
  }

  // ---- Structure ------------------------------------------------------

  void Mark(char c) {
    ++at_;
    if (c == '(') {
      ++depth_;
      if (want_columns_ && !values_ && columns_.empty() && depth_ == 1) in_columns_ = true;
      if (depth_ == 1 && !selects_) {
        column_ = 0;
        cell_ = setting_ = {};
      }
      callee_ = last_;
    } else if (c == ')') {
      if (depth_ > 0) --depth_;
      in_columns_ = false;
      callee_ = {};
    } else if (c == ',') {
      if (depth_ <= (selects_ ? 0U : 1U)) ++column_;
      if (!values_) last_ = {};
      equals_ = false;
      return;
    } else if (c == ';') {
      EndStatement();
      return;
    } else if (c == '=') {
      equals_ = true;
      return;
    } else if (c == '*') {
      return;
    }
    if (c != '(' && c != '.') equals_ = equals_ && c == '>';
  }

  void EndStatement() {
    const bool copy = copy_;
    insert_ = want_columns_ = in_columns_ = table_next_ = values_ = selects_ = equals_ = by_ = copy_ = false;
    depth_ = column_ = 0;
    last_ = callee_ = setting_ = {};
    pair_ = {};
    statement_ = at_;
    if (copy && stdin_) CopyRows();
    columns_.clear();
    table_ = {};
    stdin_ = false;
  }

  void Word() {
    if (QuoteOperator()) return;
    const std::size_t begin = at_;
    ++at_;
    while (at_ < text_.size() && (IsWord(text_[at_]) || text_[at_] == '$')) ++at_;
    Name({begin, at_}, false);
  }

  void QuotedName(char open) {
    const char close = open == '[' ? ']' : open;
    const std::size_t end = line_end_(text_, at_);
    std::size_t& unclosed = unclosed_[open == '"' ? 0 : open == '`' ? 1 : 2];
    const std::size_t stop = unclosed == end ? end : Find(text_.substr(0, end), close, at_ + 1);
    if (stop >= end) {
      unclosed = end;  // Nor does anything further right on the line.
      ++at_;
      return;
    }
    const Span inside{at_ + 1, stop};
    // MySQL takes double quotes for strings, too.
    const bool value = open == '"' && (equals_ || by_ || (values_ && depth_ > 0));
    at_ = stop + 1;
    if (value) Value(inside, Quote::kDouble);
    else Name(inside, true);
  }

  void Name(Span span, bool quoted) {
    const std::string_view word = span.Of(text_);
    if (in_columns_) {
      if (columns_.size() < kMaxColumns) columns_.push_back(span);
      return;
    }
    if (!quoted) {
      if (EqualsNoCase(word, "insert") || EqualsNoCase(word, "replace")) {
        insert_ = true;
        statement_ = span.begin;
        return;
      }
      if (EqualsNoCase(word, "copy")) {
        copy_ = want_columns_ = table_next_ = true;
        return;
      }
      if (EqualsNoCase(word, "into") && insert_) {
        want_columns_ = table_next_ = true;
        return;
      }
      if (EqualsNoCase(word, "values")) {
        values_ = want_columns_;
        depth_ = column_ = 0;
        FindPair();
        return;
      }
      if (EqualsNoCase(word, "select") && insert_ && !columns_.empty() && depth_ == 0) {
        selects_ = true;   // INSERT INTO t (a, b) SELECT 'x', 'y'
        column_ = 0;
        FindPair();
        return;
      }
      if (depth_ == 0 && (EqualsNoCase(word, "from") || EqualsNoCase(word, "where") || EqualsNoCase(word, "union"))) selects_ = false;
      if (EqualsNoCase(word, "set") && !values_) setting_ = {};   // A statement that no ';' ends goes before.
      if (EqualsNoCase(word, "stdin")) stdin_ = true;
      if (EqualsNoCase(word, "identified") || EqualsNoCase(word, "password")) by_ = true;
      if (IsOperatorWord(word)) return;
    }
    if (table_next_) {
      // schema.table: the last part counts.
      if (at_ < text_.size() && text_[at_] == '.') return;
      table_ = span;
      table_next_ = false;
      return;
    }
    equals_ = false;
    last_ = span;
  }

  void FindPair() {
    std::vector<std::string_view> titles;
    for (const Span column : columns_) titles.push_back(column.Of(text_));
    pair_ = FindPairColumns(titles);
    setting_ = {};
  }

  // ---- Values ---------------------------------------------------------

  // 'a' || 'b', CONCAT('a', 'b') and 'a' on two lines are one text.
  void String() {
    const std::size_t begin = at_ + 1;
    const bool concat = depth_ > 0 && (EqualsNoCase(callee_.Of(text_), "concat") || EqualsNoCase(callee_.Of(text_), "concat_ws"));
    builder_.Start();
    std::size_t end = Piece();
    bool joined = false;
    for (std::size_t next = NextPiece(concat); next < text_.size(); next = NextPiece(concat)) {
      at_ = next;
      end = Piece();
      joined = true;
    }
    static constexpr Encoding kJoined[] = {Encoding::kConcatenation};
    Literal literal;
    builder_.Finish(literal, {begin, end});
    if (joined) literal.decoded_from = kJoined;
    Deliver(literal, Quote::kSingle);
  }

  // Where the quote stands of a string that goes on the one in front of at_.
  std::size_t NextPiece(bool concat) const {
    std::size_t next = SkipSpaces(text_, at_);
    const bool new_line = text_.substr(at_, next - at_).find('\n') != std::string_view::npos;
    const std::size_t op = StartsAt(text_, next, "||") ? 2 : StartsAt(text_, next, "+") || (concat && StartsAt(text_, next, ",")) ? 1 : 0;
    if (op == 0 && !new_line) return text_.size();
    next = SkipSpaces(text_, next + op);
    return next < text_.size() && text_[next] == '\'' ? next : text_.size();
  }

  // Appends the string at at_ and moves behind it; returns where its closing quote stands.
  std::size_t Piece() {
    std::size_t at = at_ + 1;
    std::size_t run = at;
    while (at < text_.size()) {
      const char c = text_[at];
      if (c == '\\' && at + 1 < text_.size() && (text_[at + 1] == '\'' || text_[at + 1] == '\\')) {
        // A backslash in front of the last quote of a value is a path's end.
        const std::size_t behind = at + 2;
        if (text_[at + 1] == '\'' && (behind >= text_.size() || text_[behind] == ',' || text_[behind] == ')' ||
                                      text_[behind] == ';' || text_[behind] == '\n')) {
          ++at;
          continue;
        }
        builder_.Copy({run, at});
        builder_.Put(text_.substr(at + 1, 1), {at, at + 2});
        run = at = at + 2;
      } else if (c == '\'' && at + 1 < text_.size() && text_[at + 1] == '\'') {
        builder_.Copy({run, at});
        builder_.Put("'", {at, at + 2});
        run = at = at + 2;
      } else if (c == '\'') {
        break;
      } else {
        ++at;
      }
    }
    builder_.Copy({run, at});
    at_ = std::min(text_.size(), at + 1);
    return at;
  }

  // Oracle's q'[...]', behind whose bracket the quote must follow.
  bool QuoteOperator() {
    const std::size_t open = at_ + 2;
    const bool begins = (text_[at_] == 'q' || text_[at_] == 'Q') && open < text_.size() && text_[at_ + 1] == '\'';
    if (!begins || IsSpace(text_[open]) || IsAlnum(text_[open]) || misses_ > 16) return false;
    constexpr std::string_view kOpen = "[{(<", kClose = "]})>";
    const std::size_t bracket = kOpen.find(text_[open]);
    const char mark[] = {bracket == std::string_view::npos ? text_[open] : kClose[bracket], '\''};
    const std::size_t close = text_.find(std::string_view(mark, 2), open + 1);
    if (close == std::string_view::npos) {
      ++misses_;
      return false;
    }
    at_ = close + 2;
    Value({open + 1, close}, Quote::kRaw);
    return true;
  }

  void Value(Span inside, Quote quote) {
    Literal literal;
    literal.span = inside;
    literal.text = inside.Of(text_);
    Deliver(literal, quote);
  }

  void Deliver(Literal& literal, Quote quote) {
    literal.quote = quote;
    literal.kind = LiteralKind::kString;
    literal.statement = {std::min(statement_, literal.span.begin), literal.span.end};
    const std::size_t depth = emitter_.depth();
    const bool in_row = (values_ && depth_ > 0) || (selects_ && depth_ == 0);
    if (in_row && column_ < columns_.size()) {
      if (!table_.empty()) emitter_.Push(table_.Of(text_), table_);
      if (column_ == pair_.value && !setting_.empty()) PushSetting(emitter_, setting_);
      else emitter_.Push(columns_[column_].Of(text_), columns_[column_]);
      if (column_ == pair_.name && literal.map == nullptr && MayNameSetting(literal.text)) setting_ = literal.span;
    } else if (values_ && depth_ > 0 && columns_.empty() && NamesNextCell()) {
      emitter_.Push(cell_.Of(text_), cell_);
    } else if (by_) {
      emitter_.Push("password", last_.empty() ? literal.span : last_);
    } else if (const Span setting = SettingOfRow(); !setting.empty()) {
      PushSetting(emitter_, setting);
      literal.statement.end = std::max(literal.statement.end, setting.end);
    } else if (!last_.empty() && callee_.empty()) {
      emitter_.Push(last_.Of(text_), last_);
      if (equals_ && literal.map == nullptr && NamesSettings(last_.Of(text_)) && MayNameSetting(literal.text)) setting_ = literal.span;
    } else if (!last_.empty() && last_ != callee_) {
      emitter_.Push(last_.Of(text_), last_);
    }
    cell_ = literal.span;
    cell_column_ = column_;
    if (depth_ > 0 && !callee_.empty() && !values_) literal.callee = callee_.Of(text_);
    if (IsDecoded()) EmitBase64(emitter_, literal);
    else emitter_.EmitValue(literal);
    emitter_.PopTo(depth);
    by_ = equals_ = false;
  }

  // FROM_BASE64('v') of MySQL, decode('v', 'base64') of PostgreSQL.
  bool IsDecoded() const {
    const std::string_view callee = callee_.Of(text_);
    if (EqualsNoCase(callee, "from_base64")) return true;
    const std::size_t next = SkipSpaces(text_, at_);
    return EqualsNoCase(callee, "decode") && StartsAt(text_, next, ",") && StartsAt(text_, SkipSpaces(text_, next + 1), "'base64'");
  }

  // UPDATE settings SET value = 'v' WHERE name = 'N': N, in the condition behind at_.
  Span SettingOfRow() const {
    constexpr std::size_t kReach = 512;
    if (!equals_ || last_.empty() || !callee_.empty() || !HoldsSettings(last_.Of(text_))) return {};
    if (!setting_.empty()) return setting_;   // SET name = 'N', value = 'v'; ON DUPLICATE KEY UPDATE value = 'v'
    const std::string_view text = text_.substr(0, std::min(text_.size(), at_ + kReach));
    Span name;
    bool condition = false;
    for (std::size_t at = at_; at < text.size() && text[at] != ';';) {
      if (IsWord(text[at])) {
        const std::size_t end = NameEnd(text, at);
        const std::string_view word = text.substr(at, end - at);
        if (EqualsNoCase(word, "update") || EqualsNoCase(word, "insert")) return {};   // The next statement.
        condition = condition || EqualsNoCase(word, "where");
        name = {at + word.rfind('.') + 1, end};   // s.name
        at = end;
      } else if (text[at] == '\'' || (text[at] == '"' && text.substr(0, at).ends_with('='))) {
        const Span inside{at + 1, Find(text, text[at], at + 1)};
        const bool names = condition && inside.end < text.size() && NamesSettings(name.Of(text)) && MayNameSetting(inside.Of(text));
        if (names) return inside;
        at = inside.end + 1;
      } else {
        ++at;
      }
    }
    return {};
  }

  // Whether the cell before this one holds what may be a setting's name.
  bool NamesNextCell() const {
    constexpr std::size_t kLongestName = 64;
    const std::string_view name = cell_.Of(text_);
    const auto fits = [](char c) { return IsWord(c) || c == '.' || c == '-'; };
    return cell_column_ + 1 == column_ && !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), fits);
  }

  // $$ ... $$ and $tag$ ... $tag$: a function's body.
  bool DollarQuoted() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && IsWord(text_[end])) ++end;
    if (end >= text_.size() || text_[end] != '$' || misses_ > 16 || IsDigit(text_[at_ + 1])) {
      ++at_;
      return true;
    }
    const std::string_view mark = text_.substr(at_, end + 1 - at_);
    const std::size_t close = text_.find(mark, end + 1);
    if (close == std::string_view::npos) {
      ++misses_;
      at_ = end + 1;
      return true;
    }
    const Span inside{end + 1, close};
    Value(inside, Quote::kRaw);
    emitter_.Embed(Format::kSql, inside);
    at_ = close + mark.size();
    return true;
  }

  // Rows apart by tabs, up to a line "\.".
  void CopyRows() {
    at_ = NextLine(text_, at_);
    FindPair();
    while (at_ < text_.size()) {
      const Span line{at_, LineEnd(text_, at_)};
      setting_ = {};
      at_ = NextLine(text_, at_);
      if (line.Of(text_) == "\\.") return;
      const std::string_view text = text_.substr(0, line.end);
      std::size_t column = 0;
      for (std::size_t at = line.begin; at <= line.end && column < columns_.size(); ++column) {
        const std::size_t tab = Find(text, '\t', at);
        const Span cell{at, tab};
        if (!cell.empty() && cell.Of(text_) != "\\N") {
          const std::size_t depth = emitter_.depth();
          emitter_.Push(table_.Of(text_), table_);
          if (column == pair_.value && !setting_.empty()) PushSetting(emitter_, setting_);
          else emitter_.Push(columns_[column].Of(text_), columns_[column]);
          emitter_.EmitVerbatim(cell, line);
          emitter_.PopTo(depth);
          if (column == pair_.name && MayNameSetting(cell.Of(text_))) setting_ = cell;
        }
        at = tab + 1;
      }
    }
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t statement_ = 0;
  std::size_t depth_ = 0;
  std::size_t column_ = 0;
  std::vector<Span> columns_;
  Span table_;
  Span last_;    // The name read last.
  Span cell_;    // The string read last, and its column.
  std::size_t cell_column_ = 0;
  PairColumns pair_;
  Span setting_;   // What this row's cell under pair_.name holds.
  Span callee_;  // The name in front of the open parenthesis.
  bool insert_ = false;
  bool copy_ = false;
  bool stdin_ = false;
  bool want_columns_ = false;
  bool in_columns_ = false;
  bool table_next_ = false;
  bool values_ = false;
  bool selects_ = false;
  bool equals_ = false;
  bool by_ = false;
  bool no_comment_end_ = false;
  int misses_ = 0;
  LineEnds line_end_;
  std::size_t unclosed_[3] = {0, 0, 0};
};

}  // namespace

void ReadSql(Emitter& emitter, Span range) { SqlReader(emitter, range).Run(); }

}  // namespace keylint::decode
