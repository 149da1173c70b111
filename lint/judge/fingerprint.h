// SPDX-License-Identifier: Apache-2.0
// Names for findings that survive moved lines, re-indented files and
// squashed history, and from which no secret can be guessed back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/model/finding.h"

namespace keylint {

/// SHA-256 of `secret`.
SecretDigest DigestOf(std::string_view secret);

/// Hexadecimal SHA-1 of `secret`, as detect-secrets' baselines hold it; for
/// comparing only.
std::string Sha1Hex(std::string_view secret);

/// Sets `fingerprint` of every finding: from rule, path, name path, ordinal
/// among equals and 20 bits of the secret's digest.
///
/// Requires `findings` sorted by path and offset, so that ordinals count in
/// the order of the file.
void SetFingerprints(std::vector<Finding>& findings);

}  // namespace keylint
