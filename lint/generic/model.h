// SPDX-License-Identifier: Apache-2.0
// The weighted sum over the features, as a probability that a reviewer would
// call the value a secret. Weights: rules/generic.toml.
#pragma once

#include <string_view>
#include <vector>

#include "lint/generic/candidate.h"

namespace keylint {

/// Between 0 and 1.
double ProbabilityOf(const GenericCandidate& candidate);

/// One feature's part in a decision.
struct FeaturePart {
  std::string_view name;
  double value = 0;
  double weight = 0;
  double part() const { return value * weight; }
};

/// All parts that are not zero, the weightiest first.
std::vector<FeaturePart> Explain(const GenericCandidate& candidate);

/// Probabilities from which a finding is a warning, and a note.
double WarningThreshold();
double HighThreshold();
double NoteThreshold();

}  // namespace keylint
