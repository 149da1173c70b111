// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/text_table.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/pairs.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMostColumns = 100;

using Cells = std::vector<Span>;

// A line without its end, and where the next one begins.
struct Line {
  Span span;
  std::size_t next = 0;
};

Line LineAt(std::string_view text, std::size_t at) { return {{at, LineEnd(text, at)}, NextLine(text, at)}; }

bool HoldsOnly(std::string_view line, std::string_view set) { return !line.empty() && line.find_first_not_of(set) == std::string_view::npos; }

// A cell without the marks around its text: `x`, **x**, "x".
Span Bare(std::string_view text, Span cell) {
  cell = Trim(text, cell);
  while (cell.size() > 2 && text[cell.begin] == text[cell.end - 1] && std::string_view("`*\"").find(text[cell.begin]) != std::string_view::npos) {
    ++cell.begin;
    --cell.end;
  }
  return cell;
}

// The parts of `line` between `separator`s; those at its ends open no cell.
Cells CellsOf(std::string_view text, Span line, char separator) {
  Cells cells;
  line = Trim(text, line);
  if (!line.empty() && text[line.begin] == separator) ++line.begin;
  if (!line.empty() && text[line.end - 1] == separator) --line.end;
  bool quoted = false;
  std::size_t begin = line.begin;
  for (std::size_t at = line.begin; at < line.end && cells.size() < kMostColumns; ++at) {
    if (text[at] == '"' && separator == ',') quoted = !quoted;
    if (text[at] == '\\') ++at;   // "\|"
    else if (text[at] == separator && !quoted) {
      cells.push_back(Bare(text, {begin, at}));
      begin = at + 1;
    }
  }
  cells.push_back(Bare(text, {std::min(begin, line.end), line.end}));
  return cells;
}

// "|| Host || Password ||": the titles of Confluence's and Jira's markup.
Cells TitlesOf(std::string_view text, Span line) {
  Cells cells = CellsOf(text, line, '|');
  if (StartsAt(text, Trim(text, line).begin, "||")) std::erase_if(cells, [](Span cell) { return cell.empty(); });
  return cells;
}

class Table {
 public:
  Table(Emitter& emitter, std::string_view text) : emitter_(emitter), text_(text) {}

  bool titled() const { return !titles_.empty(); }
  void SetTitles(Cells titles) { titles_ = std::move(titles); }

  void Row(Span line, const Cells& cells) {
    for (std::size_t column = 0; column < cells.size() && column < titles_.size(); ++column) Cell(line, titles_[column], cells[column]);
  }

 private:
  // "User / Password" above "admin / x" names both halves.
  void Cell(Span line, Span title, Span cell) {
    const std::size_t slash = title.begin + std::min(title.Of(text_).find('/'), title.size());
    const std::size_t middle = cell.begin + std::min(cell.Of(text_).find(" / "), cell.size());
    if (slash < title.end && middle < cell.end) {
      Half(line, {title.begin, slash}, {cell.begin, middle});
      return Half(line, {slash + 1, title.end}, {middle + 3, cell.end});
    }
    Half(line, title, cell);
  }

  void Half(Span line, Span title, Span cell) {
    title = Bare(text_, title);
    cell = Bare(text_, cell);
    const std::string_view value = cell.Of(text_);
    const bool is_one = std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7F' && c != '`'; });
    const bool is_word = std::all_of(value.begin(), value.end(), IsAlpha);   // "required", "string", "none"
    if (title.empty() || value.empty() || !is_one || is_word) return;
    Literal literal;
    literal.text = value;
    literal.span = cell;
    literal.kind = LiteralKind::kText;
    literal.name_span = title;
    literal.statement = line;
    emitter_.EmitUnder(title.Of(text_), title, literal);
  }

  Emitter& emitter_;
  std::string_view text_;
  Cells titles_;
};

}  // namespace

std::size_t ReadPipeTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  const std::string_view text = emitter.text().substr(0, range.end);
  Line line = LineAt(text, at);
  const Span first = Trim(text, line.span);
  if (first.empty() || text[first.begin] != '|' || line.next >= text.size()) return at;
  const Line rule = LineAt(text, line.next);
  if (!HoldsOnly(rule.span.Of(text), "|-:+ \t") || rule.span.Of(text).find('-') == std::string_view::npos) return at;
  begins();
  Table table(emitter, text);
  table.SetTitles(CellsOf(text, line.span, '|'));
  ReadLinePairs(emitter, line.span);
  for (at = rule.next; at < text.size(); at = line.next) {
    line = LineAt(text, at);
    const Span row = Trim(text, line.span);
    if (row.empty() || text[row.begin] != '|') break;
    ReadLinePairs(emitter, line.span);
    table.Row(line.span, CellsOf(text, line.span, '|'));
  }
  return at;
}

std::size_t ReadHeadedTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  const std::string_view text = emitter.text().substr(0, range.end);
  Table table(emitter, text);
  for (Line line; at < text.size(); at = line.next) {
    line = LineAt(text, at);
    const Span row = Trim(text, line.span);
    if (row.empty() || text[row.begin] != '|') break;
    if (!table.titled()) begins();
    ReadLinePairs(emitter, line.span);
    if (table.titled()) table.Row(line.span, CellsOf(text, line.span, '|'));
    else table.SetTitles(TitlesOf(text, line.span));
  }
  return at;
}

namespace {

// "! scope=col | Login !! Password", "| a || b": behind one bar alone stands
// what its attributes are of.
void AddWikiCells(std::string_view text, Span line, std::string_view separator, Cells& cells) {
  for (std::size_t at = line.begin + 1; at <= line.end && cells.size() < kMostColumns;) {
    const std::size_t found = text.substr(0, line.end).find(separator, at);
    const std::size_t bars = separator == "!!" ? text.substr(0, line.end).find("||", at) : found;
    const std::size_t end = std::min({found, bars, line.end});
    const std::size_t bar = text.substr(0, end).find('|', at);
    cells.push_back(Bare(text, {bar == std::string_view::npos ? at : bar + 1, end}));
    at = end + separator.size();
  }
}

}  // namespace

std::size_t ReadWikiTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  const std::string_view text = emitter.text().substr(0, range.end);
  if (text[at] != '!') return at;
  // Itself, where the line before is too long for a title.
  const auto line_before = [text](std::size_t begin) {
    constexpr std::size_t kLongestTitle = 512;
    if (begin < 2) return begin;
    const std::size_t floor = begin > kLongestTitle ? begin - kLongestTitle : 0;
    const std::size_t end = text.substr(floor, begin - 1 - floor).rfind('\n');
    return end != std::string_view::npos ? floor + end + 1 : floor == 0 ? 0 : begin;
  };
  std::size_t first = at;   // Of the titles, one a line.
  std::size_t before = line_before(first);
  for (std::size_t titles = 0; titles < kMostColumns && before != first && text[before] == '!'; ++titles) {
    first = before;
    before = line_before(first);
  }
  const std::string_view above = text.substr(before, 2);
  if (before < range.begin || (above != "{|" && above != "|-" && above != "|+")) return at;
  begins();
  Table table(emitter, text);
  Cells row;
  Span last;
  bool title_row = true;
  const auto end_row = [&] {
    if (!row.empty() && title_row) table.SetTitles(row);
    else if (!row.empty()) table.Row(last, row);
    row.clear();
    title_row = true;
  };
  for (Line line; first < text.size(); first = line.next) {
    line = LineAt(text, first);
    const std::string_view content = line.span.Of(text);
    if (content.starts_with("|}")) break;
    if (content.starts_with("|-")) {
      end_row();
    } else if (content.starts_with('!')) {
      AddWikiCells(text, line.span, "!!", row);
    } else if (content.starts_with('|') && !content.starts_with("|+")) {
      title_row = false;
      AddWikiCells(text, line.span, "||", row);
    }
    if (first >= at) ReadLinePairs(emitter, line.span);
    last = line.span;
  }
  end_row();
  return std::max(first, NextLine(text, at));
}

std::size_t ReadGridTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  const std::string_view text = emitter.text().substr(0, range.end);
  Line line = LineAt(text, at);
  const auto is_rule = [&](Span span) { return HoldsOnly(Trim(text, span).Of(text), "+-=") && text[Trim(text, span).begin] == '+'; };
  if (!is_rule(line.span)) return at;
  begins();
  Table table(emitter, text);
  Cells last;
  for (at = line.next; at < text.size(); at = line.next) {
    line = LineAt(text, at);
    const Span row = Trim(text, line.span);
    if (row.empty() || (text[row.begin] != '|' && text[row.begin] != '+')) break;
    if (is_rule(line.span)) {
      if (row.Of(text).find('=') != std::string_view::npos) table.SetTitles(last);
      continue;
    }
    ReadLinePairs(emitter, line.span);
    last = CellsOf(text, line.span, '|');
    table.Row(line.span, last);
  }
  return at;
}

std::size_t ReadRuledTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  const std::string_view text = emitter.text().substr(0, range.end);
  Line line = LineAt(text, at);
  const std::string_view rule = line.span.Of(text);
  const auto is_rule = [](std::string_view content) {
    return HoldsOnly(content, "= ") && content.find("= ") < content.rfind('=');
  };
  if (!is_rule(rule)) return at;
  begins();
  std::vector<std::size_t> columns;   // Where each begins, from the line's beginning.
  for (std::size_t i = 0; i < rule.size() && columns.size() < kMostColumns; ++i) {
    if (rule[i] == '=' && (i == 0 || rule[i - 1] != '=')) columns.push_back(i);
  }
  Table table(emitter, text);
  Cells last;
  int rules = 1;
  for (at = line.next; at < text.size(); at = line.next) {
    line = LineAt(text, at);
    if (Trim(text, line.span).empty()) {
      if (rules > 1) continue;
      break;
    }
    if (is_rule(line.span.Of(text))) {
      if (++rules == 3 || last.empty()) return line.next;
      table.SetTitles(last);
      continue;
    }
    ReadLinePairs(emitter, line.span);
    last.clear();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::size_t begin = std::min(line.span.end, line.span.begin + columns[i]);
      const std::size_t end = i + 1 < columns.size() ? std::min(line.span.end, line.span.begin + columns[i + 1]) : line.span.end;
      last.push_back(Bare(text, {begin, end}));
    }
    table.Row(line.span, last);
  }
  return at;
}

namespace {

std::size_t ReadBars(Emitter& emitter, Span range, std::size_t at, bool titled, const std::function<void()>& begins) {
  const std::string_view text = emitter.text().substr(0, range.end);
  Line line = LineAt(text, at);
  const std::string_view mark = Trim(text, line.span).Of(text);
  if (mark != "|===" && mark != ",===") return at;
  begins();
  Table table(emitter, text);
  char separator = mark[0];
  Cells row;             // A row may go on in the next line.
  std::size_t width = 0;
  for (at = line.next; at < text.size(); at = line.next) {
    line = LineAt(text, at);
    const Span content = Trim(text, line.span);
    if (content.Of(text) == mark) return line.next;
    if (content.empty()) continue;
    ReadLinePairs(emitter, line.span);
    if (width == 0 && text[content.begin] != '|') separator = ',';   // format=csv
    if (separator == '|' && text[content.begin] != '|') continue;    // A cell's second line.
    const Cells cells = CellsOf(text, line.span, separator);
    if (width == 0) {
      width = cells.size();
      const bool blank_below = Trim(text, LineAt(text, line.next).span).empty();
      if (width > 1 && (titled || blank_below)) {
        table.SetTitles(cells);
        continue;
      }
    }
    row.insert(row.end(), cells.begin(), cells.end());
    if (row.size() < width) continue;
    table.Row(line.span, row);
    row.clear();
  }
  return at;
}

}  // namespace

std::size_t ReadBarTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  return ReadBars(emitter, range, at, false, begins);
}
std::size_t ReadTitledBarTable(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins) {
  return ReadBars(emitter, range, at, true, begins);
}

void ReadListTable(Emitter& emitter, Span block) {
  const std::string_view text = emitter.text().substr(0, block.end);
  Table table(emitter, text);
  bool titled = false;
  Cells row;
  Span last;
  const auto end_row = [&] {
    if (titled && !table.titled()) table.SetTitles(row);
    else table.Row(last, row);
    row.clear();
  };
  for (Line line; block.begin < text.size(); block.begin = line.next) {
    line = LineAt(text, block.begin);
    Span cell = Trim(text, line.span);
    const std::string_view content = cell.Of(text);
    const bool option = content.starts_with(":header-rows:");
    if (option) titled = content.find_first_of("123456789") != std::string_view::npos;
    else ReadLinePairs(emitter, line.span);
    if (content.starts_with("* -")) {
      if (!row.empty()) end_row();
      cell.begin += 3;
    } else if (content.starts_with("- ")) {
      cell.begin += 2;
    } else {
      continue;
    }
    last = line.span;
    if (row.size() < kMostColumns) row.push_back(Bare(text, cell));
  }
  if (!row.empty()) end_row();
}

void ReadCsvTable(Emitter& emitter, Span block) {
  constexpr std::string_view kHeader = ":header:";
  const std::string_view text = emitter.text().substr(0, block.end);
  Table table(emitter, text);
  for (Line line; block.begin < text.size(); block.begin = line.next) {
    line = LineAt(text, block.begin);
    const Span content = Trim(text, line.span);
    const bool header = content.Of(text).starts_with(kHeader);
    if (!header) ReadLinePairs(emitter, line.span);
    if (header) table.SetTitles(CellsOf(text, {content.begin + kHeader.size(), content.end}, ','));
    else if (!content.empty() && text[content.begin] != ':') table.Row(line.span, CellsOf(text, line.span, ','));
  }
}

}  // namespace keylint::decode
