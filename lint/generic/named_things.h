// SPDX-License-Identifier: Apache-2.0
// Names that promise no secret, though they hold a word for one: of types, of
// settings about it, of cookies, of identifiers; and values that are such names.
#pragma once

#include <string_view>

#include "lint/generic/candidate.h"

namespace keylint {

/// Why the name promises none, or what the value names; empty: it may be a
/// secret. The document is not looked at.
std::string_view NamedThing(const GenericCandidate& candidate);

}  // namespace keylint
