// SPDX-License-Identifier: Apache-2.0
// Rules of gitleaks and betterleaks on one document.
#pragma once

#include <functional>
#include <vector>

#include "lint/judge/redact.h"
#include "lint/scan/pipeline.h"

namespace keylint {

/// Adds to `result` a finding `leaked-key/<their id>` for each hit of
/// `options.imported` that does not overlap one of our own: those say more.
/// `secrets` gives what our own rules found, sorted, to be masked beside it.
void AddImportedFindings(const Pipeline& pipeline, const Document& document, const std::function<const std::vector<Mask>&()>& secrets,
                         DocumentResult& result);

}  // namespace keylint
