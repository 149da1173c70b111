// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/phrases.h"

#include <algorithm>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/generic/calls.h"
#include "lint/generic/commands.h"

namespace keylint {
namespace {

constexpr std::size_t kLongest = 256;

constexpr std::string_view kOracle = "oracle:thin:";   // user/password@host
constexpr std::string_view kNetUse = "net use ";        // Z: \\server\share password /user:name

constexpr std::string_view kSend = "send \"";           // of expect: password\r"
constexpr std::string_view kSendText = "send -- \"";

constexpr Phrase kFixedPhrases[] = {
    {"identified by '", "password"},
    {"identified by \"", "password"},
    {"password '", "password"},
    {"password \"", "password"},
    {"password is '", "password"},
    {"password is \"", "password"},
    {"password is `", "password"},
    {"password is **", "password"},
    {"password `", "password"},
    {"-password ", "password"},
    {"-passwd ", "password"},
    {"-passphrase ", "passphrase"},
    {"snmp-server community ", "snmp_community_secret"},
    {"rocommunity ", "snmp_community_secret"},
    {"rwcommunity ", "snmp_community_secret"},
    {": psk ", "psk"},
    {"enable secret ", "secret"},
    {" password 0 ", "password"},
    {"tacacs-server key ", "secret"},
    {"radius-server key ", "secret"},
    {"isakmp key ", "psk"},
    {"pre-shared-key ", "psk"},
    {kOracle, "password"},
    {kNetUse, "password"},
    {kSend, "password"},
    {kSendText, "password"},
};

// Those above, the commands and the calls.
const std::vector<Phrase>& AllPhrases() {
  static const std::vector<Phrase> kAll = [] {
    std::vector<Phrase> all(std::begin(kFixedPhrases), std::end(kFixedPhrases));
    for (const SecretCommand& command : SecretCommands()) all.push_back({command.words, "password"});
    for (const ListedCommand& listed : ListedCommands()) all.push_back({listed.words, "password"});
    for (const SecretCall& call : SecretCalls()) all.push_back({call.words, call.name});
    return all;
  }();
  return kAll;
}

// "user/x@": x.
Span BetweenSlashAndAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kLongest);
  const std::size_t slash = rest.find('/');
  const std::size_t sign = rest.find('@');
  const std::size_t end = rest.find_first_of(" \t\n\"'<>");
  if (slash == 0 || sign == std::string_view::npos || slash >= sign || sign > end || sign == slash + 1) return {};
  return {at + slash + 1, at + sign};
}

bool EndsBare(char c) {
  return static_cast<unsigned char>(c) <= ' ' || IsQuote(c) || c == ';' || c == ')' || c == '<' || c == '>' || c == ',' || c == '\\' || c == '|';
}

// The line behind `at`, up to kLongest bytes.
Span RestOfLine(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return {at, std::min(end, at + 2 * kLongest)};
}

// The word that begins at or behind `at`, its quotes taken off; empty: none.
Span WordAt(std::string_view text, std::size_t at, std::size_t end, std::size_t& after) {
  while (at < end && IsBlank(text[at])) ++at;
  const bool quoted = at < end && IsQuote(text[at]);
  std::size_t close = quoted ? at + 1 : at;
  while (close < end && (quoted ? text[close] != text[at] : !IsBlank(text[close]) && text[close] != '\r' && !IsQuote(text[close]))) ++close;
  after = std::min(end, close + (quoted ? 1 : 0));
  return quoted ? Span{at + 1, close} : Span{at, close};
}

// The password of Windows' "net use", beside /user:. What begins with '/', '\\'
// or ends with ':' is something else, '*' asks for it.
Span NetUsePassword(std::string_view text, std::size_t at) {
  const Span line = RestOfLine(text, at);
  if (LowerAscii(line.Of(text)).find("/user:") == std::string::npos) return {};
  for (std::size_t after = line.begin; after < line.end;) {
    const Span word = WordAt(text, after, line.end, after);
    if (word.empty()) break;
    const std::string_view value = word.Of(text);
    if (value.front() == '/' || value.front() == '\\' || value.back() == ':' || value == "*" || value.front() == '>' || value.front() == '%') continue;
    return word;
  }
  return {};
}

// What an expect script sends, with a line's end, once it was asked for a
// password.
Span SentPassword(std::string_view text, Span words) {
  constexpr std::size_t kReach = 240;
  const std::size_t begin = words.begin > kReach ? words.begin - kReach : 0;
  const std::string_view before = text.substr(begin, words.begin - begin);
  if (before.find("assword") == std::string_view::npos && before.find("assphrase") == std::string_view::npos) return {};
  const std::string_view sent = text.substr(words.end, kLongest).substr(0, text.substr(words.end, kLongest).find('"'));
  if (!sent.ends_with("\\r") && !sent.ends_with("\\n")) return {};
  return {words.end, words.end + sent.size() - 2};
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

std::span<const Phrase> Phrases() { return AllPhrases(); }

std::optional<PhraseValue> PhraseValueAt(std::string_view text, Span words) {
  const std::string lower = LowerAscii(words.Of(text));
  const auto with_words = [&lower](const auto& list) {
    const auto entry = std::find_if(std::begin(list), std::end(list), [&lower](const auto& one) { return one.words == lower; });
    return entry == std::end(list) ? nullptr : &*entry;
  };
  const auto at_place = [](std::string_view name, Span value, Quote quote) -> std::optional<PhraseValue> {
    if (value.empty() || value.size() > kLongest) return std::nullopt;
    return PhraseValue{name, value, quote};
  };
  if (const SecretCommand* command = with_words(SecretCommands())) return at_place("password", CommandSecret(text, *command, words), Quote::kNone);
  if (const ListedCommand* listed = with_words(ListedCommands())) return at_place("password", CommandSecret(text, *listed->command, words), Quote::kNone);
  if (const SecretCall* call = with_words(SecretCalls())) return at_place(call->name, CallSecret(text, *call, words), Quote::kDouble);
  const Phrase* phrase = with_words(kFixedPhrases);
  if (phrase == nullptr) return std::nullopt;
  if (phrase->words == kOracle) return at_place(phrase->name, BetweenSlashAndAt(text, words.end), Quote::kNone);
  if (phrase->words == kNetUse) return at_place(phrase->name, NetUsePassword(text, words.end), Quote::kNone);
  if (phrase->words == kSend || phrase->words == kSendText) return at_place(phrase->name, SentPassword(text, words), Quote::kNone);
  PhraseValue found;
  found.name = phrase->name;
  std::size_t at = words.end;
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
    const bool emphasised = words.Of(text).back() == '*';
    while (end < limit && !EndsBare(text[end]) && !(emphasised && text[end] == '*')) ++end;
    if (escapes != 0 || end == limit) return std::nullopt;
    found.value = {at, end};
  }
  if (found.value.empty() || text[found.value.begin] == '-') return std::nullopt;
  const std::size_t behind = found.value.end + 1;
  const bool goes_on = behind + 1 < text.size() && text[behind] == ' ' && IsLower(text[behind + 1]);
  if (goes_on && phrase->words.starts_with("identified") && !IsSql(text, words)) return std::nullopt;   // Prose.
  return found;
}

}  // namespace keylint
