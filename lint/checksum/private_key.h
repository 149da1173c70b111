// SPDX-License-Identifier: Apache-2.0
// Private keys in their armour: which kind, how strong, encrypted or not, and
// whether a program could read them.
//
//   const auto info = InspectPrivateKey(text);
//   if (info.material == KeyMaterial::kPrivate && !info.encrypted) leak(...)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/span.h"
#include "lint/checksum/pem.h"
#include "lint/model/verdict.h"

namespace keylint {

enum class KeyMaterial {
  kNone,         ///< No block and no key file begins in the text.
  kPrivate,
  kPublic,       ///< A public key, whatever its label says.
  kCertificate,
  kOther,        ///< A request, parameters, a message, ...
};

struct PrivateKeyInfo {
  KeyMaterial material = KeyMaterial::kNone;
  std::string format;      ///< "PKCS#8", "PKCS#1", "SEC1", "OpenSSH", "OpenPGP", "PuTTY", "ssh.com", "age"
  std::string algorithm;   ///< "RSA", "EC P-256", "Ed25519", ...; empty: unknown
  std::size_t bits = 0;    ///< 0: unknown
  bool encrypted = false;  ///< A passphrase protects it.
  bool parses = false;     ///< A program could read it, given the passphrase.
  /// What is wrong, with a clause; kNone when nothing is. A block with its
  /// newlines spelled out or lost has kBadEncoding, but parses may be true:
  /// the key itself is whole.
  Diagnosis diagnosis = Diagnosis::kNone;
  std::string detail;
  PemNewlines newlines = PemNewlines::kReal;
  Span span;               ///< Of the block in the text.
  std::vector<Fact> facts; ///< Type, bits, encrypted, issue date (OpenPGP).
};

/// Says what is wrong with `info`; what was said first stays.
inline void Fault(PrivateKeyInfo& info, Diagnosis diagnosis, std::string detail) {
  if (info.diagnosis != Diagnosis::kNone) return;
  info.diagnosis = diagnosis;
  info.detail = std::move(detail);
}

/// The first key block of `text`: PEM (PKCS#1, PKCS#8, SEC1, DSA), OpenSSH,
/// OpenPGP, PuTTY (.ppk 2 and 3), ssh.com, age.
///
/// Time:   linear, at most 64 KiB of the block are read. No parameter of a
///         key is tested beyond whether an RSA modulus is its primes' product.
/// Source: RFC 5208, 5915, 5958, 8017, 4880; OpenSSH PROTOCOL.key; PuTTY
///         manual, appendix C.
PrivateKeyInfo InspectPrivateKey(std::string_view text);

}  // namespace keylint
