// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/items.h"

#include "lint/decode/chars.h"
#include "lint/decode/command_line.h"
#include "lint/decode/nested.h"

namespace keylint::decode {

LiteralPart::LiteralPart(const Literal& outer, Span part) : literal_(outer) {
  literal_.text = part.Of(outer.text);
  literal_.span = outer.ToDocument(part);
  literal_.map = nullptr;
  literal_.statement = outer.statement.empty() ? outer.span : outer.statement;
  if (outer.map == nullptr) return;
  OffsetMap slice;
  slice.Append(part.size(), part);
  map_ = slice.Then(*outer.map);
  literal_.map = &map_;
}

std::string_view FlagName(std::string_view word) {
  if (word.size() < 2 || word[0] != '-') return {};
  if (word[1] != '-') return IsAlpha(word[1]) ? word : std::string_view();
  return word.size() > 2 && IsAlnum(word[2]) ? word.substr(2) : std::string_view();
}

std::size_t AssignmentEnd(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || !(IsAlpha(text[0]) || text[0] == '_')) return 0;
  while (at < text.size() && (IsWord(text[at]) || text[at] == '.')) ++at;
  return at < text.size() && text[at] == '=' ? at + 1 : 0;
}

void EmitItem(Emitter& emitter, const Literal& literal, PendingFlag& pending) {
  const std::string_view text = literal.text;
  const std::string_view flag = FlagName(text);
  // "- export NAME=value" in a list of commands.
  const bool command = text.find(' ') != std::string_view::npos && !emitter.names().empty() && IsScriptKey(emitter.names().back());
  if (!flag.empty()) {
    pending.name = {};
    const std::size_t equals = Find(text, '=', 0);
    const std::size_t begin = text.size() - flag.size();
    if (equals == text.size()) {
      // The flag's own text is kept as a view: a flag has no escapes.
      if (literal.map == nullptr) pending = {flag, literal.ToDocument({begin, text.size()}), pending.of_shell};
      emitter.Emit(literal);
      if (command) EmbedCommandLine(emitter, literal);
      return;
    }
    LiteralPart part(literal, {equals + 1, text.size()});
    part.literal().kind = LiteralKind::kArgument;
    emitter.EmitUnder(text.substr(begin, equals - begin), literal.ToDocument({begin, equals}), part.literal());
    return;
  }
  if (!pending.name.empty()) {
    Literal argument = literal;
    argument.kind = LiteralKind::kArgument;
    const PendingFlag taken = pending;
    pending = {};
    if (taken.of_shell && TakesCommandLine(taken.name)) return emitter.EmitScript(argument);   // "-c" names nothing.
    if (!command) return emitter.EmitUnder(taken.name, taken.span, argument);
    emitter.Push(taken.name, taken.span);
    emitter.EmitScript(argument);
    emitter.Pop();
    return;
  }
  pending.of_shell = pending.of_shell || IsShellProgram(text);
  if (command) return emitter.EmitScript(literal);
  if (SetsForCommand(text)) return emitter.EmitValue(literal);
  const std::size_t value = AssignmentEnd(text);
  if (value != 0) {
    std::size_t end = text.size();   // A line of a notebook's output keeps its end.
    while (end > value && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
    LiteralPart part(literal, {value, end});
    emitter.EmitUnder(text.substr(0, value - 1), literal.ToDocument({0, value - 1}), part.literal());
    return;
  }
  emitter.EmitValue(literal);
}

}  // namespace keylint::decode
