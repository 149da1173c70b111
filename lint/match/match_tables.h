// SPDX-License-Identifier: Apache-2.0
// All that a Matcher computes from its rules, and how it becomes constants.
#pragma once

#include <string>
#include <string_view>

#include "lint/match/anchors.h"
#include "lint/match/prefilter_tables.h"

namespace keylint {

struct MatchTables {
  AnchorTables anchors;
  PrefilterTables prefilter;
};

/// A translation unit that defines `const MatchTables& NAME()`, which
/// `header` declares, with the content of `tables`. For machines with this
/// one's byte order, which it asserts.
std::string EmitMatchTables(const MatchTables& tables, std::string_view name, std::string_view header);

}  // namespace keylint
