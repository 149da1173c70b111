// SPDX-License-Identifier: Apache-2.0
// Private keys in armour, wherever a text holds them.
#pragma once

#include <optional>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

struct ArmouredKey {
  Span span;
  bool encrypted = false;
  bool parses = false;
};

/// The private key whose label ("PRIVATE KEY-----", "Static key V1-----",
/// "PuTTY-User-Key-File-") stands at `label`; nothing when a mere mention of
/// one stands there.
std::optional<ArmouredKey> ArmouredKeyAt(std::string_view text, Span label);

}  // namespace keylint
