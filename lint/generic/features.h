// SPDX-License-Identifier: Apache-2.0
// The features of a candidate, each a small named function; their weights are
// data (rules/generic.toml).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lint/generic/candidate.h"

namespace keylint {

/// Names of all features, in a fixed order; the first is "bias".
const std::vector<std::string>& FeatureNames();

/// One value for each of FeatureNames(), mostly 0 or 1, never beyond [-4, 4].
std::vector<float> FeaturesOf(const GenericCandidate& candidate);

}  // namespace keylint
