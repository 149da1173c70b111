// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/language_string.h"

#include <algorithm>

#include "lint/base/byte_finder.h"
#include "lint/base/byte_set.h"
#include "lint/decode/chars.h"
#include "lint/decode/filled.h"

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

// The character of "\101" (octal) or "\065" (decimal), three digits; -1 where
// none is written so.
int NumberedCharacter(Escapes escapes, std::string_view text, std::size_t at) {
  if (at + 3 >= text.size() || text[at + 1] > '3') return -1;
  const int base = escapes == Escapes::kDecimal ? 10 : 8;
  int value = 0;
  for (std::size_t i = at + 1; i <= at + 3; ++i) {
    const int digit = text[i] - '0';
    if (digit < 0 || digit >= base) return -1;
    value = value * base + digit;
  }
  return value > 0 && value < 0x80 ? value : -1;
}

// "\u{1f600}" of JavaScript, Rust, Swift, Ruby and PHP: its end, or `at`.
std::size_t ReadBracedEscape(std::string_view text, std::size_t at, TextBuilder& value) {
  constexpr std::size_t kMostDigits = 6;
  if (!StartsAt(text, at, "\\u{")) return at;
  char32_t code_point = 0;
  std::size_t end = at + 3;
  for (; end < text.size() && end < at + 3 + kMostDigits && HexValue(text[end]) >= 0; ++end) {
    code_point = code_point * 16 + static_cast<char32_t>(HexValue(text[end]));
  }
  if (end == at + 3 || end >= text.size() || text[end] != '}') return at;
  value.PutCodePoint(code_point, {at, end + 1});
  return end + 1;
}

// Behind the escape at text[at].
std::size_t ReadBackslash(const StringKind& kind, std::string_view text, std::size_t at, TextBuilder& value) {
  if (text[at + 1] == kind.close[0]) {
    value.Put(text.substr(at + 1, 1), {at, at + 2});
    return at + 2;
  }
  if (const int character = NumberedCharacter(kind.escapes, text, at); character >= 0) {
    const char c = static_cast<char>(character);
    value.Put(std::string_view(&c, 1), {at, at + 4});
    return at + 4;
  }
  if (kind.escapes == Escapes::kDecimal && IsSpace(text[at + 1])) {   // Haskell's gap: "\   \"
    const std::size_t close = SkipSpaces(text, at + 1);
    if (StartsAt(text, close, "\\")) {
      value.Put("", {at, close + 1});
      return close + 1;
    }
  }
  if (const std::size_t end = ReadBracedEscape(text, at, value); end != at) return end;
  if (text[at + 1] == '\n') {   // A joined line.
    value.Put("", {at, at + 2});
    return at + 2;
  }
  return std::max(at + 1, ReadEscape(text, at, value));
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
                       StringToken& token) {
  // Nothing else begins an escape or a hole, or ends a line.
  static constexpr ByteSet kPlain = ByteSet::AllBut("\\`$#{\n");
  static const ByteFinder kNotable("\\`$#{\n\"'");
  const bool sought = !kPlain.Has(kind.close[0]) || kind.close[0] == '"' || kind.close[0] == '\'';
  std::size_t run = at;
  const auto flush = [&](std::size_t end) {
    if (end > run) value.Copy({run, end});
  };
  while (at < text.size()) {
    const char c = text[at];
    if (kPlain.Has(c) && c != kind.close[0]) {
      at = sought ? kNotable.Next(text, at + 1, text.size()) : at + 1;
      continue;
    }
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
        const Span constant = ConstantOfHole(text, {at, end});
        if (constant.empty()) {
          value.PutHole({at, end});
          token.has_holes = true;
        } else {
          value.Copy(constant);
          token.joined = true;
        }
        run = at = end;
        continue;
      }
    }
    if (c == '\\' && (kind.escapes == Escapes::kBackslash || kind.escapes == Escapes::kDecimal) && at + 1 < text.size()) {
      flush(at);
      run = at = ReadBackslash(kind, text, at, value);
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
  return StringToken{{begin, std::min(text.size(), end + close.size())}, {inside, end}, quote};
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

// r"(...)", R"--[...]--": the closing bracket, as many dashes, the quote.
std::optional<StringToken> ReadRRaw(std::string_view text, std::size_t at, TextBuilder& value) {
  std::size_t i = at + 1;
  if (i >= text.size() || (text[i] != '"' && text[i] != '\'')) return std::nullopt;
  const char quote = text[i];
  const std::size_t dashes = ++i;
  while (i < text.size() && text[i] == '-' && i - dashes < kLongestLabel) ++i;
  if (i >= text.size() || std::string_view("([{").find(text[i]) == std::string_view::npos) return std::nullopt;
  const std::string close = Closing(text[i]) + std::string(i - dashes, '-') + quote;
  return Delimited(text, at, i + 1, close, Quote::kRaw, value);
}

// {x|...|x} of OCaml.
std::optional<StringToken> ReadLabelled(std::string_view text, std::size_t at, TextBuilder& value, StringLimits& limits) {
  std::size_t bar = at + 1;
  while (bar < text.size() && ((IsAlpha(text[bar]) && !IsUpper(text[bar])) || text[bar] == '_') && bar - at < kLongestLabel) ++bar;
  if (bar == at + 1 || bar >= text.size() || text[bar] != '|' || limits.failed_heredocs >= kMaxFailedHeredocs) return std::nullopt;
  const std::string close = "|" + std::string(text.substr(at + 1, bar - at - 1)) + "}";
  if (text.find(close, bar + 1) == std::string_view::npos) {
    ++limits.failed_heredocs;
    return std::nullopt;
  }
  return Delimited(text, at, bar + 1, close, Quote::kRaw, value);
}

// %q(...), %Q{...}, %(...) of Ruby; q{...}, qq(...) of Perl; ~s(...) of Elixir.
std::optional<StringToken> ReadQuoteLike(const LanguageSpec& spec, std::string_view text, std::size_t at,
                                         TextBuilder& value) {
  std::size_t i = at;
  if (spec.sigils) {
    if (!StartsAt(text, i, "~s") && !StartsAt(text, i, "~S")) return std::nullopt;
    i += 2;
  } else if (spec.percent_strings) {
    if (text[i] != '%') return std::nullopt;
    ++i;
    if (i < text.size() && (text[i] == 'q' || text[i] == 'Q')) ++i;
  } else {
    if (text[i] != 'q') return std::nullopt;
    ++i;
    if (i < text.size() && text[i] == 'q') ++i;
  }
  const std::string_view openings = spec.sigils ? "([{<|/\"'" : "([{<|!/";
  if (i >= text.size() || openings.find(text[i]) == std::string_view::npos) return std::nullopt;
  if (spec.sigils && StartsAt(text, i, "\"\"\"")) return Delimited(text, at, i + 3, "\"\"\"", Quote::kTriple, value);
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
  const std::size_t end = ReadInside(exact, text, inside, value, token);
  token.inside = {inside, end};
  token.whole = {at, StartsAt(text, end, kind.close) ? end + kind.close.size() : end};
  return token;
}

// Groovy's /.../, within a line; the caller knows that no division can stand
// there.
std::optional<StringToken> ReadSlashy(std::string_view text, std::size_t at, TextBuilder& value) {
  static constexpr StringKind kSlashy{.open = "/", .close = "/", .quote = Quote::kRaw, .escapes = Escapes::kQuoteOnly, .holes = Holes::kDollarBrace};
  auto token = ReadKind(kSlashy, text, at, value);
  return token && token->whole.end > token->inside.end ? token : std::nullopt;
}

}  // namespace

bool MayBeginString(const LanguageSpec& spec, char c) {
  static constexpr ByteSet kBeginnings("\"'`@$#LuURrbBfFcsq");
  if (kBeginnings.Has(c)) return true;
  return (c == '%' && spec.percent_strings) || (c == '<' && (spec.heredoc_shell || spec.heredoc_php)) ||
         (c == spec.string_mark && c != '\0') || (c == '[' && spec.lua_long) || (c == '~' && spec.sigils) || (c == '/' && spec.slashy);
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
  if (spec.r_raw && (c == 'r' || c == 'R')) {
    if (auto token = ReadRRaw(text, at, value)) return token;
  }
  if (spec.labelled_strings && c == '{') {
    if (auto token = ReadLabelled(text, at, value, limits)) return token;
  }
  if ((spec.percent_strings && c == '%') || (spec.q_strings && c == 'q') || (spec.sigils && c == '~')) return ReadQuoteLike(spec, text, at, value);
  if (spec.heredoc_php && StartsAt(text, at, "<<<")) return ReadHeredoc(text, at, "<<<", value, limits);
  if (spec.heredoc_shell && StartsAt(text, at, "<<")) return ReadHeredoc(text, at, "<<", value, limits);
  if (c == '/') return ReadSlashy(text, at, value);
  for (const StringKind& kind : spec.strings) {
    if (auto token = ReadKind(kind, text, at, value)) return token;
  }
  return std::nullopt;
}

}  // namespace keylint::decode
