// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/robot.h"

#include <string_view>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/pairs.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMostCells = 64;

// | cell | cell |: the other way to write a line; an empty cell says nothing.
std::vector<Span> PipedCells(std::string_view text, Span line) {
  text = text.substr(0, line.end);
  std::vector<Span> cells;
  for (std::size_t at = line.begin + 1; at < line.end && cells.size() < kMostCells;) {
    std::size_t end = std::min(text.find(" |", at), line.end);
    while (end + 2 < line.end && !IsBlank(text[end + 2])) end = std::min(text.find(" |", end + 1), line.end);   // "a |b"
    const Span cell = Trim(text, {at, end});
    if (!cell.empty()) cells.push_back(cell);
    at = end + 2;
  }
  return cells;
}

// Two blanks or a tab end a cell.
std::vector<Span> CellsOf(std::string_view text, Span line) {
  if (StartsAt(text, line.begin, "| ")) return PipedCells(text, line);
  std::vector<Span> cells;
  std::size_t at = SkipBlanks(text, line.begin);
  while (at < line.end && cells.size() < kMostCells) {
    const std::size_t begin = at;
    while (at < line.end && text[at] != '\t' && !StartsAt(text, at, "  ")) ++at;
    const Span cell = Trim(text, {begin, at});
    if (!cell.empty()) cells.push_back(cell);
    at = SkipBlanks(text, at);
  }
  return cells;
}

// NAME of ${NAME}, $NAME, @{NAME}, with or without a "=" behind it; empty:
// the cell is no variable.
Span VariableIn(std::string_view text, Span cell) {
  if (cell.size() < 2 || (text[cell.begin] != '$' && text[cell.begin] != '@')) return {cell.begin, cell.begin};
  Span name{cell.begin + 1, cell.end};
  if (text[name.end - 1] == '=') name = Trim(text, {name.begin, name.end - 1});
  if (!name.empty() && text[name.begin] == '{') {
    if (text[name.end - 1] != '}') return {cell.begin, cell.begin};
    name = {name.begin + 1, name.end - 1};
  }
  for (std::size_t i = name.begin; i < name.end; ++i) {
    if (!IsWord(text[i]) && text[i] != ' ' && text[i] != '-') return {cell.begin, cell.begin};
  }
  return name;
}

class RobotReader {
 public:
  RobotReader(Emitter& emitter, std::string_view text) : emitter_(emitter), text_(text) {}

  void Line(Span line) {
    const std::vector<Span> cells = CellsOf(text_, line);
    if (cells.empty()) return;
    if (text_[cells[0].begin] == '#') return emitter_.EmitComment({cells[0].begin + 1, line.end});
    if (text_[cells[0].begin] == '*') return;   // *** Settings ***
    // name=value and prose are pairs as anywhere.
    if (cells.size() == 1) return ReadLinePairs(emitter_, line);
    std::size_t first = 0;   // The keyword.
    Span name = VariableIn(text_, cells[0]);
    if (!name.empty() && cells.size() == 2) return Value(line, name, cells[1], {});
    while (first < cells.size() && !VariableIn(text_, cells[first]).empty()) ++first;
    if (first >= cells.size()) return;
    const std::size_t last = cells.size() - 1;
    for (std::size_t i = first + 1; i < last; ++i) ReadLinePairs(emitter_, cells[i]);
    if (last == first) return;
    name = last > first + 1 ? VariableIn(text_, cells[last - 1]) : Span{};
    Value(line, name, cells[last], cells[first]);
  }

 private:
  // Under `name`, or under the keyword that has none.
  void Value(Span line, Span name, Span cell, Span keyword) {
    if (!VariableIn(text_, cell).empty()) return;
    const std::size_t equals = std::min(Find(text_, '=', cell.begin), cell.end);
    if (name.empty() && equals < cell.end) return ReadLinePairs(emitter_, cell);   // password=x
    Literal literal;
    literal.text = cell.Of(text_);
    literal.span = cell;
    if (name.empty()) name = keyword;
    literal.name_span = name;
    literal.statement = line;
    emitter_.EmitUnder(name.Of(text_), name, literal);
  }

  Emitter& emitter_;
  std::string_view text_;
};

}  // namespace

void ReadRobot(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  RobotReader reader(emitter, text);
  for (std::size_t at = range.begin; at < text.size(); at = NextLine(text, at)) reader.Line({at, LineEnd(text, at)});
}

}  // namespace keylint::decode
