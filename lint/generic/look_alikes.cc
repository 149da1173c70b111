// SPDX-License-Identifier: Apache-2.0
// Each kind was met in Debian's sources (tests/bench/debian_labels.txt) or in
// labelled repositories, where a reader calls it a false alarm.
#include "lint/generic/look_alikes.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/generic/lists.h"
#include "lint/generic/named_things.h"
#include "lint/generic/password_hash.h"
#include "lint/generic/public_things.h"
#include "lint/generic/told_by_text.h"

namespace keylint {
namespace {

constexpr std::array<std::string_view, 8> kAskingVerbs = {"ask", "check", "enter", "get", "prompt", "read", "validate", "verify"};

// The last word of the nearest name; empty: it has none.
std::string LastWord(const GenericCandidate& candidate) {
  if (candidate.path.empty()) return {};
  std::vector<std::string> words = WordsOfName(candidate.path.back());
  return words.empty() ? std::string() : std::move(words.back());
}

bool IsDottedName(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return IsAlpha(c) || c == '.' || c == '_'; });
}

// "%F0%9F%92%A9": what a parser of addresses is to make of its input.
bool IsMostlyEscapes(std::string_view value) {
  std::size_t escaped = 0;
  for (std::size_t i = 0; i + 2 < value.size(); ++i) {
    if (value[i] != '%' || !IsHexDigit(value[i + 1]) || !IsHexDigit(value[i + 2])) continue;
    escaped += 3;
    i += 2;
  }
  return escaped > 0 && escaped * 3 >= value.size();
}

// "0x1a,": one of a list of numbers.
bool IsListedNumber(std::string_view value) {
  if (value.size() < 2 || value.size() > 20 || value.back() != ',') return false;
  value.remove_suffix(1);
  if (value.starts_with("0x") || value.starts_with("0X")) value.remove_prefix(2);
  return !value.empty() && std::all_of(value.begin(), value.end(), IsHexDigit);
}

// A function that speaks of secrets, and its argument for the user's name;
// the command passwd, which takes nothing else.
bool IsUsersName(const GenericCandidate& candidate) {
  if (!candidate.by_callee) return false;
  if (candidate.kind == LiteralKind::kArgument && (candidate.callee == "passwd" || candidate.callee == "smbpasswd")) return true;
  constexpr std::string_view kWords[] = {"user", "username", "email"};
  return Lists(kWords, LastWord(candidate));
}

// SN_kx_ecdhe_psk "KxECDHE-PSK": several words of the name, and nothing else.
bool SpellsItsName(const GenericCandidate& candidate) {
  constexpr std::size_t kLeastLetters = 6;
  if (!candidate.within_name || candidate.path.empty() || candidate.facts.lower + candidate.facts.upper < kLeastLetters || candidate.facts.digits > 0) return false;
  std::string letters;
  for (const char c : LowerAscii(candidate.value)) {
    if (IsLower(c)) letters += c;
  }
  const std::vector<std::string> words = WordsOfName(candidate.path.back());
  return std::none_of(words.begin(), words.end(), [&](const std::string& word) { return word == letters; });
}

// 'dbpass' => 'wgDBpassword': the name that something else has for it.
bool IsItsOtherName(const GenericCandidate& candidate) {
  constexpr std::size_t kLeastLetters = 6;
  const std::string_view value = candidate.value;
  if (!candidate.holds_name || candidate.path.empty() || candidate.path.back().size() < kLeastLetters) return false;
  const bool letters = IsLower(value.front()) && std::all_of(value.begin(), value.end(), IsAlpha);
  return letters && std::any_of(value.begin(), value.end(), IsUpper);
}

// "aabbccddeeffgghh", "0123456789abcdef": steps through the alphabet.
bool IsStaircase(std::string_view value) {
  constexpr std::size_t kLeastSteps = 7;
  std::size_t steps = 0, others = 0;
  char before = '\0';
  for (const char c : LowerAscii(value)) {
    if (before != '\0' && c != before) ++(c == before + 1 ? steps : others);
    before = c;
  }
  return steps >= kLeastSteps && others * 5 <= steps;
}

bool IsPlainText(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return IsLower(c) || IsDigit(c) || c == ' ' || c == '-' || c == '_' || c == '.'; });
}

// "dmFsdWUx" is "value1"; "636f6e6563746978" is "conectix". Under names that
// promise little that is a text, encoded.
bool EncodesPlainText(const GenericCandidate& candidate) {
  if (!candidate.name.weak && candidate.name.kind != SecretKind::kSession && candidate.name.kind != SecretKind::kSalt) return false;
  const std::string_view value = candidate.value;
  constexpr std::size_t kLongest = 256;
  if (value.size() < 8 || value.size() > kLongest) return false;
  if (value.size() % 2 == 0 && std::all_of(value.begin(), value.end(), IsHexDigit)) {
    const auto bytes = HexBytes(value);
    return bytes && IsPlainText(*bytes);
  }
  const auto bytes = value.size() % 4 == 0 ? Base64Bytes(value) : std::nullopt;
  return bytes && IsPlainText(*bytes);
}

// "your-smtp-password", "yourpassword"
bool AddressesReader(std::string_view value) {
  constexpr std::string_view kYour = "your";
  if (value.size() <= kYour.size() || LowerAscii(value.substr(0, kYour.size())) != kYour) return false;
  const std::string rest = LowerAscii(value.substr(kYour.size()));
  if (std::string_view("-_ .").find(rest.front()) != std::string_view::npos) return true;
  constexpr std::string_view kWords[] = {"api", "key", "pass", "secret", "token"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&rest](std::string_view word) { return rest.starts_with(word); });
}

// "0x61626364"
bool IsHexNumber(std::string_view value) {
  constexpr std::size_t kLongest = 10;
  return value.size() > 2 && value.size() <= kLongest && value[0] == '0' && (value[1] == 'x' || value[1] == 'X') &&
         std::all_of(value.begin() + 2, value.end(), IsHexDigit);
}

// 0x and 40 digits: an account of Ethereum, whose private key has 64.
bool IsEthereumAddress(std::string_view value) {
  constexpr std::size_t kSize = 42;
  return value.size() == kSize && value.starts_with("0x") && std::all_of(value.begin() + 2, value.end(), IsHexDigit);
}

// The account keys of Microsoft's emulators of storage and Cosmos DB, the same
// everywhere. Source: Azurite's and the emulator's documentation (read 2026-11).
bool IsOfEmulator(std::string_view value) {
  constexpr std::string_view kBegin[] = {"Eby8vdM02xNOcqFlqUwJ", "C2y6yDjf5/R+ob0N8A7C"};
  constexpr std::size_t kSize = 88;
  return value.size() == kSize && std::any_of(std::begin(kBegin), std::end(kBegin), [value](std::string_view begin) { return value.starts_with(begin); });
}

// The namespaces of RFC 4122, Appendix C.
bool IsNamespace(std::string_view value) {
  return value.size() == 36 && value.starts_with("6ba7b81") && value.ends_with("-9dad-11d1-80b4-00c04fd430c8");
}

// "Basic dXNlcjpwYXNzd29yZA==": user:password, as documentation writes it.
bool IsExamplePair(const GenericCandidate& candidate) {
  static constexpr std::string_view kPasswords[] = {"", "pass", "passwd", "password", "pwd", "secret", "x", "xxx"};
  if (candidate.scheme != AuthScheme::kBasic) return false;
  const auto pair = Base64Bytes(candidate.value);
  if (pair && pair->starts_with("Aladdin:")) return true;   // RFC 7617, 2 (read 2026-11).
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  return colon != std::string::npos && Lists(kPasswords, LowerAscii(std::string_view(*pair).substr(colon + 1)));
}

// "eyJhbGciOi...": the rest is left to the reader.
bool IsCutShort(std::string_view value) { return value.ends_with("..") && value.find("..") != 0; }

// token_hash=<64 digits>: what is kept of a token so that nobody reads it.
bool IsDigestOfToken(const GenericCandidate& candidate) {
  static constexpr std::string_view kDigests[] = {"checksum", "checksums", "digest", "digests", "fingerprint", "fingerprints", "hash", "hashes", "sha1", "sha256"};
  const std::string_view value = candidate.value;
  const bool digest = (value.size() == 32 || value.size() == 40 || value.size() == 64 || value.size() == 128) && std::all_of(value.begin(), value.end(), IsHexDigit);
  return digest && candidate.name.kind != SecretKind::kPassword && candidate.name.words > 1 && Lists(kDigests, LastWord(candidate));
}

// "passwords": 50124 is how many, or the number of a word.
bool IsCount(const GenericCandidate& candidate) {
  static constexpr std::string_view kPlurals[] = {"keys", "passwords", "secrets", "tokens"};
  return candidate.quote == Quote::kNone && candidate.facts.digits == candidate.value.size() && Lists(kPlurals, LastWord(candidate));
}

// report_pass("name of the test"), ksft_test_result_pass("futex")
bool IsTestResult(const GenericCandidate& candidate) {
  if (!candidate.by_callee) return false;
  const std::vector<std::string> words = WordsOfName(candidate.callee);
  if (words.empty() || words.back() != "pass") return false;
  return candidate.name.weak || std::find(words.begin(), words.end(), "result") != words.end();
}

// checkpasswd(proxy, ...), ask_password(backup): whose, in a word.
bool IsAskedAbout(const GenericCandidate& candidate) {
  constexpr std::size_t kLongestWord = 12;
  if (!candidate.by_callee || candidate.value.size() > kLongestWord) return false;
  const std::string callee = LowerAscii(candidate.callee.substr(candidate.callee.find_last_of(".:>") + 1));
  const bool asks = std::any_of(kAskingVerbs.begin(), kAskingVerbs.end(), [&](std::string_view verb) { return callee.starts_with(verb); });
  return asks && std::all_of(candidate.value.begin(), candidate.value.end(), [](char c) { return IsLower(c) || c == '-' || c == '_'; });
}

// "ns1/svc1,ns2/svc2" under a key: several names; login_name:passwd:UID:GID:...
// of a manual, the names of a line's fields.
bool IsListOfNames(const GenericCandidate& candidate) {
  constexpr std::ptrdiff_t kFields = 3;
  const std::string_view value = candidate.value;
  if (candidate.carrier == Carrier::kPair && candidate.facts.digits == 0 && std::count(value.begin(), value.end(), ':') >= kFields) {
    return std::all_of(value.begin(), value.end(), [](char c) { return IsAlpha(c) || c == '_' || c == ':'; });
  }
  if (candidate.name.kind != SecretKind::kKey || value.find(',') == std::string_view::npos || candidate.facts.upper > 0) return false;
  return std::all_of(value.begin(), value.end(), [](char c) { return IsLower(c) || IsDigit(c) || c == ',' || c == '/' || c == '-' || c == '.'; });
}

// CI systems and Pulumi keep ciphertext under this name.
bool IsSecured(const GenericCandidate& candidate) {
  if (candidate.path.size() > 1) {
    const std::string& around = candidate.path[candidate.path.size() - 2];
    if (around.starts_with("encrypted") || around.ends_with("Encrypted")) return true;   // Of a SealedSecret, of Renovate; systemd's SetCredentialEncrypted.
  }
  if (!candidate.path.empty() && candidate.path.back().ends_with("CredentialEncrypted")) return true;
  return candidate.name_distance > 0 && !candidate.path.empty() && candidate.path.back() == "secure";
}

// update_password: always, on_create: what is to be done, in a plain word.
bool IsPolicy(const GenericCandidate& candidate) {
  constexpr std::string_view kVerbs[] = {"update", "reset", "change", "require", "force", "forget", "generate", "rotate", "show", "hide",
                                         "display", "remember", "store", "save", "allow"};
  if (candidate.by_callee || candidate.path.empty()) return false;
  const std::vector<std::string> words = WordsOfName(candidate.path.back());
  if (words.size() < 2 || !Lists(kVerbs, words.front())) return false;
  return std::all_of(candidate.value.begin(), candidate.value.end(), [](char c) { return IsLower(c) || c == '_'; });
}

// "^%{MONTHNUM:month} web_php": what lines of a log are compared with.
bool IsPattern(std::string_view value) {
  const std::size_t open = value.find("%{");
  if (open != std::string_view::npos && value.find('}', open) != std::string_view::npos) return true;
  if (value.find("([^") != std::string_view::npos || value.find("(?:") != std::string_view::npos || value.find("(.*") != std::string_view::npos ||
      value.find("(\\d+") != std::string_view::npos) return true;
  return value.starts_with('^') && (value.find("\\d") != std::string_view::npos || value.find("\\w") != std::string_view::npos || value.find("\\s") != std::string_view::npos);
}

// <diff key="9e107d9d...">: what a thing is found by, in markup.
bool IsDigestAsKey(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  if (candidate.carrier != Carrier::kPair || candidate.quote == Quote::kNone || candidate.path.empty() || candidate.path.back() != "key") return false;
  return (value.size() == 32 || value.size() == 40 || value.size() == 64) && std::all_of(value.begin(), value.end(), IsHexDigit);
}

// "Array.Shape.0c1ec89f...": a name and the digest of what it names.
bool IsNameWithDigest(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  const std::size_t dot = value.rfind('.');
  if (candidate.name.kind != SecretKind::kKey || dot == std::string_view::npos || dot == 0) return false;
  const std::string_view digest = value.substr(dot + 1);
  return (digest.size() == 32 || digest.size() == 40 || digest.size() == 64) && std::all_of(digest.begin(), digest.end(), IsHexDigit) &&
         IsDottedName(value.substr(0, dot));
}

// "!" and forty characters: Django's user who has no password. Source:
// django/contrib/auth/hashers.py, UNUSABLE_PASSWORD_PREFIX (read 2026-11).
bool IsUnusablePassword(const GenericCandidate& candidate) {
  constexpr std::size_t kSize = 41;
  const std::string_view value = candidate.value;
  return candidate.name.kind == SecretKind::kPassword && value.size() == kSize && value[0] == '!' && std::all_of(value.begin() + 1, value.end(), IsAlnum);
}

// password_hash = <40 digits>: a digest without salt, as old programs keep it.
bool IsDigestOfPassword(const GenericCandidate& candidate) {
  static constexpr std::string_view kDigests[] = {"digest", "hash", "md", "sha"};
  const std::string_view value = candidate.value;
  const bool digest = (value.size() == 32 || value.size() == 40 || value.size() == 64 || value.size() == 128) && std::all_of(value.begin(), value.end(), IsHexDigit);
  if (!digest || candidate.name.kind != SecretKind::kPassword || candidate.name_distance > 0 || candidate.path.empty()) return false;
  std::vector<std::string> words = WordsOfName(candidate.path.back());
  while (words.size() > 1 && std::all_of(words.back().begin(), words.back().end(), IsDigit)) words.pop_back();
  return Lists(kDigests, words.back()) || words.front() == "hashed";
}

// ASP.NET Identity's third version: its mark, the function, the rounds and the
// salt's size, four bytes each. Source: dotnet/aspnetcore, PasswordHasher.cs
// (read 2026-11).
bool IsHashOfAspNet(std::string_view value) {
  constexpr std::size_t kLeast = 61, kLongest = 512, kFunctions = 3, kSaltsSize = 12, kSalt = 16;
  if (!value.starts_with("AQAAAA") || value.size() > kLongest) return false;
  const auto bytes = Base64Bytes(value);
  return bytes && bytes->size() >= kLeast && (*bytes)[4] < static_cast<char>(kFunctions) && (*bytes)[kSaltsSize] == static_cast<char>(kSalt);
}

// "BAhJIiE1LT...--50bbdb...": what Rails signs.
bool EndsInDigest(std::string_view value) {
  constexpr std::size_t kDigest = 40;
  const std::size_t dashes = value.rfind("--");
  return dashes != std::string_view::npos && dashes > kDigest && value.size() - dashes - 2 >= kDigest &&
         std::all_of(value.begin() + static_cast<std::ptrdiff_t>(dashes) + 2, value.end(), IsHexDigit);
}

// Of a language that may not be ours: words of letters alone, or letters that
// keys do not have.
bool IsWording(std::string_view value) {
  const auto foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (value.find(' ') != std::string_view::npos || std::any_of(value.begin(), value.end(), foreign)) return true;
  const auto inner_capital = [](char before, char c) { return IsLower(before) && IsUpper(c); };
  return std::none_of(value.begin(), value.end(), IsDigit) &&
         std::adjacent_find(value.begin(), value.end(), inner_capital) == value.end();
}

// The hidden field with which Rails, Django and ASP.NET know their own forms.
bool IsFormToken(const GenericCandidate& candidate) {
  static constexpr std::string_view kNames[] = {"authenticity_token", "csrfmiddlewaretoken", "__RequestVerificationToken", "csrf_token", "csrf-token", "csrftoken"};
  return std::any_of(candidate.path.begin(), candidate.path.end(), [](const std::string& name) {
    return Lists(kNames, name);
  });
}

// "jmx[{#JMXOBJ},StoreLimit]": an item and what is asked of it.
bool IsItem(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  const std::size_t open = value.find('[');
  if (candidate.name.kind != SecretKind::kKey || open == std::string_view::npos || open == 0 || !value.ends_with(']')) return false;
  return IsDottedName(value.substr(0, open));
}

// getenv("DB2_PASSWORD"), getProperty("db.password"), require("jsonwebtoken"):
// the name by which something is asked for.
bool IsAskedForByName(const GenericCandidate& candidate) {
  static constexpr std::string_view kAsking[] = {"env", "fetch", "getenv", "getProperty", "get_env", "import", "import_module", "load", "require", "requireNonNull"};
  if (candidate.is_fallback || candidate.by_callee || candidate.callee.empty()) return false;
  const std::string_view callee = std::string_view(candidate.callee).substr(candidate.callee.find_last_of(".:>") + 1);
  if (!Lists(kAsking, callee)) return false;
  const std::string_view value = candidate.value;
  const bool variable = std::all_of(value.begin(), value.end(), [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
  const bool dotted = std::all_of(value.begin(), value.end(), [](char c) { return IsLower(c) || c == '.' || c == '-' || c == '_' || c == '/' || c == '@'; });
  return (variable && value.find('_') != std::string_view::npos) || (dotted && callee != "fetch");
}

// What stands beside the secret itself: of a JSON Web Key, of ciphertext.
bool IsPublicPart(const GenericCandidate& candidate) {
  static constexpr std::string_view kParts[] = {"alg", "e", "iv", "kid", "kty", "n", "tag", "x", "x5c", "x5t", "y"};
  return candidate.name_distance > 0 && !candidate.path.empty() && Lists(kParts, candidate.path.back());
}

// password: { algorithm: argon2id, type: x }: how the secret is used.
bool IsProperty(const GenericCandidate& candidate) {
  static constexpr std::string_view kProperties[] = {"algorithm", "class", "description", "encoding", "format", "help", "hint", "iterations", "label",
                                                     "length", "mode", "placeholder", "policy", "protocol", "rounds", "title", "type"};
  return candidate.name_distance > 0 && Lists(kProperties, LastWord(candidate));
}

// <label for="password">Password</label>: what people read on a page.
bool IsCaption(const GenericCandidate& candidate) {
  static constexpr std::string_view kElements[] = {"a", "button", "h1", "h2", "h3", "h4", "label", "legend", "option", "summary", "th", "title"};
  if (candidate.kind != LiteralKind::kText) return false;
  return std::any_of(candidate.path.begin(), candidate.path.end(), [](const std::string& name) {
    return Lists(kElements, name);
  });
}

// "test/buildtest_seed" => "libcrypto": a file and what it is made of.
bool BelongsToFile(const GenericCandidate& candidate) {
  return candidate.carrier != Carrier::kUrl && !candidate.path.empty() && candidate.path.back().find('/') != std::string::npos && IsWording(candidate.value);
}

// "yylex()", "mk_token(user, 8);", "mk_token(user", cut at the comma: a
// function's name, and names or nothing between its parentheses.
bool IsCall(std::string_view value) {
  constexpr std::size_t kShortestName = 3;
  if (value.ends_with(';')) value.remove_suffix(1);
  const std::size_t open = value.find('(');
  if (open == std::string_view::npos || open < kShortestName) return false;
  std::string_view name = value.substr(0, open);
  while (IsDigit(name.back()) && name.size() > kShortestName) name.remove_suffix(1);   // yylex1()
  if (!IsDottedName(name)) return false;
  std::string_view arguments = value.substr(open + 1);
  if (!arguments.ends_with(')')) return !arguments.empty() && IsDottedName(arguments);
  arguments.remove_suffix(1);
  return arguments.empty() || (arguments.find('(') == std::string_view::npos && IsAlpha(arguments[0]));
}

}  // namespace

std::string_view LookAlikeOf(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  if (candidate.carrier != Carrier::kUrl && IsMostlyEscapes(value)) return "percent escapes, as parsers of addresses are tested with";
  if (value.ends_with('(')) return "the beginning of a call";
  if (candidate.quote == Quote::kNone && IsCall(value)) return "a call, whose result is not known";
  if (IsFormToken(candidate)) return "a form's token, made for one page";
  if (value.size() > 2 && value.starts_with('%') && value.ends_with('%')) return "a pattern to compare with";
  if (candidate.quote == Quote::kNone && IsListedNumber(value)) return "a number of a list";
  if (IsHexNumber(value)) return "a number";
  if (IsEthereumAddress(value)) return "an address of a blockchain";
  if (IsNamespace(value)) return "a namespace that a standard publishes";
  if (IsCutShort(value)) return "the beginning of a value";
  if (IsExamplePair(candidate)) return "the pair that documentation writes";
  if (IsDigestOfToken(candidate)) return "a digest of the secret";
  if (IsCount(candidate)) return "a number of them";
  if (IsOfEmulator(value)) return "the key that every copy of an emulator has";
  if (AddressesReader(value)) return "what the reader is to put there";
  if (IsStaircase(value)) return "steps through the alphabet";
  if (EncodesPlainText(candidate)) return "plain words, encoded";
  if (IsTestResult(candidate)) return "the name of a test that passed";
  if (IsAskedAbout(candidate)) return "whose secret is asked for";
  if (IsListOfNames(candidate)) return "a list of names";
  if (IsSecured(candidate)) return "an encrypted value";
  if (IsUsersName(candidate)) return "a user's name beside the secret";
  if (SpellsItsName(candidate)) return "spelt in its own name, word by word";
  if (IsItsOtherName(candidate)) return "the name of the secret";
  if (value == "anonymous") return "what anybody may say";
  if (IsPolicy(candidate)) return "what is to be done with the secret";
  if (IsPattern(value)) return "a pattern to compare with";
  if (IsAskedForByName(candidate)) return "a name by which something is asked for";
  if (IsPublicPart(candidate)) return "a public part beside the secret";
  if (IsProperty(candidate)) return "how the secret is used";
  if (IsCaption(candidate)) return "what people read on a page";
  if (BelongsToFile(candidate)) return "a file and what belongs to it";
  if (IsNameWithDigest(candidate)) return "a name and a digest";
  if (IsItem(candidate)) return "an item and what is asked of it";
  if (IsDigestAsKey(candidate)) return "a digest that something is found by";
  if (IsUnusablePassword(candidate)) return "a password that nobody can log in with";
  const std::string_view named = NamedThing(candidate);
  if (!named.empty()) return named;
  const std::string_view shown = PublicThing(candidate);
  return shown.empty() ? ToldByText(candidate) : shown;
}

std::string_view LookAlikeIn(const GenericCandidate& candidate, const DocumentTraits& document) {
  const std::string_view value = candidate.value;
  if (document.locale && (IsWording(value) || candidate.facts.lower + candidate.facts.upper == value.size())) return "a translation";
  constexpr std::size_t kShortest = 16;
  if (document.prose && candidate.name.kind == SecretKind::kSession && value.size() < kShortest) return "a session of an example";
  if (document.data && IsPlainSalt(candidate)) return "a salt or a nonce beside what it was used for";
  if ((document.data || document.settings) && IsEncryptedByName(candidate)) return "an encrypted value";
  const bool bytes = value.size() >= kShortest && value.size() % 2 == 0 && std::all_of(value.begin(), value.end(), IsHexDigit);
  const bool material = candidate.name.kind == SecretKind::kKey || candidate.name.kind == SecretKind::kSalt;
  if ((bytes || candidate.carrier == Carrier::kPhrase) && material && document.vectors && document.test) return "a test vector of a cipher";
  if (candidate.at_website && document.test && candidate.facts.lower == candidate.facts.size) return "a word in the address of a website that a test takes apart";
  constexpr std::size_t kLongestSortKey = 16;
  const bool printed = candidate.quote == Quote::kNone && candidate.path.size() == 1 && candidate.path.back() == "key" && !document.settings && !document.source;
  if (printed && bytes && value.size() <= kLongestSortKey && document.test) return "a key that a test prints";
  const bool signed_cookie = candidate.name.kind == SecretKind::kSession && EndsInDigest(candidate.value);
  return signed_cookie && document.test && document.source ? "a signed cookie whose content is tested" : "";
}

bool IsTwilioSid(const GenericCandidate& candidate) {
  constexpr std::size_t kSize = 34;
  const std::string_view value = candidate.value;
  return candidate.name.kind == SecretKind::kSession && value.size() == kSize && IsUpper(value[0]) && IsUpper(value[1]) &&
         std::all_of(value.begin() + 2, value.end(), IsHexDigit);
}

bool IsPasswordHash(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  if (candidate.name.kind == SecretKind::kPassword && (IsDigestOfPassword(candidate) || IsHashOfAspNet(value))) return true;
  constexpr std::size_t kOldPostgres = 35;
  if (value.size() == kOldPostgres && value.starts_with("md5") && candidate.name.kind == SecretKind::kPassword) {
    return std::all_of(value.begin() + 3, value.end(), IsHexDigit);
  }
  constexpr std::size_t kMySql = 41;
  if (value.size() == kMySql && value[0] == '*' && candidate.name.kind == SecretKind::kPassword) {
    return std::all_of(value.begin() + 1, value.end(), [](char c) { return IsHexDigit(c) && !IsLower(c); });
  }
  const auto hash = PasswordHashAt(value, 0);
  return hash && hash->span.end == value.size();
}

}  // namespace keylint
