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

constexpr std::string_view kIdentifiedBy = "identified by ";
constexpr std::string_view kAclUser = " on >";          // Of Redis: user joe on >x
constexpr std::string_view kCreateUser = "createuser "; // Of snmpd.conf: joe SHA "x" AES
constexpr std::string_view kKeyFile = ": rsa ";         // Of ipsec.secrets: file "x"
constexpr std::string_view kEnable = "enable password ";   // Of Cisco's devices.
constexpr std::string_view kPassword7 = " password 7 ";    // Of theirs, too: turned into digits.
constexpr std::string_view kKey7 = " key 7 ";
constexpr std::string_view kIs = "password is ";
constexpr std::string_view kFor = "password for ";      // the new server is x
constexpr std::string_view kLoginWith = "login with ";  // joe / x

constexpr std::string_view kSend = "send \"";           // of expect: password\r"
constexpr std::string_view kSendText = "send -- \"";

constexpr Phrase kFixedPhrases[] = {
    {"identified by '", "password"},
    {"identified by \"", "password"},
    {kIdentifiedBy, "password"},   // Oracle's, without quotes.
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
    {kPassword7, "password"},
    {kKey7, "secret"},
    {"tacacs-server key ", "secret"},
    {"radius-server key ", "secret"},
    {"isakmp key ", "psk"},
    {"pre-shared-key ", "psk"},
    {": xauth \"", "password"},   // Of ipsec.secrets, as the next.
    {": eap \"", "password"},
    {kKeyFile, "passphrase"},
    {kEnable, "password"},
    {"insecure-password ", "password"},
    {kAclUser, "password"},
    {kCreateUser, "password"},
    {kIs, "password"},
    {kFor, "password"},
    {kLoginWith, "password"},
    {"api key `", "secret"},
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

// What prose gives away for a password: no other word of a sentence obeys the
// rules that are made for passwords. The marks of the sentence are none of it.
Span ProsePassword(std::string_view text, std::size_t at) {
  constexpr std::size_t kShortest = 8;
  std::size_t end = at;
  while (end < text.size() && end - at < kLongest && static_cast<unsigned char>(text[end]) > ' ') ++end;
  while (end > at && std::string_view(".,;:)").find(text[end - 1]) != std::string_view::npos) --end;
  const std::string_view word = text.substr(at, end - at);
  const auto holds = [word](auto is) { return std::any_of(word.begin(), word.end(), is); };
  const auto sign = [](char c) { return std::string_view("!@#$%^&*?+=~").find(c) != std::string_view::npos; };   // '-' and '.' join words, too.
  constexpr std::string_view kNever = "/\\<>{}[]`\"'=|,";   // Of paths, stand-ins, code.
  const bool obeys = word.size() >= kShortest && word.front() != '*' && holds(IsLower) && holds(IsUpper) && holds(IsDigit) && holds(sign);
  return obeys && word.find_first_of(kNever) == std::string_view::npos && word.find("://") == std::string_view::npos ? Span{at, end} : Span{};
}

// "password for the new server is x": within a few words.
Span PasswordBehindIs(std::string_view text, std::size_t at) {
  constexpr std::size_t kReach = 64;
  constexpr std::string_view kWord = " is ";
  const std::string_view line = text.substr(at, std::min(kReach, RestOfLine(text, at).size()));
  const std::size_t is = line.find(kWord);
  return is == std::string_view::npos ? Span{} : ProsePassword(text, at + is + kWord.size());
}

// "login with joe / x".
Span PasswordBehindUser(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestUser = 40;
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestUser && static_cast<unsigned char>(text[end]) > ' ') ++end;
  constexpr std::string_view kSlash = " / ";
  return text.substr(end).starts_with(kSlash) ? ProsePassword(text, end + kSlash.size()) : Span{};
}

// A key between backticks that nobody would take for a name.
Span KeyInBackticks(std::string_view text, std::size_t at) {
  constexpr std::size_t kShortest = 20;
  const std::string_view rest = text.substr(at, kLongest);
  const std::string_view key = rest.substr(0, rest.find('`'));
  const auto holds = [key](bool (*is)(char)) { return std::any_of(key.begin(), key.end(), is); };
  return key.size() >= kShortest && key.size() < rest.size() && std::all_of(key.begin(), key.end(), IsAlnum) && holds(IsDigit) && holds(IsAlpha) ? Span{at, at + key.size()} : Span{};
}

// The password of `user joe on >x` in a list of Redis' users. Source:
// redis.io/docs/latest/operate/oss_and_stack/management/security/acl (general knowledge, 2026-11).
Span AclPassword(std::string_view text, Span words) {
  constexpr std::size_t kReach = 80;
  const std::size_t begin = words.begin > kReach ? words.begin - kReach : 0;
  std::string_view line = text.substr(begin, words.begin - begin);
  line.remove_prefix(line.rfind('\n') + 1);
  const std::string lower = LowerAscii(line);
  if (!lower.starts_with("user ") && lower.find("acl setuser ") == std::string::npos) return {};
  std::size_t end = words.end;
  while (end < text.size() && !EndsBare(text[end])) ++end;
  return {words.end, end};
}

// Cisco's type 7: two decimal digits say where in a known text to begin, and two
// hexadecimal ones for each character are added to it; anybody takes them off.
Span ReversiblePassword(std::string_view text, std::size_t at) {
  constexpr std::size_t kShortest = 2 + 2 * 4;
  constexpr std::string_view kLastSeed = "52";
  std::size_t after = 0;
  const Span word = WordAt(text, at, RestOfLine(text, at).end, after);
  const std::string_view digits = word.Of(text);
  const bool fits = digits.size() >= kShortest && digits.size() % 2 == 0 && IsDigit(digits[0]) && IsDigit(digits[1]) && digits.substr(0, 2) <= kLastSeed &&
                    std::all_of(digits.begin(), digits.end(), IsHexDigit);
  return fits ? word : Span{};
}

// A line of a device's settings, not a sentence.
bool IsEnabling(std::string_view text, Span words, Span value) {
  std::size_t begin = words.begin;
  while (begin > 0 && IsBlank(text[begin - 1])) --begin;
  const std::size_t behind = text.find_first_not_of(" \t\r", value.end);
  const bool whole = (begin == 0 || text[begin - 1] == '\n') && (behind == std::string_view::npos || text[behind] == '\n');
  const std::string_view word = value.Of(text);
  return whole && std::any_of(word.begin(), word.end(), IsDigit);
}

// The pass phrase of a key's file, in quotes behind it.
Span KeyFilePhrase(std::string_view text, std::size_t at) {
  const Span line = RestOfLine(text, at);
  WordAt(text, at, line.end, at);
  const Span phrase = WordAt(text, at, line.end, at);
  return phrase.begin > 0 && text[phrase.begin - 1] == '"' && at == phrase.end + 1 ? phrase : Span{};
}

// The first pass phrase of snmpd.conf's createUser: joe SHA "x" AES "y".
// Source: snmpd.conf(5) (general knowledge, 2026-11).
Span SnmpPassword(std::string_view text, std::size_t at) {
  const Span line = RestOfLine(text, at);
  WordAt(text, at, line.end, at);
  const Span digest = WordAt(text, at, line.end, at);
  const std::string name = LowerAscii(digest.Of(text));
  if (name != "md5" && !name.starts_with("sha")) return {};
  return WordAt(text, at, line.end, at);
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
  if (const SecretCommand* command = with_words(SecretCommands())) return at_place(NameOfSecret(text, *command, words), CommandSecret(text, *command, words), Quote::kNone);
  if (const ListedCommand* listed = with_words(ListedCommands())) return at_place("password", CommandSecret(text, *listed->command, words), Quote::kNone);
  if (const SecretCall* call = with_words(SecretCalls())) return at_place(NameOfSecret(text, *call, words), CallSecret(text, *call, words), Quote::kDouble);
  const Phrase* phrase = with_words(kFixedPhrases);
  if (phrase == nullptr) return std::nullopt;
  if (phrase->words == kOracle) return at_place(phrase->name, BetweenSlashAndAt(text, words.end), Quote::kNone);
  if (phrase->words == kNetUse) return at_place(phrase->name, NetUsePassword(text, words.end), Quote::kNone);
  if (phrase->words == kSend || phrase->words == kSendText) return at_place(phrase->name, SentPassword(text, words), Quote::kNone);
  if (phrase->words == kKeyFile) return at_place(phrase->name, KeyFilePhrase(text, words.end), Quote::kDouble);
  if (phrase->words == kIs) return at_place(phrase->name, ProsePassword(text, words.end), Quote::kNone);
  if (phrase->words == kFor) return at_place(phrase->name, PasswordBehindIs(text, words.end), Quote::kNone);
  if (phrase->words == kLoginWith) return at_place(phrase->name, PasswordBehindUser(text, words.end), Quote::kNone);
  if (phrase->words == kAclUser) return at_place(phrase->name, AclPassword(text, words), Quote::kNone);
  if (phrase->words == kCreateUser) return at_place(phrase->name, SnmpPassword(text, words.end), Quote::kNone);
  if (phrase->words == kPassword7 || phrase->words == kKey7) return at_place(phrase->name, ReversiblePassword(text, words.end), Quote::kNone);
  if (phrase->words == "api key `") return at_place(phrase->name, KeyInBackticks(text, words.end), Quote::kBacktick);
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
  if (found.value.Of(text) == "0" && found.quote == Quote::kNone) {   // Cisco's mark of what is not encrypted.
    std::size_t after = 0;
    found.value = WordAt(text, found.value.end, RestOfLine(text, found.value.end).end, after);
  }
  if (found.value.empty() || text[found.value.begin] == '-') return std::nullopt;
  if (phrase->words == kEnable && !IsEnabling(text, words, found.value)) return std::nullopt;
  const std::size_t behind = found.value.end + 1;
  const bool goes_on = behind + 1 < text.size() && text[behind] == ' ' && IsLower(text[behind + 1]);
  if (goes_on && phrase->words.starts_with(kIdentifiedBy) && !IsSql(text, words)) return std::nullopt;   // Prose.
  if (phrase->words == kIdentifiedBy) {
    const std::string_view value = found.value.Of(text);   // And no keyword: EXTERNALLY, VALUES, PASSWORD.
    const bool digits = std::any_of(value.begin(), value.end(), IsDigit);
    if (found.quote != Quote::kNone || !digits || !IsSql(text, words)) return std::nullopt;
  }
  return found;
}

}  // namespace keylint
