// SPDX-License-Identifier: Apache-2.0
// TOML.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Tables, arrays of tables, dotted and quoted keys, all four kinds of
/// strings, arrays and inline tables over many lines, comments.
///
/// Source: https://toml.io/en/v1.0.0 (read 2026-11)
void ReadToml(Emitter& emitter, Span range);

}  // namespace keylint::decode
