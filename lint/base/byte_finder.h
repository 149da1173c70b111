// SPDX-License-Identifier: Apache-2.0
// The next of a few bytes, sixteen looked at together.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace keylint {

/// A set of bytes that is made once and sought often, in texts where it is rare.
class ByteFinder {
 public:
  ByteFinder() = default;
  explicit ByteFinder(std::string_view bytes) {
    for (const char byte : bytes) Add(byte);
  }
  void Add(char byte) {
    bool& known = known_[static_cast<unsigned char>(byte)];
    if (known) return;
    known = true;
    if (size_ < kMost) bytes_[size_].fill(byte);
    ++size_;
  }

  /// Where the first of them stands in [at, end) of `text`; else `end`.
  /// Requires at <= end <= text.size().
  std::size_t Next(std::string_view text, std::size_t at, std::size_t end) const {
#if defined(__SSE2__)
    for (; size_ <= kMost && at < end && at + 16 <= text.size(); at += 16) {
      const unsigned mask = Met(text.data() + at);
      if (mask != 0) return std::min(end, at + static_cast<std::size_t>(std::countr_zero(mask)));
    }
    // The last sixteen once more, without those before `at`.
    if (size_ <= kMost && at < end && text.size() >= 16) {
      const std::size_t last = text.size() - 16;
      const unsigned mask = Met(text.data() + last) >> (at - last);
      return mask == 0 ? end : std::min(end, at + static_cast<std::size_t>(std::countr_zero(mask)));
    }
#endif
    while (at < end && !known_[static_cast<unsigned char>(text[at])]) ++at;
    return std::min(at, end);
  }

 private:
#if defined(__SSE2__)
  // A bit for each of sixteen bytes.
  unsigned Met(const char* text) const {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    __m128i met = _mm_setzero_si128();
    for (std::size_t i = 0; i < size_; ++i) {
      met = _mm_or_si128(met, _mm_cmpeq_epi8(here, _mm_load_si128(reinterpret_cast<const __m128i*>(bytes_[i].data()))));
    }
    return static_cast<unsigned>(_mm_movemask_epi8(met));
  }
#endif

  static constexpr std::size_t kMost = 8;   // More are asked for one by one.

  std::array<bool, 256> known_{};
  alignas(16) std::array<std::array<char, 16>, kMost> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace keylint
