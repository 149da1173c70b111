// SPDX-License-Identifier: Apache-2.0
// What a name promises about its value: a password, a token, or a word about
// one ("password_length"), in several human languages.
//
//   MeaningOf("dbPasswd")        kPassword, last
//   MeaningOf("token_type")      kToken, about
//   MeaningOf("PRIMARY_KEY")     kKey, common
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

enum class SecretKind : std::uint8_t {
  kNone, kPassword, kSecret, kToken, kKey, kAuth, kCredential, kSalt, kSession, kIdentifier,
};
inline constexpr std::size_t kSecretKinds = 10;

std::string_view SecretKindName(SecretKind kind);

struct NameMeaning {
  SecretKind kind = SecretKind::kNone;
  bool last = false;       ///< The word for the secret is the name's last.
  bool qualified = false;  ///< A word before it says whose ("api", "db", "client").
  bool about = false;      ///< What follows makes it a property of the secret.
  bool common = false;     ///< An everyday use: "primary key", "next token".
  bool weak = false;       ///< The word often means something else ("pass", "hash").
  bool paging = false;     ///< "next token", "page token", "request token": no credential.
  bool is_public = false;  ///< "public", "publishable".
  bool encrypted = false;  ///< "encrypted", "hashed".
  std::size_t words = 0;

  bool says_secret() const { return kind != SecretKind::kNone; }
};

/// Lower-case words of `name`, cut at separators and humps: "dbPasswd2" gives
/// db, passwd, 2. At most 12; bytes beyond ASCII count as letters.
std::vector<std::string> WordsOfName(std::string_view name);

NameMeaning MeaningOf(std::string_view name);

/// A cheap "no" for most names: whether a word of MeaningOf's may stand in
/// `name` at all.
bool MayMeanSecret(std::string_view name);

}  // namespace keylint
