// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_look.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lint/scan/name_bytes.h"
#include "lint/scan/name_words.h"

namespace keylint {

bool EndsInOperator(std::string_view text, const NameHit& hit) {
  const char last = text[hit.span.end - 1];
  return last == '=' || last == ':' || last == ' ';
}

namespace {

// `cd x && pwd | f`: no name, flag or value of one.
bool IsCommandAt(std::string_view text, Span word) {
  if (word.begin > 0 && !IsBlank(text[word.begin - 1]) && text[word.begin - 1] != '\n' && text[word.begin - 1] != '"') return false;
  static constexpr ByteSet kEnds(";)|&\n\r");
  static constexpr ByteSet kOperators("&|>;");
  if (word.end >= text.size()) return false;
  if (kEnds.Has(text[word.end])) return true;
  const std::size_t next = BehindGap(text, word.end);
  return next > word.end && next < text.size() && kOperators.Has(text[next]);
}

}  // namespace

namespace {

// OLDPWD, "PWD": "/home/me"
bool IsFolder(std::string_view text, Span word) {
  constexpr std::size_t kLongestOperator = 8;
  if (text.substr(0, word.begin).ends_with("OLD")) return true;
  const std::string_view behind = text.substr(word.end, kLongestOperator);
  const std::size_t value = behind.find_first_not_of("\\\"':= ");
  return value != std::string_view::npos && value > 0 && behind[value] == '/';
}

// "bypass", pass:[x] of AsciiDoc, `pwd` and $PWD of a shell, "parola chiave".
bool IsNoPassword(std::string_view text, Span span) {
  const std::string_view word = span.Of(text);
  const std::size_t begin = span.begin;
  if (begin > 1 && (text[begin - 1] | 0x20) == 'y' && (text[begin - 2] | 0x20) == 'b') return true;
  const char next = span.end < text.size() ? text[span.end] : '\n';
  if (next == '[' && (word == "pass:" || word == "PASS:")) return true;
  if (word == "parola") return text.substr(span.end, 7) == " chiave";
  if (word != "pwd" && word != "PWD") return false;
  const char before = begin > 0 ? text[begin - 1] : '\n';
  if ((before == '(' && next == ')') || (before == '`' && next == '`')) return true;
  const bool expanded = before == '$' || before == '%' || (before == '{' && begin > 1 && text[begin - 2] == '$');
  if (expanded && !IsNameByte(next)) return true;
  return word == "PWD" ? IsFolder(text, span) : !IsNameByte(next) && IsCommandAt(text, span);
}

}  // namespace

bool IsOtherWord(std::string_view text, const NameHit& hit) {
  const std::string_view word = hit.span.Of(text);
  const char next = hit.span.end < text.size() ? text[hit.span.end] : '\n';
  // SUDO_PATH is not DO_PAT.
  if (hit.tag == static_cast<std::uint32_t>(NeedleTag::kVariable) && (IsAlpha(next))) return true;
  if ((word[0] | 0x20) == 'p' && IsNoPassword(text, hit.span)) return true;
  const char last = static_cast<char>(word.back() | 0x20);
  if (word.size() > 5 || (last != 's' && last != 'd')) return false;
  return IsLower(next) || (IsUpper(next) && IsUpper(word.back()));
}

std::size_t NameBegin(std::string_view text, const NameHit& hit) {
  std::size_t begin = hit.span.begin;
  while (begin > 0 && hit.span.begin - begin < kLongestName && IsNameByte(text[begin - 1])) --begin;
  return begin;
}

namespace {

// "apps/lib/app_passwd.c", "token.go": the name at [begin, end) holds the word
// and is a file's.
bool IsInFileName(std::string_view text, const NameHit& hit, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongestEnding = 4;
  const std::string_view tail = text.substr(hit.span.end, end - hit.span.end);
  const std::size_t dot = tail.rfind('.');
  if (dot == std::string_view::npos || end >= text.size()) return false;
  const std::string_view ending = tail.substr(dot + 1);
  if (text[end] == ':') return ending == "o" || ending == "d" || ending == "obj";   // What a makefile builds.
  if (!IsQuote(text[end]) && text[end] != '>') return false;
  if (ending.empty() || ending.size() > kLongestEnding || !std::all_of(ending.begin(), ending.end(), [](char c) { return IsLower(c) || IsDigit(c); })) return false;
  static constexpr std::string_view kOfCode[] = {"c", "cc", "cpp", "go", "h", "html", "java", "js", "md", "o", "php", "pl", "pm", "py", "rb", "rs", "sh", "ts", "txt"};
  if (std::binary_search(std::begin(kOfCode), std::end(kOfCode), ending)) return true;
  return begin > 0 && text[begin - 1] == '/';
}

// "k8s.io/pkg/authorization/union", "rbac.authorization.k8s.io": a string that
// names a module or a host.
bool IsInModuleName(std::string_view text, const NameHit& hit) {
  const auto goes_on = [](char c) { return IsNameByte(c) || c == '/'; };
  std::size_t begin = hit.span.begin;
  while (begin > 0 && hit.span.begin - begin < 2 * kLongestName && goes_on(text[begin - 1])) --begin;
  if (begin == 0 || !IsQuote(text[begin - 1])) return false;
  std::size_t end = hit.span.end;
  while (end < text.size() && end - hit.span.end < 2 * kLongestName && goes_on(text[end])) ++end;
  if (end >= text.size() || text[end] != text[begin - 1]) return false;
  const std::string_view tail = text.substr(hit.span.end, end - hit.span.end);
  if (tail.find('/') != std::string_view::npos || text.substr(begin, hit.span.begin - begin).find('/') != std::string_view::npos) return true;
  return tail.ends_with(".io") || tail.ends_with(".com") || tail.ends_with(".org");
}

// "$NAME", ${NAME}, $(NAME): the name at [begin, end) stands for what
// it was given elsewhere.
bool IsReference(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin < 2 || end >= text.size()) return false;
  const char open = text[begin - 1];
  if (open == '$') return IsQuote(text[begin - 2]) || IsNameByte(text[begin - 2]);
  const char close = open == '{' ? '}' : open == '(' ? ')' : '\0';
  return close != '\0' && text[end] == close && (text[begin - 2] == '$' || text[begin - 2] == '#' || text[begin - 2] == '{');
}

// "/etc/passwd"; class="token", href="x.html#token", title="The token" of a page.
bool IsInPathOrClass(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestAddress = 80;
  static constexpr std::string_view kTelling[] = {"href=", "src=", "title=", "alt="};
  const std::string_view before = text.substr(0, begin);
  if (before.ends_with("etc/") || before.ends_with("class=\"")) return true;
  const std::string_view near = before.substr(begin > kLongestAddress ? begin - kLongestAddress : 0);
  const std::size_t quote = near.find_last_of("\"'<>?\n");
  return quote != std::string_view::npos && IsQuote(near[quote]) &&
         std::any_of(std::begin(kTelling), std::end(kTelling), [&](std::string_view name) { return near.substr(0, quote).ends_with(name); });
}

// The name is a string of its own, and an element of a list: the next string
// is another one. Behind a '(' it is the first argument of a call.
bool IsElement(std::string_view text, std::size_t begin, std::size_t quote) {
  constexpr std::size_t kPairReach = 200;
  std::size_t next = quote + 1;
  if (next >= text.size()) return false;
  if (begin == 0 || text[begin - 1] != text[quote]) return false;
  std::size_t before = begin - 1;
  while (before > 0 && IsBlank(text[before - 1])) --before;
  if (before > 0 && text[before - 1] == ':' && text[next] == ',') {   // name: "password", value: "x"; "random_password" of Terraform
    const std::string_view behind = text.substr(next, kPairReach);
    return behind.find("alue") == std::string_view::npos && behind.find("\"result\"") == std::string_view::npos && behind.find("\"instances\"") == std::string_view::npos;
  }
  if (before > 0 && (text[before - 1] == ':' || text[before - 1] == '=')) return false;
  const bool first = begin > 1 && text[begin - 2] == '(';
  if (text[next] == ',') return !first && next + 1 < text.size() && (text[next + 1] == '\n' || text[next + 1] == '\r');
  if (text[next] != ')') return false;
  // config.get("password") || "x"
  for (++next; next < text.size() && IsBlank(text[next]);) ++next;
  constexpr std::string_view kElse[] = {"||", "or ", "??", "?:"};
  return std::none_of(std::begin(kElse), std::end(kElse), [&](std::string_view other) { return text.substr(next, other.size()) == other; });
}

// ok ? "PASS" : "FAIL", if (word == "pass"): the string that opens before
// `begin` is chosen or compared.
bool IsChosenOrCompared(std::string_view text, std::size_t begin) {
  if (begin < 2 || !IsQuote(text[begin - 1])) return false;
  std::size_t before = begin - 1;
  while (before > 0 && IsBlank(text[before - 1])) --before;
  return before > 1 && (text[before - 1] == '?' || (text[before - 1] == '=' && (text[before - 2] == '=' || text[before - 2] == '!')));
}

// "low-pass", a filter.
bool IsHalf(std::string_view text, std::size_t word) {
  return word > 1 && text[word - 1] == '-' && (text[word] | 0x20) == 'p' && IsLower(text[word - 2]);
}

// Two more strings follow the one that ends at `quote`: a list names nothing.
// A third one of several words says what an option is for.
bool IsListed(std::string_view text, std::size_t quote) {
  const auto next_string = [text](std::size_t end) -> std::size_t {   // Where it opens; 0: another thing follows.
    if (end + 1 >= text.size() || text[end + 1] != ',') return 0;
    const std::size_t at = BehindGap(text, end + 2);
    return at < text.size() && text[at] == text[end] ? at : 0;
  };
  const std::size_t second = next_string(quote);
  if (second == 0) return false;
  const std::size_t size = text.substr(second + 1, kLongestLook).find(text[second]);
  const std::size_t third = size == std::string_view::npos ? 0 : next_string(second + 1 + size);
  const std::string_view words = third == 0 ? std::string_view() : text.substr(third + 1, kLongestLook);
  return third != 0 && words.substr(0, words.find(text[third])).find(' ') == std::string_view::npos;
}

}  // namespace

bool NamesNoValue(std::string_view text, const NameHit& hit, bool source, bool read) {
  std::size_t end = hit.span.end;
  if (EndsInOperator(text, hit)) return false;
  const std::size_t limit = std::min(text.size(), end + kLongestName);
  while (end < limit && IsNameByte(text[end])) ++end;
  const std::size_t begin = NameBegin(text, hit);
  if (IsReference(text, begin, end)) return true;
  if (IsInFileName(text, hit, begin, end) || IsInPathOrClass(text, begin)) return true;
  if (source && IsInModuleName(text, hit)) return true;
  const std::size_t quote = IsQuote(text[hit.span.end - 1]) ? hit.span.end - 1 : end;
  if (read || quote >= text.size() || !IsQuote(text[quote])) return false;
  if (quote < end && (begin == 0 || IsBlank(text[begin - 1]) || IsHalf(text, hit.span.begin))) return true;   // "action pass", "low-pass"
  return IsElement(text, begin, quote) || (source && (IsListed(text, quote) || IsChosenOrCompared(text, begin)));
}

namespace {

// The first three letters in lower case, as one number.
constexpr std::uint32_t ThreeLetters(std::string_view text) {
  const auto letter = [text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]) | 0x20U) << (8 * i); };
  return letter(0) | letter(1) | letter(2);
}

constexpr std::string_view kPropertyTails[] = {"name", "type", "file", "path", "ref", "leng", "len", "url", "uri", "class", "poli", "hand", "mana", "stor",
                                               "serv", "requ", "resp", "vali", "erro", "coun", "size", "expi", "sour", "field", "label", "mode", "algo", "encryp", "requir"};
constexpr auto kPropertyBeginnings = [] {
  std::array<std::uint32_t, std::size(kPropertyTails)> beginnings{};
  std::transform(std::begin(kPropertyTails), std::end(kPropertyTails), beginnings.begin(), ThreeLetters);
  return beginnings;
}();

}  // namespace

bool NamesAProperty(std::string_view tail) {
  while (!tail.empty() && (tail[0] == '_' || tail[0] == '-' || tail[0] == '.')) tail.remove_prefix(1);
  if (tail.size() < 3) return false;
  const std::uint32_t beginning = ThreeLetters(tail);
  bool any = false;   // Most names end here.
  for (const std::uint32_t one : kPropertyBeginnings) any |= one == beginning;
  const auto starts = [tail](std::string_view word) {
    return tail.size() >= word.size() && std::equal(word.begin(), word.end(), tail.begin(), [](char a, char b) {
      return a == Lower(b);
    });
  };
  return any && std::any_of(std::begin(kPropertyTails), std::end(kPropertyTails), starts);
}

bool NamesARule(std::string_view tail) {
  constexpr std::string_view kTails[] = {"_encryption", "_required", "_policy", "_expiration", "-encryption", "-required", "-policy", "Required", "Policy"};
  return std::any_of(std::begin(kTails), std::end(kTails), [tail](std::string_view one) { return tail.find(one) != std::string_view::npos; });
}

bool IsFallbackColon(std::string_view text, std::size_t word, std::size_t colon) {
  if (colon == 0 || !IsNameByte(text[colon - 1])) return false;
  const std::size_t limit = word > kLongestName ? word - kLongestName : 0;
  while (word > limit && IsNameByte(text[word - 1])) --word;
  return word > 1 && text[word - 1] == '{' && text[word - 2] == '$';
}

bool IsCaseLabel(std::string_view text, std::size_t name) {
  const std::size_t floor = name > kLongestLook ? name - kLongestLook : 0;
  const std::string_view line = text.substr(floor, name - floor);
  const std::string_view label = line.substr(line.rfind('\n') + 1);
  const std::size_t begin = label.find_first_not_of(" \t");
  return begin != std::string_view::npos && label.substr(begin, 5) == "case ";
}

bool TakesTheNext(std::string_view text, std::size_t begin) {
  if (begin < text.size() && text[begin] == '-') return true;
  std::size_t end = begin;
  while (end > 0 && (IsBlank(text[end - 1]) || text[end - 1] == '"')) --end;
  const std::size_t floor = end > kLongestLook ? end - kLongestLook : 0;
  std::size_t word = end;
  while (word > floor && (IsNameByte(text[word - 1]))) --word;
  const std::string_view command = text.substr(word, end - word);
  constexpr std::string_view kCommands[] = {"set", "setenv", "setx", "ENV", "ARG", "env", "global", "variable"};
  return command.starts_with('-') || std::find(std::begin(kCommands), std::end(kCommands), command) != std::end(kCommands);
}

bool EndsSentence(std::string_view text, const NameHit& hit, std::size_t name_end) {
  const std::size_t begin = NameBegin(text, hit);
  return IsQuote(text[name_end - 1]) && begin > 0 && IsBlank(text[begin - 1]);
}

bool OpensElement(std::string_view text, const NameHit& hit) {
  const std::size_t begin = NameBegin(text, hit);
  return text[hit.span.begin] == '<' || (begin > 0 && text[begin - 1] == '<');
}

bool IsHashElement(std::string_view text, std::size_t begin) {
  if (begin > 0 && IsQuote(text[begin - 1])) --begin;
  return begin > 1 && text[begin - 1] == '{' && (IsNameByte(text[begin - 2]) || text[begin - 2] == '>' || text[begin - 2] == '}');
}

bool IsWholeString(std::string_view text, const NameHit& hit, std::size_t name_end) {
  const std::size_t begin = NameBegin(text, hit);
  return IsQuote(text[name_end - 1]) && begin > 0 && text[begin - 1] == text[name_end - 1];
}

}  // namespace keylint
