// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/bytes.h"
#include "lint/decode/filled.h"
#include "lint/diagnose/numbered_name.h"
#include "lint/diagnose/placeholder.h"
#include "lint/diagnose/signed_address.h"
#include "lint/generic/password_hash.h"
#include "lint/generic/phrases.h"
#include "lint/judge/allow.h"
#include "lint/scan/structure_tags.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestName = 48;   // What may follow the word in its name.
constexpr std::size_t kLongestGap = 72;    // From the name's end to the value.
constexpr std::size_t kLongestLook = 64;   // Bytes of the value that are looked at.
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
constexpr Bytes kNotable = BytesOf("v=:(,>|-$<q[/%~\"'`;{}\n&");
// Bytes that code holds more often than secrets.
constexpr std::string_view kCodeBytes = "()[];,%*:>";
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr Bytes kColumnBytes = BytesOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_`\"] ");
constexpr Bytes kNameBytes = BytesOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
bool IsNameByte(char c) { return Has(kNameBytes, c); }
bool IsVariableByte(char c) { return IsUpper(c) || IsDigit(c) || c == '_'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }

// The bytes a value begins with.
struct Glimpse {
  std::size_t size = 0, digits = 0, lower = 0, upper = 0, separators = 0;
  std::size_t code = 0;      ///< Bytes that code holds more often than secrets.
  bool sentence = false;     ///< Another word follows a plain word.
};

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

// Behind a quote only the same one ends the value.
Glimpse GlimpseAt(std::string_view text, std::size_t at, char quote = '\0') {
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
      seen.sentence = seen.size < 20 && of_kind[kDigit] == 0 && (IsLower(next) || IsUpper(next));
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

// Blanks and quotes that got into a value are its fault, not its end.
std::size_t BehindMishaps(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 4;
  std::size_t behind = at;
  while (behind < text.size() && behind - at < kMost && (IsBlank(text[behind]) || IsQuote(text[behind]) || text[behind] == '\\')) ++behind;
  const bool goes_on = behind < text.size() && (IsLower(text[behind]) || IsUpper(text[behind]) || IsDigit(text[behind]));
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

// The bytes of the value at `at`, which a quote may have opened.
Glimpse GlimpseOfValue(std::string_view text, std::size_t at) {
  if (IsReferenceAt(text, at)) return {};
  const char quote = at > 0 && IsQuote(text[at - 1]) ? text[at - 1] : '\0';
  return GlimpseAt(text, BehindMishaps(text, at), quote);
}

// How much a value must look like a secret depends on how seldom its name
// stands for anything else: passwords may be words, keys are not.
bool IsLikely(const Glimpse& seen, NeedleTag tag) {
  if (seen.sentence && tag != NeedleTag::kVariable) return false;
  const std::size_t letters = seen.lower + seen.upper;
  const bool dense = seen.size >= 16 && seen.digits > 1 && letters > 0;
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

// "%s", "%-4d": what is printed there is known at run time.
bool IsFormat(std::string_view value) {
  if (value.size() < 2 || value[0] != '%') return false;
  const std::size_t conversion = value.find_first_not_of("-0123456789.lh", 1);
  return conversion != std::string_view::npos && std::string_view("sduxipcvqr").find(value[conversion]) != std::string_view::npos;
}

// Behind the string that ends at `quote` nothing is joined to it.
bool StandsAlone(std::string_view text, std::size_t quote) {
  std::size_t next = quote + 1;
  while (next < text.size() && (IsBlank(text[next]) || text[next] == '\n' || text[next] == '\r')) ++next;
  return next >= text.size() || std::string_view(",;)]}#").find(text[next]) != std::string_view::npos || (text.substr(quote, next - quote).find('\n') != std::string_view::npos && (IsNameByte(text[next]) || text[next] == '@'));
}

// "NextToken", "docker-password": the value repeats its name's word.
bool Echoes(std::string_view value, std::string_view name, NeedleTag tag) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  if (std::search(value.begin(), value.end(), name.begin(), name.end(), same) == value.end()) return false;
  return tag != NeedleTag::kPassword || std::all_of(value.begin(), value.end(), [](char c) { return IsLower(c) || c == '-' || c == '_'; });
}

// A string that a name seems to be given.
struct NamedString {
  std::string_view text;
  std::size_t at;           ///< Behind the quote; 0: it is no string.
  std::string_view name;    ///< Its word.
  NeedleTag tag;
  TextKind kind;            ///< Of the text.
};

// A string of which no finding is made: a placeholder, a reference, a format,
// a message.
bool SaysNothing(const NamedString& named) {
  const auto& [text, at, name, tag, kind] = named;
  if (at == 0 || !IsQuote(text[at - 1])) return false;
  // "mnemonic", of an instruction: a common word as a variable's name.
  if (tag == NeedleTag::kVariable) return std::all_of(name.begin(), name.end(), IsLower) && !GlimpseAt(text, at).sentence && !IsLikely(GlimpseAt(text, at), NeedleTag::kSecret);
  if (text.substr(at, 2) == "\\x" && text.substr(std::min(at + 4, text.size()), 2) == "\\x") return true;   // Bytes.
  const std::string_view value = text.substr(at, text.substr(at, kLongestLook).find(text[at - 1]));
  const std::size_t end = at + value.size();
  if (end >= text.size() || text[end] != text[at - 1] || !StandsAlone(text, end)) return false;
  // Settings say where a key is used, whatever their values.
  const bool settings = kind == TextKind::kSettings;
  if (!settings && (IsFormat(value) || value.ends_with("\\n") || Echoes(value, name, tag))) return true;
  if (value.find('\\') != std::string_view::npos) return false;
  const ValueClass value_class = ClassifyValue(value);
  if (settings) return value_class == ValueClass::kPath && tag != NeedleTag::kPassword;
  switch (value_class) {
    case ValueClass::kEmpty:
    case ValueClass::kReference:
    case ValueClass::kCiphertext:
    case ValueClass::kPlaceholder:
    case ValueClass::kBoolean: return true;
    case ValueClass::kPath:
    case ValueClass::kUrl:
    case ValueClass::kDate:
    case ValueClass::kVersion: return tag != NeedleTag::kPassword;
    default: return false;
  }
}

ValueSign SignAt(std::string_view text, std::size_t at, NeedleTag tag) { return SignOf(GlimpseOfValue(text, at), tag); }

// "export PASSWORD=DB_PASSWORD": one name for another.
bool IsNameInCapitals(std::string_view text, std::size_t at, std::string_view word) {
  std::size_t end = at;
  while (end < text.size() && (IsUpper(text[end]) || text[end] == '_')) ++end;
  if (end - at < word.size() || (end < text.size() && IsNameByte(text[end]))) return false;
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  const std::string_view value = text.substr(at, end - at);
  return std::search(value.begin(), value.end(), word.begin(), word.end(), same) != value.end();
}

// The value of a pair without quotes, which in source code is more often a
// variable.
ValueSign SignInside(std::string_view text, std::size_t at, NeedleTag tag) {
  const Glimpse value = GlimpseOfValue(text, at);
  if (IsLikely(value, std::max(tag, NeedleTag::kSecret))) return ValueSign::kLikely;
  const std::string_view rest = text.substr(at, kLongestLook);
  const Glimpse seen = GlimpseAt(rest.substr(0, rest.find(';')), 0);   // Password=x;Encrypt=true
  if (tag == NeedleTag::kPassword && seen.size >= 5 && seen.code + seen.separators == 0 && !seen.sentence) return ValueSign::kLikely;
  if (tag == NeedleTag::kPassword && seen.size >= 6 && seen.code < 2 && seen.digits > 0 && seen.digits < seen.size && !seen.sentence) return ValueSign::kLikely;
  return IsLikely(value, NeedleTag::kSecret) ? ValueSign::kWeak : ValueSign::kNone;
}

// "adminPassword": { "type": "securestring", "defaultValue": "x" }
ValueSign SignBelow(std::string_view text, std::size_t open, NeedleTag tag) {
  constexpr std::string_view kValue = "alue\"";
  constexpr std::size_t kReach = 120;
  const std::string_view object = text.substr(open, std::min(kReach, text.substr(open, kReach).find('}')));
  const std::size_t name = object.find(kValue);
  if (name == std::string_view::npos) return ValueSign::kNone;
  std::size_t at = open + name + kValue.size();
  while (at < open + object.size() && (IsBlank(text[at]) || text[at] == ':' || text[at] == '\n' || text[at] == '\r')) ++at;
  return at < text.size() && IsQuote(text[at]) ? SignAt(text, at + 1, tag) : ValueSign::kNone;
}

// cookies[:token] = { value: "x", expires: 3600 }
ValueSign SignOfMember(std::string_view text, std::size_t open, NeedleTag tag) {
  constexpr std::string_view kMember = "value: ";
  const std::size_t at = IsBlank(text[std::min(open + 1, text.size() - 1)]) ? open + 2 : open + 1;
  if (text.substr(std::min(at, text.size()), kMember.size()) != kMember) return ValueSign::kNone;
  const std::size_t quote = at + kMember.size();
  return quote < text.size() && IsQuote(text[quote]) ? SignAt(text, quote + 1, tag) : ValueSign::kNone;
}

// "token: 3b7cd727ee24e844", a line of YAML that a program holds.
ValueSign SignOfBare(std::string_view text, std::size_t colon, NeedleTag tag) {
  if (text.substr(colon, 2) != ": " || colon + 2 >= text.size() || !IsNameByte(text[colon + 2])) return ValueSign::kNone;
  const Glimpse seen = GlimpseAt(text, colon + 2);
  return seen.size >= 16 && seen.digits > 1 && seen.code + seen.separators == 0 && IsLikely(seen, std::max(tag, NeedleTag::kSecret)) ? ValueSign::kLikely : ValueSign::kNone;
}

// Bytes of a quote as markup and strings in strings write it (&quot; &#34; \");
// 0 where none stands.
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

// Where the value of a string begins that no quote opens: %q(...) of Ruby,
// q{...} of Perl, ~s(...) of Elixir, [[...]] of Lua, {|...|} of OCaml, /.../ of Groovy; 0 where
// none does.
std::size_t OpenedStringAt(std::string_view text, std::size_t at) {
  const auto in = [&](std::size_t i, std::string_view set) { return i < text.size() && set.find(text[i]) != std::string_view::npos; };
  constexpr std::string_view kBrackets = "([{<|!/";
  if (text[at] == '[') return in(at + 1, "[") ? at + 2 : 0;
  if (text[at] == '{') return in(at + 1, "|") ? at + 2 : 0;
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

// The default of a placeholder of Spring: dollar, brace, a name, a colon.
bool IsFallbackColon(std::string_view text, std::size_t word, std::size_t colon) {
  if (colon == 0 || !IsNameByte(text[colon - 1])) return false;
  const std::size_t limit = word > kLongestName ? word - kLongestName : 0;
  while (word > limit && IsNameByte(text[word - 1])) --word;
  return word > 1 && text[word - 1] == '{' && text[word - 2] == '$';
}

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

// "token_type", "secretName": the value is no secret.
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

// The needle holds what follows the name: "key=", "pass:", "bearer ".
bool EndsInOperator(std::string_view text, const NameHit& hit) {
  const char last = text[hit.span.end - 1];
  return last == '=' || last == ':' || last == ' ';
}

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
  std::size_t next = quote + 1;
  if (next >= text.size()) return false;
  if (begin == 0 || text[begin - 1] != text[quote]) return false;
  std::size_t before = begin - 1;
  while (before > 0 && IsBlank(text[before - 1])) --before;
  if (before > 0 && (text[before - 1] == ':' || text[before - 1] == '=')) return false;   // name: "password",
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
    std::size_t at = end + 2;
    while (at < text.size() && (IsBlank(text[at]) || text[at] == '\n' || text[at] == '\r')) ++at;
    return at < text.size() && text[at] == text[end] ? at : 0;
  };
  const std::size_t second = next_string(quote);
  if (second == 0) return false;
  const std::size_t size = text.substr(second + 1, kLongestLook).find(text[second]);
  return size != std::string_view::npos && next_string(second + 1 + size) != 0;
}

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

// `cd x && pwd | f`: no name, flag or value of one.
bool IsCommandAt(std::string_view text, Span word) {
  if (word.begin > 0 && !IsBlank(text[word.begin - 1]) && text[word.begin - 1] != '\n' && text[word.begin - 1] != '"') return false;
  std::size_t next = word.end;
  if (next < text.size() && std::string_view(";)|&\n\r").find(text[next]) != std::string_view::npos) return true;
  if (next >= text.size() || !IsBlank(text[next])) return false;
  while (next < text.size() && IsBlank(text[next])) ++next;
  return next < text.size() && std::string_view("&|>;").find(text[next]) != std::string_view::npos;
}

// "passes", "pwdn", "sidebar": the word goes on as another one; "bypass";
// $(pwd) and $PWD, where the shell stands.
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

// The name is no variable's: a file's, a class's, an element of a list.
bool NamesNoValue(std::string_view text, const NameHit& hit, bool quoted_only, bool fallback) {
  std::size_t end = hit.span.end;
  if (EndsInOperator(text, hit)) return false;
  const std::size_t limit = std::min(text.size(), end + kLongestName);
  while (end < limit && IsNameByte(text[end])) ++end;
  const std::size_t begin = NameBegin(text, hit);
  if (IsInFileName(text, hit, begin, end) || IsInPathOrClass(text, begin)) return true;
  if (quoted_only && IsInModuleName(text, hit)) return true;
  const std::size_t quote = IsQuote(text[hit.span.end - 1]) ? hit.span.end - 1 : end;
  if (fallback || quote >= text.size() || !IsQuote(text[quote])) return false;
  if (quote < end && (begin == 0 || IsBlank(text[begin - 1]) || IsHalf(text, hit.span.begin))) return true;   // "action pass", "low-pass"
  return IsElement(text, begin, quote) || (quoted_only && IsListed(text, quote));
}

// A word of small letters, or a version.
bool IsPlainWord(std::string_view text, std::size_t at) {
  const Glimpse seen = GlimpseAt(text, at);
  return seen.upper == 0 && (seen.digits == 0 || seen.lower == 0);
}

// "case TEST_PASS:"
bool IsCaseLabel(std::string_view text, std::size_t name) {
  const std::size_t floor = name > kLongestLook ? name - kLongestLook : 0;
  const std::string_view line = text.substr(floor, name - floor);
  const std::string_view label = line.substr(line.rfind('\n') + 1);
  const std::size_t begin = label.find_first_not_of(" \t");
  return begin != std::string_view::npos && label.substr(begin, 5) == "case ";
}

// "the password, convert it": two words behind the comma.
bool IsProseComma(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != ", ") return false;
  std::size_t word = at + 2;
  while (word < text.size() && word - at < kLongestLook && IsLower(text[word])) ++word;
  return word > at + 2 && word + 1 < text.size() && text[word] == ' ' && IsLower(text[word + 1]);
}

// Behind `name = value` or `name: value` the line at `at` goes on with it.
bool GoesOnWithValue(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsBlank(text[at]) || text[at] == '\r')) ++at;
  return at >= text.size() || !(IsNameByte(text[at]) || text[at] == '@' || text[at] == '\n' || text[at] == '/' || text[at] == '*' || text[at] == '#' || text[at] == '}') ||
         text.substr(at, 3) == "or " || text.substr(at, 3) == "if ";
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
      while (at < limit && !Has(kNotable, text[at])) ++at;
      if (at == limit) break;
    }
    const char c = text[at];
    switch (c) {   // The commonest.
      case 'v':
        if (!IsBlank(text[at - 1]) || text.substr(at, 6) != "value=") break;
        at += 4;   // name="..." value="..."
        continue;
      case '|':
        if (text.substr(at, 2) == "||") return best;   // Of a shell.
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
        if ((!operated || fallback) && at > 0 && IsNameByte(text[at - 1]) && !IsNameInCapitals(text, at + 1, hit.span.Of(text)) && is_likely(SignInside(text, at + 1, tag))) return best;
        operated = assigned = true;
        continue;
      case ':':
        if (quoted_only && !operated && IsCaseLabel(text, hit.span.begin)) return best;
        if (!operated && IsFallbackColon(text, hit.span.begin, at) && is_likely(SignAt(text, at + 1, tag))) return best;
        if (quoted_only && !operated && is_likely(SignOfBare(text, at, tag))) return best;
        operated = assigned = true;
        continue;
      case ',':
        if (quoted_only && (assigned || (at == name_end && IsNameByte(text[at - 1]) && IsProseComma(text, at)))) return best;
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
      if (c == '{') return best;
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
  while (at < limit && Has(kColumnBytes, text[at])) ++at;
  return at < limit && (text[at] == ')' || text[at] == ',');
}

}  // namespace keylint
