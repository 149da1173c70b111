// SPDX-License-Identifier: Apache-2.0
// Foreign bytes made fit for terminals, JSON and URIs.
#pragma once

#include <string>
#include <string_view>

namespace keylint {

/// `text` as valid UTF-8 without control characters, escape sequences or
/// bidirectional controls: those stand as \x1b, \u202e and the like.
std::string ForTerminal(std::string_view text);

/// `text` as valid UTF-8: other bytes become U+FFFD.
std::string ToValidUtf8(std::string_view text);

/// `path` as a relative URI reference: '/' kept, what RFC 3986 does not allow
/// percent-encoded. A leading "./" is dropped.
std::string ToUriReference(std::string_view path);

/// Length of the valid UTF-8 sequence at `text[at]`, or 0.
std::size_t Utf8SequenceLength(std::string_view text, std::size_t at);

}  // namespace keylint
