// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/fingerprint.h"

#include <array>
#include <unordered_map>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace keylint {

SecretDigest DigestOf(std::string_view secret) {
  // Looked up once: EVP_sha256() is looked up again at every use.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  SecretDigest digest{};
  unsigned int size = 0;
  EVP_Digest(secret.data(), secret.size(), digest.data(), &size, kSha256, nullptr);
  return digest;
}

std::string Sha1Hex(std::string_view secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(secret.data(), secret.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

namespace {

constexpr std::size_t kFingerprintBytes = 16;

std::string Hex(const SecretDigest& digest, std::size_t bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

// 20 bits: enough to tell two secrets in one place apart, a million times too
// few to confirm a guessed one.
std::string ShortDigest(const Finding& finding) {
  if (!finding.has_digest) return "-";
  return Hex(finding.digest, 3).substr(0, 5);
}

std::string BaseOf(const Finding& finding) {
  std::string base = finding.rule_id;
  base += '\0';
  base += finding.where.path;
  base += '\0';
  for (const std::string& name : finding.name_path) {
    base += name;
    base += '\x1F';
  }
  base += '\0';
  base += ShortDigest(finding);
  return base;
}

}  // namespace

void SetFingerprints(std::vector<Finding>& findings) {
  std::unordered_map<std::string, int> seen;
  for (Finding& finding : findings) {
    std::string base = BaseOf(finding);
    const int ordinal = seen[base]++;
    base += fmt::format("{}keylint/v1{}", '\0', ordinal);
    finding.fingerprint = Hex(DigestOf(base), kFingerprintBytes);
  }
}

}  // namespace keylint
