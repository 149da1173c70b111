// SPDX-License-Identifier: Apache-2.0
// Literals that a value uses only when something else is missing:
// `${X:-lit}`, `${x.y:lit}`, `{{ X | default("lit") }}`, `{{ default "lit" .X }}`,
// `<%= ENV["X"] || "lit" %>`.
#pragma once

#include <string_view>

#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Emits the fallbacks in `outer`, under its path.
void EmitFallbacks(Emitter& emitter, const Literal& outer);

}  // namespace keylint::decode
