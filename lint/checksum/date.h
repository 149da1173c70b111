// SPDX-License-Identifier: Apache-2.0
// Dates inside keys, as facts spell them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keylint {

/// Seconds since 1970 -> "2026-03-01T00:00:00Z". Years beyond 0-9999 are
/// clamped.
std::string EpochText(std::int64_t seconds);

/// "20260301T101500Z" (AWS) or "20260301101500Z" (X.509) -> seconds.
std::optional<std::int64_t> CompactEpoch(std::string_view text);

}  // namespace keylint
