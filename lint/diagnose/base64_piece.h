// SPDX-License-Identifier: Apache-2.0
// Tokens that chance made inside longer base64 (a font, a program, a picture
// in a script), where every four letters turn up somewhere.
#pragma once

#include <string_view>

#include "lint/base/span.h"

namespace keylint {

/// Whether the token at `token` of `text` is such a piece: made of base64's
/// alphabet with letters of both cases, and going on beyond every '+' and '/'
/// that touches it, with another '+' or looking random. A part of an address
/// is none: its neighbours are words.
bool LiesInBase64(std::string_view text, Span token);

}  // namespace keylint
