// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/items.h"

#include <algorithm>
#include <string>

#include "lint/base/ascii.h"
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

namespace {

// What the entries of Secrets hold besides secrets.
bool NamesNoSecret(std::string_view lower) {
  static constexpr std::string_view kNames[] = {"bucket", "database", "db", "dbname", "driver", "email", "enabled", "endpoint", "environment", "from", "host", "hostname",
                                                "hosts", "id", "name", "port", "region", "schema", "server", "type", "uri", "url", "user", "username", "version"};
  const std::size_t last = lower.find_last_of("-_");
  return lower.find('.') != std::string_view::npos ||
         std::binary_search(std::begin(kNames), std::end(kNames), lower.substr(last == std::string_view::npos ? 0 : last + 1));
}

bool SpeaksOfSecret(std::string_view lower) {
  static constexpr std::string_view kWords[] = {"pass", "secret", "token", "key", "pwd", "cred", "auth", "psk"};
  return std::any_of(std::begin(kWords), std::end(kWords), [lower](std::string_view word) { return lower.find(word) != std::string_view::npos; });
}

// What the base64 of an entry means, and the values of the file it holds, if
// `name` is a file's.
void EmitDecodedEntry(Emitter& emitter, const Literal& literal, std::string_view name) {
  static constexpr Encoding kSteps[] = {Encoding::kBase64};
  Decoded decoded;
  if (!DecodeBase64Text(literal.text, decoded)) return;
  OffsetMap map;
  if (literal.map == nullptr) map.Append(literal.text.size(), literal.span);
  else map = *literal.map;
  map = decoded.map.Then(map);
  Literal inner = literal;
  inner.text = decoded.text;
  inner.map = &map;
  inner.decoded_from = kSteps;
  emitter.EmitValue(inner);
  const Format format = name.find('.') == std::string_view::npos ? Format::kPlainText : FormatOf(name, decoded.text);
  if (format != Format::kPlainText || decoded.text.find('\n') != std::string::npos) {
    emitter.EmbedDecoded(format, inner, Encoding::kBase64);
  }
}

}  // namespace

void EmitSecretEntry(Emitter& emitter, const Literal& literal) {
  const auto& names = emitter.names();
  const std::string_view parent = names.size() < 2 ? std::string_view() : names[names.size() - 2];
  const bool encoded = parent == "data";
  if (!encoded && parent != "stringData") return emitter.EmitValue(literal);
  const std::string_view name = names.back();
  const std::string lower = LowerAscii(name);
  const bool silent = !NamesNoSecret(lower) && !SpeaksOfSecret(lower);
  if (encoded || !silent) emitter.EmitValue(literal);
  const std::string_view text = emitter.text();
  const bool verbatim = name.data() >= text.data() && name.data() + name.size() <= text.data() + text.size();
  const std::size_t begin = verbatim ? static_cast<std::size_t>(name.data() - text.data()) : literal.span.begin;
  const Span span{begin, verbatim ? begin + name.size() : begin};
  if (silent) {
    emitter.Pop();
    emitter.Push("Secret", span);
    emitter.Push(name, span);
  }
  if (encoded) EmitDecodedEntry(emitter, literal, name);
  else if (silent) emitter.EmitValue(literal);
  if (silent) {
    emitter.Pop();
    emitter.Pop();
    emitter.Push(name, span);
  }
}

}  // namespace keylint::decode
