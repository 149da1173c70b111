// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/decode/filled.h"
#include "lint/diagnose/numbered_name.h"
#include "lint/diagnose/signed_address.h"
#include "lint/generic/password_hash.h"
#include "lint/generic/phrases.h"
#include "lint/judge/allow.h"
#include "lint/scan/name_bytes.h"
#include "lint/scan/name_look.h"
#include "lint/scan/structure_tags.h"
#include "lint/scan/value_look.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestGap = 72;    // From the name's end to the value.
constexpr std::size_t kLongestEncoding = 12;   // "protobuf", in a tag of Go.
constexpr std::string_view kListed = "</key>";
constexpr std::string_view kString = "<string>";

constexpr auto kPassword = static_cast<std::uint32_t>(NeedleTag::kPassword);
constexpr auto kSecret = static_cast<std::uint32_t>(NeedleTag::kSecret);
constexpr auto kKey = static_cast<std::uint32_t>(NeedleTag::kKey);

// The commonest first: nearly every variable holds one of these three, and
// NameNeedles() asks for each in turn.
constexpr auto kWords = std::to_array<NameNeedle>({
    {"_key", kKey}, {"token", kSecret}, {"secret", kSecret},
    {"passw", kPassword}, {"passphrase", kPassword}, {"pwd", kPassword}, {"_pass", kPassword}, {"pass\"", kPassword}, {"pass=", kPassword},
    {"psk=", kPassword}, {"pass:", kPassword}, {"<pass", kPassword}, {"pass'", kPassword}, {"contrase", kPassword}, {"kennwort", kPassword}, {"senha", kPassword},
    {"motdepasse", kPassword}, {"mot_de_passe", kPassword}, {"wachtwoord", kPassword}, {"passcode", kPassword}, {"pswd", kPassword},
    {"passord", kPassword}, {"salasana", kPassword}, {"jelszo", kPassword}, {"losenord", kPassword}, {"kodeord", kPassword}, {"adgangskode", kPassword},
    {"lozinka", kPassword}, {"heslo", kPassword}, {"haslo", kPassword}, {"parola", kPassword}, {"sifre", kPassword}, {"lösenord", kPassword, false},
    {"hasło", kPassword, false}, {"şifre", kPassword, false}, {"jelszó", kPassword, false}, {"пароль", kPassword, false}, {"密码", kPassword, false},
    {"密碼", kPassword, false}, {"口令", kPassword, false}, {"パスワード", kPassword, false}, {"비밀번호", kPassword, false},
    {"segredo", kSecret}, {"geheim", kSecret}, {"creds", kSecret}, {"seed", kKey}, {"csrf", kKey},
    {"api_key", kSecret}, {"apikey", kSecret}, {"api-key", kSecret}, {"access_key", kSecret},
    {"accesskey", kSecret}, {"auth_key", kSecret}, {"authkey", kSecret}, {"private_key", kSecret}, {"privatekey", kSecret},
    {"credential", kSecret}, {"account_key", kSecret}, {"accountkey", kSecret}, {"signing_key", kSecret}, {"encryption_key", kSecret},
    {"license_key", kSecret}, {"app_key", kSecret}, {"_dsn", kSecret}, {"client_id", kSecret}, {"webhook", kKey}, {"_sid", kKey}, {"sid=", kKey},
    {"connection_string", kSecret}, {"connectionstring", kSecret}, {"sas_", kKey}, {"secret_key_base", kSecret},
    {"authorization", kSecret}, {"bearer ", kSecret}, {"basic ", kKey},
    {"pw =", kSecret}, {"pw=", kSecret}, {"pw:", kSecret}, {"pw\"", kSecret}, {"cipherkey", kKey}, {"aeskey", kKey}, {"signingkey", kKey}, {"encryptionkey", kKey},
    {"keyvalue", kKey}, {"requirepass", kPassword}, {"masterauth", kPassword}, {"_auth", kKey}, {"auth\"", kSecret}, {"auth=", kKey}, {"auth:", kKey}, {"-key", kKey}, {"key\"", kKey}, {"key'", kKey},
    {"key=", kKey}, {"key:", kKey}, {"key =", kKey}, {"key[]", kKey}, {"salt", kKey}, {"nonce", kKey}, {"session", kKey}, {"cookie", kKey},
});
constexpr auto kMarks = std::to_array<NameNeedle>({
    {"://", static_cast<std::uint32_t>(NeedleTag::kUrl)},
    {"private key-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"private key block-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"static key v1-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"PuTTY-User-Key-File-", static_cast<std::uint32_t>(NeedleTag::kArmour), false},
    {"kty\"", static_cast<std::uint32_t>(StructureTag::kJsonWebKey), false},
    {"kty\\\"", static_cast<std::uint32_t>(StructureTag::kJsonWebKey), false},
    {"kty: ", static_cast<std::uint32_t>(StructureTag::kJsonWebKey), false},
    {"-----BEGIN CERT", static_cast<std::uint32_t>(StructureTag::kDate), false},
    {"Expires=", static_cast<std::uint32_t>(StructureTag::kDate), false},
});

// What ValueBehind() asks about, where only strings count.
constexpr ByteSet kNotable("v=:(,>|-$<q[/%~\"'`;{}\n&");
constexpr ByteSet kColumnBytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_`\"] ");

// Behind the opening tag that stands at or behind the blanks at `at`, or 0.
std::size_t ElementBehind(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && (IsBlank(text[at]) || text[at] == '\n' || text[at] == '\r')) ++at;
  if (at >= limit || text[at] != '<') return 0;
  while (at < limit && text[at] != '>') ++at;
  return at < limit ? at + 1 : 0;
}

// <con:name>password</con:name><con:value>x</con:value>: where x begins, or 0.
std::size_t ValueElementBehind(std::string_view text, std::size_t at, std::size_t limit) {
  if (at + 1 >= limit || text[at + 1] != '/') return 0;
  while (at < limit && text[at] != '>') ++at;
  const std::size_t value = ElementBehind(text, at + 1, limit);
  return text.substr(0, value).ends_with("value>") ? value : 0;
}

constexpr std::string_view kValueWord = "value";
bool NamesValue(std::string_view text, std::size_t at) {
  const std::size_t end = at + kValueWord.size();
  return end < text.size() && IsQuote(text[end]) && (text[at] == 'v' || text[at] == 'V') && text.substr(at + 1, kValueWord.size() - 1) == kValueWord.substr(1);
}

// "- name: PASSWORD" and below it "value: x": the end of that word, or 0.
std::size_t ValueFollows(std::string_view text, std::size_t at) {
  constexpr std::size_t kDeepest = 32;
  const std::size_t limit = std::min(text.size(), at + kDeepest);
  while (at < limit && (IsBlank(text[at]) || text[at] == '"')) ++at;
  if (text.substr(at, kValueWord.size()) != kValueWord) return 0;
  at += kValueWord.size();
  return at < text.size() && text[at] == '"' ? at + 1 : at;
}

// `xml:"password,omitempty"`: a tag of Go, which says how a field is written.
bool IsStructTag(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestEncoding && IsLower(text[end])) ++end;
  return end > at && text.substr(end, 2) == ":\"";
}

}  // namespace

std::span<const NameNeedle> SecretNameWords() { return kWords; }

std::vector<NameNeedle> NameNeedles(const RuleSet& rules) {
  std::vector<NameNeedle> needles(kWords.begin(), kWords.end());
  needles.insert(needles.end(), kMarks.begin(), kMarks.end());
  for (const std::string_view mark : PasswordHashMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kHash)});
  for (const std::string_view mark : SignatureMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kSignature), false});
  for (const Phrase& phrase : Phrases()) needles.push_back({phrase.words, static_cast<std::uint32_t>(StructureTag::kPhrase)});
  for (const std::string_view mark : AllowMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kAllow), false});
  const auto add = [&needles](std::string_view variable) {
    constexpr std::size_t kShortestVariable = 6;
    if (variable.size() < kShortestVariable || variable.find('*') != std::string_view::npos) return;
    const std::string lower = LowerAscii(variable);
    const auto holds = [&lower](const NameNeedle& word) { return lower.find(word.text) != std::string::npos; };
    if (std::none_of(kWords.begin(), kWords.end(), holds)) needles.push_back({variable, static_cast<std::uint32_t>(NeedleTag::kVariable)});
  };
  for (const Provider& provider : rules.providers) std::for_each(provider.variables.begin(), provider.variables.end(), add);
  for (const KeyRule& key : rules.keys) std::for_each(key.variables.begin(), key.variables.end(), add);
  return needles;
}

namespace {

constexpr std::size_t kEnds = 1U << 15;
std::size_t EndsOf(std::string_view name) {
  return (name.size() & 31U) << 10 | (static_cast<unsigned char>(name.front()) & 31U) << 5 | (static_cast<unsigned char>(name.back()) & 31U);
}

}  // namespace

VariableNames::VariableNames(const RuleSet& rules) : ends_(kEnds) {
  const auto add = [this](std::string_view name) {
    if (name.empty() || !std::all_of(name.begin(), name.end(), IsVariableByte)) return;
    names_.insert(name);
    ends_[EndsOf(name)] = true;
  };
  for (const Provider& provider : rules.providers) std::for_each(provider.variables.begin(), provider.variables.end(), add);
  for (const KeyRule& key : rules.keys) std::for_each(key.variables.begin(), key.variables.end(), add);
}

namespace {

// `name` in capitals, its words joined by '_': "kHfToken" -> K_HF_TOKEN.
class Capitals {
 public:
  explicit Capitals(std::string_view name) {
    for (std::size_t i = 0; i < name.size() && size_ + 2 < letters_.size(); ++i) {
      const char c = name[i];
      if (IsUpper(c) && i > 0 && (IsLower(name[i - 1]) || (IsUpper(name[i - 1]) && i + 1 < name.size() && IsLower(name[i + 1])))) letters_[size_++] = '_';
      letters_[size_++] = IsLower(c) ? static_cast<char>(c - 32) : IsUpper(c) || IsDigit(c) ? c : '_';
    }
  }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, 96> letters_{};
  std::size_t size_ = 0;
};

bool IsAnyNameByte(char c) { return IsVariableByte(c) || IsLower(c) || c == '-'; }

}  // namespace

bool VariableNames::Holds(std::string_view name) const { return !name.empty() && ends_[EndsOf(name)] && names_.contains(name); }

NameHit VariableNames::Widened(std::string_view text, const NameHit& hit) const {
  constexpr std::size_t kLongest = 64;
  constexpr int kTails = 5;
  Span name = hit.span;
  while (name.begin > 0 && hit.span.begin - name.begin < kLongest && IsAnyNameByte(text[name.begin - 1])) --name.begin;
  while (name.end > name.begin && !IsAnyNameByte(text[name.end - 1])) --name.end;   // The needle's own operator.
  while (name.end < text.size() && name.end - name.begin < kLongest && IsAnyNameByte(text[name.end])) ++name.end;
  const Capitals capitals(name.Of(text));
  std::string_view word = capitals.view();
  for (int tail = 0; tail < kTails && !word.empty(); ++tail) {
    if (Holds(word) || Holds(WithoutNumber(word))) return {static_cast<std::uint32_t>(NeedleTag::kVariable), name};
    const std::size_t next = word.find('_');
    if (next == std::string_view::npos) break;
    word.remove_prefix(next + 1);
  }
  return hit;
}

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

// "the password, convert it": two words behind the comma.
bool IsProseComma(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != ", ") return false;
  std::size_t word = at + 2;
  while (word < text.size() && word - at < kLongestLook && IsLower(text[word])) ++word;
  return word > at + 2 && word + 1 < text.size() && text[word] == ' ' && IsLower(text[word + 1]);
}

// PG_KEYWORD("password", PASSWORD, RESERVED): the next argument is a name.
bool IsNameArgument(std::string_view text, std::size_t comma) {
  const std::size_t begin = BehindGap(text, comma + 1);
  std::size_t end = begin;
  while (end < text.size() && end - begin < kLongestLook && IsNameByte(text[end])) ++end;
  return end > begin && end < text.size() && (text[end] == ',' || text[end] == ')');
}

// Behind `name = value` or `name: value` the line at `at` goes on with it.
bool GoesOnWithValue(std::string_view text, std::size_t at) {
  static constexpr ByteSet kOther("@/*#}");
  at = BehindGap(text, at);
  if (at >= text.size() || text.substr(at, 3) == "or " || text.substr(at, 3) == "if ") return true;
  return !IsNameByte(text[at]) && !kOther.Has(text[at]);
}

ValueSign LookBehind(std::string_view text, const NameHit& hit, TextKind kind, bool fallback) {
  const bool quoted_only = kind == TextKind::kSource;
  const bool prose = kind == TextKind::kProse || kind == TextKind::kUnknown;
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
  // Whether that settles it.
  const auto is_likely = [&](ValueSign sign) {
    if (sign == ValueSign::kLikely) {
      const bool property = tag >= NeedleTag::kSecret && NamesAProperty(tail);
      if (property || SaysNothing({text, value_at, hit.span.Of(text), tag, kind})) sign = ValueSign::kWeak;
    }
    best = std::max(best, sign);
    return best == ValueSign::kLikely;
  };
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
        at += 4;   // name="..." value="..."
        continue;
      case '|':
        if (kind == TextKind::kSettings && text.substr(at, 2) == "||") return best;   // Of a shell.
        if (quoted_only) break;
        operated = true;
        continue;
      case '(':
        if (!quoted_only && !operated && at + 1 < limit && !IsQuote(text[at + 1])) return best;   // "the password (of the user)"
        operated = true;
        assigned = false;
        continue;
      case '=':
        // "a=b&token=c" in a string: no blanks, and nothing that is a word.
        if ((!operated || fallback) && at > 0 && IsNameByte(text[at - 1])) {
          if (IsNameInCapitals(text, at + 1, hit.span.Of(text)) || is_likely(SignInside(text, at + 1, tag))) return best;
        }
        operated = assigned = true;
        continue;
      case ':':
        if (quoted_only && !operated && IsCaseLabel(text, hit.span.begin)) return best;
        if (!operated && IsFallbackColon(text, hit.span.begin, at) && is_likely(SignAt(text, at + 1, tag))) return best;
        if (quoted_only && !operated && is_likely(SignOfBare(text, at, tag))) return best;
        operated = assigned = true;
        continue;
      case ',':
        if (quoted_only && (assigned || (at == name_end && (IsNameByte(text[at - 1]) ? IsProseComma(text, at) : IsNameArgument(text, at))))) return best;
        operated = true;
        continue;
      case '>':
        operated = true;
        continue;
      case '}':
        if (quoted_only && !operated) return best;
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
    } else if (const std::size_t value = operated && quoted_only ? OpenedStringAt(text, at) : 0) {
      if (is_likely(SignAt(text, value, tag))) return best;
    } else if (IsQuote(c)) {
      // A call without parentheses: storePassword "..."
      const bool called = tag == NeedleTag::kPassword && at == name_end + 1 && text[at - 1] == ' ';
      if (c == '`' && quoted_only && IsStructTag(text, at + 1)) return best;
      if (!operated && quoted_only && !called) continue;
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
      const bool flag = hit.span.begin > 0 && text[hit.span.begin - 1] == '-';
      if (prose && !operated && !flag && IsPlainWord(text, at)) return best;   // "the login/password combinations"
      is_likely(operated ? SignAt(text, at, tag) : SignInside(text, at, tag));
      return best;
    }
  }
  return best;
}

}  // namespace

ValueSign ValueBehind(std::string_view text, const NameHit& hit, TextKind kind) {
  const bool quoted_only = kind == TextKind::kSource;
  if (hit.tag >= static_cast<std::uint32_t>(NeedleTag::kUrl) || IsOtherWord(text, hit)) return ValueSign::kNone;
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
  return at < limit && std::string_view("|+=*\",").find(text[at]) != std::string_view::npos;
}

bool NamesAColumn(std::string_view text, const NameHit& hit) {
  if (hit.tag > kSecret) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  while (at < limit && kColumnBytes.Has(text[at])) ++at;
  return at < limit && (text[at] == ')' || text[at] == ',');
}

}  // namespace keylint
