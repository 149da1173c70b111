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

/// The whole of a decision, for people (`keylint explain`).
struct GenericDecision {
  /// Why the value was never weighed ("a reference, not a value"); empty when
  /// it was, and the rest counts.
  std::string_view dismissed;
  std::vector<FeaturePart> parts;   ///< As Explain gives them.
  double sum = 0;                   ///< Of all parts.
  double probability = 0;           ///< 1 / (1 + exp(-sum)).
  /// What comes of it: "warning" with "high", "medium" or "low" confidence, a
  /// "note", or "none".
  std::string_view outcome = "none";
};
GenericDecision DecisionOn(const GenericCandidate& candidate);

/// Probabilities from which a finding is a warning (of low confidence), of
/// medium and of high confidence, and a note.
double WarningThreshold();
double MediumThreshold();
double HighThreshold();
double NoteThreshold();

/// Takes other weights than the built-in ones, in the notation of
/// rules/generic.toml. For measuring (tests/bench); before anything is scanned.
void UseWeights(std::string_view toml);

}  // namespace keylint
