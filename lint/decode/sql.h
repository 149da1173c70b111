// SPDX-License-Identifier: Apache-2.0
// SQL of every dialect: string literals under the column or clause they fill.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `col = 'v'` under col; `INSERT INTO t (a, b) VALUES ('v', 'w')` under t/a,
/// t/b; `IDENTIFIED BY 'v'` and `PASSWORD 'v'` under password; rows of
/// PostgreSQL's COPY ... FROM stdin under their columns; `f('v')` with f as
/// callee. Quotes are doubled; MySQL's backslashes count when they escape a
/// quote.
void ReadSql(Emitter& emitter, Span range);

}  // namespace keylint::decode
