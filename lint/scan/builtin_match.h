// SPDX-License-Identifier: Apache-2.0
// What a scan by the built-in rules looks for, computed by the build so that
// no start has to.
#pragma once

#include "lint/match/match_tables.h"

namespace keylint {

/// Matcher(BuiltinRules(), ScanNeedles(...)).tables(), as constants.
const MatchTables& BuiltinMatchTables();

}  // namespace keylint
