// SPDX-License-Identifier: Apache-2.0
// Mail and other MIME documents: .eml, .mbox, .mht.
#pragma once

#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Whether `text` begins with header lines that speak of MIME.
bool LooksLikeMail(std::string_view text);

/// Header lines as pairs; each part's body in its own format, decoded from
/// quoted-printable or base64 where its headers say so.
void ReadMail(Emitter& emitter, Span range);

}  // namespace keylint::decode
