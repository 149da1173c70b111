// SPDX-License-Identifier: Apache-2.0
// Everything a rule lets us check in a token that has its shape.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/checksum/structure.h"
#include "lint/model/rule.h"
#include "lint/model/verdict.h"

namespace keylint {

enum class CheckState : std::uint8_t { kNone, kRight, kWrong };

/// The checks of one key over one token.
struct CheckOutcome {
  CheckState checksum = CheckState::kNone;   ///< Inside the shape, or named.
  CheckState structure = CheckState::kNone;  ///< How it is built.
  std::string detail;                        ///< Why wrong, or a doubt.
  bool doubtful = false;
  Claims claims = Claims::kSilent;           ///< What it says of its own kind.
  std::vector<Fact> facts;

  bool wrong() const { return checksum == CheckState::kWrong || structure == CheckState::kWrong; }
  bool proven() const { return !wrong() && checksum == CheckState::kRight; }
};

/// Whether the key is a JSON Web Token (RFC 7519), of whatever claims.
inline bool IsJwt(const KeyRule& key) { return key.structure == "jwt" || key.structure.starts_with("jwt:"); }

/// The outcome for `token`, which fits `shape`.
CheckOutcome RunChecks(const KeyRule& key, const Shape& shape, std::string_view token);

/// The same where the key is found by a pattern instead of a shape.
CheckOutcome RunChecks(const KeyRule& key, std::string_view token);

/// Whether `token`, which stops inside the check at the end of `shape`, has
/// the check's first characters right: then only its end is missing.
/// False when fewer than two of them are there.
bool CheckBeginsRight(const Shape& shape, std::string_view token);

}  // namespace keylint
