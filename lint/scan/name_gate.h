// SPDX-License-Identifier: Apache-2.0
// A cheap look behind a name's word: is there a value worth decoding for?
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/match/matcher.h"
#include "lint/model/rule.h"

namespace keylint {

/// Words that names of keys and passwords hold; what the raw lane looks for
/// so that documents without any of them are never decoded.
std::span<const NameNeedle> SecretNameWords();

/// Those words, and the variables of `rules` that hold none of them: a
/// document that only sets RAILS_MASTER_KEY is decoded, too.
///
/// Ownership: the needles view `rules`.
std::vector<NameNeedle> NameNeedles(const RuleSet& rules);

/// Whether a value may belong to the name that holds the word at `word`: an
/// operator and, within a line or so, a quoted string of some length (or,
/// unless `quoted_only`, any other text).
///
/// Time: bounded by a constant.
bool MayHoldValue(std::string_view text, Span word, bool quoted_only);

}  // namespace keylint
