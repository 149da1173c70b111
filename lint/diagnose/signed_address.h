// SPDX-License-Identifier: Apache-2.0
// Addresses whose query carries a signature and, nearly always, its end:
// whoever has the address has the access.
//
//   ...blob.core.windows.net/c?sv=2022-11-02&se=2027-01-01&sp=rl&sig=...     Azure SAS
//   SharedAccessSignature sr=...&sig=...&se=1830000000&skn=send               Service Bus, Event Hubs, IoT Hub
//   ...?X-Amz-Date=...&X-Amz-Expires=3600&X-Amz-Signature=...                 S3 and its like; X-Goog-...
//   ...?AWSAccessKeyId=...&Expires=1830000000&Signature=...                   older S3, Google, CloudFront
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

enum class SignedKind : std::uint8_t { kSas, kPresigned };

struct SignedAddress {
  SignedKind kind = SignedKind::kSas;
  std::optional<std::int64_t> ends;   ///< Seconds since 1970; none: a policy at the provider says it.
  Span signature;                     ///< Its value, in the address.
  bool sound = false;                 ///< As long as its scheme makes it, and not made up.
};

/// The parameters that hold signatures, each with its '='.
std::span<const std::string_view> SignatureMarks();

/// The run of address characters around `at`, from its scheme on; '&' may be
/// written as an escape of JSON or XML.
Span AddressAround(std::string_view text, std::size_t at);

/// What the query in `address` says of its signature; nothing when no scheme
/// known here signed it.
///
/// Source: learn.microsoft.com "Create a service SAS", "Authorize access to
///         Event Hubs with SAS"; docs.aws.amazon.com "Authenticating requests:
///         using query parameters"; cloud.google.com "Signed URLs"; CloudFront
///         "Use signed URLs" (read 2026-11).
std::optional<SignedAddress> ReadSignedAddress(std::string_view address);

}  // namespace keylint
