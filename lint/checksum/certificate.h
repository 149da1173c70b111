// SPDX-License-Identifier: Apache-2.0
// X.509 certificates: whom they name and until when they hold. Nothing is
// verified: a certificate in a tree is judged by what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/verdict.h"

namespace keylint {

struct CertificateInfo {
  std::string subject;    ///< Its common name, else its organisation.
  std::string issuer;
  std::int64_t not_before = 0;  ///< Seconds since 1970.
  std::int64_t not_after = 0;
  std::string key_type;   ///< "RSA", "EC P-256", "Ed25519"; empty: unknown.
  std::size_t key_bits = 0;
  bool self_issued = false;  ///< Subject and issuer are the same.
  bool staging = false;      ///< The issuer calls itself a staging authority.

  std::vector<Fact> facts() const;
};

/// The certificate in `der`; nothing when it is none.
/// Source: RFC 5280, 4.1.
std::optional<CertificateInfo> ReadCertificate(std::string_view der);

/// The first certificate of `pem`.
std::optional<CertificateInfo> InspectCertificate(std::string_view pem);

/// Name and size of the key in a SubjectPublicKeyInfo or a PKCS#8 key.
struct KeyAlgorithm {
  std::string name;
  std::size_t bits = 0;
};
/// From the content of an AlgorithmIdentifier; bits 0 where they stand in the
/// key itself (RSA, DSA).
KeyAlgorithm ReadAlgorithm(std::string_view identifier);

}  // namespace keylint
