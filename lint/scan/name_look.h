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

/// Where the name around the word at `hit` begins, as far as is looked.
std::size_t NameBegin(std::string_view text, const NameHit& hit);

/// "passes", "pwdn", "sidebar": the word goes on as another one; "bypass";
/// $(pwd) and $PWD, where the shell stands.
bool IsOtherWord(std::string_view text, const NameHit& hit);

/// The name is no variable's: a file's, a class's, a module's (in `source`
/// code), an element of a list. A name that is read from the environment
/// (`read`) may be an argument.
bool NamesNoValue(std::string_view text, const NameHit& hit, bool source, bool read);

/// "token_type", "secretName", by what follows the word: the value is no secret.
bool NamesAProperty(std::string_view tail);

/// "password_encryption": what applies to passwords.
bool NamesARule(std::string_view tail);

/// The default of a placeholder of Spring: dollar, brace, a name, a colon.
bool IsFallbackColon(std::string_view text, std::size_t word, std::size_t colon);
/// "case TEST_PASS:"
bool IsCaseLabel(std::string_view text, std::size_t name);

/// What follows the name that begins at `begin` is its value though nothing
/// says so: --token x, set token x, ENV TOKEN x.
bool TakesTheNext(std::string_view text, std::size_t begin);
/// "struct passwd" "pw_gecos": the name ends a string that it did not begin.
bool EndsSentence(std::string_view text, const NameHit& hit, std::size_t name_end);
/// 'cadataKey': the name is all of a string.
bool IsWholeString(std::string_view text, const NameHit& hit, std::size_t name_end);
/// $name{key} of Perl, whose key begins at `begin`.
bool IsHashElement(std::string_view text, std::size_t begin);
/// <Pass encoding="base64">
bool OpensElement(std::string_view text, const NameHit& hit);

}  // namespace keylint
