// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0, as code-scanning services accept it.
#pragma once

#include <cstddef>
#include <ostream>

#include "lint/model/report.h"

namespace keylint {

struct SarifOptions {
  /// Services refuse larger runs; the worst findings are kept and the cut is
  /// said in the invocation's notifications.
  std::size_t max_results = 25'000;
};

/// Writes one run. Every rule once; columns in UTF-16 code units; relative
/// URIs against the base SRCROOT.
void WriteSarif(const Report& report, const SarifOptions& options, std::ostream& out);

}  // namespace keylint
