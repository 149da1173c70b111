// SPDX-License-Identifier: Apache-2.0
// Which reader reads which format: one line each in readers.cc.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/decode.h"

namespace keylint::decode {

class Emitter;

/// Reads `range` of emitter.text(): never a byte outside of it, in linear
/// time, to the end whatever stands there. Leaves the names as they were.
using Reader = void (*)(Emitter& emitter, Span range);

/// Never null: formats without a reader of their own are read as plain text.
Reader ReaderOf(Format format);

void Read(Emitter& emitter, Format format, Span range);

}  // namespace keylint::decode
