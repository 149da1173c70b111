// SPDX-License-Identifier: Apache-2.0
// A first test of 64 positions at once, for processors whose vectors look up
// bytes in registers (AVX-512 VBMI with GFNI). What it lets through is a
// twentieth of ordinary text; what it stops begins no needle.
//
// Three hashes of the position's first three bytes, blind to the bit 0x20, are
// looked up in 1024 bits each, one set of such tables for every place: a
// position passes where all three bits of a set are set and its place may be
// of that kind. The hashes are linear, so that one instruction computes a
// byte's part of them in all 64 positions, and the third is the first two's sum.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace keylint {

/// Where in a text a needle counts.
enum class NeedlePlace : std::uint8_t {
  kAnywhere,
  kTokenStart,  ///< Where a token may begin (boundary.h). The needle begins with a byte of an identifier.
  kBase64Run,   ///< Where kBase64RunSize bytes in a row may be base64, its line ends and escapes included.
};
inline constexpr std::size_t kNeedlePlaces = 3;
inline constexpr std::size_t kBase64RunSize = 16;

/// The tables of the first test.
struct CoarseTables {
  static constexpr std::size_t kHashes = 3;
  static constexpr std::size_t kBytes = 128;   ///< What two registers hold.
  /// By place, then by hash.
  alignas(64) std::array<std::uint8_t, kNeedlePlaces * kHashes * kBytes> bits{};

  const std::uint8_t* Of(NeedlePlace place, std::size_t hash) const {
    return bits.data() + (static_cast<std::size_t>(place) * kHashes + hash) * kBytes;
  }
  /// Lets positions through whose bytes begin, folded, with the three at `gram`.
  void Add(NeedlePlace place, const unsigned char* gram);
  /// Whether they pass already.
  bool Has(NeedlePlace place, const unsigned char* gram) const;
};

/// Whether this processor can run CollectCoarsely().
bool CanCollectCoarsely();

/// Writes to `found` the positions in [0, count) of `text` that pass, and
/// returns how many; there must be room for 64 more. Reads two bytes beyond
/// `count`, which is a multiple of 64. Positions near the two ends of the
/// range pass more often, since what stands beyond is not looked at.
std::size_t CollectCoarsely(const CoarseTables& tables, const char* text, std::size_t count, std::uint32_t* found);

/// Whether the bytes at `at` may be a run of base64 of kBase64RunSize: the
/// exact question that kBase64Run is about. Requires at + kBase64RunSize <= size.
bool MayBeBase64Run(const char* at);

}  // namespace keylint
