// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/binary_key.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "lint/checksum/der.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/key_files.h"
#include "lint/checksum/pem.h"
#include "lint/checksum/private_key.h"

namespace keylint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kMostDer = 64 * 1024;

// The numbers of a Java key store are big-endian, its texts have two bytes of
// length.
class StoreReader {
 public:
  explicit StoreReader(std::string_view rest) : rest_(rest) {}

  std::uint32_t Number(std::size_t size) {
    if (rest_.size() < size) return Fail();
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < size; ++i) number = number << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(size);
    return number;
  }
  void Skip(std::size_t size) {
    if (rest_.size() < size) Fail();
    else rest_.remove_prefix(size);
  }
  bool failed() const { return failed_; }

 private:
  std::uint32_t Fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool failed_ = false;
};

// Whether one of its entries is a private or secret key; the first that is
// none is a certificate, which is passed over.
bool HoldsKeyEntry(std::string_view store) {
  constexpr std::uint32_t kCertificate = 2;
  StoreReader reader(store.substr(4));
  const std::uint32_t version = reader.Number(4);
  if (version != 1 && version != 2) return false;
  for (std::uint32_t left = reader.Number(4); left > 0 && !reader.failed(); --left) {
    const std::uint32_t kind = reader.Number(4);
    if (reader.failed()) return false;
    if (kind != kCertificate) return kind == 1 || kind == 3;
    reader.Skip(reader.Number(2));             // Its name,
    reader.Skip(8);                            // its date,
    if (version == 2) reader.Skip(reader.Number(2));   // what kind of certificate it is,
    reader.Skip(reader.Number(4));             // and the certificate.
  }
  return false;
}

// SEQUENCE { INTEGER 3, SEQUENCE { OID of PKCS #7 ...: the authenticated safe.
bool IsPkcs12(std::string_view bytes) {
  DerReader outer(bytes);
  const auto pfx = outer.Take(kDerSequence);
  if (!pfx) return false;
  DerReader inner(*pfx);
  const auto version = inner.Take(kDerInteger);
  const auto safe = version && *version == "\x03"sv ? inner.Take(kDerSequence) : std::nullopt;
  if (!safe) return false;
  DerReader content(*safe);
  const auto oid = content.Take(kDerOid);
  return oid && OidText(*oid).starts_with("1.2.840.113549.1.7.");
}

// The bags of keys stand in the open, only what they hold is encrypted.
bool HoldsKeyBag(std::string_view store) {
  constexpr std::string_view kBags = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01"sv;
  for (std::size_t at = store.find(kBags); at != std::string_view::npos; at = store.find(kBags, at + 1)) {
    const char bag = at + kBags.size() < store.size() ? store[at + kBags.size()] : '\0';
    if (bag == 1 || bag == 2) return true;   // keyBag, pkcs8ShroudedKeyBag
  }
  return false;
}

std::optional<BinaryKey> KeyInDer(std::string_view bytes) {
  const auto size = DerSize(bytes);
  if (!size || *size > bytes.size() || *size > kMostDer) return std::nullopt;
  const std::string body = Base64Text(bytes.substr(0, *size));
  for (const char* label : {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"}) {
    const PrivateKeyInfo info = InspectPrivateKey(PemText(label, body));
    if (info.parses && info.material == KeyMaterial::kPrivate) return BinaryKey{info.encrypted ? "an encrypted private key in DER" : "a private key in DER", info.encrypted};
  }
  return std::nullopt;
}

// As "gpg --export-secret-keys" writes them.
std::optional<BinaryKey> KeyInPackets(std::string_view bytes) {
  PrivateKeyInfo info;
  ReadOpenPgp(bytes, {}, info);
  if (!info.parses || info.diagnosis != Diagnosis::kNone) return std::nullopt;   // A stub's secret is on a card.
  return BinaryKey{info.encrypted ? "an encrypted OpenPGP private key" : "an OpenPGP private key", info.encrypted};
}

}  // namespace

std::optional<BinaryKey> BinaryKeyIn(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 8);   // Versions and lengths that no text holds.
  if (std::none_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < '\t'; })) return std::nullopt;
  if (bytes.starts_with("\xfe\xed\xfe\xed"sv) || bytes.starts_with("\xce\xce\xce\xce"sv)) {
    return HoldsKeyEntry(bytes) ? std::optional(BinaryKey{"a Java key store with a private key", true}) : std::nullopt;
  }
  if (std::string_view("\x94\x95\xc5").find(bytes[0]) != std::string_view::npos) return KeyInPackets(bytes);
  if (!bytes.starts_with("\x30"sv)) return std::nullopt;
  if (IsPkcs12(bytes)) return HoldsKeyBag(bytes) ? std::optional(BinaryKey{"a PKCS #12 key store with a private key", true}) : std::nullopt;
  return KeyInDer(bytes);
}

}  // namespace keylint
