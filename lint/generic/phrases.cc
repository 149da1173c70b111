// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/phrases.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kLongest = 256;

constexpr std::string_view kOracle = "oracle:thin:";   // user/password@host

constexpr Phrase kPhrases[] = {
    {"identified by '", "password"},
    {"identified by \"", "password"},
    {"password '", "password"},
    {"password \"", "password"},
    {"-password ", "password"},
    {"-passwd ", "password"},
    {"-passphrase ", "passphrase"},
    {"snmp-server community ", "snmp_community_secret"},
    {"rocommunity ", "snmp_community_secret"},
    {"rwcommunity ", "snmp_community_secret"},
    {": psk ", "psk"},
    {"enable secret ", "secret"},
    {"pre-shared-key ", "psk"},
    {kOracle, "password"},
};

// "user/x@": x.
Span BetweenSlashAndAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kLongest);
  const std::size_t slash = rest.find('/');
  const std::size_t sign = rest.find('@');
  const std::size_t end = rest.find_first_of(" \t\n\"'<>");
  if (slash == 0 || sign == std::string_view::npos || slash >= sign || sign > end || sign == slash + 1) return {};
  return {at + slash + 1, at + sign};
}

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool EndsBare(char c) {
  return static_cast<unsigned char>(c) <= ' ' || IsQuote(c) || c == ';' || c == ')' || c == '<' || c == '>' || c == ',' || c == '\\' || c == '|';
}

// "IDENTIFIED BY", or "user joe identified by": SQL, not prose.
bool IsSql(std::string_view text, Span words) {
  constexpr std::size_t kReach = 120;
  if (words.Of(text).front() == 'I') return true;
  const std::size_t begin = words.begin > kReach ? words.begin - kReach : 0;
  const std::string before = LowerAscii(text.substr(begin, words.begin - begin));
  const std::string_view line = std::string_view(before).substr(before.rfind('\n') + 1);
  return line.find("user") != std::string_view::npos || line.find("role") != std::string_view::npos || line.find("grant") != std::string_view::npos;
}

// Whether the '-' at `at` stands in a word that begins with one: "--db-password",
// but not "user-password".
bool IsFlag(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 40 && !EndsBare(text[begin - 1]) && text[begin - 1] != '[' && text[begin - 1] != '(') --begin;
  return text[begin] == '-';
}

}  // namespace

std::span<const Phrase> Phrases() { return kPhrases; }

std::optional<PhraseValue> PhraseValueAt(std::string_view text, Span words) {
  const std::string lower = LowerAscii(words.Of(text));
  const auto phrase = std::find_if(std::begin(kPhrases), std::end(kPhrases), [&](const Phrase& one) { return one.words == lower; });
  if (phrase == std::end(kPhrases)) return std::nullopt;
  PhraseValue found;
  found.name = phrase->name;
  std::size_t at = words.end;
  if (phrase->words == kOracle) {
    found.value = BetweenSlashAndAt(text, at);
    if (found.value.empty()) return std::nullopt;
    return found;
  }
  // Two blanks: the help text of an option.
  const bool flag = words.Of(text).front() == '-';
  if (flag && (!IsFlag(text, words.begin) || IsBlank(words.end < text.size() ? text[words.end] : ' '))) return std::nullopt;
  if (IsQuote(text[at - 1])) --at;   // The phrase holds the value's quote.
  while (at < text.size() && IsBlank(text[at])) ++at;
  std::size_t escapes = 0;
  while (at < text.size() && text[at] == '\\') ++at, ++escapes;
  const std::size_t limit = std::min(text.size(), at + kLongest);
  if (at < text.size() && IsQuote(text[at])) {
    const char quote = text[at];
    found.quote = quote == '"' ? Quote::kDouble : quote == '\'' ? Quote::kSingle : Quote::kBacktick;
    std::size_t end = ++at;
    while (end < limit && text[end] != quote && text[end] != '\n') ++end;
    if (end >= limit || text[end] != quote || end - at < escapes) return std::nullopt;
    found.value = {at, end - escapes};
  } else {
    std::size_t end = at;
    while (end < limit && !EndsBare(text[end])) ++end;
    if (escapes != 0 || end == limit) return std::nullopt;
    found.value = {at, end};
  }
  if (found.value.empty() || text[found.value.begin] == '-') return std::nullopt;
  const std::size_t behind = found.value.end + 1;
  const bool goes_on = behind + 1 < text.size() && text[behind] == ' ' && text[behind + 1] >= 'a' && text[behind + 1] <= 'z';
  if (goes_on && phrase->words.starts_with("identified") && !IsSql(text, words)) return std::nullopt;   // Prose.
  return found;
}

}  // namespace keylint
