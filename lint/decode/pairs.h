// SPDX-License-Identifier: Apache-2.0
// `name = value` and `name: value` where they stand in prose, comments, logs.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Emits the pairs in one line. A line that is one assignment gives kValue,
/// a pair among other words kText.
void ReadLinePairs(Emitter& emitter, Span line);

/// ReadLinePairs for every line of `range`.
void ReadPairs(Emitter& emitter, Span range);

}  // namespace keylint::decode
