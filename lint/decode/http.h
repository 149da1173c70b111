// SPDX-License-Identifier: Apache-2.0
// HTTP requests in files (.http, .rest): headers, variables, bodies.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `Name: value` under Name, `@var = value` under var, bodies as JSON or
/// forms; requests apart by "###". The query of the request line as pairs.
void ReadHttp(Emitter& emitter, Span range);

}  // namespace keylint::decode
