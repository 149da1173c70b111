// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/value_look.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lint/diagnose/placeholder.h"
#include "lint/scan/name_bytes.h"
#include "lint/scan/name_look.h"

namespace keylint {
namespace {

// Bytes that code holds more often than secrets.
constexpr std::string_view kCodeBytes = "()[];,%*:>";

// What a byte of a value counts as.
enum ByteKind : std::uint8_t { kOther, kDigit, kLower, kUpper, kSeparator, kCode, kKinds };
constexpr auto kKindOf = [] {
  std::array<ByteKind, 256> kinds{};
  for (const char c : kCodeBytes) kinds[static_cast<unsigned char>(c)] = kCode;
  for (const char c : {'_', '-', '.'}) kinds[static_cast<unsigned char>(c)] = kSeparator;
  for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = kDigit;
  for (std::size_t c = 'a'; c <= 'z'; ++c) kinds[c] = kLower;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) kinds[c] = kUpper;
  return kinds;
}();

}  // namespace

Glimpse GlimpseAt(std::string_view text, std::size_t at, char quote) {
  Glimpse seen;
  std::array<std::size_t, kKinds> of_kind{};
  for (; at + seen.size < text.size() && seen.size < kLongestLook; ++seen.size) {
    const char c = text[at + seen.size];
    if (c == '\\') {   // An escape; the value goes on behind an escaped quote.
      if (at + seen.size + 1 < text.size() && IsQuote(text[at + seen.size + 1])) ++seen.size;
      continue;
    }
    if ((quote == '\0' ? IsQuote(c) : c == quote) || c == '\n' || c == '\r' || c == '<' || c == '&') break;
    if (IsBlank(c)) {
      const char next = at + seen.size + 1 < text.size() ? text[at + seen.size + 1] : ' ';
      const bool camel = of_kind[kLower] + of_kind[kUpper] == seen.size && of_kind[kUpper] * 4 <= seen.size;
      seen.sentence = (seen.size < 20 || camel) && of_kind[kDigit] == 0 && (IsAlpha(next));
      break;
    }
    ++of_kind[kKindOf[static_cast<unsigned char>(c)]];
  }
  seen.digits = of_kind[kDigit];
  seen.lower = of_kind[kLower];
  seen.upper = of_kind[kUpper];
  seen.separators = of_kind[kSeparator];
  seen.code = of_kind[kCode];
  return seen;
}

namespace {

// Blanks and quotes that got into a value are its fault, not its end.
std::size_t BehindMishaps(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 4;
  std::size_t behind = at;
  while (behind < text.size() && behind - at < kMost && (IsBlank(text[behind]) || IsQuote(text[behind]) || text[behind] == '\\')) ++behind;
  const bool goes_on = behind < text.size() && (IsAlnum(text[behind]));
  return goes_on ? behind : at;
}

// $name, ${name}, $(name): whose value stands elsewhere, if nothing follows.
bool IsReferenceAt(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at] != '$') return false;
  const char open = text[at + 1];
  const char close = open == '{' ? '}' : open == '(' ? ')' : '\0';
  const std::size_t begin = close == '\0' ? at + 1 : at + 2;
  std::size_t end = begin;
  while (end < text.size() && end - begin < kLongestLook && (IsVariableByte(text[end]) || IsLower(text[end]))) ++end;
  if (end == begin || (close != '\0' && (end >= text.size() || text[end++] != close))) return false;
  return end >= text.size() || IsQuote(text[end]) || IsBlank(text[end]) || text[end] == '\n' || text[end] == '\r';
}

}  // namespace

Glimpse GlimpseOfValue(std::string_view text, std::size_t at) {
  if (IsReferenceAt(text, at) || text.substr(at, 3) == "${{" || text.substr(at, 3) == "$((") return {};
  const char quote = at > 0 && IsQuote(text[at - 1]) ? text[at - 1] : '\0';
  return GlimpseAt(text, BehindMishaps(text, at), quote);
}

bool IsLikely(const Glimpse& seen, NeedleTag tag) {
  if (seen.sentence && tag != NeedleTag::kVariable) return false;
  const std::size_t letters = seen.lower + seen.upper;
  const bool dense = seen.size >= 16 && seen.digits > 1 && letters > 0;
  if (letters + seen.digits == 0 && seen.separators + seen.code == seen.size) return false;   // **********
  switch (tag) {
    case NeedleTag::kPassword:
    case NeedleTag::kVariable: return seen.size >= 4;
    case NeedleTag::kSecret:
      if (dense) return true;
      if (seen.size >= 24 && seen.code < 2 && seen.separators == 0) return true;
      if (seen.code > 0 || seen.size < 5) return false;
      if (seen.digits > 0) return letters > 0 && seen.separators < 3;
      return seen.separators == 0 && (seen.size >= 14 || (seen.upper > 1 && seen.lower > 0));
    default:
      if (seen.size >= 24) return dense && seen.code < 3 && seen.separators < 5;
      return dense && seen.code == 0 && seen.separators < 3;
  }
}

ValueSign SignOf(const Glimpse& seen, NeedleTag tag) {
  if (IsLikely(seen, tag)) return ValueSign::kLikely;
  return IsLikely(seen, NeedleTag::kVariable) ? ValueSign::kWeak : ValueSign::kNone;
}

namespace {

// password_required=false
bool IsSwitch(std::string_view value) {
  static constexpr ByteSet kFirst("ftnFTN!");
  if (value.empty() || !kFirst.Has(value[0])) return false;
  static constexpr std::string_view kWords[] = {"false", "true", "null", "none", "False", "True", "None", "!0", "!1"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return value.starts_with(word) && (value.size() == word.size() || !IsNameByte(value[word.size()]));
  });
}

}  // namespace

ValueSign SignAt(std::string_view text, std::size_t at, NeedleTag tag) {
  return IsSwitch(text.substr(at)) ? ValueSign::kNone : SignOf(GlimpseOfValue(text, at), tag);
}

namespace {

// "%s", "%-4d": what is printed there is known at run time.
bool IsFormat(std::string_view value) {
  if (value.size() < 2 || value[0] != '%') return false;
  const std::size_t conversion = value.find_first_not_of("-0123456789.lh", 1);
  return conversion != std::string_view::npos && std::string_view("sduxipcvqr").find(value[conversion]) != std::string_view::npos;
}

// Behind the string that ends at `quote` nothing is joined to it.
bool StandsAlone(std::string_view text, std::size_t quote, bool settings) {
  static constexpr ByteSet kEnds(",;)]}#");
  const std::size_t next = BehindGap(text, quote + 1);
  if (next >= text.size() || kEnds.Has(text[next])) return true;
  const std::string_view gap = text.substr(quote, next - quote);
  const bool next_line = gap.find('\n') != std::string_view::npos;
  return next_line && (settings || gap.find("\n\n") != std::string_view::npos || IsNameByte(text[next]) || text[next] == '@');
}

bool HoldsNoCase(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

// "NextToken", "docker-password": the value repeats its name's word.
bool Echoes(std::string_view value, std::string_view name, NeedleTag tag) {
  if (!HoldsNoCase(value, name)) return false;
  return tag != NeedleTag::kPassword || std::all_of(value.begin(), value.end(), [](char c) { return IsLower(c) || c == '-' || c == '_'; });
}

// "MaxResults": words of a few letters.
bool IsCamelCase(std::string_view value) {
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 13;
  std::size_t word = kShortest;   // Letters of the one before.
  for (const char c : value) {
    if (IsUpper(c) ? word < kShortest : !IsLower(c) || word == kLongest) return false;
    word = IsUpper(c) ? 1 : word + 1;
  }
  return word >= kShortest;
}

// opGetPasswordData = "GetPasswordData"
bool IsInName(std::string_view value, std::string_view text, Span word) {
  const std::size_t begin = NameBegin(text, {0, word});
  std::size_t end = word.end;
  while (end < text.size() && end - begin < 2 * kLongestName && IsNameByte(text[end])) ++end;
  return value.size() > word.size() && HoldsNoCase(text.substr(begin, end - begin), value);
}

// scrypt('password', 'salt'), password: 'string'
bool IsTerm(std::string_view value) {
  static constexpr std::string_view kTerms[] = {"salt", "string", "text", "hidden", "utf8", "utf-8", "ascii", "base64"};
  return std::find(std::begin(kTerms), std::end(kTerms), value) != std::end(kTerms);
}

// "django.contrib.auth.hashers.ScryptPasswordHasher"
bool IsDotted(std::string_view value) {
  constexpr int kLeastDots = 3;
  const auto is_name = [](char c) { return IsWord(c) || c == '.'; };
  return std::count(value.begin(), value.end(), '.') >= kLeastDots && std::all_of(value.begin(), value.end(), is_name) && !IsDigit(value[0]);
}

// "crypto/pkcs12/p12_key.c"
bool IsFile(std::string_view value) {
  constexpr std::size_t kLongestEnding = 4;
  const std::size_t dot = value.rfind('.');
  if (value.find('/') == std::string_view::npos || dot == std::string_view::npos || value.size() - dot - 1 > kLongestEnding) return false;
  return dot + 1 < value.size() && std::all_of(value.begin() + static_cast<std::ptrdiff_t>(dot) + 1, value.end(), IsLower);
}

}  // namespace

bool SaysNothing(const NamedString& named) {
  const auto& [text, at, word, tag, kind] = named;
  const std::string_view name = word.Of(text);
  if (at == 0 || !IsQuote(text[at - 1])) return false;
  // "mnemonic", of an instruction: a common word as a variable's name.
  if (tag == NeedleTag::kVariable) {
    constexpr std::size_t kLongestMnemonic = 12;   // "vpmaddubsw"
    const Glimpse seen = GlimpseAt(text, at);
    return std::all_of(name.begin(), name.end(), IsLower) && !seen.sentence && (seen.size < kLongestMnemonic || !IsLikely(seen, NeedleTag::kSecret));
  }
  if (text.substr(at, 2) == "\\x" && text.substr(std::min(at + 4, text.size()), 2) == "\\x") return true;   // Bytes.
  const std::string_view value = text.substr(at, text.substr(at, kLongestLook).find(text[at - 1]));
  const std::size_t end = at + value.size();
  // Settings say where a key is used, whatever their values.
  const bool settings = kind == TextKind::kSettings;
  if (end >= text.size() || text[end] != text[at - 1] || !StandsAlone(text, end, settings)) return false;
  if (!settings && (IsFormat(value) || value.ends_with("\\n") || Echoes(value, name, tag))) return true;
  if (!settings && (tag != NeedleTag::kPassword ? IsCamelCase(value) : IsInName(value, text, word) || IsTerm(value) || IsDotted(value))) return true;
  if (value.find('\\') != std::string_view::npos) return false;
  const ValueClass value_class = ClassifyValue(value);
  if (value_class == ValueClass::kVersion && std::string_view("^~><").find(value[0]) != std::string_view::npos) return true;   // "getpass": "^0.1.1"
  if (settings) return tag != NeedleTag::kPassword && (value_class == ValueClass::kPath || IsFile(value));
  switch (value_class) {
    case ValueClass::kEmpty:
    case ValueClass::kReference:
    case ValueClass::kCiphertext:
    case ValueClass::kPlaceholder:
    case ValueClass::kBoolean: return true;
    case ValueClass::kWords:
    case ValueClass::kPath:
    case ValueClass::kUrl:
    case ValueClass::kDate:
    case ValueClass::kVersion: return tag != NeedleTag::kPassword;
    default: return false;
  }
}

bool IsNameInCapitals(std::string_view text, std::size_t at, std::string_view word) {
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestLook && (IsUpper(text[end]) || text[end] == '_')) ++end;
  if (end - at < word.size() || (end < text.size() && IsNameByte(text[end]))) return false;
  return HoldsNoCase(text.substr(at, end - at), word);
}

ValueSign SignInside(std::string_view text, std::size_t at, NeedleTag tag) {
  const std::string_view rest = text.substr(at, kLongestLook);
  if (IsSwitch(rest)) return ValueSign::kNone;
  const Glimpse value = GlimpseOfValue(text.substr(0, at + rest.substr(0, rest.find(',')).size()), at);   // token=x,name=y
  if (IsLikely(value, std::max(tag, NeedleTag::kSecret))) return ValueSign::kLikely;
  const Glimpse seen = GlimpseAt(rest.substr(0, rest.find_first_of(",;")), 0);   // Password=x;Encrypt=true
  if (tag == NeedleTag::kPassword && seen.size >= 5 && seen.code + seen.separators == 0 && !seen.sentence) return ValueSign::kLikely;
  if (tag == NeedleTag::kPassword && seen.size >= 6 && seen.code < 2 && seen.digits > 0 && seen.digits < seen.size && !seen.sentence) return ValueSign::kLikely;
  return IsLikely(value, NeedleTag::kSecret) ? ValueSign::kWeak : ValueSign::kNone;
}

ValueSign SignBelow(std::string_view text, std::size_t open, NeedleTag tag) {
  constexpr std::string_view kNames[] = {"alue", "efault"};
  constexpr std::size_t kReach = 120;
  const std::string_view object = text.substr(open, std::min(kReach, text.substr(open, kReach).find('}')));
  std::size_t at = std::string_view::npos;
  for (const std::string_view name : kNames) {
    if (const std::size_t found = object.find(name); found < object.size()) at = std::min(at, open + found + name.size());
  }
  if (at == std::string_view::npos) return ValueSign::kNone;
  while (at < text.size() && at < open + kReach && IsNameByte(text[at])) ++at;   // defaultValue
  if (at < text.size() && text[at] == '"') ++at;
  while (at < open + object.size() && (IsBlank(text[at]) || text[at] == ':' || text[at] == '=' || text[at] == '\n' || text[at] == '\r')) ++at;
  return at < text.size() && IsQuote(text[at]) ? SignAt(text, at + 1, tag) : ValueSign::kNone;
}

ValueSign SignOfFirst(std::string_view text, std::size_t begin, NeedleTag tag, bool quoted) {
  std::size_t at = BehindGap(text, begin);
  const std::size_t name = at < text.size() && IsQuote(text[at]) ? ++at : at;
  while (at < text.size() && at - name < kLongestName && IsNameByte(text[at])) ++at;
  if (at == name || at >= text.size()) return ValueSign::kNone;
  if (IsQuote(text[at])) ++at;
  while (at < text.size() && IsBlank(text[at])) ++at;
  if (at >= text.size() || (text[at] != ':' && text[at] != '=')) return ValueSign::kNone;
  at += text.substr(at, 2) == "=>" ? 2 : 1;
  while (at < text.size() && IsBlank(text[at])) ++at;
  const bool opens = at < text.size() && IsQuote(text[at]);
  if (opens) ++at;
  return at < text.size() && (opens || !quoted) ? SignAt(text, at, tag) : ValueSign::kNone;
}

ValueSign SignOfMember(std::string_view text, std::size_t open, NeedleTag tag) {
  constexpr std::string_view kMember = "value: ";
  const std::size_t at = IsBlank(text[std::min(open + 1, text.size() - 1)]) ? open + 2 : open + 1;
  if (text.substr(std::min(at, text.size()), kMember.size()) != kMember) return ValueSign::kNone;
  const std::size_t quote = at + kMember.size();
  return quote < text.size() && IsQuote(text[quote]) ? SignAt(text, quote + 1, tag) : ValueSign::kNone;
}

ValueSign SignOfBare(std::string_view text, std::size_t colon, NeedleTag tag) {
  if (text.substr(colon, 2) != ": " || colon + 2 >= text.size() || !IsNameByte(text[colon + 2])) return ValueSign::kNone;
  const Glimpse seen = GlimpseAt(text, colon + 2);
  return seen.size >= 16 && seen.digits > 1 && seen.code + seen.separators == 0 && IsLikely(seen, std::max(tag, NeedleTag::kSecret)) ? ValueSign::kLikely : ValueSign::kNone;
}

std::size_t WrittenQuote(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\\') return at + 1 < text.size() && IsQuote(text[at + 1]) ? 2 : 0;
  if (text[at] != '&') return 0;
  constexpr std::string_view kEntities[] = {"&quot;", "&#34;", "&#39;", "&apos;", "&#x27;", "&#x22;"};
  for (const std::string_view entity : kEntities) {
    if (text.substr(at, entity.size()) == entity) return entity.size();
  }
  return 0;
}

std::size_t OpenedStringAt(std::string_view text, std::size_t at) {
  const auto in = [&](std::size_t i, std::string_view set) { return i < text.size() && set.find(text[i]) != std::string_view::npos; };
  constexpr std::string_view kBrackets = "([{<|!/";
  if (text[at] == '[') return in(at + 1, "[") ? at + 2 : 0;
  if (text[at] == '{') {   // {|x|}, {label|x|label}
    constexpr std::size_t kLongestLabel = 16;
    std::size_t bar = at + 1;
    while (bar < text.size() && bar - at < kLongestLabel && (IsLower(text[bar]) || text[bar] == '_')) ++bar;
    return in(bar, "|") ? bar + 1 : 0;
  }
  if (text[at] == '$') return in(at + 1, "/") ? at + 2 : 0;
  if (text[at] == '/') return at > 0 && IsBlank(text[at - 1]) && at + 1 < text.size() && IsNameByte(text[at + 1]) ? at + 1 : 0;
  if (text[at] == '%') {
    const std::size_t open = in(at + 1, "qQ") ? at + 2 : at + 1;
    return in(open, kBrackets) ? open + 1 : 0;
  }
  if (text[at] == '~') return in(at + 1, "sS") && in(at + 2, kBrackets) ? at + 3 : 0;
  if (text[at] != 'q' || (at > 0 && IsNameByte(text[at - 1]))) return 0;
  const std::size_t open = in(at + 1, "q") ? at + 2 : at + 1;
  return in(open, kBrackets) ? open + 1 : 0;
}

}  // namespace keylint
