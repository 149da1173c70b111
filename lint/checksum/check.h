// SPDX-License-Identifier: Apache-2.0
// The checks inside a shape: {crc32-base62:6 over=2}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lint/model/shape.h"

namespace keylint {

/// The `length` characters that check `kind` puts behind `covered`.
///
/// Source: rules/README.md; each kind's use and trust stand with its rules.
std::string ComputeCheck(CheckKind kind, std::string_view covered, std::size_t length);

}  // namespace keylint
