// SPDX-License-Identifier: Apache-2.0
// Strings that a call joins with nothing between them, read ahead of the
// place: ["a", "b"].join(""), "a".concat("b"). No lexer: quotes of one kind, no
// escapes, as pieces of keys are written.
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint::decode {

/// What joins a list when its call says nothing between: `.join` (Ruby's) does, or it does not.
enum class BareJoin : bool { kWithComma, kWithNothing };

/// Whether the list whose first string ends at `at` is joined with nothing
/// behind its bracket: `, "b"].join("")`, `, "b"}, "")`.
bool ListIsJoined(std::string_view text, std::size_t at, BareJoin bare);

/// Where the string begins that a call at `at` appends, if its parenthesis
/// holds nothing else: `.concat("b")`, `.append("b")`; npos: none.
std::size_t AppendedString(std::string_view text, std::size_t at);

/// Where the string begins that an operator, or nothing, joins to the one in
/// front of `at`, in a language we do not know: `"a" "b"`, `"a" + "b"`; npos: none.
std::size_t JoinedString(std::string_view text, std::size_t at, char quote);

}  // namespace keylint::decode
