// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/credentials.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

void EmitUnder(Emitter& emitter, std::string_view name, Span at, Span value, Span statement) {
  emitter.Push(name, at);
  emitter.EmitVerbatim(value, statement);
  emitter.Pop();
}

bool IsNetrcField(std::string_view word) {
  return word == "login" || word == "user" || word == "password" || word == "account" || word == "port";
}

// A line of pgbouncer's userlist.txt: "user" "password", with "" for a quote.
bool ReadUserLine(Emitter& emitter, TextBuilder& builder, Span line) {
  const std::string_view text = emitter.text().substr(0, line.end);
  Span fields[2];
  std::size_t at = line.begin;
  for (Span& field : fields) {
    at = SkipBlanks(text, at);
    if (at >= line.end || text[at] != '"') return false;
    builder.Start();
    field.begin = ++at;
    for (std::size_t run = at;; run = at) {
      at = Find(text, '"', at);
      if (at >= line.end) return false;
      const bool doubled = StartsAt(text, at, "\"\"");
      builder.Copy({run, at + (doubled ? 1 : 0)});
      if (!doubled) break;
      at += 2;
    }
    field.end = at++;
  }
  Literal literal;
  builder.Finish(literal, fields[1]);
  literal.quote = Quote::kDouble;
  literal.statement = line;
  emitter.Push(fields[0].Of(text), fields[0]);
  emitter.EmitUnder("password", {fields[1].begin, fields[1].begin}, literal);
  emitter.Pop();
  return true;
}

// A line of pppd's chap-secrets: client server secret addresses.
bool ReadSecretLine(Emitter& emitter, Span line) {
  constexpr std::size_t kSecret = 2;
  const std::string_view text = emitter.text().substr(0, line.end);
  Span fields[kSecret + 1];
  std::size_t at = line.begin;
  for (Span& field : fields) {
    at = SkipBlanks(text, at);
    if (at >= line.end) return false;
    const bool quoted = text[at] == '"';
    std::size_t end = quoted ? at + 1 : at;
    while (end < line.end && (quoted ? text[end] != '"' : !IsSpace(text[end]))) ++end;
    field = {quoted ? at + 1 : at, end};
    at = end + (quoted && end < line.end ? 1 : 0);
  }
  if (fields[0].Of(text).find(':') != std::string_view::npos) return false;   // A password with blanks.
  emitter.Push(fields[0].Of(text), fields[0]);
  EmitUnder(emitter, "password", {fields[kSecret].begin, fields[kSecret].begin}, fields[kSecret], line);
  emitter.Pop();
  return true;
}

}  // namespace

void ReadNetrc(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  const std::size_t depth = emitter.depth();
  Span field;
  std::size_t statement = range.begin;
  for (std::size_t at = range.begin; at < text.size();) {
    if (IsSpace(text[at])) {
      ++at;
      continue;
    }
    if (text[at] == '#' && field.empty()) {
      emitter.EmitComment({at + 1, LineEnd(text, at)});
      at = NextLine(text, at);
      continue;
    }
    std::size_t end = at;
    const bool quoted = text[at] == '"' && !field.empty();
    if (quoted) {
      const std::size_t line = LineEnd(text, at);
      end = std::min(line, Find(text.substr(0, line), '"', at + 1) + 1);
    } else {
      while (end < text.size() && !IsSpace(text[end])) ++end;
    }
    const Span word{at, end};
    at = end;
    if (!field.empty()) {
      const std::string_view name = field.Of(text);
      if (name == "machine") {
        emitter.PopTo(depth);
        emitter.Push(word.Of(text), word);
      } else {
        const bool closed = quoted && word.size() >= 2 && text[word.end - 1] == '"';
        EmitUnder(emitter, name, field, closed ? Span{word.begin + 1, word.end - 1} : word, {statement, word.end});
      }
      field = {};
    } else if (word.Of(text) == "machine") {
      statement = word.begin;
      field = word;
    } else if (word.Of(text) == "default") {
      statement = word.begin;
      emitter.PopTo(depth);
      emitter.Push(word.Of(text), word);
    } else if (IsNetrcField(word.Of(text))) {
      field = word;
    }
  }
  emitter.PopTo(depth);
}

void ReadPgpass(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  TextBuilder password(emitter.text());
  for (std::size_t at = range.begin; at < text.size(); at = NextLine(text, at)) {
    const Span line{at, LineEnd(text, at)};
    if (line.empty()) continue;
    if (text[at] == '#') {
      emitter.EmitComment({at + 1, line.end});
      continue;
    }
    if (text[at] == '"' && ReadUserLine(emitter, password, line)) continue;
    if (ReadSecretLine(emitter, line)) continue;
    std::vector<std::size_t> colons;
    for (std::size_t i = line.begin; i < line.end && colons.size() < 4; ++i) {
      if (text[i] == '\\') ++i;
      else if (text[i] == ':') colons.push_back(i);
    }
    if (colons.empty()) continue;
    const Span host{line.begin, colons[0]};
    const Span user{colons.size() > 3 ? colons[2] + 1 : line.begin, colons.size() > 3 ? colons[3] : colons[0]};
    const Span value{colons.back() + 1, line.end};
    emitter.Push(host.Of(text), host);
    if (colons.size() > 3) EmitUnder(emitter, "user", {user.begin, user.begin}, user, line);
    password.Start();
    for (std::size_t i = value.begin; i < value.end;) {
      const bool escaped = text[i] == '\\' && i + 1 < value.end;
      if (escaped) password.Put(text.substr(i + 1, 1), {i, i + 2});
      else password.Copy({i, i + 1});
      i += escaped ? 2 : 1;
    }
    Literal literal;
    password.Finish(literal, value);
    literal.statement = line;
    emitter.Push("password", {value.begin, value.begin});
    emitter.Emit(literal);
    emitter.Pop();
    emitter.Pop();
  }
}

void ReadHtpasswd(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  for (std::size_t at = range.begin; at < text.size(); at = NextLine(text, at)) {
    const Span line{at, LineEnd(text, at)};
    if (!line.empty() && text[at] == '#') {
      emitter.EmitComment({at + 1, line.end});
      continue;
    }
    const std::size_t colon = Find(text.substr(0, line.end), ':', line.begin);
    if (colon >= line.end) continue;
    const Span user{line.begin, colon};
    EmitUnder(emitter, user.Of(text), user, {colon + 1, line.end}, line);
  }
}

}  // namespace keylint::decode
