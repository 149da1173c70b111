// SPDX-License-Identifier: Apache-2.0
#include "lint/match/coarse_filter.h"

#include <algorithm>
#include <bit>

#if defined(__x86_64__)
// GCC 12 warns of what its own intrinsics leave undefined on purpose, and of
// vectors that lambdas return, all of which are inlined.
#pragma GCC diagnostic ignored "-Wpsabi"
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>

#include "lint/base/ascii.h"
#include "lint/base/byte_set.h"
#endif

namespace keylint {
namespace {

// An 8 by 8 matrix of bits, as the instruction takes it.
using Matrix = std::uint64_t;

// Without the column of the bit that tells small letters from capitals: no
// byte has to be folded.
constexpr Matrix Folding(Matrix matrix) { return matrix & ~Matrix{0x2020202020202020}; }

// Of the first, second and third byte, for each of the first two hashes (the
// third is their sum): of sixty sets of random ones the set that lets the
// fewest positions of ordinary text pass.
constexpr Matrix kHash[2][3] = {
    {Folding(0xd21a4112afe2deba), Folding(0xb8e78a8cde9238f0), Folding(0xd6a9bb37f060d654)},
    {Folding(0x70639b8d91815516), Folding(0xfab0132cf677dcad), Folding(0x494a0540f8c7cd4e)},
};
// Of the first and the third byte: which bit of a table's byte is asked.
constexpr Matrix kBit[2] = {Folding(0x948baff085b6c6b7), Folding(0xddfb210763ce3d00)};

constexpr std::uint8_t Times(Matrix matrix, std::uint8_t byte) {
  std::uint8_t product = 0;
  for (int row = 0; row < 8; ++row) {
    const auto bits = static_cast<std::uint8_t>(matrix >> (8 * (7 - row)));
    product = static_cast<std::uint8_t>(product | (std::popcount(static_cast<std::uint8_t>(bits & byte)) & 1) << row);
  }
  return product;
}

// What the places are told by.
constexpr std::uint8_t kWordByte = 1;
constexpr std::uint8_t kBase64Byte = 2;
constexpr std::uint8_t kEscapeLead = 4;
constexpr std::uint8_t kColourEnd = 8;

constexpr ByteSet kBase64Others("+/-=\\%\r\n");

// Of ASCII; other bytes are of no class.
constexpr std::array<std::uint8_t, 128> MakeClasses() {
  std::array<std::uint8_t, 128> classes{};
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const char c = static_cast<char>(i);
    if (IsWord(c)) classes[i] = kWordByte | kBase64Byte;
    if (kBase64Others.Has(c)) classes[i] |= kBase64Byte;
    if (c == '\\' || c == '%') classes[i] |= kEscapeLead;
    if (c == 'm') classes[i] |= kColourEnd;
  }
  return classes;
}

alignas(64) constexpr std::array<std::uint8_t, 128> kClasses = MakeClasses();

std::uint8_t BitOf(const unsigned char* gram) {
  return static_cast<std::uint8_t>(1u << ((Times(kBit[0], gram[0]) ^ Times(kBit[1], gram[2])) & 7));
}
std::uint8_t HashOf(const Matrix* of, const unsigned char* gram) {
  return Times(of[0], gram[0]) ^ Times(of[1], gram[1]) ^ Times(of[2], gram[2]);
}
// In all of the tables, as they lie.
std::size_t SlotOf(NeedlePlace place, std::size_t hash, const unsigned char* gram) {
  const std::uint8_t first = HashOf(kHash[0], gram), second = HashOf(kHash[1], gram);
  const std::size_t slot = (hash == 0 ? first : hash == 1 ? second : first ^ second) % CoarseTables::kBytes;
  return (static_cast<std::size_t>(place) * CoarseTables::kHashes + hash) * CoarseTables::kBytes + slot;
}

}  // namespace

void CoarseTables::Add(NeedlePlace place, const unsigned char* gram) {
  for (std::size_t hash = 0; hash < kHashes; ++hash) bits[SlotOf(place, hash, gram)] |= BitOf(gram);
}

bool CoarseTables::Has(NeedlePlace place, const unsigned char* gram) const {
  bool has = true;
  for (std::size_t hash = 0; hash < kHashes; ++hash) has = has && (bits[SlotOf(place, hash, gram)] & BitOf(gram)) != 0;
  return has;
}

bool MayBeBase64Run(const char* at) {
  return std::all_of(at, at + kBase64RunSize, [](char c) { return IsWord(c) || kBase64Others.Has(c); });
}

#if defined(__x86_64__)
namespace {

#define KEYLINT_AVX512 "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi,bmi2,popcnt"

constexpr std::size_t kStep = 64;

// 0, 1, 2, ...: the positions of a step.
alignas(64) constexpr std::array<std::uint8_t, kStep> kNumbers = [] {
  std::array<std::uint8_t, kStep> numbers{};
  for (std::size_t i = 0; i < kStep; ++i) numbers[i] = static_cast<std::uint8_t>(i);
  return numbers;
}();

// A table of 128 bytes in two registers.
struct Table {
  __m512i low, high;

  [[gnu::target(KEYLINT_AVX512), gnu::always_inline]] static Table Load(const std::uint8_t* bytes) {
    return {_mm512_load_si512(bytes), _mm512_load_si512(bytes + 64)};
  }
  [[gnu::target(KEYLINT_AVX512), gnu::always_inline]] __m512i At(__m512i slots) const { return _mm512_permutex2var_epi8(low, slots, high); }
};

// The classes of 64 bytes, a bit for each.
struct Classes {
  std::uint64_t word = 0, base64 = 0, lead = 0, colour = 0;

  [[gnu::target(KEYLINT_AVX512), gnu::always_inline]] static Classes Of(const Table& table, const char* text) {
    const __m512i bytes = _mm512_loadu_si512(text);
    const __m512i classes = _mm512_maskz_permutex2var_epi8(~_mm512_movepi8_mask(bytes), table.low, bytes, table.high);
    const auto holding = [classes](std::uint8_t which) __attribute__((target(KEYLINT_AVX512), always_inline)) {
      return _mm512_test_epi8_mask(classes, _mm512_set1_epi8(static_cast<char>(which)));
    };
    return {holding(kWordByte), holding(kBase64Byte), holding(kEscapeLead), holding(kColourEnd)};
  }
};

// `bits` of this step `by` positions later, those of the step `before` first.
[[gnu::always_inline]] inline std::uint64_t Later(std::uint64_t bits, std::uint64_t before, int by) {
  return bits << by | before >> (64 - by);
}

// Where TokenMayBegin() may hold and a byte of an identifier stands. Of the
// escapes most text has none.
[[gnu::always_inline]] inline std::uint64_t TokenStarts(const Classes& here, const Classes& before) {
  const std::uint64_t inside = Later(here.word, before.word, 1);
  std::uint64_t escaped = Later(here.colour, before.colour, 1);
  if ((here.lead | before.lead) != 0) [[unlikely]] {
    escaped |= Later(here.lead, before.lead, 2) | Later(here.lead, before.lead, 3) | Later(here.lead, before.lead, 4) |
               Later(here.lead, before.lead, 6);
  }
  return here.word & (~inside | escaped);
}

// Where 16 bytes of base64 begin: where no other byte is among them.
[[gnu::always_inline]] inline std::uint64_t RunStarts(std::uint64_t here, std::uint64_t behind) {
  static_assert(kBase64RunSize == 16);
  std::uint64_t others = ~here;
  others |= others >> 1;
  others |= others >> 2;
  others |= others >> 4;
  others |= others >> 8;
  // The first one behind spoils the places from which it is within reach.
  const int first = std::countr_zero(~behind | std::uint64_t{1} << 63);
  return ~(others | (~std::uint64_t{0} << (64 + 1 - kBase64RunSize)) << first);
}

}  // namespace

bool CanCollectCoarsely() {
  return __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("gfni") && __builtin_cpu_supports("bmi2");
}

[[gnu::target(KEYLINT_AVX512)]] std::size_t CollectCoarsely(const CoarseTables& tables, const char* text, std::size_t count,
                                               std::uint32_t* found) {
  constexpr std::size_t kHashes = CoarseTables::kHashes;
  Table of_place[kNeedlePlaces][kHashes];
  for (std::size_t place = 0; place < kNeedlePlaces; ++place) {
    for (std::size_t hash = 0; hash < kHashes; ++hash) of_place[place][hash] = Table::Load(tables.Of(NeedlePlace(place), hash));
  }
  const Table classes = Table::Load(kClasses.data());
  // LLVM 19 encodes this instruction wrongly where it broadcasts from memory
  // (the offset is not divided): the compiler is not to know the vectors.
  const auto spread = [](Matrix matrix) __attribute__((target(KEYLINT_AVX512), always_inline)) {
    __m512i rows = _mm512_set1_epi64(static_cast<long long>(matrix));
#if defined(__clang__)
    asm("" : "+v"(rows));
#endif
    return rows;
  };
  const auto times = [](__m512i rows, __m512i bytes) __attribute__((target(KEYLINT_AVX512), always_inline)) {
    return _mm512_gf2p8affine_epi64_epi8(bytes, rows, 0);
  };
  __m512i hash_rows[2][3];
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t byte = 0; byte < 3; ++byte) hash_rows[i][byte] = spread(kHash[i][byte]);
  }
  const __m512i bit_rows[2] = {spread(kBit[0]), spread(kBit[1])};
  const __m512i numbers = _mm512_load_si512(kNumbers.data());
  constexpr int kAllThree = 0x80, kOdd = 0x96;   // Of three bits: whether all are set, whether an odd number is.

  Classes before;
  before.lead = ~std::uint64_t{0};
  Classes here = Classes::Of(classes, text);
  std::size_t n = 0;
  for (std::size_t begin = 0; begin < count; begin += kStep) {
    const char* const at = text + begin;
    Classes behind;
    if (begin + kStep < count) [[likely]] {
      behind = Classes::Of(classes, at + kStep);
    } else {
      behind.base64 = ~std::uint64_t{0};
    }
    const __m512i first = _mm512_loadu_si512(at), second = _mm512_loadu_si512(at + 1), third = _mm512_loadu_si512(at + 2);
    __m512i hashes[kHashes];
    for (std::size_t i = 0; i < 2; ++i) {
      hashes[i] = _mm512_ternarylogic_epi64(times(hash_rows[i][0], first), times(hash_rows[i][1], second), times(hash_rows[i][2], third), kOdd);
    }
    hashes[2] = _mm512_xor_si512(hashes[0], hashes[1]);
    const __m512i which = _mm512_xor_si512(times(bit_rows[0], first), times(bit_rows[1], third));
    const __m512i bit = _mm512_permutexvar_epi8(which, _mm512_set1_epi64(static_cast<long long>(0x8040201008040201)));
    const auto pass = [&](NeedlePlace place) __attribute__((target(KEYLINT_AVX512), always_inline)) {
      const Table* const of = of_place[static_cast<std::size_t>(place)];
      const __m512i all = _mm512_ternarylogic_epi64(of[0].At(hashes[0]), of[1].At(hashes[1]), of[2].At(hashes[2]), kAllThree);
      return _mm512_test_epi8_mask(all, bit);
    };
    const std::uint64_t passed = pass(NeedlePlace::kAnywhere) | (pass(NeedlePlace::kTokenStart) & TokenStarts(here, before)) |
                                 (pass(NeedlePlace::kBase64Run) & RunStarts(here.base64, behind.base64));
    before = here;
    here = behind;
    // The numbers of the bits that are set, sixteen at a time: mostly that is all.
    const __m512i numbers_set = _mm512_maskz_compress_epi8(passed, numbers);
    const auto write = [&](__m128i sixteen, std::size_t to) __attribute__((target(KEYLINT_AVX512), always_inline)) {
      _mm512_storeu_si512(found + n + to, _mm512_add_epi32(_mm512_cvtepu8_epi32(sixteen), _mm512_set1_epi32(static_cast<int>(begin))));
    };
    const auto many = static_cast<std::size_t>(std::popcount(passed));
    write(_mm512_castsi512_si128(numbers_set), 0);
    if (many > 16) [[unlikely]] {
      write(_mm512_extracti32x4_epi32(numbers_set, 1), 16);
      write(_mm512_extracti32x4_epi32(numbers_set, 2), 32);
      write(_mm512_extracti32x4_epi32(numbers_set, 3), 48);
    }
    n += many;
  }
  return n;
}
#undef KEYLINT_AVX512

#else

bool CanCollectCoarsely() { return false; }
std::size_t CollectCoarsely(const CoarseTables&, const char*, std::size_t, std::uint32_t*) { return 0; }

#endif

}  // namespace keylint
