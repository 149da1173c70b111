// SPDX-License-Identifier: Apache-2.0
// JSON Web Keys whose private part is there: RFC 7517, 7518, 8037.
//
//   {"kty": "EC", "crv": "P-256", "x": "...", "y": "...", "d": "..."}
#pragma once

#include <optional>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

struct JsonWebKey {
  Span span;           ///< Of the private part ("d"; "k" of a symmetric key).
  bool symmetric = false;
};

/// The private part of the object in whose members the word "kty" stands at
/// `kty`; also where the JSON stands in a string (\"kty\") or is JavaScript.
///
/// Time: bounded by a constant.
std::optional<JsonWebKey> JsonWebKeyAt(std::string_view text, Span kty);

}  // namespace keylint
