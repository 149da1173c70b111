// SPDX-License-Identifier: Apache-2.0
// Dotenv files as node, Python, Ruby and Compose read them.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `KEY=value`, `export KEY='value'`, `KEY: value`, quotes over several lines,
/// comments. Unquoted values end before " #"; escapes count in double quotes.
///
/// Source: https://github.com/motdotla/dotenv and
///         https://docs.docker.com/compose/how-tos/environment-variables/
///         (read 2026-11)
void ReadDotenv(Emitter& emitter, Span range);

}  // namespace keylint::decode
