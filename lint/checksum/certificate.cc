// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/certificate.h"

#include <array>

#include <fmt/format.h>

#include "lint/checksum/date.h"
#include "lint/checksum/der.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/pem.h"

namespace keylint {
namespace {

struct Known {
  std::string_view oid;
  std::string_view name;
  std::size_t bits;
};

constexpr std::array kAlgorithms = {
    Known{"1.2.840.113549.1.1.1", "RSA", 0}, Known{"1.2.840.113549.1.1.10", "RSA", 0},
    Known{"1.2.840.10040.4.1", "DSA", 0},    Known{"1.2.840.10045.2.1", "EC", 0},
    Known{"1.3.101.110", "X25519", 256},     Known{"1.3.101.111", "X448", 448},
    Known{"1.3.101.112", "Ed25519", 256},    Known{"1.3.101.113", "Ed448", 456},
    Known{"1.2.840.113549.1.3.1", "DH", 0},
};

constexpr std::array kCurves = {
    Known{"1.2.840.10045.3.1.7", "P-256", 256}, Known{"1.3.132.0.34", "P-384", 384},
    Known{"1.3.132.0.35", "P-521", 521},        Known{"1.3.132.0.10", "secp256k1", 256},
    Known{"1.3.132.0.33", "P-224", 224},        Known{"1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1", 256},
};

template <std::size_t N>
const Known* Find(const std::array<Known, N>& table, std::string_view oid) {
  for (const Known& known : table) {
    if (known.oid == oid) return &known;
  }
  return nullptr;
}

// The common name of a Name, else its organisation.
std::string NameText(std::string_view name) {
  std::string common, organisation;
  DerReader sets(name);
  while (const auto set = sets.Take(kDerSet)) {
    DerReader pairs(*set);
    const auto pair = pairs.Take(kDerSequence);
    if (!pair) continue;
    DerReader reader(*pair);
    const auto oid = reader.Take(kDerOid);
    const auto value = reader.Next();
    if (!oid || !value || value->content.size() > 256) continue;
    const std::string text = OidText(*oid);
    if (text == "2.5.4.3") common = value->content;
    if (text == "2.5.4.10") organisation = value->content;
  }
  return common.empty() ? organisation : common;
}

// Modulus size of an RSA public key, inside a BIT STRING.
std::size_t RsaBits(std::string_view bit_string) {
  if (bit_string.empty()) return 0;
  DerReader outer(bit_string.substr(1));
  const auto key = outer.Take(kDerSequence);
  if (!key) return 0;
  const auto modulus = DerReader(*key).Take(kDerInteger);
  return modulus ? DerBits(*modulus) : 0;
}

void ReadPublicKey(std::string_view spki, CertificateInfo& info) {
  DerReader reader(spki);
  const auto identifier = reader.Take(kDerSequence);
  const auto key = reader.Take(kDerBitString);
  if (!identifier || !key) return;
  const KeyAlgorithm algorithm = ReadAlgorithm(*identifier);
  info.key_type = algorithm.name;
  info.key_bits = algorithm.name == "RSA" ? RsaBits(*key) : algorithm.bits;
}

}  // namespace

KeyAlgorithm ReadAlgorithm(std::string_view identifier) {
  DerReader reader(identifier);
  const auto oid = reader.Take(kDerOid);
  const Known* known = oid ? Find(kAlgorithms, OidText(*oid)) : nullptr;
  if (!known) return {};
  KeyAlgorithm algorithm{std::string(known->name), known->bits};
  if (known->name == "EC") {
    const auto parameters = reader.Take(kDerOid);
    if (const Known* curve = parameters ? Find(kCurves, OidText(*parameters)) : nullptr) {
      algorithm.name += " " + std::string(curve->name);
      algorithm.bits = curve->bits;
    }
  }
  return algorithm;
}

std::optional<CertificateInfo> ReadCertificate(std::string_view der) {
  const auto outer = DerReader(der).Take(kDerSequence);
  if (!outer) return std::nullopt;
  const auto body = DerReader(*outer).Take(kDerSequence);
  if (!body) return std::nullopt;
  DerReader reader(*body);
  reader.Take(kDerContext0);  // version
  if (!reader.Take(kDerInteger) || !reader.Take(kDerSequence)) return std::nullopt;
  const auto issuer = reader.Take(kDerSequence);
  const auto validity = reader.Take(kDerSequence);
  const auto subject = reader.Take(kDerSequence);
  const auto key = reader.Take(kDerSequence);
  if (!issuer || !validity || !subject || !key) return std::nullopt;
  DerReader times(*validity);
  const auto first = times.Next(), last = times.Next();
  if (!first || !last) return std::nullopt;
  const auto not_before = DerTime(*first), not_after = DerTime(*last);
  if (!not_before || !not_after) return std::nullopt;

  CertificateInfo info;
  info.subject = NameText(*subject);
  info.issuer = NameText(*issuer);
  info.not_before = *not_before;
  info.not_after = *not_after;
  info.self_issued = *subject == *issuer;
  info.staging = issuer->find("(STAGING)") != std::string_view::npos || issuer->find("Fake LE") != std::string_view::npos;
  ReadPublicKey(*key, info);
  return info;
}

std::optional<CertificateInfo> InspectCertificate(std::string_view pem) {
  const PemBlock block = FindPem(pem, "CERTIFICATE");
  if (!block.found) return std::nullopt;
  const auto der = Base64Bytes(block.body);
  if (!der) return std::nullopt;
  return ReadCertificate(*der);
}

std::vector<Fact> CertificateInfo::facts() const {
  std::vector<Fact> all = {{FactKind::kNotBefore, EpochText(not_before)}, {FactKind::kExpires, EpochText(not_after)}};
  if (!subject.empty()) all.push_back({FactKind::kSubject, subject});
  if (!key_type.empty()) all.push_back({FactKind::kKeyType, key_type});
  if (key_bits != 0) all.push_back({FactKind::kKeyBits, fmt::format("{}", key_bits)});
  if (staging) all.push_back({FactKind::kMode, "test"});
  return all;
}

}  // namespace keylint
