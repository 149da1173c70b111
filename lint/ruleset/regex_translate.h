// SPDX-License-Identifier: Apache-2.0
// Regular expressions of other tools, written for RE2.
//
// Go's syntax is RE2's, with few differences; what PCRE and Python add is
// rewritten where RE2 can say the same.
#pragma once

#include <string>
#include <string_view>

#include "lint/base/result.h"

namespace keylint {

struct TranslatedRegex {
  std::string pattern;   ///< RE2, UTF-8, compiles.
  /// The group that holds the whole of what the original matched, where a
  /// look-around had to become part of the match; else 0.
  int match_group = 0;
};

/// Rewrites `(?<name>`, `\Z`, `\h`, `\uXXXX`, possessive quantifiers, atomic
/// groups, comments, a lookbehind at the beginning and a lookahead at the
/// end (these two then consume what they look at).
///
/// Errors: kUnsupported with the construct's name and its offset; kMalformed
///         with RE2's own words.
Result<TranslatedRegex> TranslateRegex(std::string_view regex);

}  // namespace keylint
