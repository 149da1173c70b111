// SPDX-License-Identifier: Apache-2.0
// The calls that take secrets, as rules/sinks.toml lists them.
//
//   const SinkTable table = SinkTable::BuiltIn();
//   for (uint32_t row : table.ForCall("EVP_EncryptInit_ex")) table.row(row).arg;
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/base/result.h"

namespace keylint {

enum class SinkKind : std::uint8_t {
  kPassword, kToken, kKey, kIv, kNonce, kSalt, kConnection, kComparison,
};

/// "password", "token", ...
std::string_view SinkKindName(SinkKind kind);

/// Which part of a text is the secret; the values of `part` in sinks.toml.
enum class SecretPart : std::uint8_t {
  kWhole, kAfterColon, kUrl, kConnection, kHeader, kAuthorization, kCookie,
  kAuthCommand, kPragmaKey, kPrivateKey, kPrivateJwk, kNotPublicKey,
  kAssignment, kCommand,
};

/// A condition on another argument of the same call.
struct SinkGate {
  int arg = -1;                      ///< -1: no condition.
  int element = -1;                  ///< Element of an array argument.
  std::vector<std::string> is;       ///< Names, integers or texts; `*` any run.
  bool credential_name = false;      ///< Its text names a credential.
};

/// One line of rules/sinks.toml.
struct Sink {
  static constexpr int kNamedElement = -2;

  std::string call;                  ///< Qualified name, or "Record.member".
  std::string slug;                  ///< Last part of the rule id.
  std::string library;
  SinkKind kind = SinkKind::kPassword;
  SecretPart part = SecretPart::kWhole;
  int cwe = 798;
  int arg = 0;
  bool either_side = false;          ///< Comparison: arguments 0 and 1.
  bool object_is_other = false;      ///< Comparison: the object is the other side.
  bool is_field = false;
  int element = -1;                  ///< kNamedElement: where `when.arg` holds one of `when.is`.
  int pointers = 1;
  int callback = -1;                 ///< The argument is a function; this parameter of it takes the bytes.
  int parameters = -1;
  int minimum = 0;
  unsigned length = 0;               ///< Required bytes; 0: any.
  std::string member;
  std::string level = "error";
  std::string variable;              ///< What the library's own tools read it from: "PGPASSWORD".
  SinkGate when;
  SinkGate unless;                   ///< The argument counts for nothing there.

  /// "hardcoded-credential/curl-easy-setopt-userpwd"
  std::string RuleId() const;
};

/// A call that moves a secret from one argument into another (-1: result).
struct Carry {
  int from = 0;
  int into = 0;
};

/// Why a kind of sink matters and what to do, for the rule's page.
struct SinkAdvice {
  std::string why;
  std::string fix;
};

/// All sinks, by name. Immutable once loaded.
class SinkTable {
 public:
  /// The row of calls known only by their parameter's name.
  static constexpr std::uint32_t kNamedParameter = 0;
  /// As kNamedParameter, of a cryptographic key.
  static constexpr std::uint32_t kNamedKey = 1;
  static constexpr std::uint32_t kFirstRow = 2;   ///< Of the table.
  static bool IsNamed(std::uint32_t row) { return row < kFirstRow; }

  /// rules/sinks.toml as it was when keylint was built.
  static SinkTable BuiltIn();
  /// What BuiltIn() is made of.
  static std::string_view BuiltInBytes();

  /// Errors: kMalformed with the line for text that is not TOML, for an
  ///         unknown field's value, or for a sink without call and kind.
  static Result<SinkTable> Load(std::string_view toml);
  /// Adds `toml`'s sinks behind those already here. Errors as Load.
  Result<void> Add(std::string_view toml);
  /// As bytes, and made of them again.
  std::string Pack() const;
  static SinkTable Unpack(std::string_view bytes);

  std::span<const std::uint32_t> ForCall(std::string_view qualified_name) const;
  std::span<const std::uint32_t> ForField(std::string_view record_member) const;
  const Carry* CarryOf(std::string_view qualified_name) const;
  const Sink& row(std::uint32_t index) const { return rows_[index]; }
  std::size_t size() const { return rows_.size(); }
  const SinkAdvice& advice(SinkKind kind) const { return advice_[static_cast<std::size_t>(kind)]; }

 private:
  SinkTable();
  void AddRow(Sink sink);

  std::vector<Sink> rows_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> calls_, fields_;
  std::unordered_map<std::string, Carry> carries_;
  SinkAdvice advice_[8];
};

/// "EVP_EncryptInit_ex" -> "evp-encrypt-init-ex"; "LogonUserA" -> "logon-user-a".
std::string Slug(std::string_view name);

/// Whether `name` (an identifier, key or variable name) says that it holds a
/// credential: "DB_PASSWORD", "apiKey", "client_secret"; not "token_type".
bool NamesCredential(std::string_view name);

/// The secret inside `text` for `part`, or an empty view.
std::string_view SecretIn(std::string_view text, SecretPart part);

/// Whether `name` may be a credential's: "token", "X-Admin-Token", "ADMIN_TOKEN".
/// Only a value that looks random proves it.
bool MayNameCredential(std::string_view name);

/// Whether bytes called `name` are a cryptographic key: "aes_key", "psk",
/// "secretKey"; `key` alone only where `function` says a cipher: "AES_init_ctx".
bool NamesCryptoKey(std::string_view name, std::string_view function);

/// How much `text`, with which input called like a credential is compared, looks
/// like the secret: not at all ("env:DB_PASSWORD", "changeme"), a word or mark
/// that may be one ("transit", "*LK*"), or it does ("hunter2", "correct-horse").
enum class SecretLook : std::uint8_t { kNone, kWord, kSecret };
SecretLook LookOf(std::string_view text);

/// Letters and digits as a generator mixes them, 16 or more.
bool LooksRandom(std::string_view text);

/// Whether `text` only stands for a secret: empty, "<password>", "${X}", "****".
bool IsPlaceholderText(std::string_view text);

}  // namespace keylint
