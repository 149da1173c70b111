// SPDX-License-Identifier: Apache-2.0
// Each scheme is a line of the table: how it begins, then its fields. A field
// is an alphabet with a least and a most length; a fixed text stands between
// two of them.
#include "lint/generic/password_hash.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"
#include "lint/diagnose/placeholder.h"

namespace keylint {
namespace {

enum class Bytes : char {
  kCrypt,    ///< ./0-9A-Za-z
  kDigits,
  kHex,
  kBase64,   ///< With '=' at its end, or bare.
  kSalt,     ///< Anything but '$', ':' and what ends a value.
  kParams,   ///< "v=19", "m=65536,t=3,p=2"
};

struct Field {
  Bytes bytes = Bytes::kCrypt;
  std::size_t least = 0;
  std::size_t most = 0;
  std::string_view before;   ///< Stands before the field.
  bool optional = false;     ///< The field with what is before it may be left out.
};

struct Scheme {
  std::string_view begin;    ///< Lower case; the text's case counts when it begins with '$'.
  std::string_view name;
  std::array<Field, 5> fields;
};

constexpr Field kRounds{Bytes::kDigits, 1, 9, "rounds=", true};
constexpr Field CryptSalt(std::size_t most, std::string_view before = "") { return {Bytes::kCrypt, 1, most, before}; }
constexpr Field Exactly(std::size_t size, std::string_view before = "$", Bytes bytes = Bytes::kCrypt) { return {bytes, size, size, before}; }

constexpr Scheme kSchemes[] = {
    {"$1$", "MD5 crypt", {{CryptSalt(8), Exactly(22)}}},
    {"$apr1$", "MD5 crypt of Apache", {{CryptSalt(8), Exactly(22)}}},
    {"$5$", "SHA-256 crypt", {{kRounds, {Bytes::kSalt, 1, 17, ""}, Exactly(43)}}},
    {"$6$", "SHA-512 crypt", {{kRounds, {Bytes::kSalt, 1, 17, ""}, Exactly(86)}}},
    {"$y$", "yescrypt", {{CryptSalt(12), CryptSalt(86, "$"), Exactly(43)}}},
    {"$gy$", "gost-yescrypt", {{CryptSalt(12), CryptSalt(86, "$"), Exactly(43)}}},
    {"$8$", "PBKDF2 of Cisco", {{Exactly(14, ""), Exactly(43)}}},
    {"$9$", "scrypt of Cisco", {{Exactly(14, ""), Exactly(43)}}},
    {"$7$", "scrypt", {{CryptSalt(64), Exactly(43)}}},
    {"$2a$", "bcrypt", {{{Bytes::kDigits, 2, 2, ""}, Exactly(53)}}},
    {"$2b$", "bcrypt", {{{Bytes::kDigits, 2, 2, ""}, Exactly(53)}}},
    {"$2x$", "bcrypt", {{{Bytes::kDigits, 2, 2, ""}, Exactly(53)}}},
    {"$2y$", "bcrypt", {{{Bytes::kDigits, 2, 2, ""}, Exactly(53)}}},
    {"$p$", "phpass", {{Exactly(31, "")}}},
    {"$h$", "phpass", {{Exactly(31, "")}}},
    {"$s$", "SHA-512 of Drupal", {{Exactly(52, "")}}},
    {"md5$", "MD5 of Django", {{{Bytes::kSalt, 1, 64, ""}, Exactly(32, "$", Bytes::kHex)}}},
    {"sha1$", "SHA-1 of Django", {{{Bytes::kSalt, 1, 64, ""}, Exactly(40, "$", Bytes::kHex)}}},
    {"argon2$argon2id$", "Argon2 of Django", {{{Bytes::kParams, 4, 5, ""}, {Bytes::kParams, 6, 40, "$"}, {Bytes::kBase64, 11, 64, "$"}, {Bytes::kBase64, 22, 128, "$"}}}},
    {"$argon2i$", "Argon2", {{{Bytes::kParams, 4, 5, ""}, {Bytes::kParams, 6, 40, "$"}, {Bytes::kBase64, 11, 64, "$"}, {Bytes::kBase64, 22, 128, "$"}}}},
    {"$argon2d$", "Argon2", {{{Bytes::kParams, 4, 5, ""}, {Bytes::kParams, 6, 40, "$"}, {Bytes::kBase64, 11, 64, "$"}, {Bytes::kBase64, 22, 128, "$"}}}},
    {"$argon2id$", "Argon2", {{{Bytes::kParams, 4, 5, ""}, {Bytes::kParams, 6, 40, "$"}, {Bytes::kBase64, 11, 64, "$"}, {Bytes::kBase64, 22, 128, "$"}}}},
    {"$pbkdf2-sha256$", "PBKDF2", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kCrypt, 8, 64, "$"}, Exactly(43)}}},
    {"$pbkdf2-sha512$", "PBKDF2", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kCrypt, 8, 64, "$"}, Exactly(86)}}},
    {"pbkdf2_sha256$", "PBKDF2 of Django", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kSalt, 4, 64, "$"}, {Bytes::kBase64, 44, 44, "$"}}}},
    {"pbkdf2_sha1$", "PBKDF2 of Django", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kSalt, 4, 64, "$"}, {Bytes::kBase64, 28, 28, "$"}}}},
    {"pbkdf2:sha256:", "PBKDF2 of Werkzeug", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kSalt, 4, 64, "$"}, Exactly(64, "$", Bytes::kHex)}}},
    {"pbkdf2:sha512:", "PBKDF2 of Werkzeug", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kSalt, 4, 64, "$"}, Exactly(128, "$", Bytes::kHex)}}},
    {"pbkdf2:sha1:", "PBKDF2 of Werkzeug", {{{Bytes::kDigits, 3, 8, ""}, {Bytes::kSalt, 4, 64, "$"}, Exactly(40, "$", Bytes::kHex)}}},
    {"scrypt:32768:8:1$", "scrypt of Werkzeug", {{{Bytes::kSalt, 4, 64, ""}, Exactly(128, "$", Bytes::kHex)}}},
    {"scram-sha-256$", "SCRAM of PostgreSQL", {{{Bytes::kDigits, 4, 7, ""}, {Bytes::kBase64, 16, 64, ":"}, {Bytes::kBase64, 44, 44, "$"}, {Bytes::kBase64, 44, 44, ":"}}}},
    {"{ssha}", "salted SHA-1 of LDAP", {{{Bytes::kBase64, 32, 64, ""}}}},
    {"{ssha256}", "salted SHA-256 of LDAP", {{{Bytes::kBase64, 48, 96, ""}}}},
    {"{ssha512}", "salted SHA-512 of LDAP", {{{Bytes::kBase64, 92, 160, ""}}}},
    {"{sha}", "SHA-1 of LDAP", {{{Bytes::kBase64, 28, 28, ""}}}},
    {"{sha256}", "SHA-256 of LDAP", {{{Bytes::kBase64, 44, 44, ""}}}},
    {"{sha384}", "SHA-384 of LDAP", {{{Bytes::kBase64, 64, 64, ""}}}},
    {"{sha512}", "SHA-512 of LDAP", {{{Bytes::kBase64, 88, 88, ""}}}},
    {"{ssha384}", "salted SHA-384 of LDAP", {{{Bytes::kBase64, 68, 128, ""}}}},
    {"{smd5}", "salted MD5 of LDAP", {{{Bytes::kBase64, 28, 48, ""}}}},
    {"{md5}", "MD5 of LDAP", {{{Bytes::kBase64, 24, 24, ""}}}},
};
constexpr auto kMarks = [] {
  std::array<std::string_view, std::size(kSchemes)> marks;
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = kSchemes[i].begin;
  return marks;
}();

bool Fits(char c, Bytes bytes) {
  switch (bytes) {
    case Bytes::kCrypt: return IsAlnum(c) || c == '.' || c == '/';
    case Bytes::kDigits: return IsDigit(c);
    case Bytes::kHex: return IsHexDigit(c);
    case Bytes::kBase64: return IsAlnum(c) || c == '+' || c == '/' || c == '=';
    case Bytes::kSalt: return c > ' ' && c < 0x7F && std::string_view("$:\"'`,;<>\\").find(c) == std::string_view::npos;
    case Bytes::kParams: return IsAlnum(c) || c == '=' || c == ',';
  }
  return false;
}

// Where the field at `at` ends; npos: it does not stand there.
std::size_t FieldEnd(std::string_view text, std::size_t at, const Field& field) {
  if (!text.substr(at).starts_with(field.before)) return std::string_view::npos;
  at += field.before.size();
  std::size_t end = at;
  while (end < text.size() && end - at <= field.most && Fits(text[end], field.bytes)) ++end;
  return end - at >= field.least && end - at <= field.most ? end : std::string_view::npos;
}

// The end of the hash behind its beginning, and where its last field, the
// digest, begins.
std::optional<Span> DigestAt(std::string_view text, std::size_t at, const Scheme& scheme) {
  Span digest{at, at};
  for (const Field& field : scheme.fields) {
    if (field.most == 0) break;
    std::size_t end = FieldEnd(text, at, field);
    if (end == std::string_view::npos) {
      if (field.optional) continue;
      return std::nullopt;
    }
    digest = {at + field.before.size(), end};
    if (field.optional && end < text.size() && text[end] == '$') ++end;
    at = end;
  }
  return digest;
}

}  // namespace

std::span<const std::string_view> PasswordHashMarks() { return kMarks; }

std::optional<PasswordHash> PasswordHashAt(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 512;
  constexpr std::size_t kLeastDistinct = 10;
  text = text.substr(0, std::min(text.size(), at + kLongest));
  for (const Scheme& scheme : kSchemes) {
    if (!StartsWithNoCase(text.substr(at), scheme.begin)) continue;
    const auto digest = DigestAt(text, at + scheme.begin.size(), scheme);
    if (!digest) continue;
    // A longer run is another text, not a hash with something behind it.
    if (digest->end < text.size() && (IsAlnum(text[digest->end]) || text[digest->end] == '$')) continue;
    const std::string_view body = digest->Of(text);
    std::array<bool, 256> seen{};
    for (const char c : body) seen[static_cast<unsigned char>(c)] = true;
    if (std::count(seen.begin(), seen.end(), true) < static_cast<std::ptrdiff_t>(kLeastDistinct) || IsPlaceholderBody(body)) continue;
    return PasswordHash{{at, digest->end}, scheme.name};
  }
  return std::nullopt;
}

}  // namespace keylint
