// SPDX-License-Identifier: Apache-2.0
// Private keys in files that are no text: DER and OpenPGP's packets as programs
// write them, and key stores, which hold keys behind a password.
#pragma once

#include <optional>
#include <string_view>

namespace keylint {

struct BinaryKey {
  std::string_view what;    ///< "a private key in DER", "a PKCS #12 key store".
  bool encrypted = false;
};

/// What private key the file `bytes` is or holds; nothing for public halves,
/// certificates and stores of trusted certificates.
///
/// Time:   linear; at most 64 KiB of a key in DER are read.
/// Source: RFC 5208, 5958, 8017, 5915 (DER); RFC 4880, 5.5.3 (OpenPGP); RFC
///         7292, 4.2 (bags of PKCS #12); sun.security.provider.JavaKeyStore
///         (JKS, JCEKS).
std::optional<BinaryKey> BinaryKeyIn(std::string_view bytes);

}  // namespace keylint
