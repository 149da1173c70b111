// SPDX-License-Identifier: Apache-2.0
// Made-up key files for tests and fixtures: built as real ones are, of random
// bytes that open nothing.
#pragma once

#include <string>
#include <string_view>

namespace keylint {

/// A key file of `kind` with all line ends, the same for the same `seed`;
/// empty when there is no such kind.
///
///   rsa ec ed25519 encrypted openssh openssh-encrypted pgp pgp-encrypted
///   putty public certificate expired-certificate
///
/// Certificates hold from 2026 to 2036, expired ones from 2020 to 2021.
std::string GrowPem(std::string_view kind, std::string_view seed);

}  // namespace keylint
