// SPDX-License-Identifier: Apache-2.0
// Any bytes as a key file, a certificate, and as a token of every structure.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "lint/checksum/certificate.h"
#include "lint/checksum/private_key.h"
#include "lint/checksum/structure.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const keylint::PrivateKeyInfo info = keylint::InspectPrivateKey(text);
  if (info.span.begin > info.span.end || info.span.end > size) std::abort();
  (void)keylint::ReadCertificate(text);
  (void)keylint::InspectCertificate(text);
  for (const std::string_view name : keylint::StructureNames()) {
    (void)keylint::VerifyStructure(name, text);
    (void)keylint::SealStructure(name, text);
  }
  return 0;
}
