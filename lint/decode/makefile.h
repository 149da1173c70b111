// SPDX-License-Identifier: Apache-2.0
// Makefiles: variables of every flavour; recipes as shell.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `A = b`, `:=`, `+=`, `export A ?= b` (a fallback for A), target-specific
/// variables; recipe lines are read as shell. Functions are not evaluated.
void ReadMakefile(Emitter& emitter, Span range);

}  // namespace keylint::decode
