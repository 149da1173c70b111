// SPDX-License-Identifier: Apache-2.0
// Each kind was met in sources that nobody had tuned on: Samba, Symfony,
// Keystone, Docker, Roundcube, WordPress, packages of npm and PyPI.
#include "lint/generic/named_things.h"

#include <algorithm>
#include <string>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/diagnose/randomness.h"
#include "lint/generic/lists.h"

namespace keylint {
namespace {

// Of the nearest name, lower case.
using Words = std::vector<std::string>;

// "lmPwdHash", "minPwdAge", "samrpwdlastset": what is kept about a password.
bool IsAttributeOfPassword(const GenericCandidate& candidate) {
  static constexpr std::string_view kAbout[] = {"age", "attribute", "change", "expire", "expires", "field", "hash", "history", "last", "lastset", "length", "policy", "set"};
  const std::string_view value = candidate.value;
  constexpr std::size_t kLongest = 48;
  if (value.size() > kLongest || !std::all_of(value.begin(), value.end(), [](char c) { return IsAlpha(c) || c == '_' || c == '-'; })) return false;
  const std::string lower = LowerAscii(value);
  if (lower.find("pwd") == std::string::npos && lower.find("passw") == std::string::npos) return false;
  const std::vector<std::string> words = WordsOfName(value);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return Lists(kAbout, word); }) || lower.ends_with("lastset");
}

// authentication: ["oAuth2"], credentials("gitlabOAuth2Api"), "WebAuthn:": a way
// to log in, written like a name.
bool IsWayToLogIn(const GenericCandidate& candidate) {
  static constexpr std::string_view kEnds[] = {"api", "apikey", "auth", "authn", "oauth1", "oauth2"};
  constexpr std::size_t kLongest = 40;
  std::string_view value = candidate.value;
  if (value.ends_with(':')) value.remove_suffix(1);
  if (candidate.name.kind == SecretKind::kPassword || value.size() > kLongest || candidate.facts.digits > 2) return false;
  if (!std::all_of(value.begin(), value.end(), IsAlnum)) return false;
  const std::string lower = LowerAscii(value);
  return std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) { return lower.ends_with(end); });
}

// data_description: {password: "(8 characters, see the label)"}
bool IsToBeShown(const GenericCandidate& candidate) {
  static constexpr std::string_view kTexts[] = {"description", "descriptions", "error", "errors", "help", "hint", "hints", "label", "labels", "message", "messages", "placeholder",
                                                "placeholders", "title", "titles", "tooltip", "tooltips"};
  constexpr std::ptrdiff_t kWords = 3, kAncestors = 8;
  if (candidate.path.size() < 2 || std::count(candidate.value.begin(), candidate.value.end(), ' ') < kWords - 1) return false;
  const auto last = candidate.path.end() - 1;
  return std::any_of(last - std::min(last - candidate.path.begin(), kAncestors), last, [](const std::string& name) {
    const Words words = WordsOfName(name);
    return !words.empty() && Lists(kTexts, words.back());
  });
}

// badPasswords = ["1q2w3e4r5t"]: the ones that nobody may take.
bool IsRefused(const Words& words) {
  static constexpr std::string_view kRefused[] = {"bad", "banned", "blacklist", "blacklisted", "blocked", "common", "disallowed", "forbidden", "insecure", "invalid", "weak", "worst"};
  if (words.size() < 2 || !words.back().ends_with("words")) return false;
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return Lists(kRefused, word); });
}

// "credentialData": "{\"hashIterations\": 27500}", of Keycloak: how a password
// is kept.
bool IsHowItIsKept(const GenericCandidate& candidate, const Words& words) {
  return candidate.value.starts_with('{') && candidate.value.find("hashIterations") != std::string::npos && !words.empty() && words.back() == "data";
}

// Nobody calls a thing so.
bool LooksGenerated(const GenericCandidate& candidate) {
  constexpr std::size_t kShortest = 20;
  return candidate.facts.size >= kShortest && candidate.facts.random;
}

// get_password("virtualCrypt"), searchone("unicodePwd"): the argument of
// a question, written like a name.
bool IsAskedFor(const GenericCandidate& candidate) {
  static constexpr std::string_view kAsking[] = {"fetch", "find", "get", "has", "lookup", "query", "search", "select"};
  if (candidate.callee.empty() || candidate.value.empty() || candidate.is_fallback || candidate.carrier == Carrier::kPhrase) return false;
  std::string_view callee = candidate.callee;
  callee.remove_prefix(callee.find_last_of(".:>") + 1);
  callee.remove_prefix(std::min(callee.find_first_not_of('_'), callee.size()));
  if (callee.starts_with("getpwnam") || callee.starts_with("getspnam")) return true;   // By the user's name.
  if (LooksGenerated(candidate)) return false;
  const std::vector<std::string> asked = WordsOfName(callee);
  const bool asks = !asked.empty() && (Lists(kAsking, asked.front()) || asked.front().starts_with("search"));
  if (!asks && std::find(asked.begin(), asked.end(), "find") == asked.end()) return false;
  const std::string_view value = candidate.value;
  const bool spelt = std::all_of(value.begin(), value.end(), [](char c) { return IsWord(c) || c == ','; });
  const auto hump = std::adjacent_find(value.begin(), value.end(), [](char before, char c) { return IsLower(before) && IsUpper(c); });
  // credentials = getCredentials('rabbitmq'): what is asked for is what it is called.
  const bool same = candidate.by_callee || (!candidate.path.empty() && LowerAscii(callee).find(LowerAscii(candidate.path.back())) != std::string::npos);
  const bool word = same && std::all_of(value.begin(), value.end(), [](char c) { return IsAlpha(c) && !IsUpper(c); });
  return spelt && !IsUpper(value[0]) && !IsDigit(value[0]) && (word || hump != value.end()) && candidate.facts.digits <= 6;
}

// requires_password = url.startswith("elks://"): what a text is tested for.
bool IsTestedFor(const GenericCandidate& candidate) {
  static constexpr std::string_view kTests[] = {"HasPrefix", "HasSuffix", "contains", "endsWith", "endswith", "ends_with", "equals", "includes", "indexOf", "match",
                                                "matches", "startsWith", "startswith", "starts_with", "start_with", "test"};
  const std::string_view callee = std::string_view(candidate.callee).substr(candidate.callee.find_last_of(".:>") + 1);
  return candidate.carrier == Carrier::kLiteral && !candidate.is_compared && std::find(std::begin(kTests), std::end(kTests), callee) != std::end(kTests);
}

// class Pbkdf2PasswordHasherTest: its methods' strings are no passwords. Nor
// are those that no other name has.
bool IsUnderTypesName(const GenericCandidate& candidate) {
  static constexpr std::string_view kTypes[] = {"builder", "case", "checker", "command", "controller", "encoder", "exception", "factory", "handler", "hasher", "helper",
                                                "hashers", "listener", "manager", "middleware", "provider", "service", "test", "tests", "transport", "validator"};
  if (candidate.by_callee || candidate.carrier != Carrier::kLiteral || candidate.name_distance >= candidate.path.size()) return false;
  const std::size_t named = candidate.path.size() - 1 - candidate.name_distance;
  if (named >= candidate.blocks) return false;
  const Words words = WordsOfName(candidate.path[named]);
  return candidate.name_distance == 0 || (words.size() >= 3 && Lists(kTypes, words.back()));
}

// password_algorithm, passwordAttribute, password_age_min: settings about it.
bool IsAboutSecret(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kAbout[] = {"age", "algorithm", "attribute", "attributes", "class", "encodage", "encoding", "filter", "format", "iterations", "length",
                                                "mode", "policy", "protocol", "rounds", "scheme", "type", "types"};
  if (words.size() < 2 || !candidate.name.about || candidate.name_distance > 0) return false;
  return Lists(kAbout, words.back()) && candidate.facts.digits <= 2;
}

// sambaPwdMustChange: 2147483647, when or how often something is done to it.
bool IsTimeOfChange(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kTimes[] = {"age", "change", "changed", "count", "expires", "expiry", "history", "lastset", "lockout", "set", "time"};
  return candidate.facts.digits == candidate.value.size() && candidate.name_distance == 0 && words.size() > 1 && Lists(kTimes, words.back());
}

// get_krb5_creds(prefix='KRBTGT'): only the function's name speaks of secrets.
bool IsNamedOtherwise(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kOthers[] = {"description", "format", "kind", "label", "locale", "mode", "name", "namespace", "prefix", "realm", "region", "suffix", "title", "type"};
  return candidate.by_callee && !words.empty() && Lists(kOthers, words.back());
}

// golang.org/x/oauth2 bf48bf16...: a module and its revision.
bool IsRevision(const GenericCandidate& candidate) {
  constexpr std::size_t kSha1 = 40;
  const std::string_view value = candidate.value;
  return value.size() == kSha1 && std::all_of(value.begin(), value.end(), IsHexDigit) && !candidate.path.empty() &&
         candidate.path.back().find('/') != std::string::npos;
}

// SecretID: "fpjqlhnwb19zds35k8wn80lq9": Docker's objects have ids of this form.
bool IsDockerId(const GenericCandidate& candidate, const Words& words) {
  constexpr std::size_t kSize = 25;
  const std::string_view value = candidate.value;
  return value.size() == kSize && !words.empty() && words.back() == "id" &&
         std::all_of(value.begin(), value.end(), [](char c) { return IsDigit(c) || IsLower(c); });
}

// "id" and "user_id" of a credential, "private_key_id", "credential_id": not
// the credential.
bool IsIdOfSecret(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kIds[] = {"guid", "id", "ids", "uuid"};
  static constexpr std::string_view kOf[] = {"cred", "credential", "credentials", "key"};
  if (words.empty() || !Lists(kIds, words.back())) return false;
  return candidate.name_distance > 0 || candidate.by_callee || (words.size() > 1 && Lists(kOf, words[words.size() - 2]));
}

// MessageField('GoogleCloudApihubV1Secret', 1): the type of a field.
bool IsTypeOfField(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  if (!candidate.callee.ends_with("Field") || value.empty() || !IsUpper(value.front())) return false;
  if (!candidate.path.empty() && candidate.path.back() == "default") return false;   // Field(default="...") of Pydantic.
  if (candidate.callee == "Field" && LooksGenerated(candidate)) return false;
  return std::all_of(value.begin(), value.end(), [](char c) { return IsWord(c) || c == '.'; });
}

// gpg --export-secret-keys 9D1F..., GPG_KEY=A035...: whose keys, by their fingerprint.
bool IsFingerprintOfKeys(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kVerbs[] = {"delete", "edit", "export", "list", "recv", "send"};
  constexpr std::size_t kShort = 16, kWhole = 40;
  const std::string_view value = candidate.value;
  const auto names = [&words](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  if ((names("gpg") || names("pgp")) && names("key") && candidate.facts.key_id) return true;
  if (words.size() < 2 || !Lists(kVerbs, words.front()) || !words.back().starts_with("key")) return false;
  return (value.size() == kShort || value.size() == kWhole) && std::all_of(value.begin(), value.end(), IsHexDigit);
}

// TeamCity's "credentialsJSON:<UUID>" names a value that its server keeps.
bool IsKeptElsewhere(const GenericCandidate& candidate) {
  return !candidate.path.empty() && candidate.path.back() == "credentialsJSON" && candidate.facts.value_class == ValueClass::kUuid;
}

// GUID_DRS_USER_CHANGE_PASSWORD = "ab721a53-...": which thing, not its key.
bool IsIdOfThing(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kWords[] = {"clsid", "guid", "iid", "oid", "uuid"};
  if (std::find(words.begin(), words.end(), "fingerprint") != words.end()) return true;
  // "ClientToken", by which AWS knows a request that comes twice.
  const bool request = words.size() >= 2 && words[words.size() - 2] == "client" && words.back() == "token";
  if (request && candidate.facts.value_class == ValueClass::kUuid) return true;
  if (candidate.facts.value_class != ValueClass::kUuid) return false;
  if (candidate.name.kind == SecretKind::kKey && !candidate.name.last) return true;   // #define KEY_CAPSLOCK "46E81C21-..."
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return Lists(kWords, word); });
}

// <settings pass="oobeSystem">: a step in which Windows is set up.
bool IsPassOfSetup(const GenericCandidate& candidate) {
  static constexpr std::string_view kPasses[] = {"auditSystem", "auditUser", "generalize", "offlineServicing", "oobeSystem", "specialize", "windowsPE"};
  return !candidate.path.empty() && candidate.path.back() == "pass" && Lists(kPasses, std::string_view(candidate.value));
}

// FIPS_KEY_STRING of OpenSSL: what a module checks itself with, the same for all.
bool IsOfSelfTest(const GenericCandidate& candidate, const Words& words) {
  return candidate.name.kind == SecretKind::kKey && std::find(words.begin(), words.end(), "fips") != words.end();
}

// domain_sid: "objectSid"; a nonce of a few digits.
bool IsNoSession(const GenericCandidate& candidate) {
  const SecretKind kind = candidate.name.kind;
  if (kind != SecretKind::kSession && kind != SecretKind::kSalt) return false;
  constexpr std::size_t kLongestNumber = 10;
  const std::string_view value = candidate.value;
  if (candidate.facts.digits == value.size()) return value.size() <= kLongestNumber;
  // "Sid": "AWSKafkaResourcePolicy".
  constexpr std::size_t kLongestWords = 40;
  const bool letters = kind == SecretKind::kSession && std::all_of(value.begin(), value.end(), IsAlpha);
  return letters && (value.size() < 2 * kLongestNumber || (value.size() <= kLongestWords && LooksLikeWords(value)));
}

// Set-Cookie: rts_AAAA=MLuB86Q...: a cookie whose own name speaks of no login.
bool IsOtherCookie(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kLogins[] = {"auth", "login", "remember", "sess", "sid", "sso", "token", "user"};
  constexpr std::size_t kLongestName = 64;
  if (candidate.name.kind != SecretKind::kSession || words.size() < 2 || words[words.size() - 2] != "set" || words.back() != "cookie") return false;
  const std::size_t equals = candidate.value.find('=');
  if (equals == std::string::npos || equals == 0 || equals > kLongestName || equals + 1 == candidate.value.size()) return false;
  const std::string name = LowerAscii(std::string_view(candidate.value).substr(0, equals));
  if (!std::all_of(name.begin(), name.end(), [](char c) { return IsWord(c) || c == '-' || c == '.'; })) return false;
  return std::none_of(std::begin(kLogins), std::end(kLogins), [&](std::string_view login) { return name.find(login) != std::string::npos; });
}

// Sec-WebSocket-Key: s65Vsg...==: a number that the answer is to show, new each
// time. Source: RFC 6455, 4.1 (read 2026-11).
bool IsOfHandshake(const Words& words) {
  const Words last(words.end() - std::min<std::ptrdiff_t>(4, std::ssize(words)), words.end());
  return last == Words{"sec", "web", "socket", "key"} || last == Words{"sec", "web", "socket", "accept"};
}

// appPassTbody = find("tbody"): the name ends in it.
bool EndsName(const GenericCandidate& candidate, const Words& words) {
  return !candidate.name.last && words.size() > 1 && candidate.facts.lower == candidate.facts.size && words.back() == candidate.value;
}

}  // namespace

std::string_view NamedThing(const GenericCandidate& candidate) {
  const Words words = candidate.path.empty() ? Words() : WordsOfName(candidate.path.back());
  if (IsAttributeOfPassword(candidate)) return "the name of what is kept about passwords";
  if (IsWayToLogIn(candidate)) return "the name of a way to log in";
  if (IsToBeShown(candidate)) return "a text to be shown";
  if (IsRefused(words)) return "a password that nobody may take";
  if (IsHowItIsKept(candidate, words)) return "how a password is kept";
  if (IsAskedFor(candidate)) return "a name by which something is asked for";
  if (EndsName(candidate, words)) return "the thing that the name ends in";
  if (IsTestedFor(candidate)) return "what a text is tested for";
  if (IsUnderTypesName(candidate)) return "named only by the class or module it stands in";
  if (IsAboutSecret(candidate, words) || IsTimeOfChange(candidate, words)) return "a setting about the secret";
  if (IsNamedOtherwise(candidate, words)) return "an argument with a name of its own";
  if (IsTypeOfField(candidate)) return "the type of a field";
  if (IsFingerprintOfKeys(candidate, words)) return "a key's fingerprint";
  if (IsKeptElsewhere(candidate)) return "a reference to the value, not the value";
  if (IsRevision(candidate)) return "a module's revision";
  if (IsIdOfSecret(candidate, words)) return "an identifier of the secret, not the secret";
  if (IsDockerId(candidate, words) || IsIdOfThing(candidate, words)) return "an identifier, not the secret";
  if (IsPassOfSetup(candidate)) return "a step of a set-up";
  if (IsNoSession(candidate)) return "a name or a number, no session";
  if (IsOtherCookie(candidate, words)) return "a cookie that is no login's";
  if (IsOfHandshake(words)) return "a number that opens a connection";
  if (IsOfSelfTest(candidate, words)) return "a key by which a module checks itself, the same for all";
  return {};
}

}  // namespace keylint
