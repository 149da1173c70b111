// SPDX-License-Identifier: Apache-2.0
// Exports of the Windows registry (.reg).
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `"Name"="value"` under the parts of `[HKEY\\Key]`; hexadecimal values as
/// written, expandable strings among them (hex(2)) decoded from UTF-16.
///
/// Source: https://support.microsoft.com/help/310516 (read 2026-11)
void ReadRegistry(Emitter& emitter, Span range);

}  // namespace keylint::decode
