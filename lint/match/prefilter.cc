// SPDX-License-Identifier: Apache-2.0
// A bitmap of hashed 4-grams. Of every needle one gram, the rarest in
// ordinary text, is hashed (case folded by |0x20) into 2^18 bits; the scan
// hashes the gram at every position and asks for its bit, 64 positions to a
// mask. Bits found set are looked up and the needle compared in full.
// The bitmap's 32 KiB stay in the first-level cache. The hash is made of two
// 16-bit products, so that a vector makes 16 at once. Where the processor can,
// the bitmap is asked only about what passes a coarser test (coarse_filter).
#include "lint/match/prefilter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <tuple>
#include <utility>

#if defined(__x86_64__)
#if !defined(__clang__)   // GCC 12 warns of what its own intrinsics leave undefined on purpose.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#endif

#include "lint/base/ascii.h"
#include "lint/base/buffer.h"
#include "lint/match/boundary.h"
#include "lint/match/gram_cost.h"

namespace keylint {
namespace {

using Tables = PrefilterTables;
using Bitmap = Tables::Bitmap;

constexpr std::uint32_t kFold = 0x20202020u;
constexpr std::size_t kGram = 4;

// What a bit more in the bitmap costs: so many false alarms per megabyte.
constexpr double kNewBitCost = 4;
// What another needle at a gram that is looked up anyway costs, per lookup,
// and how many needles later it costs twice that.
constexpr double kSharedCost = 0.3;
constexpr double kCrowd = 3;
// How many of a gram's occurrences are where a token may begin, and where 16
// bytes of base64 do.
constexpr double kShareAtPlace[kNeedlePlaces] = {1, 1, 0.06};
// What passes the coarse test costs this part of what is looked up.
constexpr double kCoarseCost = 0.05;
// What another three bytes in the tables of a place cost: others pass with them.
constexpr double kNewTrigramCost[kNeedlePlaces] = {24, 8, 1};
// Sharing is no excuse for a frequent gram.
constexpr double kMostSharers = 3;
// No estimate is to be trusted below this.
constexpr double kLeastRate = 2;

std::uint32_t LoadGram(const char* at) {
  std::uint32_t gram;
  std::memcpy(&gram, at, sizeof gram);
  return gram;
}

std::uint64_t Load8(const char* at) {
  std::uint64_t bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// Where byte `i` of a text stands in Load8() of it.
constexpr std::size_t ByteShift(std::size_t i) {
  return 8 * (std::endian::native == std::endian::little ? i : 7 - i);
}

// Of sixty pairs the one by which ordinary text meets the fewest bits.
constexpr std::uint16_t kFirstFactor = 55249;
constexpr std::uint16_t kSecondFactor = 55373;

// `pair` and `next`: two bytes each, the first in the low half.
[[gnu::always_inline]] inline std::uint32_t SlotOf(std::uint16_t pair, std::uint16_t next) {
  const std::uint32_t first = pair, second = next;   // As int the products would overflow.
  return static_cast<std::uint16_t>(first * kFirstFactor + second * kSecondFactor) >> (16 - Tables::kSlotBits);
}
[[gnu::always_inline]] inline std::uint32_t SlotOf(std::uint32_t gram) {
  return SlotOf(static_cast<std::uint16_t>(gram), static_cast<std::uint16_t>(gram >> 16));
}
std::uint32_t GroupOf(std::uint32_t gram) { return SlotOf(gram) >> (Tables::kSlotBits - Tables::kGroupBits); }

constexpr std::uint32_t SecondOf(std::uint32_t gram) {
  return (gram * 3266489917u) >> (32 - Tables::kSecondBits);
}

bool Test(const Bitmap& bitmap, std::uint32_t folded_gram) {
  return (bitmap[SlotOf(folded_gram)] >> (folded_gram & 7)) & 1;
}

/// How many needles hold a gram, and how many were given it to be found by;
/// roughly, since some grams share a counter.
class GramCounts {
 public:
  explicit GramCounts(std::span<const Needle> needles) : counts_(std::size_t{1} << kBits) {
    for (const Needle& needle : needles) {
      for (std::size_t i = 0; i + kGram <= needle.text.size(); ++i) {
        ++counts_[SlotOf(needle.text.data() + i)].holding;
      }
    }
  }
  double Holding(const char* gram) const { return counts_[SlotOf(gram)].holding; }
  double Chosen(const char* gram) const { return counts_[SlotOf(gram)].chosen; }
  void Choose(const char* gram) { ++counts_[SlotOf(gram)].chosen; }

 private:
  static constexpr int kBits = 15;
  static std::size_t SlotOf(const char* gram) {
    return ((LoadGram(gram) | kFold) * 2246822519u) >> (32 - kBits);
  }
  struct Counts {
    std::uint16_t holding = 0;
    std::uint16_t chosen = 0;
  };
  std::vector<Counts> counts_;
};

}  // namespace

class Prefilter::Builder {
 public:
  explicit Builder(std::span<const Needle> list);

  PrefilterTables tables() const {
    return {&coarse_, &bitmap_, &second_, entries_, index_, needles_, costs_, follows_, texts_};
  }

 private:
  void AddShort(std::uint32_t needle, const Needle& source);
  void AddLong(std::uint32_t needle, const Needle& source, GramCounts& counts);
  void AddGram(std::uint32_t needle, const char* gram, std::uint32_t offset, NeedlePlace place);
  double CoarseCost(NeedlePlace place, const char* gram) const;

  CoarseTables coarse_;
  Tables::Bitmap bitmap_{};
  Tables::Second second_{};
  std::vector<Tables::Entry> entries_;
  std::vector<std::uint32_t> index_ = std::vector<std::uint32_t>((std::size_t{1} << Tables::kGroupBits) + 1);
  std::vector<Tables::Stored> needles_;
  std::vector<float> costs_;
  std::vector<ByteSet> follows_;
  std::string texts_;
};

// The needle is known by its place where it is found by its first bytes.
void Prefilter::Builder::AddGram(std::uint32_t needle, const char* gram, std::uint32_t offset, NeedlePlace place) {
  const std::uint32_t folded = LoadGram(gram) | kFold;
  unsigned char folded_bytes[kGram];
  std::memcpy(folded_bytes, &folded, kGram);
  coarse_.Add(offset == 0 ? place : NeedlePlace::kAnywhere, folded_bytes);
  bitmap_[SlotOf(folded)] |= static_cast<std::uint8_t>(1u << (folded & 7));
  second_[SecondOf(folded) / 64] |= std::uint64_t{1} << (SecondOf(folded) % 64);
  entries_.push_back({folded, needle, offset});
  Tables::Entry& entry = entries_.back();
  const Tables::Stored& stored = needles_[needle];
  const std::size_t size = std::min<std::size_t>(stored.size, sizeof entry.wanted);
  std::memcpy(&entry.wanted, texts_.data() + stored.begin, size);
  std::memset(&entry.mask, 0xFF, size);
  entry.decides = stored.size <= sizeof entry.wanted && stored.follow == 0;
  entry.place = place;
  for (std::size_t i = 0; stored.fold_case && i < size; ++i) {
    const char letter = static_cast<char>(texts_[stored.begin + i] | 0x20);
    if (IsLower(letter)) entry.fold |= std::uint64_t{0x20} << ByteShift(i);
  }
  entry.wanted |= entry.fold;
}

// All grams that the text and the class behind it can make.
void Prefilter::Builder::AddShort(std::uint32_t needle, const Needle& source) {
  std::vector<char> behind;
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    if ((c & 0x20) == 0) continue;  // The gram's hash knows it by this one.
    const bool wanted = source.follow == nullptr || source.follow->Has(byte) ||
                        source.follow->Has(static_cast<char>(c & ~0x20));
    if (wanted) behind.push_back(byte);
  }
  char gram[kGram] = {};
  std::memcpy(gram, source.text.data(), source.text.size());
  for (const char third : behind) {
    if (source.text.size() == 3) {
      gram[3] = third;
      AddGram(needle, gram, 0, source.place);
      costs_[needle] += static_cast<float>(GramsPerMegabyte(gram));
      continue;
    }
    gram[2] = third;
    for (const char fourth : behind) {
      gram[3] = fourth;
      AddGram(needle, gram, 0, source.place);
      costs_[needle] += static_cast<float>(GramsPerMegabyte(gram));
    }
  }
}

// What the first three bytes cost that are new to the tables of the place.
double Prefilter::Builder::CoarseCost(NeedlePlace place, const char* gram) const {
  const std::uint32_t folded = LoadGram(gram) | kFold;
  unsigned char bytes[kGram];
  std::memcpy(bytes, &folded, kGram);
  if (coarse_.Has(place, bytes)) return 0;
  const auto at = static_cast<std::size_t>(place);
  return kNewTrigramCost[at] + kCoarseCost * kShareAtPlace[at] * TrigramsPerMegabyte(gram);
}

// The gram that costs least: one that is looked for already, or a rare one,
// the better the more needles have it (variants of a prefix share a part).
void Prefilter::Builder::AddLong(std::uint32_t needle, const Needle& source,
                                GramCounts& counts) {
  std::size_t best = 0;
  double best_cost = 0;
  double best_rate = 0;
  for (std::size_t i = 0; i + kGram <= source.text.size(); ++i) {
    const char* gram = source.text.data() + i;
    // With the needle's place only its first gram can be told.
    const NeedlePlace place = i == 0 ? source.place : NeedlePlace::kAnywhere;
    const double rate = GramsPerMegabyte(gram) * kShareAtPlace[static_cast<std::size_t>(place)];
    const double cost =
        CoarseCost(place, gram) + (Test(bitmap_, LoadGram(gram) | kFold)
                                       ? std::max(rate, kLeastRate) * kSharedCost * (1 + counts.Chosen(gram) / kCrowd)
                                       : (rate + kNewBitCost) / std::min(counts.Holding(gram), kMostSharers));
    if (i != 0 && cost >= best_cost) continue;
    best = i;
    best_cost = cost;
    best_rate = rate;
  }
  costs_[needle] = static_cast<float>(best_rate);
  AddGram(needle, source.text.data() + best, static_cast<std::uint32_t>(best), source.place);
  counts.Choose(source.text.data() + best);
}

Prefilter::Builder::Builder(std::span<const Needle> list) {
  needles_.resize(list.size());
  costs_.resize(list.size());
  entries_.reserve(list.size() * 2);
  GramCounts counts(list);
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Needle& source = list[i];
    if (source.text.size() < Needle::kMinSize) continue;  // Never found.
    Tables::Stored& stored = needles_[i];
    stored.begin = static_cast<std::uint32_t>(texts_.size());
    stored.size = static_cast<std::uint32_t>(source.text.size());
    stored.fold_case = source.fold_case;
    if (source.follow != nullptr && source.text.size() < kGram) {
      const auto known = std::find(follows_.begin(), follows_.end(), *source.follow);
      stored.follow = static_cast<std::uint16_t>(known - follows_.begin() + 1);
      if (known == follows_.end()) follows_.push_back(*source.follow);
    }
    texts_ += source.text;
    source.text.size() < kGram ? AddShort(i, source) : AddLong(i, source, counts);
  }
  std::sort(entries_.begin(), entries_.end(), [](const Tables::Entry& a, const Tables::Entry& b) {
    return std::tuple(GroupOf(a.gram), a.needle, a.gram) < std::tuple(GroupOf(b.gram), b.needle, b.gram);
  });
  for (const Tables::Entry& entry : entries_) ++index_[GroupOf(entry.gram) + 1];
  for (std::size_t i = 1; i < index_.size(); ++i) index_[i] += index_[i - 1];
}

namespace {

// The first `compared` bytes are known to be the needle's.
bool StandsAt(const Tables& tables, std::string_view text, std::size_t offset, const Tables::Stored& needle,
              std::size_t compared) {
  if (offset + needle.size > text.size()) return false;
  const char* here = text.data() + offset;
  const char* wanted = tables.texts.data() + needle.begin;
  if (needle.fold_case) {
    for (std::size_t i = compared; i < needle.size; ++i) {
      if (Lower(here[i]) != Lower(wanted[i])) return false;
    }
  } else if (std::memcmp(here, wanted, needle.size) != 0) {
    return false;
  }
  if (needle.follow == 0) return true;
  const ByteSet& follow = tables.follows[needle.follow - 1u];
  for (std::size_t i = needle.size; i < kGram; ++i) {
    if (offset + i >= text.size() || !follow.Has(here[i])) return false;
  }
  return true;
}

// Keeps the positions whose folded gram passes the second bitmap, and returns
// how many. No branch depends on one of them.
std::size_t KeepPassing(const Tables::Second& second, const char* text, std::size_t count, std::uint32_t* found) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t at = found[i];
    const std::uint32_t hash = SecondOf(LoadGram(text + at) | kFold);
    found[kept] = at;
    kept += (second[hash / 64] >> (hash % 64)) & 1;
  }
  return kept;
}

bool IsInPlace(std::string_view text, std::size_t offset, NeedlePlace place) {
  switch (place) {
    case NeedlePlace::kAnywhere: return true;
    case NeedlePlace::kTokenStart: return TokenMayBegin(text, offset);
    case NeedlePlace::kBase64Run: return text.size() - offset >= kBase64RunSize && MayBeBase64Run(text.data() + offset);
  }
  return true;
}

// A position of a block, and an entry whose needle may stand there.
struct Pair {
  std::uint32_t at;
  std::uint32_t entry;
};
constexpr std::size_t kPairs = 1024;

// One block of a text, positions of which may have needles.
template <bool kInPlace>
class Verifier {
 public:
  // `block`: the bytes of `text` from `begin` on, with a gram to read at every
  // position.
  Verifier(const Tables& tables, std::string_view text, std::size_t begin, const char* block, std::vector<Hit>& hits)
      : tables_(tables), text_(text), begin_(begin), block_(block), hits_(hits) {}

  void Verify(std::span<const std::uint32_t> positions) {
    std::array<Pair, kPairs> pairs;
    std::size_t n = 0;
    for (const std::uint32_t at : positions) {
      const std::uint32_t group = GroupOf(LoadGram(block_ + at) | kFold);
      const std::uint32_t end = tables_.index[group + 1];
      for (std::uint32_t entry = tables_.index[group]; entry < end; entry += kTogether) {
        for (std::uint32_t i = 0; i < kTogether; ++i) pairs[n + i] = {at, entry + i};
        n += std::min(kTogether, end - entry);
        if (n > kPairs - kTogether) n = Confirm({pairs.data(), n});
      }
    }
    Confirm({pairs.data(), n});
  }

 private:
  // Written at once, as few as are wanted: mostly that is all.
  static constexpr std::uint32_t kTogether = 4;
  // What is compared at once.
  static constexpr std::size_t kFirst = sizeof Tables::Entry::wanted;

  // Tells of the needles that stand there, and returns 0.
  std::size_t Confirm(std::span<Pair> pairs) {
    std::size_t kept = text_.size() < kFirst ? pairs.size() : 0;
    for (std::size_t i = kept; i < pairs.size(); ++i) {
      const Pair pair = pairs[i];
      pairs[kept] = pair;
      kept += MayStand(pair);
    }
    for (const Pair& pair : pairs.first(kept)) ConfirmOne(pair);
    return 0;
  }

  // By the first eight bytes; true where they cannot be read. No branch
  // depends on the answer. Requires that many in the text.
  [[gnu::always_inline]] bool MayStand(const Pair& pair) const {
    const Tables::Entry& entry = tables_.entries[pair.entry];
    const std::size_t offset = begin_ + pair.at - entry.offset;   // Huge where the text begins too late.
    if (offset > text_.size() - kFirst) [[unlikely]] return true;
    return ((Load8(text_.data() + offset) | entry.fold) & entry.mask) == entry.wanted;
  }

  [[gnu::noinline]] void ConfirmOne(const Pair& pair) {
    const Tables::Entry& entry = tables_.entries[pair.entry];
    const std::size_t at = begin_ + pair.at;
    if (at < entry.offset || (LoadGram(block_ + pair.at) | kFold) != entry.gram) return;
    const std::size_t offset = at - entry.offset;
    const bool compared = offset + kFirst <= text_.size();
    const bool stands = (compared && entry.decides) ||
                        StandsAt(tables_, text_, offset, tables_.needles[entry.needle], compared ? kFirst : 0);
    if (stands && (!kInPlace || IsInPlace(text_, offset, entry.place))) hits_.push_back({offset, entry.needle});
  }

  const Tables& tables_;
  std::string_view text_;
  std::size_t begin_;
  const char* block_;
  std::vector<Hit>& hits_;
};

constexpr std::size_t kStep = 64;    // Positions of one mask.
constexpr std::size_t kBlock = 4096;

using Masks = std::array<std::uint64_t, kBlock / kStep>;

// Writes to `found` the positions of the bits that are set, and returns how
// many; there must be room for four more. As few as are set, four are always
// written: no branch depends on one bit.
[[gnu::always_inline]] inline std::size_t PositionsOf(const Masks& masks, std::size_t count, std::uint32_t* found) {
  std::size_t n = 0;
  for (std::size_t begin = 0; begin < count; begin += kStep) {
    std::uint64_t set = masks[begin / kStep];
    const std::size_t end = n + static_cast<std::size_t>(std::popcount(set));
    do {
      for (std::size_t i = 0; i < 4; ++i, set &= set - 1) {
        found[n + i] = static_cast<std::uint32_t>(begin) + static_cast<std::uint32_t>(std::countr_zero(set));
      }
      n += 4;
    } while (n < end);
    n = end;
  }
  return n;
}

// The positions in [0, count) whose gram has its bit set, as PositionsOf()
// gives them. Reads 4 bytes from each position. `count` is a multiple of
// kStep, at most kBlock.
std::size_t CollectPortably(const Tables& tables, const char* text, std::size_t count, std::uint32_t* found) {
  const Bitmap& bitmap = *tables.bitmap;
  Masks masks;
  for (std::size_t begin = 0; begin < count; begin += kStep) {
    char folded[kStep + kGram] = {};
    for (std::size_t i = 0; i < kStep + kGram - 1; ++i) folded[i] = text[begin + i] | 0x20;
    // The pairs at even positions and those at odd ones.
    std::uint16_t pairs[2][kStep / 2 + 1];
    std::uint16_t slots[2][kStep / 2];
    for (std::size_t odd = 0; odd < 2; ++odd) {
      std::memcpy(pairs[odd], folded + odd, sizeof pairs[odd]);
      for (std::size_t i = 0; i < kStep / 2; ++i) slots[odd][i] = static_cast<std::uint16_t>(SlotOf(pairs[odd][i], pairs[odd][i + 1]));
    }
    std::uint64_t mask = 0;
    for (std::size_t i = kStep; i-- > 0;) mask = mask + mask + ((bitmap[slots[i % 2][i / 2]] >> (folded[i] & 7)) & 1);
    masks[begin / kStep] = mask;
  }
  return PositionsOf(masks, count, found);
}

#if defined(__x86_64__)
#define KEYLINT_AVX2 gnu::target("avx2,bmi,bmi2,popcnt")

// The bitmap's bytes for sixteen positions, by the slots of the even and of the odd ones.
template <int kFirst>
[[KEYLINT_AVX2, gnu::always_inline]] inline __m128i BytesOf(const Bitmap& bitmap, const std::uint16_t* even, const std::uint16_t* odd, __m128i bytes) {
  if constexpr (kFirst < 16) {
    bytes = _mm_insert_epi8(bytes, bitmap[even[kFirst / 2]], kFirst);
    bytes = _mm_insert_epi8(bytes, bitmap[odd[kFirst / 2]], kFirst + 1);
    return BytesOf<kFirst + 2>(bitmap, even, odd, bytes);
  }
  return bytes;
}

// The mask of 32 positions.
[[KEYLINT_AVX2, gnu::always_inline]] inline std::uint32_t HalfMask(const Bitmap& bitmap, const char* text) {
  constexpr int kHalf = 16;
  const auto load = [text](int ahead) __attribute__((target("avx2"), always_inline)) {
    return _mm256_or_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + ahead)), _mm256_set1_epi8(0x20));
  };
  const auto slots = [](__m256i pairs, __m256i next, std::uint16_t* to) __attribute__((target("avx2"), always_inline)) {
    const __m256i first = _mm256_mullo_epi16(pairs, _mm256_set1_epi16(static_cast<short>(kFirstFactor)));
    const __m256i second = _mm256_mullo_epi16(next, _mm256_set1_epi16(static_cast<short>(kSecondFactor)));
    const __m256i sum = _mm256_srli_epi16(_mm256_add_epi16(first, second), 16 - Tables::kSlotBits);
    _mm256_store_si256(reinterpret_cast<__m256i*>(to), sum);
  };
  alignas(32) std::uint16_t even[kHalf];
  alignas(32) std::uint16_t odd[kHalf];
  const __m256i here = load(0);
  slots(here, load(2), even);
  slots(load(1), load(3), odd);
  const __m128i low = BytesOf<0>(bitmap, even, odd, _mm_setzero_si128());
  const __m128i high = BytesOf<0>(bitmap, even + kHalf / 2, odd + kHalf / 2, _mm_setzero_si128());
  // Of each byte the bit that the position's first byte chooses.
  const __m256i bits = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201));
  const __m256i wanted = _mm256_shuffle_epi8(bits, _mm256_and_si256(here, _mm256_set1_epi8(7)));
  const __m256i met = _mm256_and_si256(wanted, _mm256_set_m128i(high, low));
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(met, _mm256_setzero_si256())));
}

[[KEYLINT_AVX2]] std::size_t CollectAvx2(const Tables& tables, const char* text, std::size_t count, std::uint32_t* found) {
  const Bitmap& bitmap = *tables.bitmap;
  Masks masks;
  for (std::size_t begin = 0; begin < count; begin += kStep) {
    const std::uint64_t high = HalfMask(bitmap, text + begin + kStep / 2);
    masks[begin / kStep] = high << 32 | HalfMask(bitmap, text + begin);
  }
  return PositionsOf(masks, count, found);
}
#undef KEYLINT_AVX2

#define KEYLINT_AVX512 gnu::target("avx512f,avx512bw")

// Keeps the positions whose folded gram has its bit set, sixteen at a time,
// and returns how many. There must be room for fifteen more.
[[KEYLINT_AVX512]] std::size_t KeepSet(const Bitmap& bitmap, const char* text, std::size_t count, std::uint32_t* found) {
  constexpr std::size_t kLanes = 16;
  const __m512i fold = _mm512_set1_epi32(static_cast<int>(kFold));
  const __m512i factors = _mm512_set1_epi32(static_cast<int>(std::uint32_t{kSecondFactor} << 16 | kFirstFactor));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; i += kLanes) {
    const auto live = static_cast<__mmask16>(0xFFFFu >> (kLanes - std::min(kLanes, count - i)));
    const __m512i at = _mm512_loadu_si512(found + i);
    const __m512i gram = _mm512_or_si512(_mm512_mask_i32gather_epi32(fold, live, at, text, 1), fold);
    const __m512i products = _mm512_mullo_epi16(gram, factors);
    const __m512i sum = _mm512_add_epi16(products, _mm512_srli_epi32(products, 16));   // In the low halves.
    const __m512i slot = _mm512_and_si512(_mm512_srli_epi32(sum, 16 - Tables::kSlotBits), _mm512_set1_epi32((1 << Tables::kSlotBits) - 1));
    // The four bytes that hold the slot, and the bit in them.
    const __m512i words = _mm512_mask_i32gather_epi32(fold, live, _mm512_srli_epi32(slot, 2), bitmap.data(), 4);
    const __m512i byte = _mm512_and_si512(slot, _mm512_set1_epi32(3));
    const __m512i bit = _mm512_or_si512(_mm512_slli_epi32(byte, 3), _mm512_and_si512(gram, _mm512_set1_epi32(7)));
    const __mmask16 set = _mm512_mask_test_epi32_mask(live, words, _mm512_sllv_epi32(_mm512_set1_epi32(1), bit));
    _mm512_storeu_si512(found + kept, _mm512_maskz_compress_epi32(set, at));
    kept += static_cast<std::size_t>(std::popcount(set));
  }
  return kept;
}

// Of the positions that a needle may be found by in its place.
std::size_t CollectAvx512(const Tables& tables, const char* text, std::size_t count, std::uint32_t* found) {
  return KeepSet(*tables.bitmap, text, CollectCoarsely(*tables.coarse, text, count, found), found);
}
#undef KEYLINT_AVX512
#endif

}  // namespace

std::vector<Prefilter::Way> Prefilter::Ways() {
  std::vector<Way> ways = {Way::kPortable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")) ways.push_back(Way::kAvx2);
  if (CanCollectCoarsely()) ways.push_back(Way::kAvx512);
#endif
  return ways;
}

Prefilter::Collector Prefilter::CollectorOf(Way way) {
  switch (way) {
#if defined(__x86_64__)
    case Way::kAvx2: return CollectAvx2;
    case Way::kAvx512: return CollectAvx512;
#endif
    default: return CollectPortably;
  }
}

Prefilter::Prefilter(std::span<const Needle> needles)
    : built_(std::make_unique<const Builder>(needles)), tables_(built_->tables()) {}
Prefilter::Prefilter(const PrefilterTables& tables) : tables_(tables) {}
Prefilter::~Prefilter() = default;
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;

void Prefilter::Scan(std::string_view text, std::vector<Hit>& hits) const {
  static const Collector best = CollectorOf(Ways().back());
  ScanWith<true>(best, text, hits);
}

void Prefilter::ScanAnywhere(std::string_view text, std::vector<Hit>& hits) const {
  ScanWith<false>(CollectPortably, text, hits);
}

void Prefilter::ScanBy(Way way, std::string_view text, std::vector<Hit>& hits) const {
  ScanWith<true>(CollectorOf(way), text, hits);
}

template <bool kInPlace>
void Prefilter::ScanWith(Collector collect, std::string_view text, std::vector<Hit>& hits) const {
  hits.clear();
  if (text.size() < Needle::kMinSize) return;
  std::uint32_t found[kBlock + kStep];
  std::size_t at = 0;
  while (text.size() - at >= kStep + kGram) {
    const std::size_t count = std::min(kBlock, (text.size() - at - kGram) / kStep * kStep);
    const std::size_t n = collect(tables_, text.data() + at, count, found);
    const std::size_t kept = KeepPassing(*tables_.second, text.data() + at, n, found);
    Verifier<kInPlace>(tables_, text, at, text.data() + at, hits).Verify({found, kept});
    at += count;
  }
  // The rest is less than a step and a gram: it goes through a padded copy.
  char tail[2 * kStep + kGram] = {};
  std::memcpy(tail, text.data() + at, text.size() - at);
  const std::size_t n = collect(tables_, tail, 2 * kStep, found);
  const std::uint32_t* const end = std::lower_bound(found, found + n, text.size() - at);
  Verifier<kInPlace>(tables_, text, at, tail, hits).Verify({found, end});
  const auto before = [](const Hit& a, const Hit& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.needle < b.needle;
  };
  if (!std::is_sorted(hits.begin(), hits.end(), before)) std::sort(hits.begin(), hits.end(), before);
}

}  // namespace keylint
