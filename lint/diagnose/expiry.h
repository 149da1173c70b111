// SPDX-License-Identifier: Apache-2.0
// Until when a key or a signed address works, as far as it says so itself.
//
//   const auto expiry = CheckExpiry(verdict, token, {.now = *ParseTime("2026-11-21")});
//   if (expiry && expiry->state == ExpiryState::kExpired) ...
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/verdict.h"

namespace keylint {

enum class ExpiryState : std::uint8_t {
  kValid,      ///< It says until when, and that is further off than `soon`.
  kSoon,       ///< It expires within `soon`.
  kExpired,
  kNotYet,     ///< Not valid before a time to come.
  kRetired,    ///< Its kind no longer works, whatever it says.
  kStale,      ///< Short-lived by design, so a stored one is of no use.
  kNoExpiry,   ///< It could expire and does not.
};

struct ExpiryOptions {
  std::int64_t now = 0;                ///< Seconds since 1970.
  std::int64_t soon = 30 * 86400;      ///< Seconds.
};

struct Expiry {
  ExpiryState state = ExpiryState::kValid;
  /// "expired/jwt", "expired/retired-kind", ...; empty for what is no finding
  /// (kValid, kStale).
  std::string rule_id;
  std::string expires;   ///< RFC 3339, or empty.
  std::string detail;    ///< A clause: "expired 41 days ago (2026-10-11)".
  bool self_issued = false;   ///< A certificate that vouches for itself.
  bool authority = false;     ///< One whose subject calls itself an authority.
};

/// What can be said of a well-formed key's life: retired kinds first, then
/// its own dates (Verdict::facts), then what its rule says.
std::optional<Expiry> CheckExpiry(const Verdict& verdict, std::string_view token, const ExpiryOptions& options);

/// A signed address or token in `text`, whatever its provider: Azure SAS
/// (se=), AWS and Google presigned URLs, CloudFront and the like (Expires=),
/// JWT, certificates in PEM.
struct DatedText {
  Span span;          ///< In `text`.
  Expiry expiry;
};
std::vector<DatedText> FindDatedText(std::string_view text, const ExpiryOptions& options);

/// Until when a certificate holds.
struct CertificateInfo;
Expiry CertificateExpiry(const CertificateInfo& info, const ExpiryOptions& options);

/// Seconds since 1970 of "2026-11-21", "2026-11-21T10:00:00Z" (with fraction,
/// offset or %3A escapes) or "20261121T100000Z".
std::optional<std::int64_t> ParseTime(std::string_view text);

/// "90m", "36h", "30d", "2w", "1y" -> seconds.
std::optional<std::int64_t> ParseDuration(std::string_view text);

}  // namespace keylint
