// SPDX-License-Identifier: Apache-2.0
// Secrets that well-known calls take by their place, in languages that no
// compiler reads for us:
//
//   DriverManager.getConnection(url, "root", "x")     jwt.sign(data, "x")
//   new NetworkCredential("bob", "x")                 auth=("bob", "x")
#pragma once

#include <span>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

struct SecretCall {
  std::string_view words;      ///< Lower case, up to the first argument.
  int argument;                ///< From 1; 0: between user and '@', before the words.
  std::string_view name = "password";
  std::string_view needs = {}; ///< What must stand behind the string: ".toCharArray".
};
std::span<const SecretCall> SecretCalls();

/// The text of the string that the call at `words` takes for its secret;
/// empty: the argument is no string alone.
///
/// Time: bounded by a constant.
Span CallSecret(std::string_view text, const SecretCall& call, Span words);

}  // namespace keylint
