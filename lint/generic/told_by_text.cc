// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/told_by_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/checksum/der.h"
#include "lint/checksum/encoding.h"
#include "lint/generic/lists.h"

namespace keylint {
namespace {

// password_type = "NTLMv2", ['legacy' => 'md5'], encode('utf-16le')
bool IsAlgorithm(std::string_view value) {
  static constexpr std::string_view kNames[] = {
      "ascii", "argon2", "argon2i", "argon2id", "bcrypt", "blowfish", "crypt", "crypt-md5", "des-crypt", "ed25519", "hmac-sha1", "hmac-sha256", "hs256", "hs512",
      "iso-8859-1", "latin-1", "latin1", "libsodium", "md4", "md5", "md5-crypt", "ntlm", "ntlmv1", "ntlmv2", "pbkdf2", "plaintext", "rs256", "scrypt",
      "sha1", "sha-1", "sha256", "sha-256", "sha256-crypt", "sha384", "sha512", "sha-512", "sha512-crypt", "ssha", "ssha256", "ssha512",
      "utf8", "utf-8", "utf16", "utf-16", "utf-16be", "utf-16le", "utf-32"};
  constexpr std::size_t kLongest = 32;
  if (value.size() > kLongest) return false;
  std::string_view rest = value;   // "pbkdf2_sha512"
  const std::string lower = LowerAscii(value);
  const bool of_java = lower.starts_with("pbkdf2with") || lower.starts_with("pbewith");   // PBKDF2WithHmacSHA256
  if (of_java && std::all_of(value.begin(), value.end(), [](char c) { return IsWord(c) || c == '-'; })) return true;
  while (!rest.empty() && !Lists(kNames, LowerAscii(rest))) {
    const std::size_t joint = rest.find('_');
    if (joint == std::string_view::npos || !Lists(kNames, LowerAscii(rest.substr(0, joint)))) return false;
    rest.remove_prefix(joint + 1);
  }
  return !rest.empty();
}

// "Текущий пароль:", "新しいパスワード": a language's letters, and no digit
// among them; in prose some of them say enough ("password: 你的密码1").
bool IsForeignWording(const GenericCandidate& candidate) {
  constexpr std::size_t kLeast = 6;          // Two letters of three bytes, or three of two.
  constexpr std::size_t kLeastInProse = 9;
  const std::string_view value = candidate.value;
  const auto foreign = static_cast<std::size_t>(std::count_if(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  const auto blanks = static_cast<std::size_t>(std::count(value.begin(), value.end(), ' '));
  const bool prose = candidate.kind == LiteralKind::kText || candidate.in_comment || candidate.carrier == Carrier::kPair;
  if (prose && candidate.quote == Quote::kNone && foreign >= kLeastInProse) return true;
  const bool pictures = std::any_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
  return foreign >= kLeast && !pictures && foreign * 3 >= (value.size() - blanks) * 2 && std::none_of(value.begin(), value.end(), IsDigit);
}

// "DummyId", "fakeToken": a word that says so, and words behind it.
bool SaysFake(const GenericCandidate& candidate) {
  constexpr std::size_t kLongest = 24;
  const std::string_view value = candidate.value;
  if (value.size() > kLongest || !std::all_of(value.begin(), value.end(), IsAlpha)) return false;
  const std::vector<std::string> words = WordsOfName(value);
  static constexpr std::string_view kFake[] = {"bogus", "dummy", "fake", "mock"};
  return words.size() > 1 && Lists(kFake, words.front());
}

// APP_KEYS="toBeModified1,toBeModified2". People do take such passwords; and
// what stands in brackets may be an object that holds the secret.
bool IsStandIn(const GenericCandidate& candidate) {
  if (candidate.name.kind == SecretKind::kPassword) return false;
  const bool placeholder = candidate.facts.value_class == ValueClass::kPlaceholder && candidate.value.find_first_of("{[<") != 0;
  return placeholder || SaysFake(candidate);
}

// "cn=krbtgt,CN=users,%s": where an entry of a directory stands.
bool IsDistinguishedName(std::string_view value) {
  constexpr std::size_t kLongest = 512;
  if (value.size() > kLongest || value.find('=') == std::string_view::npos) return false;
  const std::string lower = LowerAscii(value);
  static constexpr std::string_view kParts[] = {"cn=", "dc=", "o=", "ou=", "uid="};
  if (std::none_of(std::begin(kParts), std::end(kParts), [&](std::string_view part) { return lower.starts_with(part); })) return false;
  return lower.find(",cn=") != std::string::npos || lower.find(",dc=") != std::string::npos || lower.find(",ou=") != std::string::npos;
}

// "bool (struct samu *, const uint8_t *)": of an interface's list.
bool IsSignature(const GenericCandidate& candidate) {
  static constexpr std::string_view kTypes[] = {"const ", "enum ", "struct ", "unsigned ", "void", " *"};
  const std::string_view value = candidate.value;
  const std::size_t open = value.find('(');
  if (candidate.quote != Quote::kNone || open == std::string_view::npos || open == 0) return false;
  const std::string_view result = value.substr(0, open);
  if (!std::all_of(result.begin(), result.end(), [](char c) { return IsWord(c) || c == ' ' || c == '*'; })) return false;
  return std::any_of(std::begin(kTypes), std::end(kTypes), [&](std::string_view type) { return value.find(type, open) != std::string_view::npos; });
}

// "lt:2016-12-08T22:02:00Z"
bool HoldsTime(std::string_view value) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd";
  for (std::size_t at = 0; at + kForm.size() <= value.size(); ++at) {
    const bool fits = std::equal(kForm.begin(), kForm.end(), value.begin() + static_cast<std::ptrdiff_t>(at), [](char form, char c) { return form == 'd' ? IsDigit(c) : form == c; });
    if (fits) return true;
  }
  return false;
}

// Token: "#f8f8f2", of a highlighter.
bool IsColour(const GenericCandidate& candidate) {
  const std::string_view value = candidate.value;
  if (candidate.name.kind == SecretKind::kPassword || !value.starts_with('#') || (value.size() != 4 && value.size() != 7 && value.size() != 9)) return false;
  return std::all_of(value.begin() + 1, value.end(), IsHexDigit);
}

// key: "MFkwEwYH...": base64 of what X.509 calls SubjectPublicKeyInfo, which
// begins with an algorithm and goes on with a string of bits.
// Source: RFC 5280, 4.1 (read 2026-11).
bool IsPublicKey(std::string_view value) {
  constexpr std::size_t kShortest = 44, kLongest = 2048;
  if (value.size() < kShortest || value.size() > kLongest || !value.starts_with('M')) return false;
  auto bytes = Base64Bytes(value.substr(0, value.size() / 4 * 4));
  const auto size = bytes ? DerSize(*bytes) : std::nullopt;
  if (!size || *size > kLongest) return false;
  bytes->resize(std::max(bytes->size(), *size));   // The last of them may be missing.
  const auto info = DerReader(*bytes).Take(kDerSequence);
  if (!info) return false;
  DerReader parts(*info);
  const auto algorithm = parts.Take(kDerSequence);
  return algorithm && DerReader(*algorithm).Peek() == kDerOid && parts.Peek() == kDerBitString;
}

// "$Password = New-Object System.Security.SecureString", in a text that a
// program writes: a command of PowerShell.
bool IsCmdlet(std::string_view value) {
  static constexpr std::string_view kVerbs[] = {"ConvertFrom", "ConvertTo", "Get", "Import", "Invoke", "New", "Read", "Select", "Unprotect"};
  const std::size_t dash = value.find('-');
  if (dash == std::string_view::npos || dash + 1 >= value.size() || !Lists(kVerbs, value.substr(0, dash)) || !IsUpper(value[dash + 1])) return false;
  const std::string_view noun = value.substr(dash + 1, value.find(' ', dash) - dash - 1);
  return std::all_of(noun.begin(), noun.end(), IsAlpha);
}

// "sha256:..." is a digest, "SHA256:..." a key's fingerprint as OpenSSH writes it.
bool IsLabelledDigest(const GenericCandidate& candidate) {
  static constexpr std::string_view kLabels[] = {"md5", "sha1", "sha256", "sha384", "sha512"};
  constexpr std::size_t kFingerprint = 43;
  const std::string_view value = candidate.value;
  const std::size_t colon = value.find(':');
  if (candidate.name.kind == SecretKind::kPassword || colon == std::string_view::npos || colon > 6 || !Lists(kLabels, LowerAscii(value.substr(0, colon)))) return false;
  const std::string_view digest = value.substr(colon + 1);
  if (digest.size() >= 32 && std::all_of(digest.begin(), digest.end(), IsHexDigit)) return true;
  return value.starts_with("SHA256:") && digest.size() == kFingerprint && std::all_of(digest.begin(), digest.end(), [](char c) { return IsAlnum(c) || c == '+' || c == '/'; });
}

// "CiQA...", "AQICAH...": what the key services of Google and Amazon encrypted;
// the first bytes are the fields' heads, the same for all.
bool IsOfKeyService(std::string_view value) {
  constexpr std::size_t kShortest = 64;
  if (value.size() < kShortest || (!value.starts_with("CiQA") && !value.starts_with("AQICAH"))) return false;
  return std::all_of(value.begin(), value.end(), [](char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '='; });
}

// "RWQ..." of minisign, whose two first bytes say Ed25519; "cosmosvalconspub1...".
// Sources: jedisct1.github.io/minisign, "Signature format"; BIP 173 (read 2026-11).
bool IsLabelledPublicKey(std::string_view value) {
  constexpr std::size_t kMinisign = 56, kShortest = 50, kLongest = 120, kLongestLabel = 24;
  if (value.size() == kMinisign && value.starts_with("RW") && value[2] >= 'Q' && value[2] <= 'T') {
    return std::all_of(value.begin(), value.end(), [](char c) { return IsAlnum(c) || c == '+' || c == '/'; });
  }
  const std::size_t one = value.find('1');
  if (value.size() < kShortest || value.size() > kLongest || one == std::string_view::npos || one > kLongestLabel) return false;
  return value.substr(0, one).ends_with("pub") && std::all_of(value.begin(), value.end(), [](char c) { return IsLower(c) || IsDigit(c); });
}

// PASS="\x1b[32mPASS": in what colour a terminal shows it.
bool IsTerminalColour(std::string_view value) {
  static constexpr std::string_view kBegin[] = {"\x1b[", "\\x1b[", "\\033[", "\\e[", "\\u001b["};
  return std::any_of(std::begin(kBegin), std::end(kBegin), [&](std::string_view begin) { return StartsWithNoCase(value, begin); });
}

// The tokens of OAuth's own examples. Source: RFC 6749, 4.1.4 (read 2026-11).
bool IsOfStandard(std::string_view value) {
  static constexpr std::string_view kBegin[] = {"2YotnFZFEjr1", "tGzv3JOkF0XG"};
  constexpr std::size_t kSize = 22;
  return value.size() == kSize && std::any_of(std::begin(kBegin), std::end(kBegin), [&](std::string_view begin) { return value.starts_with(begin); });
}

// "PUT\n1B2M2Y8A...": what a signature is made of, encoded.
bool IsTextToSign(const GenericCandidate& candidate) {
  static constexpr std::string_view kBeginnings[] = {"AWS4-", "DELETE\n", "GET\n", "HEAD\n", "POST\n", "PUT\n"};
  constexpr std::size_t kLongest = 4096;
  if (candidate.value.size() > kLongest || candidate.value.size() < 8) return false;
  const std::string_view groups = std::string_view(candidate.value).substr(0, candidate.value.size() / 4 * 4);
  const auto bytes = Base64Bytes(groups);
  return bytes && std::any_of(std::begin(kBeginnings), std::end(kBeginnings), [&](std::string_view begin) { return bytes->starts_with(begin); });
}

}  // namespace

std::string_view ToldByText(const GenericCandidate& candidate) {
  if (IsAlgorithm(candidate.value)) return "the name of an algorithm or an encoding";
  if (IsForeignWording(candidate)) return "words of another language";
  if (IsDistinguishedName(candidate.value)) return "the name of an entry in a directory";
  if (IsColour(candidate)) return "a colour";
  if (IsLabelledDigest(candidate)) return "a digest";
  if (IsOfKeyService(candidate.value) || candidate.value.starts_with("credentialsJSON:")) return "an encrypted value, or where one is kept";
  if (IsTerminalColour(candidate.value)) return "a colour";
  if (IsOfStandard(candidate.value)) return "the token that a standard shows";
  if (IsPublicKey(candidate.value) || IsLabelledPublicKey(candidate.value)) return "a public key";
  if (IsSignature(candidate)) return "a function's signature";
  if (HoldsTime(candidate.value)) return "a date";
  if (IsTextToSign(candidate)) return "the text that is signed";
  if (IsCmdlet(candidate.value)) return "a command";
  if (IsStandIn(candidate)) return "a stand-in";
  return {};
}

}  // namespace keylint
