// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/grow_pem.h"

#include <memory>

#include <fmt/format.h>
#include <openssl/bn.h>

#include "lint/checksum/der.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/pem.h"
#include "lint/checksum/structures.h"

namespace keylint {
namespace {

std::string Bytes(std::string_view seed, std::size_t count) { return structures::BytesFrom(seed, count); }

std::string Der(std::uint8_t tag, std::string_view content) {
  std::string text(1, static_cast<char>(tag));
  if (content.size() < 0x80) {
    text += static_cast<char>(content.size());
  } else if (content.size() < 0x100) {
    text += {static_cast<char>(0x81), static_cast<char>(content.size())};
  } else {
    text += {static_cast<char>(0x82), static_cast<char>(content.size() >> 8), static_cast<char>(content.size())};
  }
  return text.append(content);
}

std::string Integer(std::string bytes) {
  if ((static_cast<unsigned char>(bytes[0]) & 0x80) != 0) bytes.insert(0, 1, '\0');
  return Der(kDerInteger, bytes);
}

const std::string kVersion0 = Der(kDerInteger, std::string(1, '\0'));
const std::string kEd25519 = Der(kDerSequence, Der(kDerOid, "\x2b\x65\x70"));

// A number of `count` bytes with its first and last bit set.
std::string Odd(std::string_view seed, std::size_t count) {
  std::string bytes = Bytes(seed, count);
  bytes.front() = static_cast<char>(bytes.front() | 0xc0);
  bytes.back() = static_cast<char>(bytes.back() | 1);
  return bytes;
}

std::string Product(std::string_view a, std::string_view b) {
  using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
  const auto number = [](std::string_view bytes) {
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr), &BN_free);
  };
  const Number first = number(a), second = number(b), product(BN_new(), &BN_free);
  const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context(BN_CTX_new(), &BN_CTX_free);
  BN_mul(product.get(), first.get(), second.get(), context.get());
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(product.get())), '\0');
  BN_bn2bin(product.get(), reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

std::string Rsa(const std::string& seed) {
  const std::string p = Odd(seed + "p", 128), q = Odd(seed + "q", 128);
  return Der(kDerSequence, kVersion0 + Integer(Product(p, q)) + Integer(std::string("\x01\x00\x01", 3)) + Integer(Odd(seed + "d", 256)) +
                               Integer(p) + Integer(q) + Integer(Odd(seed + "x", 128)) + Integer(Odd(seed + "y", 128)) +
                               Integer(Odd(seed + "z", 128)));
}

std::string Ec(const std::string& seed) {
  const std::string curve = Der(kDerOid, "\x2a\x86\x48\xce\x3d\x03\x01\x07");
  const std::string point = std::string("\0\x04", 2) + Bytes(seed + "point", 64);
  return Der(kDerSequence, Der(kDerInteger, "\x01") + Der(kDerOctetString, Bytes(seed, 32)) + Der(kDerContext0, curve) +
                               Der(kDerContext1, Der(kDerBitString, point)));
}

std::string Ed25519(const std::string& seed) {
  return Der(kDerSequence, kVersion0 + kEd25519 + Der(kDerOctetString, Der(kDerOctetString, Bytes(seed, 32))));
}

// PBES2 without its parameters: enough for a reader that has no passphrase.
std::string Encrypted(const std::string& seed) {
  const std::string pbes2 = Der(kDerSequence, Der(kDerOid, "\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d") + Der(kDerSequence, ""));
  return Der(kDerSequence, pbes2 + Der(kDerOctetString, Bytes(seed, 160)));
}

std::string PublicKey(const std::string& seed) {
  return Der(kDerSequence, kEd25519 + Der(kDerBitString, std::string(1, '\0') + Bytes(seed, 32)));
}

std::string Wire(std::string_view text) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(text.size() >> shift);
  return out.append(text);
}

std::string OpenSsh(const std::string& seed, bool encrypted) {
  const std::string point = Bytes(seed + "point", 32);
  const std::string public_key = Wire("ssh-ed25519") + Wire(point);
  const std::string check = Bytes(seed, 4);
  std::string secret = check + check + public_key + Wire(Bytes(seed + "secret", 32) + point) + Wire("made@up");
  for (char pad = 1; secret.size() % 8 != 0; ++pad) secret += pad;
  if (encrypted) secret = Bytes(seed, 160);
  return std::string("openssh-key-v1\0", 15) + Wire(encrypted ? "aes256-ctr" : "none") + Wire(encrypted ? "bcrypt" : "none") +
         Wire(encrypted ? Wire(Bytes(seed, 16)) + std::string("\0\0\0\x10", 4) : "") + std::string("\0\0\0\1", 4) + Wire(public_key) +
         Wire(secret);
}

std::string Pgp(const std::string& seed, bool encrypted) {
  std::string body = std::string("\x04\x65\x92\x00\x80\x01", 6) + std::string("\x08\x00", 2) + Odd(seed, 256) +
                     std::string("\x00\x11\x01\x00\x01", 5);
  body += encrypted ? std::string("\xfe\x07\x03\x08", 4) : std::string(1, '\0');
  body += Bytes(seed + "secret", 600);
  const std::string packet = std::string("\x95", 1) + static_cast<char>(body.size() >> 8) + static_cast<char>(body.size()) + body;
  const std::uint32_t crc = Crc24(packet);
  const std::string sum = {static_cast<char>(crc >> 16), static_cast<char>(crc >> 8), static_cast<char>(crc)};
  std::string text = PemText("PGP PRIVATE KEY BLOCK", Base64Text(packet));
  text.insert(text.find('\n'), "\n");
  text.insert(text.find("-----END"), "=" + Base64Text(sum) + "\n");
  return text;
}

std::string Putty(const std::string& seed) {
  const std::string public_key = Base64Text(Wire("ssh-ed25519") + Wire(Bytes(seed + "point", 32)));
  return fmt::format(
      "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: made-up\nPublic-Lines: 2\n{}\n{}\nPrivate-Lines: 1\n{}\n"
      "Private-MAC: {}\n",
      public_key.substr(0, 64), public_key.substr(64), Base64Text(Wire(Bytes(seed, 32))), HexText(Bytes(seed + "mac", 32)));
}

std::string Certificate(const std::string& seed, bool expired) {
  const auto name = [](std::string_view text) {
    return Der(kDerSequence, Der(kDerSet, Der(kDerSequence, Der(kDerOid, "\x55\x04\x03") + Der(0x0c, text))));
  };
  const auto time = [](std::string_view text) { return Der(kDerUtcTime, text); };
  const std::string validity = Der(kDerSequence, expired ? time("200101000000Z") + time("210101000000Z")
                                                         : time("260101000000Z") + time("360101000000Z"));
  const std::string body = Der(kDerSequence, Der(kDerContext0, Der(kDerInteger, "\x02")) + Integer(Odd(seed, 8)) + kEd25519 +
                                                 name("Made-up authority") + validity + name("shop.example") + PublicKey(seed));
  return Der(kDerSequence, body + kEd25519 + Der(kDerBitString, std::string(1, '\0') + Bytes(seed + "signature", 64)));
}

std::string Armoured(std::string_view label, const std::string& bytes) { return PemText(label, Base64Text(bytes)); }

}  // namespace

std::string GrowPem(std::string_view kind, std::string_view text) {
  const std::string seed(text);
  if (kind == "rsa") return Armoured("RSA PRIVATE KEY", Rsa(seed));
  if (kind == "ec") return Armoured("EC PRIVATE KEY", Ec(seed));
  if (kind == "ed25519") return Armoured("PRIVATE KEY", Ed25519(seed));
  if (kind == "encrypted") return Armoured("ENCRYPTED PRIVATE KEY", Encrypted(seed));
  if (kind == "openssh") return Armoured("OPENSSH PRIVATE KEY", OpenSsh(seed, false));
  if (kind == "openssh-encrypted") return Armoured("OPENSSH PRIVATE KEY", OpenSsh(seed, true));
  if (kind == "pgp") return Pgp(seed, false);
  if (kind == "pgp-encrypted") return Pgp(seed, true);
  if (kind == "putty") return Putty(seed);
  if (kind == "public") return Armoured("PUBLIC KEY", PublicKey(seed));
  if (kind == "certificate") return Armoured("CERTIFICATE", Certificate(seed, false));
  if (kind == "expired-certificate") return Armoured("CERTIFICATE", Certificate(seed, true));
  return {};
}

}  // namespace keylint
