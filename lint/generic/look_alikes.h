// SPDX-License-Identifier: Apache-2.0
// What stands where secrets stand and is none, known by its own form: escapes,
// calls, patterns, numbers, names that spell themselves.
#pragma once

#include <string_view>

#include "lint/generic/candidate.h"

namespace keylint {

/// Why the candidate's value is something else; empty: it may be a secret.
/// The document is not looked at.
std::string_view LookAlikeOf(const GenericCandidate& candidate);

/// The same, once the document is known.
std::string_view LookAlikeIn(const GenericCandidate& candidate, const DocumentTraits& document);

/// account_sid = "AC" and 32 digits: Twilio's name for an account, "SM" a
/// message and so on, by which nobody logs in (rules/twilio.toml); no session.
bool IsTwilioSid(const GenericCandidate& candidate);

/// Whether the whole value is a password's hash, those of PostgreSQL's old
/// kind ("md5" and 32 digits) and of MySQL ('*' and 40 digits) included.
bool IsPasswordHash(const GenericCandidate& candidate);

}  // namespace keylint
