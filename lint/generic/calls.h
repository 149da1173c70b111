// SPDX-License-Identifier: Apache-2.0
// Secrets that well-known calls take by their place, in languages that no
// compiler reads for us:
//
//   DriverManager.getConnection(url, "root", "x")     jwt.sign(data, "x")
//   new NetworkCredential("bob", "x")                 auth=("bob", "x")
//
// and what tests and scrapers fill into a form's field:
//
//   page.fill("#password", "x")      find_element(By.ID, "password").send_keys("x")
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

struct SecretCall {
  std::string_view words;      ///< Lower case, up to the first argument or into it: `bind("cn=`.
  int argument;                ///< From 1; 0: between user and '@', before the words.
  std::string_view name = "password";
  std::string_view needs = {}; ///< What must stand behind the string: ".toCharArray".
  enum class Takes : std::uint8_t {
    kAny,
    kNamed,   ///< If the argument before it names a secret.
    /// What is typed, if the argument before it, or else what the method is
    /// called on, names a password. `argument` counts for nothing.
    kTyped,
  };
  Takes takes = Takes::kAny;
  char joint = '\0';   ///< Or, in one string, between this and '@': "user/x@host".
};
std::span<const SecretCall> SecretCalls();

/// The text of the string that the call at `words` takes for its secret;
/// empty: the argument is no string alone.
///
/// Time: bounded by a constant.
Span CallSecret(std::string_view text, const SecretCall& call, Span words);

/// What that secret is called: by the argument before it, or by the call.
std::string_view NameOfSecret(std::string_view text, const SecretCall& call, Span words);

}  // namespace keylint
