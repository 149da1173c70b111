// SPDX-License-Identifier: Apache-2.0
// Keys are made by libcrypto when the tests run, so that readers are proved
// against an implementation that is not ours.
#include "lint/checksum/private_key.h"

#include <memory>

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "lint/checksum/certificate.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/grow_pem.h"

namespace keylint {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Key Rsa(std::size_t bits) { return {EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits), &EVP_PKEY_free}; }
Key Ec(const char* curve) { return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve), &EVP_PKEY_free}; }
Key Ed25519() { return {EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free}; }

template <class Write>
std::string Written(Write write) {
  BIO* bio = BIO_new(BIO_s_mem());
  EXPECT_EQ(write(bio), 1);
  char* data;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}

std::string Pkcs8(const Key& key, bool encrypted = false) {
  return Written([&](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), encrypted ? EVP_aes_128_cbc() : nullptr, "pw", encrypted ? 2 : 0, nullptr, nullptr);
  });
}

std::string Traditional(const Key& key, bool encrypted = false) {
  unsigned char password[] = "pw";
  return Written([&](BIO* bio) {
    return PEM_write_bio_PrivateKey_traditional(bio, key.get(), encrypted ? EVP_aes_128_cbc() : nullptr, password, encrypted ? 2 : 0, nullptr,
                                                nullptr);
  });
}

std::string Public(const Key& key) {
  return Written([&](BIO* bio) { return PEM_write_bio_PUBKEY(bio, key.get()); });
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
  return text;
}

void ExpectKey(const std::string& text, const char* format, const char* algorithm, std::size_t bits, bool encrypted) {
  const PrivateKeyInfo info = InspectPrivateKey(text);
  EXPECT_EQ(info.material, KeyMaterial::kPrivate);
  EXPECT_EQ(info.format, format);
  EXPECT_EQ(info.algorithm, algorithm);
  EXPECT_EQ(info.bits, bits);
  EXPECT_EQ(info.encrypted, encrypted);
  EXPECT_TRUE(info.parses);
  EXPECT_EQ(info.diagnosis, Diagnosis::kNone) << info.detail;
}

TEST(InspectPrivateKey, ReadsWhatLibcryptoWrites) {
  const Key rsa = Rsa(1024);
  ExpectKey(Pkcs8(rsa), "PKCS#8", "RSA", 1024, false);
  ExpectKey(Traditional(rsa), "PKCS#1", "RSA", 1024, false);
  ExpectKey(Traditional(rsa, true), "PKCS#1", "RSA", 0, true);
  ExpectKey(Pkcs8(rsa, true), "PKCS#8", "", 0, true);
  ExpectKey(Pkcs8(Ec("P-256")), "PKCS#8", "EC P-256", 256, false);
  ExpectKey(Traditional(Ec("secp384r1")), "SEC1", "EC P-384", 384, false);
  ExpectKey(Pkcs8(Ed25519()), "PKCS#8", "Ed25519", 256, false);
}

TEST(InspectPrivateKey, TellsAPublicKeyWhateverItsLabelSays) {
  const std::string text = Public(Rsa(1024));
  EXPECT_EQ(InspectPrivateKey(text).material, KeyMaterial::kPublic);
  const auto mislabelled = InspectPrivateKey(Replaced(text, "PUBLIC", "PRIVATE"));
  EXPECT_EQ(mislabelled.material, KeyMaterial::kPublic);
  EXPECT_EQ(mislabelled.diagnosis, Diagnosis::kBadStructure);
}

TEST(InspectPrivateKey, DiagnosesLineEnds) {
  const std::string text = Pkcs8(Ed25519());
  const auto literal = InspectPrivateKey("KEY=\"" + Replaced(text, "\n", "\\n") + "\"");
  EXPECT_EQ(literal.newlines, PemNewlines::kLiteral);
  EXPECT_TRUE(literal.parses);
  EXPECT_EQ(literal.diagnosis, Diagnosis::kBadEncoding);
  const auto twice = InspectPrivateKey(Replaced(text, "\n", "\\\\n"));
  EXPECT_TRUE(twice.parses);
  const auto lost = InspectPrivateKey(Replaced(text, "\n", " "));
  EXPECT_EQ(lost.newlines, PemNewlines::kLost);
  EXPECT_EQ(lost.diagnosis, Diagnosis::kBadEncoding);
  EXPECT_EQ(InspectPrivateKey(Replaced(text, "\n", "")).newlines, PemNewlines::kLost);
  EXPECT_EQ(InspectPrivateKey(Replaced(text, "\n", "\r\n")).diagnosis, Diagnosis::kNone);
}

TEST(InspectPrivateKey, ReadsThroughSourceTextAndIndentation) {
  const std::string text = Pkcs8(Rsa(1024));
  std::string source = "    \"" + Replaced(text, "\n", "\\n\" +\n    \"");
  source.resize(source.rfind('+'));
  EXPECT_TRUE(InspectPrivateKey(source).parses) << source;
  EXPECT_TRUE(InspectPrivateKey("key: |\n  " + Replaced(text, "\n", "\n  ")).parses);
}

TEST(InspectPrivateKey, TellsWhatIsCutOff) {
  const std::string text = Pkcs8(Rsa(1024));
  const auto diagnosis = [&](const std::string& broken) { return InspectPrivateKey(broken).diagnosis; };
  EXPECT_EQ(diagnosis(text.substr(0, 300)), Diagnosis::kTruncated);
  std::string gap = text;
  gap.erase(200, 65);
  EXPECT_EQ(diagnosis(gap), Diagnosis::kTruncated);
  EXPECT_EQ(diagnosis(Replaced(text, "END PRIVATE", "END RSA PRIVATE")), Diagnosis::kBadStructure);
}

TEST(InspectPrivateKey, TellsAChangedCharacter) {
  std::string text = Pkcs8(Rsa(1024));
  std::string changed = text;
  changed[200] = changed[200] == 'A' ? 'B' : 'A';
  EXPECT_EQ(InspectPrivateKey(changed).diagnosis, Diagnosis::kBadStructure);
  changed[200] = '*';
  EXPECT_EQ(InspectPrivateKey(changed).diagnosis, Diagnosis::kBadCharacter);
}

TEST(InspectPrivateKey, TellsStandIns) {
  EXPECT_EQ(InspectPrivateKey(PemText("PRIVATE KEY", "...")).diagnosis, Diagnosis::kPlaceholder);
  EXPECT_EQ(InspectPrivateKey(PemText("RSA PRIVATE KEY", "YOUR KEY HERE")).diagnosis, Diagnosis::kPlaceholder);
  EXPECT_EQ(InspectPrivateKey(PemText("RSA PRIVATE KEY", std::string(300, 'x'))).diagnosis, Diagnosis::kMasked);
  EXPECT_EQ(InspectPrivateKey("no key").material, KeyMaterial::kNone);
}

std::string Wire(std::string_view text) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(text.size() >> shift);
  return out.append(text);
}

std::string OpenSsh(std::string_view cipher, std::string_view checks) {
  const std::string public_key = Wire("ssh-ed25519") + Wire(std::string(32, 'p'));
  return std::string("openssh-key-v1\0", 15) + Wire(cipher) + Wire("none") + Wire("") + std::string("\0\0\0\1", 4) + Wire(public_key) +
         Wire(std::string(checks) + std::string(100, 'k'));
}

TEST(InspectPrivateKey, ReadsOpenSsh) {
  const std::string plain = OpenSsh("none", "abcdabcd");
  ExpectKey(PemText("OPENSSH PRIVATE KEY", Base64Text(plain)), "OpenSSH", "Ed25519", 256, false);
  ExpectKey(PemText("OPENSSH PRIVATE KEY", Base64Text(OpenSsh("aes256-ctr", "12345678"))), "OpenSSH", "Ed25519", 256, true);
  EXPECT_EQ(InspectPrivateKey(PemText("OPENSSH PRIVATE KEY", Base64Text(plain.substr(0, 120)))).diagnosis, Diagnosis::kTruncated);
  EXPECT_EQ(InspectPrivateKey(PemText("OPENSSH PRIVATE KEY", Base64Text(OpenSsh("none", "abcdabce")))).diagnosis, Diagnosis::kBadStructure);
}

// A version 4 RSA secret key packet; usage 0 is plain, 254 encrypted.
std::string Pgp(unsigned char usage) {
  std::string body = std::string("\x04\x60\x00\x00\x00\x01", 6) + std::string("\x04\x00", 2) + std::string(128, 'n') + std::string("\x00\x11", 2) +
                     std::string("\x01\x00\x01", 3) + static_cast<char>(usage) + std::string(200, 's');
  return std::string("\x95", 1) + static_cast<char>(body.size() >> 8) + static_cast<char>(body.size()) + body;
}

std::string PgpText(const std::string& packet, std::uint32_t crc) {
  const std::string sum = {static_cast<char>(crc >> 16), static_cast<char>(crc >> 8), static_cast<char>(crc)};
  return "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n" + Base64Text(packet) + "\n=" + Base64Text(sum) + "\n-----END PGP PRIVATE KEY BLOCK-----\n";
}

TEST(InspectPrivateKey, ReadsOpenPgp) {
  ExpectKey(PgpText(Pgp(0), Crc24(Pgp(0))), "OpenPGP", "RSA", 1024, false);
  ExpectKey(PgpText(Pgp(254), Crc24(Pgp(254))), "OpenPGP", "RSA", 1024, true);
  EXPECT_EQ(InspectPrivateKey(PgpText(Pgp(0), 7)).diagnosis, Diagnosis::kBadChecksum);
}

TEST(InspectPrivateKey, ReadsPutty) {
  const std::string public_key = Base64Text(Wire("ssh-ed25519") + Wire(std::string(32, 'p')));
  const std::string text = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: x\nPublic-Lines: 1\n" + public_key +
                           "\nPrivate-Lines: 1\n" + std::string(48, 'k') + "\nPrivate-MAC: " + std::string(64, '0') + "\n";
  ExpectKey(text, "PuTTY", "Ed25519", 256, false);
  EXPECT_EQ(InspectPrivateKey(text.substr(0, text.find("Private-MAC"))).diagnosis, Diagnosis::kTruncated);
  EXPECT_TRUE(InspectPrivateKey(Replaced(text, "Encryption: none", "Encryption: aes256-cbc")).encrypted);
}

TEST(InspectPrivateKey, SurvivesEveryTruncationAndChange) {
  for (const std::string& text : {Pkcs8(Rsa(1024)), Traditional(Ec("P-256")), PgpText(Pgp(0), 1), PemText("OPENSSH PRIVATE KEY", Base64Text(OpenSsh("none", "abcdabcd")))}) {
    for (std::size_t i = 0; i < text.size(); i += 3) {
      InspectPrivateKey(text.substr(0, i));
      std::string changed = text;
      changed[i] = static_cast<char>(changed[i] ^ 5);
      InspectPrivateKey(changed);
    }
  }
}

// libcrypto reads what we grow, where it can be asked.
TEST(GrowPem, GrowsWhatOthersRead) {
  for (const char* kind : {"rsa", "ed25519"}) {
    const std::string text = GrowPem(kind, "a");
    BIO* bio = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
    const Key key(PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr), &EVP_PKEY_free);
    EXPECT_NE(key, nullptr) << kind;
    BIO_free(bio);
  }
}

TEST(GrowPem, GrowsEachKindSoundly) {
  for (const char* kind : {"rsa", "ec", "ed25519", "encrypted", "openssh", "openssh-encrypted", "pgp", "pgp-encrypted", "putty"}) {
    const PrivateKeyInfo info = InspectPrivateKey(GrowPem(kind, "b"));
    EXPECT_EQ(info.material, KeyMaterial::kPrivate) << kind;
    EXPECT_TRUE(info.parses) << kind;
    EXPECT_EQ(info.diagnosis, Diagnosis::kNone) << kind << ": " << info.detail;
    EXPECT_EQ(info.encrypted, std::string_view(kind).find("encrypted") != std::string_view::npos) << kind;
  }
  EXPECT_EQ(InspectPrivateKey(GrowPem("public", "b")).material, KeyMaterial::kPublic);
  EXPECT_EQ(InspectCertificate(GrowPem("certificate", "b"))->subject, "shop.example");
  EXPECT_EQ(InspectCertificate(GrowPem("expired-certificate", "b"))->not_after, 1609459200);
  EXPECT_EQ(GrowPem("other", "b"), "");
}

TEST(FindPem, IsLinearInBeginLines) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "-----BEGIN X-----\n";
  EXPECT_TRUE(FindPem(text).found);
  EXPECT_FALSE(FindPem(text, "CERTIFICATE").found);
}

std::string Certificate(const Key& key, const char* name, long days) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 7);
  ASN1_TIME_set_string(X509_getm_notBefore(certificate.get()), "20260101000000Z");
  ASN1_TIME_adj(X509_getm_notAfter(certificate.get()), 1767225600, static_cast<int>(days), 0);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  return Written([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); });
}

TEST(InspectCertificate, TellsSubjectAndExpiry) {
  const auto info = InspectCertificate("x\n" + Certificate(Rsa(1024), "shop.example", 90));
  ASSERT_TRUE(info);
  EXPECT_EQ(info->subject, "shop.example");
  EXPECT_TRUE(info->self_issued);
  EXPECT_EQ(info->not_before, 1767225600);
  EXPECT_EQ(info->not_after, 1767225600 + 90 * 86400);
  EXPECT_EQ(info->key_type, "RSA");
  EXPECT_EQ(info->key_bits, 1024u);
  EXPECT_EQ(InspectPrivateKey(Certificate(Ec("P-256"), "(STAGING) x", 1)).material, KeyMaterial::kCertificate);
  EXPECT_TRUE(InspectCertificate(Certificate(Ec("P-256"), "(STAGING) x", 1))->staging);
}

TEST(InspectCertificate, FindsNothingInOtherBlocks) { EXPECT_FALSE(InspectCertificate(Public(Rsa(1024)))); }

}  // namespace
}  // namespace keylint
