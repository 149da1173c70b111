// SPDX-License-Identifier: Apache-2.0
// What everybody may see, though its name speaks of a secret: the name's last
// word says that it is a digest, an identifier, or a key to look things up by.
//
//   JWT_CPP_COMMIT, oauth_client_id, cache_key, verify_key, password_salt
#pragma once

#include <string_view>

#include "lint/generic/candidate.h"

namespace keylint {

/// Why the candidate is such a thing; empty: it is none.
std::string_view PublicThing(const GenericCandidate& candidate);

/// Whether it is a salt, a nonce or an initialisation vector that stands beside
/// what it was used for: nobody has to hide it, but constants should not be
/// used. A site's salt ("AUTH_SALT") is a secret.
bool IsPlainSalt(const GenericCandidate& candidate);

/// "encrypted_password", "wrappedKey", over a value that reads like no words.
/// Among data that is ciphertext; what a program holds it can decrypt, too.
bool IsEncryptedByName(const GenericCandidate& candidate);

}  // namespace keylint
