// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/inner_pairs.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/byte_finder.h"
#include "lint/generic/lists.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxName = 64;
constexpr std::size_t kMaxUserInfo = 256;

bool IsNameByte(char c) {
  return IsWord(c) || c == '-' || c == '.';
}
bool IsNumber(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }
bool EndsBare(char c) {
  return IsSpace(c) || IsQuote(c) || c == ';' || c == '&' || c == ',' || c == ')' || c == ']' || c == '}' || c == '<' ||
         c == '>' || c == '\\' || c == '|';
}

// The name that ends before `at`: `name`, `"name"`, `\"name\"`, `name "`.
std::string_view NameBefore(std::string_view text, std::size_t floor, std::size_t at) {
  while (at > floor && IsBlank(text[at - 1])) --at;
  if (at > floor && text[at - 1] == ']') --at;
  if (at > floor && IsQuote(text[at - 1])) --at;
  while (at > floor && text[at - 1] == '\\') --at;
  std::size_t begin = at;
  while (begin > floor && at - begin <= kMaxName && IsNameByte(text[begin - 1])) --begin;
  if (at - begin > kMaxName) return {};
  return text.substr(begin, at - begin);
}

// The value that begins at `at`, quoted at any level of escapes or bare.
InnerPair ValueAt(std::string_view text, std::size_t at) {
  InnerPair pair;
  std::size_t escapes = 0;
  while (at + escapes < text.size() && text[at + escapes] == '\\') ++escapes;
  const std::size_t open = at + escapes;
  if (open < text.size() && IsQuote(text[open])) {
    const char quote = text[open];
    std::size_t end = open + 1;
    while (end < text.size() && text[end] != quote && text[end] != '\n') ++end;
    if (end >= text.size() || text[end] != quote) return pair;
    const std::size_t last = end - open - 1 >= escapes ? end - escapes : open + 1;
    pair.value = {open + 1, last};
    pair.quote = quote == '"' ? Quote::kDouble : quote == '\'' ? Quote::kSingle : Quote::kBacktick;
  } else {
    std::size_t end = at;
    while (end < text.size() && !EndsBare(text[end])) ++end;
    AuthScheme scheme = AuthScheme::kNone;
    if (end < text.size() && IsBlank(text[end]) && SchemeSize(text.substr(at), scheme) != 0) {
      end += SchemeSize(text.substr(at), scheme) - (end - at);
      while (end < text.size() && !EndsBare(text[end])) ++end;
    }
    pair.value = {at, end};
  }
  const std::size_t scheme_size = SchemeSize(text.substr(pair.value.begin, pair.value.size()), pair.scheme);
  pair.value.begin += scheme_size;
  return pair;
}

// The value at `begin` to `sink`; its end, or `begin` when there is none.
std::size_t OneAt(std::string_view text, std::size_t begin, std::string_view name, const std::function<void(const InnerPair&)>& sink) {
  InnerPair pair = ValueAt(text, begin);
  if (pair.value.empty()) return begin;
  pair.name = name;
  sink(pair);
  return pair.value.end;
}

// The quoted texts of a list: "tokens":["a","b"].
std::size_t ElementsAt(std::string_view text, std::size_t at, std::string_view name, const std::function<void(const InnerPair&)>& sink) {
  constexpr int kMostElements = 16;
  std::size_t end = at - 1;
  for (int i = 0; i < kMostElements; ++i) {
    while (at < text.size() && (IsSpace(text[at]) || text[at] == ',')) ++at;
    std::size_t quote = at;
    while (quote < text.size() && text[quote] == '\\') ++quote;
    if (quote >= text.size() || !IsQuote(text[quote])) break;
    const std::size_t next = OneAt(text, at, name, sink);
    if (next == at) break;
    end = at = next;
    while (at < text.size() && text[at] == '\\') ++at;
    if (at < text.size() && IsQuote(text[at])) ++at;
  }
  return end;
}

// A call's bracket: only a quoted text behind it is a value.
bool IsCall(std::string_view text, std::size_t at) {
  if (text[at] != '(' || at == 0 || !IsNameByte(text[at - 1])) return false;
  std::size_t quote = at + 1;
  while (quote < text.size() && text[quote] == '\\') ++quote;
  return quote < text.size() && IsQuote(text[quote]);
}

std::size_t SeparatorSize(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '(') return IsCall(text, at) ? 1 : 0;
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (c == '=') return next == '=' ? 0 : next == '>' ? 2 : 1;
  if (c == ':') return next == ':' ? 0 : next == '=' || next == '-' ? 2 : 1;   // ${NAME:-value}
  return 0;
}

// "https://bruger:adgangskode@host:port": how an address is written, in any
// language.
bool IsNoHost(std::string_view address) {
  constexpr std::string_view kPort = ":port";
  const std::size_t colon = std::min(address.find(':'), address.size());
  const std::string_view behind = address.substr(colon);
  const std::string_view host = address.substr(0, colon);
  return LowerAscii(behind.substr(0, kPort.size())) == kPort &&
         std::all_of(host.begin(), host.end(), [](char c) { return IsAlpha(c) || c == '-' || c == '_'; });
}

// "https://<token>@host/owner/repository.git": a token for its own user.
bool IsCloneToken(std::string_view text, Span user) {
  constexpr std::size_t kShortest = 20;
  constexpr std::size_t kLongestPath = 200;
  if (user.end < user.begin + kShortest) return false;
  const std::string_view token = user.Of(text);
  const auto holds = [token](bool (*is)(char)) { return std::any_of(token.begin(), token.end(), is); };
  if (!std::all_of(token.begin(), token.end(), IsWord) || !holds(IsDigit) || !holds(IsAlpha)) return false;
  const std::string_view rest = text.substr(user.end, kLongestPath);
  const std::size_t git = rest.find(".git");
  return git != std::string_view::npos && git < rest.find_first_of(" \t\r\n\"'`<>");
}

}  // namespace

std::size_t SchemeSize(std::string_view value, AuthScheme& scheme) {
  struct Entry {
    std::string_view word;
    AuthScheme scheme;
  };
  constexpr std::array<Entry, 10> kSchemes = {{
      {"bearer ", AuthScheme::kBearer}, {"basic ", AuthScheme::kBasic}, {"token ", AuthScheme::kOther},
      {"apikey ", AuthScheme::kOther}, {"api-key ", AuthScheme::kOther}, {"ntlm ", AuthScheme::kOther},
      {"negotiate ", AuthScheme::kOther}, {"bot ", AuthScheme::kOther}, {"key ", AuthScheme::kOther}, {"jwt ", AuthScheme::kOther},
  }};
  for (const Entry& entry : kSchemes) {
    if (!StartsWithNoCase(value, entry.word)) continue;
    std::size_t size = entry.word.size();
    while (size < value.size() && IsBlank(value[size])) ++size;
    scheme = entry.scheme;
    return size;
  }
  return 0;
}

bool IsConnectionString(std::string_view text) {
  constexpr std::size_t kMost = 1024;
  constexpr std::string_view kHosts[] = {"jdbc:", "server=", "data source=", "host=", "hostname=", "addr=", "address=", "dsn=", "driver=", "initial catalog="};
  const std::string lower = LowerAscii(text.substr(0, kMost));
  return std::any_of(std::begin(kHosts), std::end(kHosts), [&](std::string_view host) { return lower.find(host) != std::string::npos; });
}

std::string_view UnescapedInUrl(std::string_view password) {
  for (std::size_t i = 0; i < password.size(); ++i) {
    if (password[i] == '@' || password[i] == '#') return password.substr(i, 1);
    if (password[i] != '%') continue;
    const bool escape = i + 2 < password.size() && IsHexDigit(password[i + 1]) && IsHexDigit(password[i + 2]);
    if (!escape) return password.substr(i, 1);
  }
  return {};
}

Span UrlPassword(std::string_view text, std::size_t at) {
  const std::size_t begin = at + 3;
  const std::size_t limit = std::min(text.size(), begin + kMaxUserInfo);
  std::size_t colon = 0;
  std::size_t end = 0;
  bool named = false;
  for (std::size_t i = begin; i < limit; ++i) {
    const char c = text[i];
    if (c == ':' && colon == 0) colon = i;
    if (c == '@') end = i;
    // "user:pa#ss@host", but not "host:8080#top".
    const bool hash_inside = c == '#' && colon != 0 && end == 0 && !IsNumber(text.substr(colon + 1, i - colon - 1));
    if (hash_inside) continue;
    if (c == '=') named = colon == 0;
    const bool inside_name = c == ',' && named && colon == 0;   // "cn=admin,dc=corp:x@", but "host1:1,host2:2".
    if (inside_name) continue;
    if (IsSpace(c) || IsQuote(c) || c == '/' || c == '?' || c == '#' || c == '<' || c == '>' || c == ',' || c == '\\') break;
  }
  constexpr std::size_t kLongestHost = 64;
  if (colon == 0 && IsCloneToken(text, {begin, end})) return {begin, end};
  if (colon == 0 || end <= colon + 1 || IsNoHost(text.substr(end + 1, kLongestHost))) return {};
  return {colon + 1, end};
}

void ForEachInnerPair(std::string_view text, const std::function<void(const InnerPair&)>& sink) {
  std::size_t floor = 0;
  static const ByteFinder kSeparators("=:(");
  for (std::size_t at = kSeparators.Next(text, 0, text.size()); at < text.size(); at = kSeparators.Next(text, std::min(at, text.size()), text.size())) {
    if (text[at] == ':' && text.substr(at, 3) == "://") {
      const Span password = UrlPassword(text, at);
      if (!password.empty()) sink({{}, password, Quote::kNone, Carrier::kUrl, AuthScheme::kNone});
      at = floor = password.empty() ? at + 3 : password.end;
      continue;
    }
    const std::size_t size = SeparatorSize(text, at);
    const bool compared = size == 0 || (at > 0 && (text[at - 1] == '!' || text[at - 1] == '<' || text[at - 1] == '>'));
    if (compared) {
      at += size == 0 && text[at] != '(' ? 2 : 1;
      continue;
    }
    const std::string_view name = NameBefore(text, floor, at);
    std::size_t begin = at + size;
    while (begin < text.size() && IsBlank(text[begin])) ++begin;
    if (name.empty() || begin >= text.size() || !MeaningOf(name).says_secret()) {
      at += size;
      continue;
    }
    const std::size_t end = text[begin] == '[' ? ElementsAt(text, begin + 1, name, sink) : OneAt(text, begin, name, sink);
    if (end == begin) {
      at += size;
      continue;
    }
    at = floor = end;
  }
}

}  // namespace keylint
