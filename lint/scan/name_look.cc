// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_look.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lint/scan/name_bytes.h"

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

bool IsOtherWord(std::string_view text, const NameHit& hit) {
  const std::string_view word = hit.span.Of(text);
  const std::size_t begin = hit.span.begin;
  if (begin > 1 && (text[begin - 1] | 0x20) == 'y' && (text[begin - 2] | 0x20) == 'b' && (word[0] | 0x20) == 'p') return true;
  if (hit.span.end < text.size() && text[hit.span.end] == '[' && (word == "pass:" || word == "PASS:")) return true;   // AsciiDoc's pass:[x]
  const bool enclosed = begin > 0 && hit.span.end < text.size() && ((text[begin - 1] == '(' && text[hit.span.end] == ')') || (text[begin - 1] == '`' && text[hit.span.end] == '`'));
  const bool expanded = begin > 0 && (text[begin - 1] == '$' || text[begin - 1] == '%' || (text[begin - 1] == '{' && begin > 1 && text[begin - 2] == '$'));
  const bool whole = hit.span.end >= text.size() || !IsNameByte(text[hit.span.end]);
  if ((enclosed && word == "pwd") || (expanded && whole && (word == "pwd" || word == "PWD"))) return true;
  if (whole && word == "pwd" && IsCommandAt(text, hit.span)) return true;
  if (word == "parola" && text.substr(hit.span.end, 7) == " chiave") return true;
  const char last = static_cast<char>(word.back() | 0x20);
  if (word.size() > 5 || (last != 's' && last != 'd') || hit.span.end >= text.size()) return false;
  const char next = text[hit.span.end];
  return IsLower(next) || (IsUpper(next) && IsUpper(word.back()));
}

namespace {

std::size_t NameBegin(std::string_view text, const NameHit& hit) {
  std::size_t begin = hit.span.begin;
  while (begin > 0 && hit.span.begin - begin < kLongestName && IsNameByte(text[begin - 1])) --begin;
  return begin;
}

// "apps/lib/app_passwd.c", "token.go": the name at [begin, end) holds the word
// and is a file's.
bool IsInFileName(std::string_view text, const NameHit& hit, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongestEnding = 4;
  const std::string_view tail = text.substr(hit.span.end, end - hit.span.end);
  const std::size_t dot = tail.rfind('.');
  if (dot == std::string_view::npos || end >= text.size() || (!IsQuote(text[end]) && text[end] != '>')) return false;
  const std::string_view ending = tail.substr(dot + 1);
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

// "/etc/passwd"; class="token", href="x.html#token" of a page.
bool IsInPathOrClass(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestAddress = 80;
  const std::string_view before = text.substr(0, begin);
  if (before.ends_with("etc/") || before.ends_with("class=\"")) return true;
  const std::string_view near = before.substr(begin > kLongestAddress ? begin - kLongestAddress : 0);
  const std::size_t quote = near.find_last_of("\"'<>?\n");
  return quote != std::string_view::npos && IsQuote(near[quote]) && (near.substr(0, quote).ends_with("href=") || near.substr(0, quote).ends_with("src="));
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

// "low-pass", a filter.
bool IsHalf(std::string_view text, std::size_t word) {
  return word > 1 && text[word - 1] == '-' && (text[word] | 0x20) == 'p' && IsLower(text[word - 2]);
}

// Two more strings follow the one that ends at `quote`: a list names nothing.
bool IsListed(std::string_view text, std::size_t quote) {
  const auto next_string = [text](std::size_t end) -> std::size_t {   // Where it opens; 0: another thing follows.
    if (end + 1 >= text.size() || text[end + 1] != ',') return 0;
    const std::size_t at = BehindGap(text, end + 2);
    return at < text.size() && text[at] == text[end] ? at : 0;
  };
  const std::size_t second = next_string(quote);
  if (second == 0) return false;
  const std::size_t size = text.substr(second + 1, kLongestLook).find(text[second]);
  return size != std::string_view::npos && next_string(second + 1 + size) != 0;
}

}  // namespace

bool NamesNoValue(std::string_view text, const NameHit& hit, bool source, bool read) {
  std::size_t end = hit.span.end;
  if (EndsInOperator(text, hit)) return false;
  const std::size_t limit = std::min(text.size(), end + kLongestName);
  while (end < limit && IsNameByte(text[end])) ++end;
  const std::size_t begin = NameBegin(text, hit);
  if (IsInFileName(text, hit, begin, end) || IsInPathOrClass(text, begin)) return true;
  if (source && IsInModuleName(text, hit)) return true;
  const std::size_t quote = IsQuote(text[hit.span.end - 1]) ? hit.span.end - 1 : end;
  if (read || quote >= text.size() || !IsQuote(text[quote])) return false;
  if (quote < end && (begin == 0 || IsBlank(text[begin - 1]) || IsHalf(text, hit.span.begin))) return true;   // "action pass", "low-pass"
  return IsElement(text, begin, quote) || (source && IsListed(text, quote));
}

namespace {

// The first three letters in lower case, as one number.
constexpr std::uint32_t ThreeLetters(std::string_view text) {
  const auto letter = [text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]) | 0x20U) << (8 * i); };
  return letter(0) | letter(1) | letter(2);
}

constexpr std::string_view kPropertyTails[] = {"name", "type", "file", "path", "ref", "leng", "len", "url", "uri", "class", "poli", "hand", "mana", "stor",
                                               "serv", "requ", "resp", "vali", "erro", "coun", "size", "expi", "sour", "field", "label", "mode", "algo"};
constexpr auto kPropertyBeginnings = [] {
  std::array<std::uint32_t, std::size(kPropertyTails)> beginnings{};
  std::transform(std::begin(kPropertyTails), std::end(kPropertyTails), beginnings.begin(), ThreeLetters);
  return beginnings;
}();

}  // namespace

bool NamesAProperty(std::string_view tail) {
  while (!tail.empty() && (tail[0] == '_' || tail[0] == '-')) tail.remove_prefix(1);
  if (tail.size() < 3) return false;
  const std::uint32_t beginning = ThreeLetters(tail);
  bool any = false;   // Most names end here.
  for (const std::uint32_t one : kPropertyBeginnings) any |= one == beginning;
  const auto starts = [tail](std::string_view word) {
    return tail.size() >= word.size() && std::equal(word.begin(), word.end(), tail.begin(), [](char a, char b) {
      return a == (IsUpper(b) ? static_cast<char>(b + 32) : b);
    });
  };
  return any && std::any_of(std::begin(kPropertyTails), std::end(kPropertyTails), starts);
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

}  // namespace keylint
