// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/private_key.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/checksum/certificate.h"
#include "lint/checksum/der.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/key_files.h"
#include "lint/checksum/structure.h"

namespace keylint {
namespace {

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

KeyMaterial MaterialOf(std::string_view label) {
  if (Contains(label, "PRIVATE KEY")) return KeyMaterial::kPrivate;
  if (Contains(label, "PUBLIC KEY")) return KeyMaterial::kPublic;
  if (label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE") return KeyMaterial::kCertificate;
  return KeyMaterial::kOther;
}

std::string_view FormatOf(std::string_view label) {
  if (label == "RSA PRIVATE KEY") return "PKCS#1";
  if (label == "EC PRIVATE KEY") return "SEC1";
  if (label == "DSA PRIVATE KEY") return "DSA";
  if (label == "PRIVATE KEY" || label == "ENCRYPTED PRIVATE KEY") return "PKCS#8";
  if (label == "OPENSSH PRIVATE KEY") return "OpenSSH";
  if (Contains(label, "PGP")) return "OpenPGP";
  if (Contains(label, "SSH2")) return "ssh.com";
  return "";
}

// "..." and "your key here" instead of a key.
bool IsStandIn(std::string_view body) {
  constexpr std::size_t kShortestKey = 40;  // An Ed25519 key has 64.
  if (Contains(body, "...") || Contains(body, "***") || Contains(body, "<")) return true;
  return body.size() < kShortestKey;
}

bool IsMasked(std::string_view body) {
  if (body.size() < 16) return false;
  std::array<std::size_t, 256> counts{};
  for (const unsigned char c : body) ++counts[c];
  return *std::max_element(counts.begin(), counts.end()) * 2 > body.size();
}

// RSAPrivateKey: version, n, e, d, p, q, ...
bool ReadPkcs1(std::string_view content, PrivateKeyInfo& info) {
  DerReader reader(content);
  const auto version = reader.Take(kDerInteger);
  const auto n = reader.Take(kDerInteger), e = reader.Take(kDerInteger), d = reader.Take(kDerInteger);
  const auto p = reader.Take(kDerInteger), q = reader.Take(kDerInteger);
  if (!version || !n || !e || !d || !p || !q) return false;
  info.algorithm = "RSA";
  info.bits = DerBits(*n);
  if (!IsProduct(*n, *p, *q)) Fault(info, Diagnosis::kBadStructure, "its modulus is not the product of its primes: a character was changed");
  return true;
}

// ECPrivateKey: version 1, the key, [0] the curve.
bool ReadSec1(std::string_view content, PrivateKeyInfo& info) {
  DerReader reader(content);
  const auto version = reader.Take(kDerInteger);
  const auto key = reader.Take(kDerOctetString);
  if (!version || *version != "\x01" || !key) return false;
  if (const auto curve = reader.Take(kDerContext0)) {
    // As an AlgorithmIdentifier would have it: id-ecPublicKey, the curve.
    const KeyAlgorithm algorithm = ReadAlgorithm("\x06\x07\x2a\x86\x48\xce\x3d\x02\x01" + std::string(*curve));
    info.algorithm = algorithm.name;
    info.bits = algorithm.bits;
  }
  if (info.bits == 0) info.bits = key->size() * 8;
  if (info.algorithm.empty()) info.algorithm = "EC";
  return true;
}

// DSA: version, p, q, g, y, x.
bool ReadDsa(std::string_view content, PrivateKeyInfo& info) {
  DerReader reader(content);
  std::array<std::optional<std::string_view>, 6> numbers;
  for (auto& number : numbers) number = reader.Take(kDerInteger);
  if (!numbers[5] || !reader.AtEnd()) return false;
  info.algorithm = "DSA";
  info.bits = DerBits(*numbers[1]);
  return true;
}

// PrivateKeyInfo: version, AlgorithmIdentifier, OCTET STRING.
bool ReadPkcs8(std::string_view content, PrivateKeyInfo& info) {
  DerReader reader(content);
  const auto version = reader.Take(kDerInteger);
  const auto identifier = reader.Take(kDerSequence);
  const auto key = reader.Take(kDerOctetString);
  if (!version || !identifier || !key) return false;
  const KeyAlgorithm algorithm = ReadAlgorithm(*identifier);
  info.algorithm = algorithm.name;
  info.bits = algorithm.bits;
  if (algorithm.name != "RSA") return true;
  const auto inner = DerReader(*key).Take(kDerSequence);
  return inner && ReadPkcs1(*inner, info);
}

// EncryptedPrivateKeyInfo: AlgorithmIdentifier, OCTET STRING.
bool ReadEncryptedPkcs8(std::string_view content) {
  DerReader reader(content);
  return reader.Take(kDerSequence) && reader.Take(kDerOctetString) && reader.AtEnd();
}

// SubjectPublicKeyInfo: AlgorithmIdentifier, BIT STRING.
bool IsPublicKey(std::string_view content) {
  DerReader reader(content);
  return reader.Take(kDerSequence) && reader.Take(kDerBitString) && reader.AtEnd();
}

// What the label promises, then whatever else it may be.
void ReadDer(std::string_view der, PrivateKeyInfo& info) {
  const auto size = DerSize(der);
  if (!size || static_cast<unsigned char>(der[0]) != kDerSequence) {
    return Fault(info, Diagnosis::kBadStructure, "it does not begin as a key does: its beginning may be missing");
  }
  if (*size > der.size()) {
    return Fault(info, Diagnosis::kTruncated, fmt::format("it holds {} of the {} bytes it says it has", der.size(), *size));
  }
  if (*size < der.size()) Fault(info, Diagnosis::kBadStructure, fmt::format("{} bytes follow its end", der.size() - *size));
  const std::string_view content = *DerReader(der).Take(kDerSequence);
  const std::string promised = info.format;
  const bool encrypted_label = info.encrypted;
  if (encrypted_label ? ReadEncryptedPkcs8(content) : ReadPkcs8(content, info)) info.format = "PKCS#8";
  else if (ReadPkcs1(content, info)) info.format = "PKCS#1";
  else if (ReadSec1(content, info)) info.format = "SEC1";
  else if (ReadDsa(content, info)) info.format = "DSA";
  else if (IsPublicKey(content)) {
    info.material = KeyMaterial::kPublic;
    return Fault(info, Diagnosis::kBadStructure, "its label says private, but it holds a public key");
  } else if (ReadEncryptedPkcs8(content)) {
    info.encrypted = true;
  } else if (ReadCertificate(der)) {
    info.material = KeyMaterial::kCertificate;
    return Fault(info, Diagnosis::kBadStructure, "its label says private key, but it holds a certificate");
  } else {
    return Fault(info, Diagnosis::kBadStructure, "it is built like no kind of private key");
  }
  info.parses = true;
  if (info.format != promised && !promised.empty()) {
    Fault(info, Diagnosis::kBadStructure, fmt::format("its label promises {}, but it holds {}", promised, info.format));
  }
}

void ReadBytes(const PemBlock& block, const std::string& bytes, PrivateKeyInfo& info) {
  if (info.format == "OpenSSH") return ReadOpenSsh(bytes, info);
  if (info.format == "OpenPGP") return ReadOpenPgp(bytes, block.checksum, info);
  if (info.format == "ssh.com") return ReadSshCom(bytes, info);
  if (Contains(block.headers, "ENCRYPTED")) {  // RFC 1421: the body is ciphertext
    info.encrypted = info.parses = true;
    info.algorithm = block.label.substr(0, block.label.find(' '));
    return;
  }
  ReadDer(bytes, info);
}

void ReadBody(const PemBlock& block, PrivateKeyInfo& info) {
  if (IsStandIn(block.body)) {
    if (block.closed || Contains(block.body, "...")) return Fault(info, Diagnosis::kPlaceholder, "nothing that could be a key stands in the block");
    return Fault(info, Diagnosis::kTruncated, "only its first line is there");
  }
  if (IsMasked(block.body)) return Fault(info, Diagnosis::kMasked, "most of it is one repeated character");
  std::string body = block.body;
  if (!block.closed) Fault(info, Diagnosis::kTruncated, fmt::format("its END {} line is missing", block.label));
  else if (block.end_label != block.label) {
    Fault(info, Diagnosis::kBadStructure, fmt::format("it begins as {} and ends as {}", block.label, block.end_label));
  }
  const std::size_t padding = body.find('=');
  if (padding != std::string::npos && body.find_first_not_of('=', padding) != std::string::npos) {
    return Fault(info, Diagnosis::kDoubled, "base64 padding stands in the middle: two keys were joined");
  }
  const std::size_t foreign = body.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
  if (foreign != std::string::npos) {
    return Fault(info, Diagnosis::kBadCharacter, "a character that base64 has not stands in it");
  }
  auto bytes = Base64Bytes(body);
  if (!bytes) {
    // Read what is there: its own length says how much is missing.
    body.resize((body.size() - std::min(body.size(), body.size() - body.find_last_not_of('=') - 1)) / 4 * 4);
    bytes = Base64Bytes(body);
    if (!bytes) return Fault(info, Diagnosis::kBadStructure, "it does not decode as base64");
    ReadBytes(block, *bytes, info);
    info.parses = false;
    return Fault(info, Diagnosis::kTruncated, "its base64 has a wrong length: characters are missing");
  }
  ReadBytes(block, *bytes, info);
}

void AddFacts(PrivateKeyInfo& info) {
  if (!info.algorithm.empty()) info.facts.push_back({FactKind::kKeyType, info.algorithm});
  if (info.bits != 0) info.facts.push_back({FactKind::kKeyBits, fmt::format("{}", info.bits)});
  if (info.material == KeyMaterial::kPrivate) info.facts.push_back({FactKind::kEncrypted, info.encrypted ? "true" : "false"});
}

void DiagnoseNewlines(PrivateKeyInfo& info) {
  if (info.newlines == PemNewlines::kLiteral) {
    Fault(info, Diagnosis::kBadEncoding, "its line ends are spelled \\n: a program must turn them into real ones");
  } else if (info.newlines == PemNewlines::kLost) {
    Fault(info, Diagnosis::kBadEncoding, "its line ends are lost: header and body stand on one line");
  }
}

PrivateKeyInfo InspectAge(std::string_view text, std::size_t at) {
  PrivateKeyInfo info;
  const std::size_t end = std::min(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", at), text.size());
  info.material = KeyMaterial::kPrivate;
  info.format = "age";
  info.algorithm = "X25519";
  info.bits = 256;
  info.span = {at, end};
  const StructureResult result = VerifyStructure("bech32-age", text.substr(at, end - at));
  info.parses = result.state == StructureState::kOk;
  if (!info.parses) Fault(info, result.checksum ? Diagnosis::kBadChecksum : Diagnosis::kBadStructure, result.detail);
  return info;
}

}  // namespace

PrivateKeyInfo InspectPrivateKey(std::string_view text) {
  PrivateKeyInfo info;
  const PemBlock block = FindPem(text);
  const std::size_t putty = text.find("PuTTY-User-Key-File-");
  const std::size_t age = text.find("AGE-SECRET-KEY-1");
  const std::size_t pem = block.found ? block.span.begin : std::string_view::npos;
  if (putty < pem && putty < age) {
    info = ReadPutty(text.substr(putty));
    info.span = info.span.Shifted(putty);
  } else if (age < pem) {
    info = InspectAge(text, age);
  } else if (block.found) {
    info.material = MaterialOf(block.label);
    info.format = FormatOf(block.label);
    info.encrypted = block.label == "ENCRYPTED PRIVATE KEY";
    info.newlines = block.newlines;
    info.span = block.span;
    if (info.material == KeyMaterial::kPrivate) {
      ReadBody(block, info);
      if (info.diagnosis != Diagnosis::kNone && info.diagnosis != Diagnosis::kBadStructure) info.parses = false;
      DiagnoseNewlines(info);
    }
  }
  AddFacts(info);
  return info;
}

}  // namespace keylint
