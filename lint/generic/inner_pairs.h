// SPDX-License-Identifier: Apache-2.0
// Secrets inside a longer value: "user=x;password=y", a URL with a user, a
// header with its scheme.
#pragma once

#include <functional>
#include <string_view>

#include "lint/base/span.h"
#include "lint/generic/candidate.h"

namespace keylint {

struct InnerPair {
  std::string_view name;   ///< Empty: a URL's password, a bare header value.
  Span value;              ///< In the text given.
  Quote quote = Quote::kNone;
  Carrier carrier = Carrier::kPair;
  AuthScheme scheme = AuthScheme::kNone;
};

/// Gives what may be a secret by the name before it, in order.
///
/// Time: linear in `text`.
void ForEachInnerPair(std::string_view text, const std::function<void(const InnerPair&)>& sink);

/// The first character of a URL's password that must be written as an escape
/// and is not: "@", "#" or "%"; empty: there is none.
///
/// Source: RFC 3986, 3.2.1 (read 2026-11).
std::string_view UnescapedInUrl(std::string_view password);

/// The password of the URL whose "://" stands at `at`, or an empty span: too
/// where no address stands but how one is written ("user:word@host:port").
Span UrlPassword(std::string_view text, std::size_t at);

/// Whether `text` says where a data store is: ADO, ODBC, JDBC, libpq.
bool IsConnectionString(std::string_view text);

/// How many bytes of `value` are a scheme and blanks ("Bearer "); 0: none.
std::size_t SchemeSize(std::string_view value, AuthScheme& scheme);

}  // namespace keylint
