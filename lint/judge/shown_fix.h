// SPDX-License-Identifier: Apache-2.0
// Repairs as reports may show them: what a report holds, whoever reads it
// knows, so a repair must not bring the key that the preview hides.
#pragma once

#include <optional>

#include "lint/model/finding.h"

namespace keylint {

/// `fix` of `finding` with each replacement cut down to the characters that go
/// and come; nothing when what comes would still tell the secret. Where the
/// finding shows its secret (--show-secrets), `fix` as it is.
///
/// Time: linear in the replaced text.
std::optional<Fix> ShownFix(const Finding& finding, const Fix& fix);

/// The same for all repairs of `finding`.
void ShowFixes(Finding& finding);

}  // namespace keylint
