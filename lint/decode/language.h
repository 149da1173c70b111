// SPDX-License-Identifier: Apache-2.0
// Source code to literals: strings with their escapes resolved and their
// pieces joined, under the names they are given to.
//
//   const std::string db_password = "a" "b";   ->  ab under {db_password}
//   connect(host, password="x")                ->  x under {password}
//   key = os.getenv("KEY") or "x"              ->  x, a fallback for KEY
//
// One lexer for all languages, driven by LanguageSpec; no grammar. What it
// takes for a name is what stands where names stand: wrong guesses cost a
// name, never a string.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/decode.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Reads `range` as `Language` source; see Reader in readers.h.
template <Format Language>
void ReadLanguage(Emitter& emitter, Span range);

void ReadSource(Emitter& emitter, Span range, Format format);

template <Format Language>
void ReadLanguage(Emitter& emitter, Span range) {
  ReadSource(emitter, range, Language);
}

}  // namespace keylint::decode
