// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0, as code-scanning services accept it.
#pragma once

#include <cstddef>
#include <ostream>

#include "lint/model/report.h"

namespace keylint {

/// What GitHub's code scanning takes of one run, and what it stores: 5,000,
/// not always the worst (docs.github.com, "SARIF results exceed limit", read
/// 2026-11). From there on the worst stand first.
inline constexpr std::size_t kSarifResults = 25'000;
inline constexpr std::size_t kSarifStored = 5'000;

struct SarifOptions {
  /// Services refuse larger runs; the worst findings are kept and the cut is
  /// said in the invocation's notifications.
  std::size_t max_results = kSarifResults;
};

/// Writes one run. Every rule once; columns in UTF-16 code units; relative
/// URIs against the base SRCROOT.
void WriteSarif(const Report& report, const SarifOptions& options, std::ostream& out);

}  // namespace keylint
