// SPDX-License-Identifier: Apache-2.0
// Logs, notes and everything without a format of its own: only lines that
// hold a pair or a command say something.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Emits `name = value`, `name: value` (as kText among other words) and the
/// words of command lines.
void ReadPlainText(Emitter& emitter, Span range);

}  // namespace keylint::decode
