// SPDX-License-Identifier: Apache-2.0
// Private keys in base64 without armour, as configurations of programs hold
// them: PKCS #8, PKCS #1 and SEC 1 in DER.
//
//   private-key: MIIEvQIBADANBgkqh...
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

struct BareKey {
  Span span;
  bool encrypted = false;
};

/// What such keys hold near their beginning: the version and the algorithm, in
/// base64. Public keys and certificates hold none of them.
std::span<const std::string_view> BareKeyMarks();

/// The private key around the mark at `mark`; nothing when what stands there
/// is no whole key. Line ends, quotes, and what joins strings may stand inside.
/// What was read of the text, 16 KiB at most, is taken from `budget`; where too
/// little is left, nothing is read.
std::optional<BareKey> BareKeyAt(std::string_view text, Span mark, std::size_t& budget);

}  // namespace keylint
