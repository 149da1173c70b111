// SPDX-License-Identifier: Apache-2.0
// Gherkin, the steps of Cucumber and its kin (.feature).
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Steps as plain text; tables by the titles in their first row; doc strings
/// as what they look like.
///
/// Source: https://cucumber.io/docs/gherkin/reference/ (read 2026-11)
void ReadGherkin(Emitter& emitter, Span range);

}  // namespace keylint::decode
