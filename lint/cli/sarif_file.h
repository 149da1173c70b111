// SPDX-License-Identifier: Apache-2.0
// Reports read back: comparing with one, joining several.
#pragma once

#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/finding.h"

namespace keylint {

struct Comparison {
  std::size_t fresh = 0;      ///< Findings that the older report has not.
  std::size_t unchanged = 0;
  std::vector<Finding> absent;  ///< Of the older report, gone now: `baseline_state` "absent".
};

/// Sets `baseline_state` of each finding by the fingerprints of the SARIF
/// file at `path`. Errors: kNotFound, kUnreadable, kMalformed.
Result<Comparison> CompareWith(const std::string& path, std::vector<Finding>& findings);

/// What several SARIF files say together.
struct MergedSarif {
  std::string text;           ///< One log.
  bool complete = true;       ///< Every invocation was successful.
  std::size_t errors = 0, warnings = 0, notes = 0;  ///< Open results.
  std::size_t joined = 0;     ///< Results that stood in more than one.
};

/// Runs of one tool become one run; a result with the rule, place and
/// fingerprint of another is the same one.
Result<MergedSarif> MergeSarif(const std::vector<std::string>& paths);

}  // namespace keylint
