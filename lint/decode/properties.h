// SPDX-License-Identifier: Apache-2.0
// Java .properties files.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `a.b=value`, `a.b: value`, `a.b value`, escapes with \uXXXX, lines
/// continued by a backslash. Dotted keys become paths.
///
/// Source: java.util.Properties.load, Java SE 17 documentation (read 2026-11)
void ReadProperties(Emitter& emitter, Span range);

}  // namespace keylint::decode
