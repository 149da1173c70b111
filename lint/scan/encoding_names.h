// SPDX-License-Identifier: Apache-2.0
// Encodings by the names that reports use.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lint/model/literal.h"

namespace keylint {

/// "base64", "percent-encoding", ...: a finding's `decodedFrom`.
std::vector<std::string> NamesOf(std::span<const Encoding> encodings);

}  // namespace keylint
