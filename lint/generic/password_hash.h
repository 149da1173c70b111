// SPDX-License-Identifier: Apache-2.0
// Hashes of passwords as programs store them, wherever a text holds them.
//
//   $6$rounds=5000$salt$86 characters     crypt(5), /etc/shadow
//   $2b$12$53 characters                  bcrypt, htpasswd
//   {SSHA}...                             LDAP
//   pbkdf2_sha256$260000$salt$...         Django, Werkzeug, passlib
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

struct PasswordHash {
  Span span;
  std::string_view scheme;   ///< "bcrypt", "SHA-512 crypt", ...
};

/// Beginnings of the hashes known here, in lower case, for the raw lane.
std::span<const std::string_view> PasswordHashMarks();

/// The hash that begins at `at`: whole, as long as its scheme makes it, and
/// no made-up one ("$2b$10$xxxx...").
///
/// Time:   bounded by a constant.
/// Source: crypt(5), RFC 2307, RFC 5803, PHC string format, the manuals of
///         Django, Werkzeug and passlib (read 2026-11).
std::optional<PasswordHash> PasswordHashAt(std::string_view text, std::size_t at);

}  // namespace keylint
