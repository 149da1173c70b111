// SPDX-License-Identifier: Apache-2.0
// One finding for a secret that stands in many states of a file.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "lint/model/finding.h"

namespace keylint {

/// Of the findings that name the same secret by the same rule in different
/// states of one path, keeps those of the earliest state. What the latest
/// state accepts is accepted; `facts` gets "states" with their number. Sets
/// the fingerprints again: they are those of a scan of one state.
///
/// `rank`: smaller is earlier; states are told apart by blob and commit.
///
/// Requires and keeps the order by path and place.
void KeepFirstStates(std::vector<Finding>& findings, const std::function<std::size_t(const Finding&)>& rank);

}  // namespace keylint
