// SPDX-License-Identifier: Apache-2.0
// A look at what stands between a name of secrets and its value: a few dozen
// bytes, up to `limit` where that is given.
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint {

inline constexpr std::string_view kValueWord = "value";

/// Behind the opening tag that stands at or behind the blanks at `at`, or 0.
std::size_t ElementBehind(std::string_view text, std::size_t at, std::size_t limit);

/// <con:name>password</con:name><con:value>x</con:value>: where x begins, or 0.
std::size_t ValueElementBehind(std::string_view text, std::size_t at, std::size_t limit);

/// "name": "password", "value": "x": that word stands at `at`, and a quote
/// behind it.
bool NamesValue(std::string_view text, std::size_t at);

/// "- name: PASSWORD" and below it "value: x": the end of that word, or 0.
std::size_t ValueFollows(std::string_view text, std::size_t at);

/// `xml:"password,omitempty"`: a tag of Go, which says how a field is written.
bool IsStructTag(std::string_view text, std::size_t at);
/// Where the value of `default:"x"` begins in such a tag; 0: it has none.
std::size_t DefaultInTag(std::string_view text, std::size_t at);

/// option("--password", type=str, default="x"): where x begins behind the flag
/// that ends at `at`, or 0. One of `operators` stands before its quote.
std::size_t DefaultBehind(std::string_view text, std::size_t at, std::string_view operators);

/// "the password, convert it": two words behind the comma.
bool IsProseComma(std::string_view text, std::size_t at);

/// PG_KEYWORD("password", PASSWORD, RESERVED), check(password, user['salt']): the
/// next argument is a name. "name=password,proto3": what follows ends a string.
bool IsNameArgument(std::string_view text, std::size_t comma);

/// <td>password</td> <td>x</td>, <b>password</b>: <code>x</code>: where x begins
/// behind the closing tag at `at`, or 0 ("<code>password</code> (of the user)").
std::size_t BehindClosingTag(std::string_view text, std::size_t at, std::size_t limit);

/// What stands behind a ')' has to do with the name before it: f(NAME).x = "",
/// (NAME) = "", get("NAME") or "", put(text("NAME"), "").
bool GoesOnBehindCall(std::string_view text, std::size_t at, bool quoted);

/// class="x", type="x": the string that opens at `quote` is what markup says about an element.
bool IsMarkup(std::string_view text, std::size_t quote);

/// Behind "key=" stands a name or a path, and neither a call nor a string.
bool IsWholeValue(std::string_view text, std::size_t at);

/// Behind `name = value` or `name: value` the line at `at` goes on with it.
bool GoesOnWithValue(std::string_view text, std::size_t at);

}  // namespace keylint
