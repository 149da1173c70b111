// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <algorithm>

#include "lint/decode/filled.h"
#include "lint/scan/gap_look.h"
#include "lint/scan/name_bytes.h"
#include "lint/scan/name_look.h"
#include "lint/scan/name_words.h"
#include "lint/scan/value_look.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestGap = 72;    // From the name's end to the value.
constexpr std::string_view kListed = "</key>";
constexpr std::string_view kString = "<string>";

constexpr auto kPassword = static_cast<std::uint32_t>(NeedleTag::kPassword);
constexpr auto kSecret = static_cast<std::uint32_t>(NeedleTag::kSecret);
constexpr auto kKey = static_cast<std::uint32_t>(NeedleTag::kKey);

// What ValueBehind() asks about, where only strings count.
constexpr ByteSet kNotable("v=:(),>|-$<q[/%~\"'`;{}\n&");
constexpr ByteSet kColumnBytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_`\"] ");

}  // namespace

Span ReadFromEnvironment(std::string_view text, std::size_t hit) {
  constexpr std::size_t kLook = 16;
  if (hit + 1 >= text.size() || !IsVariableByte(text[hit]) || !IsVariableByte(text[hit + 1])) return {};
  Span name{hit, hit};
  const std::size_t least = hit > kLongestName ? hit - kLongestName : 0;
  while (name.begin > least && IsVariableByte(text[name.begin - 1])) --name.begin;
  if (name.begin == 0 || std::string_view("\"'`.{[(").find(text[name.begin - 1]) == std::string_view::npos) return {};
  const std::size_t most = std::min(text.size(), hit + kLongestName);
  while (name.end < most && IsVariableByte(text[name.end])) ++name.end;
  const std::size_t from = name.begin > kLook ? name.begin - kLook : 0;
  const std::string_view before = text.substr(from, name.begin - from);
  const bool reads = before.find("env") != std::string_view::npos || before.find("ENV") != std::string_view::npos;
  return reads ? name : Span{};
}

namespace {

// A word of small letters, or a version.
bool IsPlainWord(std::string_view text, std::size_t at) {
  const Glimpse seen = GlimpseAt(text, at);
  return seen.upper == 0 && (seen.digits == 0 || seen.lower == 0);
}

ValueSign LookBehind(std::string_view text, const NameHit& hit, TextKind kind, bool fallback) {
  const bool quoted_only = kind == TextKind::kSource;
  const NeedleTag tag = fallback ? NeedleTag::kVariable : static_cast<NeedleTag>(hit.tag);
  std::size_t at = hit.span.end;
  // "bearer " and its like: the value follows at once.
  if (text[at - 1] == ' ') {
    const Glimpse seen = GlimpseAt(text, at);
    // Base64 of a short user and password holds few digits.
    const bool quoted = hit.span.begin > 0 && IsQuote(text[hit.span.begin - 1]);
    if (quoted && tag == NeedleTag::kKey && seen.size >= 8 && seen.code == 0 && seen.lower > 0 && seen.upper > 1 && seen.upper + seen.digits > 2) {
      return ValueSign::kLikely;
    }
    const Glimpse value = GlimpseOfValue(text, at);   // Mostly a word of prose.
    if (seen.size < 6 || !IsLikely(value, NeedleTag::kSecret)) return ValueSign::kNone;
    return SignOf(value, std::max(tag, NeedleTag::kSecret));
  }
  bool operated = EndsInOperator(text, hit);
  const std::size_t name_limit = std::min(text.size(), at + kLongestName);
  while (!operated && at < name_limit && IsNameByte(text[at])) ++at;
  const std::string_view tail = text.substr(hit.span.end, at - hit.span.end);
  ValueSign best = ValueSign::kNone;
  std::size_t value_at = 0;   // Of the value that is judged.
  bool assigned = false;      // By '=' or ':'; a call or a list has not begun since.
  int depth = 0;              // Of parentheses that opened behind the name.
  // Whether that settles it.
  const auto is_likely = [&](ValueSign sign) {
    if (sign == ValueSign::kLikely) {
      const bool property = tag >= NeedleTag::kSecret ? NamesAProperty(tail) : tag == NeedleTag::kPassword && NamesARule(tail);
      if (property || SaysNothing({text, value_at, hit.span, tag, kind})) sign = ValueSign::kWeak;
    }
    best = std::max(best, sign);
    return best == ValueSign::kLikely;
  };
  if (operated && quoted_only && IsWholeValue(text, at)) {   // "--key=path/to/a"
    is_likely(SignInside(text, at, tag));
    return best;
  }
  // The name's own quote.
  if (!operated && at < text.size()) at += IsQuote(text[at]) ? 1 : WrittenQuote(text, at);
  operated |= fallback;
  const std::size_t name_end = at;
  const std::size_t limit = std::min(text.size(), at + kLongestGap);
  for (; at < limit; ++at) {
    if (quoted_only) {
      while (at < limit && !kNotable.Has(text[at])) ++at;
      if (at == limit) break;
    }
    const char c = text[at];
    switch (c) {   // The commonest.
      case 'v':
        if (!IsBlank(text[at - 1]) || text.substr(at, 6) != "value=") break;
        at += 5;   // name="..." value="..."
        operated = true;
        continue;
      case '|':
        if (kind == TextKind::kSettings && text.substr(at, 2) == "||") return best;   // Of a shell.
        if (quoted_only) break;
        operated = true;
        continue;
      case '(':
        if (!quoted_only && !operated && at + 1 < limit && !IsQuote(text[at + 1])) return best;   // "the password (of the user)"
        if (quoted_only && !operated && at != name_end && IsNameByte(text[at - 1])) return best;   // "token to f(x)"
        ++depth;
        operated = true;
        assigned = false;
        continue;
      case '=':
        // "a=b&token=c" in a string: no blanks, and nothing that is a word.
        if ((fallback || (!operated && at == name_end)) && IsNameByte(text[at - 1]) && at + 1 < text.size() && !IsQuote(text[at + 1])) {
          if (IsNameInCapitals(text, at + 1, hit.span.Of(text)) || is_likely(SignInside(text, at + 1, tag))) return best;
        }
        if (quoted_only && !operated && at != name_end && IsNameByte(text[at - 1]) && !IsQuote(text[std::min(at + 1, text.size() - 1)])) return best;   // PASSWORD --email=x
        operated = assigned = true;
        continue;
      case ':':
        if (quoted_only && !operated && IsCaseLabel(text, hit.span.begin)) return best;
        if (!operated && IsFallbackColon(text, hit.span.begin, at) && is_likely(SignAt(text, at + 1, tag))) return best;
        if (quoted_only && !operated && is_likely(SignOfBare(text, at, tag))) return best;
        operated = assigned = true;
        continue;
      case ',':
        if (quoted_only && (assigned || (!operated && at != name_end) || (at == name_end && (IsNameArgument(text, at) || (IsNameByte(text[at - 1]) && IsProseComma(text, at)))))) return best;
        operated = true;
        continue;
      case '>':
        if (quoted_only && at == name_end && text[at - 1] == '-') return best;   // Of something that has members.
        operated = true;
        continue;
      case '}':
        if (quoted_only && !operated) return best;
        break;
      case ')':
        if (quoted_only && --depth <= 0 && !GoesOnBehindCall(text, at + 1, IsQuote(text[name_end - 1]))) return best;
        break;
      case ';':
        return best;
      default:
        break;
    }
    if (c == '-' && at > 0 && text[at - 1] == '<') {
      operated = true;   // R's "name <- value".
    } else if (c == '$' && at + 1 < limit && IsQuote(text[at + 1])) {
      continue;          // $'...' of a shell, $"..." of C#.
    } else if (c == '<' && operated && text.substr(at, 3) == "<<\"") {
      ++at;              // Erlang's <<"value">>.
    } else if (c == '<' && !quoted_only && text.substr(at, kListed.size()) == kListed) {
      // A property list: <key>name</key> <string>value</string>
      const std::size_t value = ElementBehind(text, at + kListed.size(), limit);
      if (text.substr(0, value).ends_with(kString)) is_likely(SignAt(text, value, tag));
      return best;
    } else if (const std::size_t element = c == '<' && !quoted_only && !operated ? ValueElementBehind(text, at, limit) : 0; element != 0) {
      is_likely(SignAt(text, element, tag));
      return best;
    } else if (c == '<' && !quoted_only && !operated && text.substr(at, 2) == "</") {
      const std::size_t value = BehindClosingTag(text, at, limit);
      if (value != 0) is_likely(SignAt(text, value, tag));
      return best;
    } else if (const std::size_t value = operated && quoted_only ? OpenedStringAt(text, at) : 0) {
      if (is_likely(SignAt(text, value, tag))) return best;
    } else if (IsQuote(c)) {
      // A call without parentheses: storePassword "..."; 'name' 'value' of MATLAB.
      const bool called = at == name_end + 1 && text[at - 1] == ' ' && (tag == NeedleTag::kPassword || IsWholeString(text, hit, name_end));
      if (c == '`' && quoted_only && IsStructTag(text, at + 1)) return best;
      if (!operated && quoted_only && !called) {
        if (at > name_end && at + 1 < text.size() && text[at + 1] == ',') return best;   // "the password of x", "y"
        continue;
      }
      if (IsMarkup(text, at)) {   // name="password" type="password" value="x"
        at = std::min(text.find(c, at + 1), limit);
        continue;
      }
      if (!operated && (!IsBlank(text[at - 1]) || EndsSentence(text, hit, name_end))) return best;
      if (operated && NamesValue(text, at + 1)) {
        at += kValueWord.size() + 1;   // "name": "password", "value": "x"
        continue;
      }
      value_at = at + 1;
      is_likely(SignAt(text, at + 1, tag));
      return best;
    } else if (const std::size_t written = c == '&' ? WrittenQuote(text, at) : 0; written != 0 && operated) {
      is_likely(SignAt(text, at + written, tag));
      return best;
    } else if (c == '{' || c == '[') {
      if (operated && quoted_only && decode::MayListBytes(text, at)) is_likely(ValueSign::kLikely);
      if (c == '{' && operated) is_likely(quoted_only ? SignOfMember(text, at, tag) : SignBelow(text, at, tag));
      if (c == '{' || text.substr(at, 2) == "[,") return best;   // f(password[, options])
      assigned = false;
    } else if (c == '\n') {
      if (quoted_only && assigned && IsNameByte(text[at - 1]) && !GoesOnWithValue(text, at + 1)) return best;
      const std::size_t word = quoted_only ? 0 : ValueFollows(text, at + 1);
      if (word != 0) at = std::min(word, limit) - 1;
      else if (!operated || (!quoted_only && tag != NeedleTag::kPassword)) return best;
    } else if (!quoted_only && !IsBlank(c) && c != '\r' && c != '\\' && c != ']' && (operated || IsBlank(text[at - 1]))) {
      if (operated) {
        is_likely(SignAt(text, at, tag));
      } else if (const std::size_t close = OpensElement(text, hit) ? text.substr(0, limit).find('>', at) : std::string_view::npos; close != std::string_view::npos) {
        is_likely(SignAt(text, close + 1, tag));   // <Pass encoding="base64">x
      } else if (TakesTheNext(text, NameBegin(text, hit))) {
        is_likely(SignInside(text, at, tag));
      } else if (c != '-' && !IsPlainWord(text, at)) {   // "the login/password combinations"
        is_likely(SignInside(text, at, tag == NeedleTag::kSecret ? NeedleTag::kKey : tag));
      }
      return best;
    }
  }
  return best;
}

}  // namespace

namespace {

// What "key" names is a secret when it looks like one, and few do without two
// digits. Most names in code are asked no more than this.
bool DigitsFollow(std::string_view text, std::size_t at) {
  constexpr std::size_t kReach = kLongestName + kLongestGap + kLongestLook + 8;   // Vectors of bytes.
  static_assert(kReach < 256);
  if (text.size() - at < kReach) return true;
  std::uint8_t digits = 0;
  for (std::size_t i = 0; i < kReach; ++i) digits = static_cast<std::uint8_t>(digits + (static_cast<std::uint8_t>(text[at + i] - '0') < 10));
  return digits > 1;
}

}  // namespace

ValueSign ValueBehind(std::string_view text, const NameHit& hit, TextKind kind) {
  const bool quoted_only = kind == TextKind::kSource;
  if (hit.tag >= static_cast<std::uint32_t>(NeedleTag::kUrl) || IsOtherWord(text, hit)) return ValueSign::kNone;
  if (quoted_only && hit.tag == kKey && !DigitsFollow(text, hit.span.end)) return ValueSign::kNone;
  // What follows is what the program uses without the variable, however weak
  // it looks.
  const bool fallback = quoted_only && ReadFromEnvironment(text, hit.span.begin).size() != 0;
  const ValueSign sign = LookBehind(text, hit, kind, fallback);
  // Of most names nothing is left to ask.
  return sign == ValueSign::kNone || NamesNoValue(text, hit, quoted_only, fallback) ? ValueSign::kNone : sign;
}

bool NamesKubernetesSecret(std::string_view text, const NameHit& hit) {
  std::string_view before = text.substr(0, hit.span.begin);
  const bool quoted = before.ends_with('"');
  if (quoted) before.remove_suffix(1);
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (!before.ends_with(quoted ? "\"kind\":" : "kind:") || hit.span.Of(text) != "Secret") return false;
  const std::string_view behind = text.substr(hit.span.end, kLongestLook);
  if (behind.find("\"version\"") != std::string_view::npos) return false;   // A kind, in a description of interfaces.
  const char next = hit.span.end < text.size() ? text[hit.span.end] : '\n';
  return next == '\n' || next == '\r' || next == '"' || next == ' ';
}

bool TitlesAColumn(std::string_view text, const NameHit& hit) {
  if (hit.tag != kPassword && hit.tag != kSecret) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestGap);
  while (at < limit && (IsNameByte(text[at]) || IsBlank(text[at]) || IsQuote(text[at]) || text[at] == '*' || text[at] == '|' || text[at] == '\r')) ++at;
  if (at >= limit || text[at] != '\n') return false;
  while (at < limit && (IsBlank(text[at]) || text[at] == '\n' || text[at] == '\r')) ++at;
  if (at >= limit || std::string_view("|+=*\",!").find(text[at]) == std::string_view::npos) return false;
  if (text[at] != '=') return true;
  while (at < text.size() && text[at] == '=') ++at;   // The line below a title has no gap.
  return at < text.size() && text[at] == ' ';
}

bool NamesAColumn(std::string_view text, const NameHit& hit) {
  if (hit.tag > kSecret) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  while (at < limit && kColumnBytes.Has(text[at])) ++at;
  if (at >= limit || (text[at] != ')' && text[at] != ',')) return false;
  // Behind the last one the values are announced: VALUES, or FROM of a COPY.
  constexpr std::size_t kLongestList = 1024;
  std::size_t before = hit.span.begin;
  const std::size_t floor = before > kLongestList ? before - kLongestList : 0;
  while (before > floor && (kColumnBytes.Has(text[before - 1]) || IsDigit(text[before - 1]) || text[before - 1] == ',' || text[before - 1] == '\n' || text[before - 1] == '\r' || text[before - 1] == '\t')) --before;
  if (before == 0 || (before > floor && text[before - 1] != '(')) return false;
  const std::string_view rest = text.substr(at, kLongestList);
  const std::size_t close = rest.find(')');
  if (close == std::string_view::npos) return true;
  const std::size_t next = BehindGap(rest, close + 1);
  static constexpr ByteSet kAnnounces("vVfFoO");   // OVERRIDING, OUTPUT
  return next >= rest.size() || kAnnounces.Has(rest[next]);
}

}  // namespace keylint
