// SPDX-License-Identifier: Apache-2.0
// A look at a name of secrets: whether it can name a value at all.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/base/span.h"
#include "lint/match/matcher.h"

namespace keylint {

/// The needle holds what follows the name: "key=", "pass:", "bearer ".
bool EndsInOperator(std::string_view text, const NameHit& hit);

/// "passes", "pwdn", "sidebar": the word goes on as another one; "bypass";
/// $(pwd) and $PWD, where the shell stands.
bool IsOtherWord(std::string_view text, const NameHit& hit);

/// The name is no variable's: a file's, a class's, a module's (in `source`
/// code), an element of a list. A name that is read from the environment
/// (`read`) may be an argument.
bool NamesNoValue(std::string_view text, const NameHit& hit, bool source, bool read);

/// "token_type", "secretName", by what follows the word: the value is no secret.
bool NamesAProperty(std::string_view tail);

/// The default of a placeholder of Spring: dollar, brace, a name, a colon.
bool IsFallbackColon(std::string_view text, std::size_t word, std::size_t colon);
/// "case TEST_PASS:"
bool IsCaseLabel(std::string_view text, std::size_t name);

}  // namespace keylint
