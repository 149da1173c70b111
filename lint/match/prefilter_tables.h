// SPDX-License-Identifier: Apache-2.0
// What a prefilter asks of every position, as flat arrays.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "lint/base/byte_set.h"
#include "lint/match/coarse_filter.h"

namespace keylint {

/// Views: of a Prefilter's own memory, or of constants that the build made.
/// The numbers in them are of the machine's byte order.
struct PrefilterTables {
  static constexpr int kSlotBits = 15;
  static constexpr int kGroupBits = 14;
  static constexpr int kSecondBits = 16;
  /// A bit for every folded gram that is looked for: the byte ("slot") by a
  /// hash of all four bytes, the bit in it by the low three bits of the first.
  using Bitmap = std::array<std::uint8_t, std::size_t{1} << kSlotBits>;
  /// A second opinion on the positions that pass: another hash, 8 KiB.
  using Second = std::array<std::uint64_t, (std::size_t{1} << kSecondBits) / 64>;

  /// One gram that a needle is found by.
  struct Entry {
    std::uint32_t gram = 0;    ///< Folded.
    std::uint32_t needle = 0;
    std::uint32_t offset = 0;  ///< Of the gram in the needle.
    /// The needle's first eight bytes, compared at once: most positions that
    /// have the gram are turned down by them, and short needles are decided.
    bool decides = false;
    NeedlePlace place = NeedlePlace::kAnywhere;   ///< The needle's.
    std::uint64_t fold = 0;    ///< The bit of case, in the letters that fold.
    std::uint64_t mask = 0;
    std::uint64_t wanted = 0;

    friend bool operator==(const Entry&, const Entry&) = default;
  };
  struct Stored {
    std::uint32_t begin = 0;   ///< In `texts`.
    std::uint32_t size = 0;
    bool fold_case = false;
    std::uint16_t follow = 0;  ///< In `follows`, from 1; 0: anything.

    friend bool operator==(const Stored&, const Stored&) = default;
  };

  const CoarseTables* coarse = nullptr;
  const Bitmap* bitmap = nullptr;
  const Second* second = nullptr;
  std::span<const Entry> entries;         ///< By group (neighbouring slots), then by needle.
  std::span<const std::uint32_t> index;   ///< Of entries, by group; one more than groups.
  std::span<const Stored> needles;
  std::span<const float> costs;           ///< Of the needles: see Prefilter::CostOf.
  std::span<const ByteSet> follows;
  std::string_view texts;                 ///< Of all needles, back to back.

  std::string_view TextOf(std::uint32_t needle) const {
    return texts.substr(needles[needle].begin, needles[needle].size);
  }
};

}  // namespace keylint
