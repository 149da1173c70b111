// SPDX-License-Identifier: Apache-2.0
// What the text around a candidate says of it: a badge's address, a debug key
// store, a database on the same machine.
#pragma once

#include <string_view>

#include "lint/generic/candidate.h"

namespace keylint {

/// Why the candidate at its place in `text` is no secret; empty: it may be one.
///
/// Time: looks at a fixed number of bytes before and behind it.
std::string_view ToldBySurroundings(const GenericCandidate& candidate, std::string_view text);

/// Whether it is what everybody starts with on their own machine:
/// postgres:postgres@localhost; a service's own name as its password.
bool IsFirstPassword(const GenericCandidate& candidate, std::string_view text);

}  // namespace keylint
