// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/generic_scan.h"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/generic/inner_pairs.h"
#include "lint/generic/look_alikes.h"
#include "lint/generic/model.h"
#include "lint/generic/password_hash.h"
#include "lint/generic/phrases.h"
#include "lint/generic/public_things.h"
#include "lint/generic/surroundings.h"

namespace keylint {
namespace {

constexpr std::size_t kLeastValue = 3;
constexpr std::size_t kMostValue = 8192;
constexpr std::size_t kMostInner = 64 * 1024;
constexpr std::size_t kMaxCandidates = 20'000;
constexpr std::size_t kLineReach = 600;

// Names that say only that something follows.
bool IsNeutral(std::string_view name) {
  if (name.size() > 14) return false;
  const std::vector<std::string> words = WordsOfName(name);
  constexpr std::string_view kWords[] = {"value", "values", "default", "text", "data", "string", "content", "val", "v", "raw", "plain", "stringdata", "example", "examples"};
  const auto says_nothing = [&kWords](const std::string& word) { return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords); };
  return words.size() <= 2 && std::all_of(words.begin(), words.end(), says_nothing);   // "defaultValue" too
}

std::string Letters(std::string_view text) {
  std::string letters;
  for (const char c : text.substr(0, 200)) {
    if (IsLower(c)) letters += c;
    else if (IsUpper(c)) letters += static_cast<char>(c + 32);
  }
  return letters;
}

// How a value's letters meet those of its name.
enum class Echo { kNone, kWithin, kHolds };
Echo EchoOf(std::string_view value, std::string_view name) {
  const std::string in_value = Letters(value);
  const std::string in_name = Letters(name);
  if (in_value.size() < 3 || in_name.size() < 3) return Echo::kNone;
  if (in_name.find(in_value) != std::string::npos) return Echo::kWithin;
  return in_value.find(in_name) != std::string::npos ? Echo::kHolds : Echo::kNone;
}

// Armour is judged by what it holds (TakeArmour); these are public halves.
bool IsArmoured(std::string_view value) {
  constexpr std::string_view kBeginnings[] = {"-----BEGIN", "---- BEGIN", "ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "AAAAB3NzaC1", "AAAAC3NzaC1lZDI1", "AAAAE2VjZHNhLXNoYTI", "<?xml"};
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings), [value](std::string_view begin) { return value.starts_with(begin); });
}

// "AKIA...EXAMPLE", "wJal...EXAMPLEKEY": seven letters in one case are no chance.
bool SaysExample(std::string_view value) {
  return value.find("EXAMPLE") != std::string_view::npos || value.find("example") != std::string_view::npos;
}

// Why a value is never a secret, whatever the name; empty: it may be one. Of
// the facts only the class is known yet.
std::string_view WhyOutByClass(const GenericCandidate& candidate) {
  if (IsArmoured(candidate.value)) return "armoured text, judged by what it holds";
  if (candidate.facts.value_class == ValueClass::kNumber && candidate.name_distance > 0) return "a number, and not directly under the secret's name";
  switch (candidate.facts.value_class) {
    case ValueClass::kEmpty: return "nothing but blanks or quotes";
    case ValueClass::kReference: return "a reference to the value, not the value";
    case ValueClass::kCiphertext: return "an encrypted value";
    case ValueClass::kBoolean: return "a truth value or a word for nothing";
    default: break;
  }
  if (candidate.name.is_public) return "the name is of something public";
  if (SaysExample(candidate.value)) return "the value calls itself an example";
  if (candidate.facts.value_class == ValueClass::kUuid && candidate.name.about) return "an identifier of the secret, not the secret";
  const bool dated = candidate.facts.value_class == ValueClass::kDate || candidate.facts.value_class == ValueClass::kVersion;
  if (dated && candidate.name.kind != SecretKind::kPassword) return "a date or a version";
  if (candidate.name.paging) return "a place in a list or a request's number, no credential";
  return "";
}

// The same by what is left of the facts.
std::string_view WhyOutOfQuestion(const GenericCandidate& candidate) {
  if (candidate.facts.shape == ValueShape::kDigits && candidate.name_distance > 0) return "a number, and not directly under the secret's name";
  if (candidate.facts.distinct < 2) return "one character, repeated";
  constexpr std::size_t kShortestToken = 8;
  if (candidate.scheme == AuthScheme::kBearer && candidate.value.size() < kShortestToken) return "too short for a bearer's token";
  return LookAlikeOf(candidate);
}

// "smbpasswd: cannot lookup user name for uid": two more words that name nothing.
bool GoesOnAsSentence(std::string_view behind) {
  for (int words = 0; words < 2; ++words) {
    std::size_t end = 1;
    while (end < behind.size() && IsLower(behind[end])) ++end;
    if (end < 3 || end >= behind.size() || behind[0] != ' ' || behind[end] != ' ') return false;
    behind.remove_prefix(end);
  }
  return true;
}

// "the old password: every second letter", "passwd: elevated-privileges 4755
// root": plain words of comments and prose, with more behind them.
bool StandsInSentence(const GenericCandidate& candidate, std::string_view text) {
  const bool pair = candidate.carrier == Carrier::kPair;
  if (pair && candidate.quote == Quote::kNone && candidate.value == "new") return true;   // $db_pass = new Field(...)
  // What a script says of a test, whose name follows.
  const bool passed = !candidate.path.empty() && candidate.path.back() == "PASS";
  if (passed && pair && candidate.facts.digits == 0 && text.substr(0, candidate.span.begin).ends_with(": ")) return true;
  const bool small = candidate.quote == Quote::kNone && candidate.facts.lower == candidate.facts.size;
  if (pair && small && GoesOnAsSentence(text.substr(std::min(candidate.span.end, text.size())))) return true;
  if (candidate.in_comment && small && candidate.name.weak) return true;   // # $pass = dlpreopen
  const bool prose = candidate.kind == LiteralKind::kText || candidate.in_comment;
  const std::size_t behind = candidate.span.end;
  if (!prose || candidate.quote != Quote::kNone || behind + 1 >= text.size() || text[behind] != ' ') return false;
  const char next = text[behind + 1];
  if (passed && next > ' ') return true;   // "PASS: i386 relocs (part 2)"
  const std::size_t capital = IsUpper(candidate.value[0]) ? 1 : 0;   // "passwords: You are setting up an"
  // The argument of a command has no other words behind it.
  const bool argument = candidate.carrier == Carrier::kPhrase && candidate.facts.digits + candidate.facts.symbols > 0;
  if (IsLower(next)) return (candidate.facts.like_words && !argument) || candidate.facts.lower + capital == candidate.facts.size;
  const bool word = IsUpper(next) || IsDigit(next);
  return word && candidate.facts.like_words && candidate.facts.digits + candidate.facts.symbols == 0;
}

// What the two sides of a digest's login tell each other, new each time, taken
// apart: {"realm", "x"}, {"nonce", "y"}. Source: RFC 7616, 3.3 and 3.4 (read 2026-11).
bool IsOfChallenge(const GenericCandidate& candidate, std::string_view text) {
  constexpr std::size_t kReach = 512;
  if (candidate.path.empty() || !LowerAscii(candidate.path.back()).ends_with("nonce")) return false;
  const std::size_t begin = candidate.span.begin - std::min(candidate.span.begin, kReach);
  const std::string_view around = text.substr(begin, 2 * kReach);
  return around.find("realm") != std::string_view::npos && (around.find("qop") != std::string_view::npos || around.find("opaque") != std::string_view::npos);
}

// auth=("neo4j", "..."): whose password the next string is.
bool NamesUserOfPair(const GenericCandidate& candidate, std::string_view text) {
  constexpr std::size_t kLongest = 20;
  const SecretKind kind = candidate.name.kind;
  if ((kind != SecretKind::kAuth && kind != SecretKind::kCredential) || candidate.carrier != Carrier::kLiteral || candidate.value.size() > kLongest) return false;
  const std::size_t begin = candidate.span.begin;
  const std::size_t end = candidate.span.end;
  if (begin < 2 || end + 2 >= text.size() || !IsQuote(text[end]) || text[begin - 1] != text[end] || text[begin - 2] != '(' || text[end + 1] != ',') return false;
  const std::size_t next = text[end + 2] == ' ' ? end + 3 : end + 2;
  return next < text.size() && IsQuote(text[next]);
}

std::size_t LineLength(std::string_view text, std::size_t at) {
  const std::size_t floor = at > kLineReach ? at - kLineReach : 0;
  const std::size_t before = text.substr(floor, at - floor).rfind('\n');
  const std::size_t after = text.substr(at, kLineReach).find('\n');
  const std::size_t left = before == std::string_view::npos ? at - floor : at - floor - before;
  return left + (after == std::string_view::npos ? kLineReach : after);
}

// Length and kinds of characters, in one number; 0: too short, too long or too
// wordy to be told from others.
std::size_t LookOf(std::string_view value) {
  if (value.size() < 8 || value.size() > 200) return 0;
  std::size_t kinds = 0;
  for (const char c : value) {
    if (IsLower(c)) kinds |= 1;
    else if (IsUpper(c)) kinds |= 2;
    else if (IsDigit(c)) kinds |= 4;
    else if (c == ' ') return 0;
    else kinds |= 8;
  }
  return (kinds & 4) == 0 ? 0 : value.size() * 16 + kinds;
}

// What the names around a value say, the nearest first.
struct Naming {
  NameMeaning name;
  NameMeaning parent;
  std::size_t distance = 0;
  bool by_callee = false;
  std::string_view speaks;    ///< The name that says it.
};

// "AWS::KMS::Key": a kind of thing, not a thing; "profile::db::password" of
// Puppet's data is one.
bool IsTypeName(std::string_view name) {
  const std::size_t first = name.find("::");
  if (first == std::string_view::npos || name.find("::", first + 2) == std::string_view::npos) return false;
  const std::size_t last = name.rfind("::") + 2;
  return last < name.size() && IsUpper(name[last]);
}

// PASSWORDS = {"jan": "..."}: each entry is one.
bool HoldsSecrets(std::string_view name, const NameMeaning& meaning) {
  return meaning.last && !meaning.weak && !meaning.common && (name.ends_with('s') || name.ends_with('S')) && meaning.kind <= SecretKind::kKey;
}

// Whether code gives the value its name as a map does, and not in a block's
// name alone: {"jan": "..."}, but not ("jan", "...").
bool IsEntryOfMap(const Literal& literal, std::string_view text) {
  std::size_t at = literal.name_span.end;
  if (literal.path.size() < literal.blocks + 2 || literal.name_span.empty() || literal.name_span.end > literal.span.begin) return false;
  if (at < text.size() && IsQuote(text[at])) ++at;
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at < text.size() && (text[at] == ':' || text[at] == '=');
}

// `is_entry`: of a map in code.
Naming NamingOf(std::span<const std::string_view> path, std::string_view callee, bool in_settings, bool is_entry = false) {
  Naming naming;
  for (std::size_t back = 0; back < path.size() && back < 4; ++back) {
    const std::string_view name = path[path.size() - 1 - back];
    if (IsTypeName(name)) break;
    const NameMeaning meaning = MeaningOf(name);
    if (naming.name.says_secret()) {
      if (!meaning.says_secret()) continue;
      naming.parent = meaning;
      break;
    }
    // Around a name that says nothing itself, only a list of secrets counts.
    const bool of_list = in_settings ? meaning.last && !meaning.common : is_entry && back == 1 && HoldsSecrets(name, meaning);
    if (meaning.says_secret() && back > 0 && !IsNeutral(path.back()) && !of_list) break;
    if (meaning.says_secret()) {
      naming.name = meaning;
      naming.distance = back;
      naming.speaks = name;
    } else if (back >= 1 && !IsNeutral(name)) {
      break;
    }
  }
  if (naming.name.says_secret() || callee.empty()) return naming;
  naming.speaks = callee.substr(callee.find_last_of(".:>") + 1);
  naming.name = MeaningOf(naming.speaks);
  naming.by_callee = naming.name.says_secret();
  return naming;
}

void Apply(const Naming& naming, GenericCandidate& candidate) {
  candidate.name = naming.name;
  candidate.parent = naming.parent;
  candidate.name_distance = naming.distance;
  candidate.by_callee = naming.by_callee;
  const Echo echo = naming.name.says_secret() ? EchoOf(candidate.value, naming.speaks) : Echo::kNone;
  candidate.within_name = echo == Echo::kWithin;
  candidate.holds_name = echo == Echo::kHolds;
}

// A hash among settings or data is an account's; in code, in tests and in
// manuals it is nearly always an example of its format.
double HashProbability(const DocumentTraits& document) {
  return (document.settings || document.data) && !document.test && !document.example ? WarningThreshold() : NoteThreshold();
}

std::string_view RuleOf(const GenericCandidate& candidate) {
  if (candidate.carrier == Carrier::kUrl) return "leaked-key/url-credentials";
  if (candidate.in_connection) return "leaked-key/connection-string";
  if (candidate.scheme == AuthScheme::kBasic) return "leaked-key/basic-auth";
  if (candidate.scheme == AuthScheme::kBearer) return "leaked-key/bearer-token";
  return candidate.name.kind == SecretKind::kPassword ? "leaked-key/generic-password" : "leaked-key/generic-secret";
}

// Why the value looks like a secret, as far as one clause can say it.
std::string Reason(const GenericCandidate& candidate) {
  const std::string size = std::to_string(candidate.facts.size);
  switch (candidate.facts.shape) {
    case ValueShape::kRandomLong: case ValueShape::kRandomShort: case ValueShape::kOddLetters:
      return ": " + size + " characters that look random";
    case ValueShape::kHex: return ": " + size + " hexadecimal digits";
    case ValueShape::kUuid: return ": a UUID";
    case ValueShape::kDigits: return ": " + size + " digits";
    case ValueShape::kWordDigits: return ": words and digits, " + size + " characters";
    case ValueShape::kSymbols: return ": " + size + " characters with symbols";
    default: return ": a text of " + size + " characters";
  }
}

// What of a URL's password ends it early; "." when nothing does.
std::string BreakOf(std::string_view password) {
  const std::string_view sign = UnescapedInUrl(password);
  if (sign.empty()) return ".";
  const std::string_view escape = sign == "@" ? "%40" : sign == "#" ? "%23" : "%25";
  return ", with an unescaped '" + std::string(sign) + "': some programs end the password there, others refuse it; write " + std::string(escape) + ".";
}

// The name that says it, and the one in between: "'default' of 'db_password'".
std::string Named(const GenericCandidate& candidate) {
  constexpr std::size_t kLongest = 80;
  const std::string& name = candidate.path.empty() ? candidate.callee : candidate.path.back();
  if (name.empty() || name.size() > kLongest) return "The text";
  const std::size_t distance = candidate.by_callee ? 0 : candidate.name_distance;
  const std::string outer = distance == 0 || distance >= candidate.path.size() ? std::string() : candidate.path[candidate.path.size() - 1 - distance];
  return "'" + name + "'" + (outer.empty() || outer.size() > kLongest ? "" : " of '" + outer + "'");
}

// What takes the secret: the words in front of it, or the call it stands in.
std::string Taken(std::string_view words) {
  constexpr std::string_view kEnds = " |\t\n\"'`.";
  const std::size_t open = words.find('(');
  if (open != std::string_view::npos) words = words.substr(0, open);
  while (!words.empty() && kEnds.find(words.front()) != std::string_view::npos) words.remove_prefix(1);
  while (!words.empty() && kEnds.find(words.back()) != std::string_view::npos) words.remove_suffix(1);
  const std::string named = "'" + std::string(words) + "'";
  return open != std::string_view::npos ? "A call of " + named + " seems to hold " : "Behind " + named + " stands what seems to be ";
}

std::string Sentence(const GenericCandidate& candidate) {
  if (candidate.carrier == Carrier::kUrl) return "A URL holds the password of its user" + BreakOf(candidate.value);
  if (candidate.in_connection) return "A connection string holds a password.";
  if (candidate.scheme == AuthScheme::kBasic) return "An Authorization header holds user and password.";
  if (candidate.scheme == AuthScheme::kBearer) return "An Authorization header holds a token.";
  const std::string subject = (candidate.name.kind == SecretKind::kPassword ? "a password" : "a secret") + Reason(candidate) + ".";
  if (candidate.carrier == Carrier::kPhrase && !candidate.callee.empty()) return Taken(candidate.callee) + subject;
  return Named(candidate) + " seems to hold " + subject;
}

// "userPassword:: c2VjcmV0": two colons of LDIF say that base64 follows; what
// it means is judged.
void DecodeLdif(GenericCandidate& candidate, std::string_view text) {
  if (candidate.quote != Quote::kNone || !candidate.decoded_from.empty() || candidate.value.size() % 4 != 0) return;
  std::string_view before = text.substr(0, std::min(candidate.span.begin, text.size()));
  if (before.ends_with(' ')) before.remove_suffix(1);
  if (!before.ends_with("::")) return;
  auto bytes = Base64Bytes(candidate.value);
  if (!bytes || std::any_of(bytes->begin(), bytes->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return;
  candidate.value = std::move(*bytes);
  candidate.decoded_from.emplace_back("base64");
}

}  // namespace

void GenericScan::Add(GenericCandidate candidate) {
  DecodeLdif(candidate, text_);
  if (candidate.value.size() < kLeastValue || candidate.value.size() > kMostValue) return;
  if (!candidate.name.says_secret()) return;
  if (weighed_ >= kMaxCandidates) {
    is_full_ = true;
    return;
  }
  candidate.facts.value_class = ClassOf(candidate.value);
  candidate.dismissed = WhyOutByClass(candidate);
  const bool keeps = keep_dismissed_ && candidates_.size() < weighed_ + kMaxCandidates;
  if (!candidate.dismissed.empty() && !keeps) return;
  candidate.facts = FactsOf(candidate.value, candidate.facts.value_class);
  if (candidate.dismissed.empty()) candidate.dismissed = WhyOutOfQuestion(candidate);
  if (candidate.dismissed.empty() && StandsInSentence(candidate, text_)) candidate.dismissed = "a word of a sentence";
  if (candidate.dismissed.empty() && IsOfChallenge(candidate, text_)) candidate.dismissed = "what the sides of a login tell each other, new each time";
  if (candidate.dismissed.empty() && NamesUserOfPair(candidate, text_)) candidate.dismissed = "a user's name beside the secret";
  if (candidate.dismissed.empty()) candidate.dismissed = ToldBySurroundings(candidate, text_);
  if (!candidate.dismissed.empty() && !keeps) return;
  candidate.note_at_most = IsTwilioSid(candidate) || IsFirstPassword(candidate, text_);
  weighed_ += candidate.dismissed.empty();
  candidate.line_length = LineLength(text_, candidate.span.begin);
  candidates_.push_back(std::move(candidate));
}

void GenericScan::TakeLiteral(const Literal& literal) {
  if (literal.text.size() < kLeastValue) return;
  if (literal.is_key) return TakeStranger(Trimmed(literal.text));
  if (!literal.has_holes && (!literal.path.empty() || !literal.callee.empty() || !literal.fallback_for.empty())) TakeValue(literal);
  if (literal.text.size() >= 8) TakeInner(literal);
}

void GenericScan::TakePassing(std::string_view value) { TakeStranger(Trimmed(value)); }

void GenericScan::TakeValue(const Literal& literal) {
  const std::string_view text = Trimmed(literal.text);
  if (text.size() < kLeastValue || text.size() > kMostValue) return;
  std::vector<std::string_view> path(literal.path.begin(), literal.path.end());
  Naming naming = NamingOf(path, literal.callee, settings_, IsEntryOfMap(literal, text_));
  if (!naming.name.says_secret() && literal.is_fallback && !literal.fallback_for.empty()) {
    path.push_back(literal.fallback_for);   // x = getenv("NAME") or "value"
    naming = NamingOf(path, {}, settings_);
  }
  AuthScheme scheme = AuthScheme::kNone;
  const std::size_t scheme_size = SchemeSize(text, scheme);
  GenericCandidate candidate;
  if (!naming.name.says_secret()) {
    if (scheme != AuthScheme::kBasic && scheme != AuthScheme::kBearer) return TakeStranger(text);
    naming.name.kind = SecretKind::kAuth;
    naming.name.last = true;
    candidate.carrier = Carrier::kHeader;
  }
  candidate.scheme = scheme;
  candidate.value = text.substr(scheme_size);
  candidate.path.assign(path.begin(), path.end());
  candidate.blocks = literal.blocks;
  candidate.callee = literal.callee;
  Apply(naming, candidate);
  const std::size_t begin = static_cast<std::size_t>(text.data() - literal.text.data()) + scheme_size;
  candidate.span = literal.ToDocument({begin, begin + candidate.value.size()});
  candidate.kind = literal.kind;
  candidate.quote = literal.quote;
  candidate.in_comment = literal.in_comment;
  candidate.is_fallback = literal.is_fallback;
  candidate.is_compared = literal.is_compared;
  Add(std::move(candidate));
}

void GenericScan::TakeStranger(std::string_view value) {
  constexpr std::size_t kMostLooks = 4096;
  const std::size_t look = LookOf(value);
  if (look == 0 || strangers_.size() >= kMostLooks) return;
  ++strangers_[look];
}

void GenericScan::TakeInner(const Literal& literal) {
  // The parts of ciphertext ("iv:", "tag:") and of names of stores
  // ("...:secret:app-x1") are no pairs.
  if (literal.text.starts_with("ENC[") || literal.text.starts_with("arn:")) return;
  const std::string_view text = literal.text.substr(0, kMostInner);
  std::optional<bool> challenge;   // Asked once, and of few.
  ForEachInnerPair(text, [&](const InnerPair& pair) {
    // What the two sides of a digest's login tell each other, new each time.
    // Source: RFC 7616, 3.3 and 3.4 (read 2026-11).
    if (pair.name.ends_with("nonce") || pair.name == "opaque" || pair.name == "response") {
      if (!challenge) challenge = text.find("realm=") != std::string_view::npos && text.find("nonce=") != std::string_view::npos;
      if (*challenge) return;
    }
    // What a hole is part of, or may be at its end, is known at run time only.
    if (literal.has_holes && (pair.value.end == literal.text.size() || pair.value.Of(literal.text).find_first_of("\xEF{$%") != std::string_view::npos)) return;
    GenericCandidate candidate;
    candidate.value = literal.text.substr(pair.value.begin, pair.value.size());
    candidate.span = literal.ToDocument(pair.value);
    candidate.path.assign(literal.path.begin(), literal.path.end());
    if (!pair.name.empty()) candidate.path.emplace_back(pair.name);
    candidate.carrier = pair.carrier;
    candidate.scheme = pair.scheme;
    candidate.kind = literal.kind;
    candidate.quote = pair.quote;
    candidate.in_comment = literal.in_comment;
    candidate.is_compared = literal.is_compared;
    if (pair.carrier == Carrier::kUrl) {
      candidate.name.kind = SecretKind::kPassword;
      candidate.name.last = true;
    } else {
      std::vector<std::string_view> path(literal.path.begin(), literal.path.end());
      path.push_back(pair.name);
      Apply(NamingOf(path, {}, settings_), candidate);
      candidate.in_connection = candidate.name.kind == SecretKind::kPassword && IsConnectionString(literal.text);
    }
    Add(std::move(candidate));
  });
}

void GenericScan::TakeUrl(std::size_t at) {
  const Span password = UrlPassword(text_, at);
  if (password.empty()) return;
  GenericCandidate candidate;
  candidate.value = password.Of(text_);
  candidate.span = password;
  candidate.carrier = Carrier::kUrl;
  candidate.kind = LiteralKind::kText;
  candidate.name.kind = SecretKind::kPassword;
  candidate.name.last = true;
  Add(std::move(candidate));
}

void GenericScan::TakePhrase(Span words) {
  const auto found = PhraseValueAt(text_, words);
  if (!found) return;
  GenericCandidate candidate;
  candidate.value = found->value.Of(text_);
  candidate.span = found->value;
  candidate.path.emplace_back(found->name);
  candidate.callee = words.Of(text_);
  candidate.carrier = Carrier::kPhrase;
  candidate.kind = LiteralKind::kText;
  candidate.quote = found->quote;
  const std::string_view path[] = {found->name};
  Apply(NamingOf(path, {}, settings_), candidate);
  candidate.in_connection = words.Of(text_).ends_with(':');   // An Oracle address.
  Add(std::move(candidate));
}

namespace {

// What a phrase says of a value, where it is sure, against what the reader's
// names say.
bool SaysMore(const GenericCandidate& phrase, const GenericCandidate& read) {
  if (!phrase.dismissed.empty() || !read.dismissed.empty()) return phrase.dismissed.empty();
  const double probability = ProbabilityOf(phrase);
  return probability >= MediumThreshold() && probability > ProbabilityOf(read);
}

}  // namespace

namespace {

// A text of several lines that are read by themselves, `part` the first of
// those that count: "root:x" of cloud-init.
bool IsReadInParts(const GenericCandidate& whole, const GenericCandidate& part) {
  if (!part.dismissed.empty() || part.carrier != Carrier::kLiteral || part.path.size() <= whole.path.size()) return false;
  const bool inside = whole.span.begin < part.span.begin && part.span.end <= whole.span.end;
  return inside && whole.value.find('\n') != std::string::npos && std::equal(whole.path.begin(), whole.path.end(), part.path.begin());
}

}  // namespace

// Twenty different values under one name are data; a value that stands in
// many places is a default.
void GenericScan::MeetNeighbours() {
  if (met_) return;
  met_ = true;
  if (candidates_.empty() && certain_.empty()) return;
  traits_ = TraitsOf(path_, text_, settings_, prose_);
  std::stable_sort(candidates_.begin(), candidates_.end(), [](const GenericCandidate& a, const GenericCandidate& b) {
    if (a.span != b.span) return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
    if (a.dismissed.empty() != b.dismissed.empty()) return a.dismissed.empty();
    return (a.carrier == Carrier::kPhrase) < (b.carrier == Carrier::kPhrase);
  });
  // Two ways to one value: the reader's first one, and a phrase's beside it.
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end(), [](const auto& a, const auto& b) {
    const bool phrase_beside = a.carrier != Carrier::kPhrase && b.carrier == Carrier::kPhrase && b.dismissed.empty();
    return a.span == b.span && !phrase_beside;
  }), candidates_.end());
  for (std::size_t i = 0; i + 1 < candidates_.size(); ++i) {
    if (IsReadInParts(candidates_[i], candidates_[i + 1])) candidates_[i].dismissed = "its lines are judged by themselves";
  }
  std::unordered_map<std::string, std::unordered_set<std::string_view>> values_of;
  std::unordered_map<std::string_view, std::size_t> places_of;
  const auto name_of = [](const GenericCandidate& c) { return Letters(c.path.empty() ? c.callee : c.path.back()); };
  Span before;
  for (const GenericCandidate& candidate : candidates_) {
    // What was dismissed and is kept to be explained takes no part.
    if (!candidate.dismissed.empty()) continue;
    values_of[name_of(candidate)].insert(candidate.value);
    if (candidate.span != before) ++places_of[candidate.value];
    before = candidate.span;
  }
  for (GenericCandidate& candidate : candidates_) {
    candidate.document = &traits_;
    if (!candidate.dismissed.empty()) continue;
    candidate.siblings = values_of[name_of(candidate)].size() - 1;
    candidate.repeats = places_of[candidate.value] - 1;
    const auto company = strangers_.find(LookOf(candidate.value));
    candidate.company = company == strangers_.end() ? 0 : company->second;
    candidate.at_example_host = candidate.carrier == Carrier::kUrl && text_.substr(candidate.span.end).starts_with("@example.");
    candidate.note_at_most = candidate.note_at_most || (!traits_.source && IsPlainSalt(candidate));
    candidate.at_website = candidate.carrier == Carrier::kUrl && text_.substr(candidate.span.end).starts_with("@www.");
  }
  // Test vectors make a value less of a secret: asked only where one is left.
  const auto is_left = [](const GenericCandidate& candidate) { return candidate.dismissed.empty() && ProbabilityOf(candidate) >= NoteThreshold(); };
  if (keep_dismissed_ || std::any_of(candidates_.begin(), candidates_.end(), is_left)) traits_.vectors = HoldsVectors(path_, text_);
  for (GenericCandidate& candidate : candidates_) {
    if (candidate.dismissed.empty()) candidate.dismissed = LookAlikeIn(candidate, traits_);
  }
  std::size_t kept = 0;
  for (GenericCandidate& candidate : candidates_) {
    const bool beside = kept > 0 && candidates_[kept - 1].span == candidate.span;
    if (beside && !SaysMore(candidate, candidates_[kept - 1])) continue;
    if (!beside) ++kept;
    if (&candidate != &candidates_[kept - 1]) candidates_[kept - 1] = std::move(candidate);
  }
  candidates_.resize(kept);
}

const std::vector<GenericCandidate>& GenericScan::Candidates() {
  MeetNeighbours();
  return candidates_;
}

std::vector<GenericSecret> GenericScan::Finish() {
  MeetNeighbours();
  std::vector<GenericSecret> secrets = std::move(certain_);
  for (GenericSecret& secret : secrets) {
    if (secret.probability == 0) secret.probability = HashProbability(traits_);
  }
  for (GenericCandidate& candidate : candidates_) {
    if (!candidate.dismissed.empty()) continue;
    const bool hash = IsPasswordHash(candidate);
    const bool shown = hash && (traits_.test || traits_.prose || traits_.source);   // An example of its format.
    const double probability = shown ? HashProbability(traits_) : hash ? std::max(HashProbability(traits_), ProbabilityOf(candidate)) : ProbabilityOf(candidate);
    if (probability < NoteThreshold()) continue;
    secrets.push_back({hash ? "leaked-key/password-hash" : RuleOf(candidate), hash ? "The text holds a password's hash." : Sentence(candidate), candidate.span, std::move(candidate.value),
                       std::move(candidate.path), std::move(candidate.decoded_from), candidate.in_comment, probability});
  }
  candidates_ = {};
  std::stable_sort(secrets.begin(), secrets.end(), [](const GenericSecret& a, const GenericSecret& b) {
    return a.probability > b.probability;
  });
  std::stable_sort(secrets.begin(), secrets.end(), [](const GenericSecret& a, const GenericSecret& b) {
    return a.span.begin < b.span.begin;
  });
  std::vector<GenericSecret> chosen;
  for (GenericSecret& secret : secrets) {
    if (chosen.empty() || !chosen.back().span.Overlaps(secret.span)) {
      chosen.push_back(std::move(secret));
    } else if (secret.probability > chosen.back().probability) {
      chosen.back() = std::move(secret);
    }
  }
  return chosen;
}

}  // namespace keylint
