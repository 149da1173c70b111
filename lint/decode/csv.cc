// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/csv.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/pair_columns.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxColumns = 1000;

class TableReader {
 public:
  TableReader(Emitter& emitter, Span range, char separator)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), separator_(separator) {}

  void Run() {
    Titles();
    while (at_ < text_.size()) Cell();
  }

 private:
  void Titles() {
    if (StartsAt(text_, at_, "\xEF\xBB\xBF")) at_ += 3;
    const std::size_t end = LineEnd(text_, at_);
    std::vector<Span> cells;
    for (std::size_t at = at_; at <= end;) {
      const std::size_t stop = Find(text_.substr(0, end), separator_, at);
      Span cell = Trim(text_, {at, stop});
      if (cell.size() >= 2 && text_[cell.begin] == '"' && text_[cell.end - 1] == '"') {
        cell = {cell.begin + 1, cell.end - 1};
      }
      if (!IsTitle(cell)) return;
      cells.push_back(cell);
      if (cells.size() >= kMaxColumns) break;
      at = stop + 1;
    }
    if (cells.size() < 2) return;
    titles_ = cells;
    std::vector<std::string_view> titles;
    for (const Span title : titles_) titles.push_back(title.Of(text_));
    pair_ = FindPairColumns(titles);
    at_ = NextLine(text_, at_);
  }

  bool IsTitle(Span cell) const {
    if (cell.empty() || cell.size() > 60 || IsDigit(text_[cell.begin])) return false;
    return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(cell.begin),
                       text_.begin() + static_cast<std::ptrdiff_t>(cell.end), [](char c) {
                         return IsWord(c) || c == ' ' || c == '-' || c == '.' || c == '_' || c == '/' || c == '(' ||
                                c == ')' || c == '#' || c == ':';
                       });
  }

  void Cell() {
    if (column_ == 0) {
      row_ = at_;
      setting_ = {};
    }
    Literal literal;
    literal.kind = LiteralKind::kText;
    if (text_[at_] == '"' && !no_quote_ && Quoted(literal)) {
      // Read.
    } else {
      const std::size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
      literal.span = Trim(text_, {begin, at_});
      literal.text = literal.span.Of(text_);
    }
    literal.statement = {row_, std::max(row_, literal.span.end)};
    const std::size_t depth = emitter_.depth();
    if (column_ == pair_.value && !setting_.empty()) {
      PushSetting(emitter_, setting_);
      literal.kind = LiteralKind::kValue;
    } else if (column_ < titles_.size()) {
      emitter_.Push(titles_[column_].Of(text_), titles_[column_]);
    }
    if (!literal.text.empty()) emitter_.EmitValue(literal);
    emitter_.PopTo(depth);
    if (column_ == pair_.name && literal.map == nullptr && MayNameSetting(literal.text)) setting_ = literal.span;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
    column_ = at_ < text_.size() && text_[at_] == '\n' ? 0 : column_ + 1;
    if (at_ < text_.size()) ++at_;
  }

  bool Quoted(Literal& literal) {
    const std::size_t begin = at_ + 1;
    builder_.Start();
    std::size_t at = begin;
    for (;;) {
      const std::size_t quote = Find(text_, '"', at);
      if (quote >= text_.size()) {
        no_quote_ = true;
        return false;
      }
      builder_.Copy({at, quote});
      at = quote + 1;
      if (at >= text_.size() || text_[at] != '"') break;
      builder_.Put("\"", {quote, at + 1});
      ++at;
    }
    builder_.Finish(literal, {begin, at - 1});
    literal.quote = Quote::kDouble;
    at_ = at;
    return true;
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  char separator_;
  std::vector<Span> titles_;
  PairColumns pair_;
  Span setting_;   // What this row's cell under pair_.name holds.
  std::size_t column_ = 0;
  std::size_t row_ = 0;
  bool no_quote_ = false;
};

}  // namespace

void ReadCsv(Emitter& emitter, Span range) {
  const std::string_view first = emitter.text().substr(0, LineEnd(emitter.text().substr(0, range.end), range.begin)).substr(range.begin);
  const auto count = [first](char c) { return std::count(first.begin(), first.end(), c); };
  const char separator = count(';') > count(',') ? ';' : count('\t') > count(',') ? '\t' : count('|') > count(',') ? '|' : ',';
  TableReader(emitter, range, separator).Run();
}

void ReadTsv(Emitter& emitter, Span range) { TableReader(emitter, range, '\t').Run(); }

}  // namespace keylint::decode
