// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/fallback.h"

#include <algorithm>

#include "lint/base/byte_finder.h"
#include "lint/decode/chars.h"
#include "lint/decode/items.h"

namespace keylint::decode {
namespace {

void EmitPart(Emitter& emitter, const Literal& outer, Span part, std::string_view missing,
              Quote quote) {
  if (part.empty()) return;
  LiteralPart sliced(outer, part);
  Literal& literal = sliced.literal();
  literal.is_fallback = true;
  literal.fallback_for = missing;
  literal.quote = quote;
  // @Value("${openai.api.key:v}"): only what is missing names it.
  const bool named = emitter.names().size() > outer.blocks;
  if (named || missing.empty()) return emitter.Emit(literal);
  const std::size_t at = static_cast<std::size_t>(missing.data() - outer.text.data());
  emitter.Push(missing, outer.ToDocument({at, at + missing.size()}));
  emitter.Emit(literal);
  emitter.Pop();
}

// `${env:NAME, 'word'}` of serverless, behind "env:"; 0: it is none.
std::size_t ReadListedFallback(Emitter& emitter, const Literal& outer, std::size_t at) {
  const std::string_view text = outer.text;
  const std::size_t end = NameEnd(text, at);
  const std::size_t comma = SkipBlanks(text, end);
  const std::size_t open = SkipBlanks(text, std::min(comma + 1, text.size()));
  if (end == at || !StartsAt(text, comma, ",") || open >= text.size() || (text[open] != '"' && text[open] != '\'')) return 0;
  const std::size_t close = Find(text, text[open], open + 1);
  if (!StartsAt(text, SkipBlanks(text, close + 1), "}")) return 0;
  EmitPart(emitter, outer, {open + 1, close}, text.substr(at, end - at), text[open] == '"' ? Quote::kDouble : Quote::kSingle);
  return close + 1;
}

// `${NAME:-word}`, `${NAME-word}`, `${NAME:=word}`, `${name:word}` at text[at]
// behind "${"; the innermost word of nested ones. Returns where to go on.
std::size_t ReadShellFallback(Emitter& emitter, const Literal& outer, std::size_t at) {
  const std::string_view text = outer.text;
  const std::size_t name_begin = at;
  while (at < text.size() && (IsWord(text[at]) || text[at] == '.')) ++at;
  const std::size_t name_end = at;
  // Spring's kebab-case names, if a colon follows the dash's word.
  while (at < text.size() && (IsWord(text[at]) || text[at] == '.' || text[at] == '-')) ++at;
  const std::size_t kebab_end = at;
  at = name_end;
  std::string_view name = text.substr(name_begin, name_end - name_begin);
  if (name.empty() || at >= text.size()) return at;
  if (StartsAt(text, at, ":-") || StartsAt(text, at, ":=")) {
    at += 2;
  } else if (text[at] == '-' && StartsAt(text, kebab_end, ":") && !StartsAt(text, kebab_end, ":-")) {
    name = text.substr(name_begin, kebab_end - name_begin);
    at = kebab_end + 1;
  } else if (text[at] == '-') {
    ++at;
  } else if (text[at] == ':' && !StartsAt(text, at, ":?") && !StartsAt(text, at, ":+") &&
             !StartsAt(text, at, "::")) {
    ++at;
    if (const std::size_t next = ReadListedFallback(emitter, outer, at); next != 0) return next;
  } else {
    return at;
  }
  std::size_t end = at;
  while (end < text.size() && text[end] != '}' && text[end] != '\n' &&
         !StartsAt(text, end, "${")) ++end;
  if (end >= text.size() || text[end] != '}') return end;
  Span word{at, end};
  Quote quote = Quote::kNone;
  if (word.size() >= 2 && (text[at] == '"' || text[at] == '\'') && text[end - 1] == text[at]) {
    quote = text[at] == '"' ? Quote::kDouble : Quote::kSingle;
    word = {at + 1, end - 1};
  }
  EmitPart(emitter, outer, word, name, quote);
  return end;
}

bool IsDefaultWord(std::string_view word) {
  return word == "default" || word == "or" || word == "d" || word == "fetch" ||
         word == "coalesce" || word == "env_var" || word == "getenv" || word == "getv";
}

// Words that introduce something else than a variable.
bool IsNoVariable(std::string_view word) {
  return IsDefaultWord(word) || word == "env" || word == "ENV" || word == "quote" ||
         word == "required" || word == "lookup" || word == "true" || word == "false";
}

// The inside of `{{ ... }}` or `<% ... %>`: quoted words are fallbacks where
// "default", "or", "||" or "fetch(" came before.
void ReadTemplate(Emitter& emitter, const Literal& outer, Span inside) {
  const std::string_view text = outer.text.substr(0, inside.end);
  std::string_view variable;
  Span pending;
  Quote pending_quote = Quote::kNone;
  bool armed = false;
  bool taken = false;
  for (std::size_t at = inside.begin; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'' || c == '`') {
      const std::size_t close = Find(text, c, at + 1);
      if (close >= text.size()) return;
      const Span word{at + 1, close};
      const bool index = at > inside.begin && (text[at - 1] == '[');
      const bool argument = at > inside.begin && text[at - 1] == '(';
      if (armed && !index && !taken && !(argument && variable.empty() &&
          StartsAt(text, SkipBlanks(text, close + 1), ","))) {
        pending = word;
        pending_quote = c == '"' ? Quote::kDouble : c == '\'' ? Quote::kSingle : Quote::kBacktick;
        taken = true;
      } else if (variable.empty() || index) {
        variable = word.Of(text);
      }
      at = close + 1;
    } else if (IsAlpha(c) || c == '_' || (c == '.' && at + 1 < text.size() && IsWord(text[at + 1]))) {
      const std::size_t begin = at;
      while (at < text.size() && (IsWord(text[at]) || text[at] == '.')) ++at;
      const std::string_view word = text.substr(begin, at - begin);
      const std::size_t dot = word.rfind('.');
      const std::string_view last = dot == std::string_view::npos ? word : word.substr(dot + 1);
      if (IsDefaultWord(last)) {
        armed = true;
      } else if (!IsNoVariable(last) && variable.empty()) {
        variable = word;
      }
    } else {
      if (StartsAt(text, at, "||")) armed = true;
      ++at;
    }
  }
  if (taken) return EmitPart(emitter, outer, pending, variable, pending_quote);
  // {{ "v" | b64enc }}: a template that is only its own text.
  const std::size_t open = SkipBlanks(text, StartsAt(text, inside.begin, "-") ? inside.begin + 1 : inside.begin);
  if (open >= text.size() || (text[open] != '"' && text[open] != '\'')) return;
  const std::size_t close = Find(text, text[open], open + 1);
  if (close >= text.size() || !StartsAt(text, SkipBlanks(text, close + 1), "|")) return;
  LiteralPart constant(outer, {open + 1, close});
  constant.literal().quote = text[open] == '"' ? Quote::kDouble : Quote::kSingle;
  emitter.Emit(constant.literal());
}

}  // namespace

void EmitFallbacks(Emitter& emitter, const Literal& outer) {
  const std::string_view text = outer.text;
  // Once a closing mark is missing, it is missing for the rest.
  bool braces_close = true;
  bool erb_closes = true;
  static const ByteFinder kOpenings("{<");   // Most values hold neither.
  std::size_t behind = 0;                    // What is read.
  for (std::size_t at = 0; (at = kOpenings.Next(text, at, text.size())) + 1 < text.size();) {
    if (at > behind && text[at - 1] == '$' && text[at] == '{' && text[at + 1] != '{') {
      at = behind = ReadShellFallback(emitter, outer, at + 1);
      continue;
    }
    const bool braces = text[at] == '{' && text[at + 1] == '{' && braces_close;
    const bool erb = text[at] == '<' && text[at + 1] == '%' && erb_closes;
    if (!braces && !erb) {
      ++at;
      continue;
    }
    const std::size_t close = text.find(braces ? "}}" : "%>", at + 2);
    if (close == std::string_view::npos) {
      (braces ? braces_close : erb_closes) = false;
      continue;
    }
    ReadTemplate(emitter, outer, {at + 2, close});
    at = behind = close + 2;
  }
}

}  // namespace keylint::decode
