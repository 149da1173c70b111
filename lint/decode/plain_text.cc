// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/plain_text.h"

#include "lint/decode/chars.h"
#include "lint/decode/pairs.h"

namespace keylint::decode {

void ReadPlainText(Emitter& emitter, Span range) { ReadPairs(emitter, range); }

}  // namespace keylint::decode
