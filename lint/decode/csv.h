// SPDX-License-Identifier: Apache-2.0
// Tables in text: CSV and TSV.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Every cell as kText under its column's title, when the first row reads
/// like titles (words, none of them a number or empty). Semicolons count as
/// commas where the first line has more of them.
///
/// Source: RFC 4180
void ReadCsv(Emitter& emitter, Span range);
void ReadTsv(Emitter& emitter, Span range);

}  // namespace keylint::decode
