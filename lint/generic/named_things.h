// SPDX-License-Identifier: Apache-2.0
// Values that name a thing instead of being a secret: an algorithm, an
// encoding, an attribute, a language's words; and names that are of types.
#pragma once

#include <string_view>

#include "lint/generic/candidate.h"

namespace keylint {

/// What the value names, or why its name promises none; empty: it may be a
/// secret. The document is not looked at.
std::string_view NamedThing(const GenericCandidate& candidate);

}  // namespace keylint
