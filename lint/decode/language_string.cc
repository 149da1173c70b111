// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/language_string.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kLongestPrefix = 3;
constexpr std::size_t kLongestLabel = 64;
constexpr int kMaxFailedHeredocs = 16;

// Skips from the hole's opening bracket behind its closing one; brackets
// nest, strings inside are skipped, and the line's end bounds the look.
std::size_t HoleEnd(std::string_view text, std::size_t at, char open, char close, bool multiline) {
  int depth = 0;
  char quote = '\0';
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' && !multiline) return at;
    if (quote != '\0') {
      if (c == quote || c == '\n') quote = '\0';
    } else if (c == open) {
      ++depth;
    } else if (c == close) {
      if (--depth == 0) return at + 1;
    } else if (c == '"' || c == '\'') {
      // Only where the hole's code may hold strings of its own.
      if (multiline) quote = c;
      else if (c == '"') return at;
    }
  }
  return at;
}

// The end of the hole at text[at], or `at` when none begins there.
std::size_t SkipHole(Holes holes, std::string_view text, std::size_t at, bool multiline) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (holes) {
    case Holes::kNone:
      return at;
    case Holes::kDollarBrace:
      return c == '$' && next == '{' ? HoleEnd(text, at + 1, '{', '}', multiline) : at;
    case Holes::kDollarName: {
      if (c != '$') return c == '{' && next == '$' ? HoleEnd(text, at, '{', '}', multiline) : at;
      if (next == '{') return HoleEnd(text, at + 1, '{', '}', multiline);
      if (next == '(') return HoleEnd(text, at + 1, '(', ')', multiline);
      if (!IsAlpha(next) && next != '_') return at;
      std::size_t end = at + 1;
      while (end < text.size() && IsWord(text[end])) ++end;
      return end;
    }
    case Holes::kHashBrace:
      return c == '#' && next == '{' ? HoleEnd(text, at + 1, '{', '}', multiline) : at;
    case Holes::kBrace:
      return c == '{' && next != '{' ? HoleEnd(text, at, '{', '}', multiline) : at;
    case Holes::kBackslashParen:
      return c == '\\' && next == '(' ? HoleEnd(text, at + 1, '(', ')', multiline) : at;
  }
  return at;
}

// PowerShell: `n, `t, `" and so on.
std::size_t ReadBacktickEscape(std::string_view text, std::size_t at, TextBuilder& value) {
  if (at + 1 >= text.size()) {
    value.Copy({at, at + 1});
    return at + 1;
  }
  const char c = text[at + 1];
  const std::string_view meaning = c == 'n' ? "\n" : c == 't' ? "\t" : c == 'r' ? "\r" : text.substr(at + 1, 1);
  value.Put(meaning, {at, at + 2});
  return at + 2;
}

// Reads the inside of a string from `at`; returns where its closing quote
// begins, or where it ends without one.
std::size_t ReadInside(const StringKind& kind, std::string_view text, std::size_t at, TextBuilder& value,
                       bool& has_holes) {
  std::size_t run = at;
  const auto flush = [&](std::size_t end) {
    if (end > run) value.Copy({run, end});
  };
  while (at < text.size()) {
    const char c = text[at];
    if (c == kind.close[0] && StartsAt(text, at, kind.close)) {
      const bool doubled = kind.escapes == Escapes::kDoubled && StartsAt(text, at + kind.close.size(), kind.close);
      if (!doubled) break;
      flush(at);
      value.Put(kind.close, {at, at + 2 * kind.close.size()});
      run = at = at + 2 * kind.close.size();
      continue;
    }
    if (c == '\n' && !kind.multiline) break;
    if (kind.holes != Holes::kNone) {
      const std::size_t end = SkipHole(kind.holes, text, at, kind.multiline);
      if (end > at) {
        flush(at);
        value.PutHole({at, end});
        has_holes = true;
        run = at = end;
        continue;
      }
    }
    if (c == '\\' && kind.escapes == Escapes::kBackslash && at + 1 < text.size()) {
      flush(at);
      if (text[at + 1] == '\n') {
        value.Put("", {at, at + 2});  // A joined line.
        at += 2;
      } else {
        at = std::max(at + 1, ReadEscape(text, at, value));
      }
      run = at;
      continue;
    }
    if (c == '\\' && kind.escapes == Escapes::kQuoteOnly && at + 1 < text.size() &&
        (text[at + 1] == kind.close[0] || text[at + 1] == '\\')) {
      flush(at);
      value.Put(text.substr(at + 1, 1), {at, at + 2});
      run = at = at + 2;
      continue;
    }
    if (c == '`' && kind.escapes == Escapes::kBacktick) {
      flush(at);
      run = at = ReadBacktickEscape(text, at, value);
      continue;
    }
    ++at;
  }
  std::size_t end = at;
  if (end < text.size() && text[end] == '\n' && end > run && text[end - 1] == '\r') --end;
  flush(end);
  return end;
}

std::optional<StringToken> Delimited(std::string_view text, std::size_t begin, std::size_t inside,
                                     std::string_view close, Quote quote, TextBuilder& value) {
  const std::size_t found = text.find(close, inside);
  const std::size_t end = found == std::string_view::npos ? text.size() : found;
  value.Copy({inside, end});
  return StringToken{{begin, std::min(text.size(), end + close.size())}, {inside, end}, quote, false};
}

std::optional<StringToken> ReadCppRaw(std::string_view text, std::size_t at, TextBuilder& value) {
  std::size_t quote = at;
  while (quote < text.size() && quote - at < kLongestPrefix && text[quote] != 'R') ++quote;
  if (quote >= text.size() || text[quote] != 'R' || !StartsAt(text, quote + 1, "\"")) return std::nullopt;
  for (std::size_t i = at; i < quote; ++i) {
    if (std::string_view("LuU8").find(text[i]) == std::string_view::npos) return std::nullopt;
  }
  const std::size_t label = quote + 2;
  std::size_t paren = label;
  while (paren < text.size() && paren - label <= 16 && text[paren] != '(' && !IsSpace(text[paren])) ++paren;
  if (paren >= text.size() || text[paren] != '(') return std::nullopt;
  const std::string close = ")" + std::string(text.substr(label, paren - label)) + "\"";
  return Delimited(text, at, paren + 1, close, Quote::kRaw, value);
}

std::optional<StringToken> ReadRustRaw(std::string_view text, std::size_t at, TextBuilder& value) {
  std::size_t i = at;
  if (i < text.size() && (text[i] == 'b' || text[i] == 'c')) ++i;
  if (i >= text.size() || text[i] != 'r') return std::nullopt;
  const std::size_t hashes = ++i;
  while (i < text.size() && text[i] == '#' && i - hashes < kLongestLabel) ++i;
  if (i >= text.size() || text[i] != '"') return std::nullopt;
  const std::string close = "\"" + std::string(i - hashes, '#');
  return Delimited(text, at, i + 1, close, Quote::kRaw, value);
}

std::optional<StringToken> ReadLuaLong(std::string_view text, std::size_t at, TextBuilder& value) {
  std::size_t i = at + 1;
  while (i < text.size() && text[i] == '=' && i - at < kLongestLabel) ++i;
  if (i >= text.size() || text[i] != '[') return std::nullopt;
  const std::string close = "]" + std::string(i - at - 1, '=') + "]";
  return Delimited(text, at, i + 1, close, Quote::kRaw, value);
}

char Closing(char open) {
  switch (open) {
    case '(': return ')';
    case '[': return ']';
    case '{': return '}';
    case '<': return '>';
    default: return open;
  }
}

// %q(...), %Q{...}, %(...) of Ruby; q{...}, qq(...) of Perl.
std::optional<StringToken> ReadQuoteLike(const LanguageSpec& spec, std::string_view text, std::size_t at,
                                         TextBuilder& value) {
  std::size_t i = at;
  if (spec.percent_strings) {
    if (text[i] != '%') return std::nullopt;
    ++i;
    if (i < text.size() && (text[i] == 'q' || text[i] == 'Q')) ++i;
  } else {
    if (text[i] != 'q') return std::nullopt;
    ++i;
    if (i < text.size() && text[i] == 'q') ++i;
  }
  if (i >= text.size() || std::string_view("([{<|!/").find(text[i]) == std::string_view::npos) return std::nullopt;
  // `a % (b)` and a hash's `q(...)` call look alike; a bracket must follow.
  if (spec.percent_strings && i == at + 1 && at > 0 && !IsSpace(text[at - 1]) && text[at - 1] != '(' &&
      text[at - 1] != '=' && text[at - 1] != ',') {
    return std::nullopt;
  }
  const char open = text[i];
  const char close = Closing(open);
  const std::size_t inside = i + 1;
  int depth = 1;
  std::size_t end = inside;
  for (; end < text.size(); ++end) {
    if (text[end] == '\\') ++end;
    else if (text[end] == close && --depth == 0) break;
    else if (text[end] == open && open != close) ++depth;
  }
  end = std::min(end, text.size());
  value.Copy({inside, end});
  return StringToken{{at, std::min(end + 1, text.size())}, {inside, end}, Quote::kRaw, false};
}

// <<EOS, <<~'EOS', <<-"EOS" (Ruby, Perl); <<<EOS, <<<'EOS' (PHP). The value
// begins on the next line; what stands behind the label on its own line is
// read as part of the string's line and lost, which costs at most a name.
std::optional<StringToken> ReadHeredoc(std::string_view text, std::size_t at, std::string_view mark,
                                       TextBuilder& value, StringLimits& limits) {
  if (limits.failed_heredocs >= kMaxFailedHeredocs) return std::nullopt;
  std::size_t i = at + mark.size();
  if (i < text.size() && (text[i] == '~' || text[i] == '-')) ++i;
  char quote = '\0';
  if (i < text.size() && (text[i] == '\'' || text[i] == '"')) quote = text[i++];
  const std::size_t label_begin = i;
  while (i < text.size() && IsWord(text[i]) && i - label_begin < kLongestLabel) ++i;
  const std::string_view label = text.substr(label_begin, i - label_begin);
  if (label.size() < 2 || !(IsAlpha(label[0]) || label[0] == '_')) return std::nullopt;
  if (quote == '\0' && !IsUpper(label[0]) && mark.size() < 3) return std::nullopt;  // `x <<y` shifts.
  const std::size_t inside = NextLine(text, i);
  std::size_t line = inside;
  while (line < text.size()) {
    const std::size_t begin = SkipBlanks(text, line);
    if (StartsAt(text, begin, label) &&
        (begin + label.size() >= text.size() || !IsWord(text[begin + label.size()]))) {
      const std::size_t end = line > inside ? line - 1 : inside;
      value.Copy({inside, end});
      return StringToken{{at, begin + label.size()}, {inside, end}, Quote::kHeredoc, false};
    }
    line = NextLine(text, line);
  }
  ++limits.failed_heredocs;
  return std::nullopt;
}

std::optional<StringToken> ReadKind(const StringKind& kind, std::string_view text, std::size_t at,
                                    TextBuilder& value) {
  std::size_t open = at;
  bool raw = false;
  bool formatted = false;
  while (open < text.size() && open - at < kLongestPrefix && !StartsAt(text, open, kind.open)) {
    const char letter = Lower(text[open]);
    const bool listed = kind.prefixes.find(text[open]) != std::string_view::npos ||
                        kind.prefixes.find(letter) != std::string_view::npos;
    if (!listed) return std::nullopt;
    raw = raw || letter == 'r';
    formatted = formatted || letter == 'f' || letter == '$';
    ++open;
  }
  if (!StartsAt(text, open, kind.open)) return std::nullopt;
  StringKind exact = kind;
  if (raw) {
    // A raw Python string cannot end in a backslash: \" stays in it.
    exact.escapes = kind.prefixes == "rbuf" ? Escapes::kQuoteOnly : Escapes::kNone;
    exact.quote = kind.quote == Quote::kTriple ? Quote::kTriple : Quote::kRaw;
    exact.holes = kind.prefixes == "r" ? Holes::kNone : kind.holes;
  }
  if (formatted && kind.prefixes == "rbuf") exact.holes = Holes::kBrace;
  const std::size_t inside = open + kind.open.size();
  StringToken token;
  token.quote = exact.quote;
  const std::size_t end = ReadInside(exact, text, inside, value, token.has_holes);
  token.inside = {inside, end};
  token.whole = {at, StartsAt(text, end, kind.close) ? end + kind.close.size() : end};
  return token;
}

}  // namespace

bool MayBeginString(const LanguageSpec& spec, char c) {
  if (c == '"' || c == '\'' || c == '`' || c == '@' || c == '$' || c == '#') return true;
  if (IsAlpha(c)) return std::string_view("LuURrbBfFcsq").find(c) != std::string_view::npos;
  return (c == '%' && spec.percent_strings) || (c == '<' && (spec.heredoc_shell || spec.heredoc_php)) ||
         (c == '[' && spec.lua_long);
}

std::optional<StringToken> ReadString(const LanguageSpec& spec, std::string_view text, std::size_t at,
                                      TextBuilder& value, StringLimits& limits) {
  const char c = text[at];
  if (spec.cpp_raw && (c == 'R' || c == 'L' || c == 'u' || c == 'U')) {
    if (auto token = ReadCppRaw(text, at, value)) return token;
  }
  if (spec.rust_raw && (c == 'r' || c == 'b' || c == 'c')) {
    if (auto token = ReadRustRaw(text, at, value)) return token;
  }
  if (spec.lua_long && c == '[') return ReadLuaLong(text, at, value);
  if ((spec.percent_strings && c == '%') || (spec.q_strings && c == 'q')) return ReadQuoteLike(spec, text, at, value);
  if (spec.heredoc_php && StartsAt(text, at, "<<<")) return ReadHeredoc(text, at, "<<<", value, limits);
  if (spec.heredoc_shell && StartsAt(text, at, "<<")) return ReadHeredoc(text, at, "<<", value, limits);
  for (const StringKind& kind : spec.strings) {
    if (auto token = ReadKind(kind, text, at, value)) return token;
  }
  return std::nullopt;
}

}  // namespace keylint::decode
