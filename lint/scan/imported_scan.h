// SPDX-License-Identifier: Apache-2.0
// Rules of gitleaks and betterleaks on one document.
#pragma once

#include "lint/scan/pipeline.h"

namespace keylint {

/// Adds to `result` a finding `leaked-key/<their id>` for each hit of
/// `options.imported` that does not overlap one of our own: those say more.
void AddImportedFindings(const Pipeline& pipeline, const Document& document, DocumentResult& result);

}  // namespace keylint
