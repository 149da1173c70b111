// SPDX-License-Identifier: Apache-2.0
// Values whose own text says that they are no secrets: the name of an
// algorithm, a date, a command, a public key, words of another language.
#pragma once

#include <string_view>

#include "lint/generic/candidate.h"

namespace keylint {

/// What the value is, whatever its name; empty: it may be a secret.
std::string_view ToldByText(const GenericCandidate& candidate);

}  // namespace keylint
