// SPDX-License-Identifier: Apache-2.0
// One string literal of a programming language, from its opening to its end.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/decode/language_spec.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {

struct StringToken {
  Span whole;                ///< With prefix and quotes.
  Span inside;               ///< Without them.
  Quote quote = Quote::kDouble;
  bool has_holes = false;
  bool joined = false;       ///< A hole holds a string: `${"x"}`.
};

/// Bounds what unclosed here-documents may cost in one text.
struct StringLimits {
  int failed_heredocs = 0;
};

/// The string that begins at text[at] (prefix letters included), its value
/// appended to `value`; nothing when none begins there. A string that is not
/// closed ends at its line's end, or at the text's where it may hold lines.
///
/// Time: linear in what is consumed.
std::optional<StringToken> ReadString(const LanguageSpec& spec, std::string_view text, std::size_t at,
                                      TextBuilder& value, StringLimits& limits);

/// Whether a string may begin with byte `c`, for a quick look.
bool MayBeginString(const LanguageSpec& spec, char c);

}  // namespace keylint::decode
