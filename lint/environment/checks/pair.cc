// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/project.h"

namespace keylint::environment {

void CheckPairs(const Project&, Faults&) {}

}  // namespace keylint::environment
