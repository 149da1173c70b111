// SPDX-License-Identifier: Apache-2.0
// A bitmap of hashed 4-grams. Of every needle one gram, the rarest in
// ordinary text, is hashed (case folded by |0x20) into 2^18 bits; the scan
// hashes the gram at every position and asks for its bit, 64 positions to a
// mask. Bits found set are looked up and the needle compared in full.
// The bitmap's 32 KiB stay in the first-level cache.
#include "lint/match/prefilter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <utility>

#include "lint/base/buffer.h"
#include "lint/match/gram_cost.h"

namespace keylint {
namespace {

constexpr int kWordBits = 13;
constexpr std::size_t kWords = std::size_t{1} << kWordBits;
constexpr std::uint32_t kFold = 0x20202020u;
constexpr std::size_t kGram = 4;

// What a bit more in the bitmap costs: so many false alarms per megabyte.
constexpr double kNewBitCost = 8;
// What another needle at a gram that is looked up anyway costs, per lookup,
// and how many needles later it costs twice that.
constexpr double kSharedCost = 0.15;
constexpr double kCrowd = 8;
// Sharing is no excuse for a frequent gram.
constexpr double kMostSharers = 4;
// No estimate is to be trusted below this.
constexpr double kLeastRate = 4;

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

using Bitmap = std::array<std::uint32_t, kWords>;

// Where a folded gram has its bit: the word by a hash of all four bytes, the
// bit in it by the low five bits of the first, which cost no instruction.
[[gnu::always_inline]] inline std::uint32_t WordOf(std::uint32_t gram) {
  return (gram * 2654435761u) >> (32 - kWordBits);
}
[[gnu::always_inline]] inline std::uint32_t ShiftOf(std::uint32_t gram) { return gram & 31; }

// A second opinion on the positions that pass: another hash, 8 KiB.
constexpr int kSecondBits = 16;
using Second = std::array<std::uint64_t, (std::size_t{1} << kSecondBits) / 64>;

constexpr std::uint32_t SecondOf(std::uint32_t gram) {
  return (gram * 3266489917u) >> (32 - kSecondBits);
}

bool Test(const Bitmap& bitmap, std::uint32_t folded_gram) {
  return (bitmap[WordOf(folded_gram)] >> (ShiftOf(folded_gram))) & 1;
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

struct Prefilter::Tables {
  struct Entry {
    std::uint32_t gram;    ///< Folded.
    std::uint32_t needle;
    std::uint32_t offset;  ///< Of the gram in the needle.
    /// The needle's first eight bytes, compared at once: most positions that
    /// have the gram are turned down by them, and short needles are decided.
    bool decides = false;
    std::uint64_t fold = 0;    ///< The bit of case, in the letters that fold.
    std::uint64_t mask = 0;
    std::uint64_t wanted = 0;
  };
  struct Stored {
    std::uint32_t begin = 0;   ///< In `texts`.
    std::uint32_t size = 0;
    bool fold_case = false;
    std::uint16_t follow = 0;  ///< In `follows`, from 1; 0: anything.
  };

  Bitmap bitmap{};
  Second second{};
  std::vector<Entry> entries;  ///< By word, then by needle.
  std::array<std::uint32_t, kWords + 1> index{};  ///< Of entries, by word.
  std::vector<Stored> needles;
  std::vector<double> costs;   ///< Of the needles.
  std::vector<ByteSet> follows;
  std::string texts;

  explicit Tables(std::span<const Needle> list);
  void AddShort(std::uint32_t needle, const Needle& source);
  void AddLong(std::uint32_t needle, const Needle& source, GramCounts& counts);
  void AddGram(std::uint32_t needle, const char* gram, std::uint32_t offset);
  bool StandsAt(std::string_view text, std::size_t offset, const Stored& needle, std::uint32_t compared) const;
  std::size_t Sift(const char* text, std::size_t count, std::uint32_t* found) const;
  void Verify(std::string_view text, std::size_t at, std::uint32_t gram,
              std::vector<Hit>& hits) const;
};

void Prefilter::Tables::AddGram(std::uint32_t needle, const char* gram, std::uint32_t offset) {
  const std::uint32_t folded = LoadGram(gram) | kFold;
  bitmap[WordOf(folded)] |= 1u << ShiftOf(folded);
  second[SecondOf(folded) / 64] |= std::uint64_t{1} << (SecondOf(folded) % 64);
  entries.push_back({folded, needle, offset});
  Entry& entry = entries.back();
  const Stored& stored = needles[needle];
  const std::size_t size = std::min<std::size_t>(stored.size, sizeof entry.wanted);
  std::memcpy(&entry.wanted, texts.data() + stored.begin, size);
  std::memset(&entry.mask, 0xFF, size);
  entry.decides = stored.size <= sizeof entry.wanted && stored.follow == 0;
  for (std::size_t i = 0; stored.fold_case && i < size; ++i) {
    const char letter = static_cast<char>(texts[stored.begin + i] | 0x20);
    if (letter >= 'a' && letter <= 'z') entry.fold |= std::uint64_t{0x20} << ByteShift(i);
  }
  entry.wanted |= entry.fold;
}

// All grams that the text and the class behind it can make.
void Prefilter::Tables::AddShort(std::uint32_t needle, const Needle& source) {
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
      AddGram(needle, gram, 0);
      costs[needle] += GramsPerMegabyte(gram);
      continue;
    }
    gram[2] = third;
    for (const char fourth : behind) {
      gram[3] = fourth;
      AddGram(needle, gram, 0);
      costs[needle] += GramsPerMegabyte(gram);
    }
  }
}

// The gram that costs least: one that is looked for already, or a rare one,
// the better the more needles have it (variants of a prefix share a part).
void Prefilter::Tables::AddLong(std::uint32_t needle, const Needle& source,
                                GramCounts& counts) {
  std::size_t best = 0;
  double best_cost = 0;
  double best_rate = 0;
  for (std::size_t i = 0; i + kGram <= source.text.size(); ++i) {
    const char* gram = source.text.data() + i;
    const double rate = GramsPerMegabyte(gram);
    const double cost =
        Test(bitmap, LoadGram(gram) | kFold)
            ? std::max(rate, kLeastRate) * kSharedCost * (1 + counts.Chosen(gram) / kCrowd)
            : (rate + kNewBitCost) / std::min(counts.Holding(gram), kMostSharers);
    if (i != 0 && cost >= best_cost) continue;
    best = i;
    best_cost = cost;
    best_rate = rate;
  }
  costs[needle] = best_rate;
  AddGram(needle, source.text.data() + best, static_cast<std::uint32_t>(best));
  counts.Choose(source.text.data() + best);
}

Prefilter::Tables::Tables(std::span<const Needle> list) {
  needles.resize(list.size());
  costs.resize(list.size());
  entries.reserve(list.size() * 2);
  GramCounts counts(list);
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Needle& source = list[i];
    if (source.text.size() < Needle::kMinSize) continue;  // Never found.
    Stored& stored = needles[i];
    stored.begin = static_cast<std::uint32_t>(texts.size());
    stored.size = static_cast<std::uint32_t>(source.text.size());
    stored.fold_case = source.fold_case;
    if (source.follow != nullptr && source.text.size() < kGram) {
      const auto known = std::find(follows.begin(), follows.end(), *source.follow);
      stored.follow = static_cast<std::uint16_t>(known - follows.begin() + 1);
      if (known == follows.end()) follows.push_back(*source.follow);
    }
    texts += source.text;
    source.text.size() < kGram ? AddShort(i, source) : AddLong(i, source, counts);
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    const std::uint32_t x = WordOf(a.gram);
    const std::uint32_t y = WordOf(b.gram);
    return x != y ? x < y : a.needle < b.needle;
  });
  for (const Entry& entry : entries) ++index[WordOf(entry.gram) + 1];
  for (std::size_t i = 1; i < index.size(); ++i) index[i] += index[i - 1];
}

// The first `compared` bytes are known to be the needle's.
bool Prefilter::Tables::StandsAt(std::string_view text, std::size_t offset, const Stored& needle,
                                 std::uint32_t compared) const {
  if (offset + needle.size > text.size()) return false;
  const char* here = text.data() + offset;
  const char* wanted = texts.data() + needle.begin;
  if (needle.fold_case) {
    for (std::uint32_t i = compared; i < needle.size; ++i) {
      if (FoldCase(here[i]) != FoldCase(wanted[i])) return false;
    }
  } else if (std::memcmp(here, wanted, needle.size) != 0) {
    return false;
  }
  if (needle.follow == 0) return true;
  const ByteSet& follow = follows[needle.follow - 1u];
  for (std::size_t i = needle.size; i < kGram; ++i) {
    if (offset + i >= text.size() || !follow.Has(here[i])) return false;
  }
  return true;
}

// Keeps the positions that pass the second test, and returns how many.
std::size_t Prefilter::Tables::Sift(const char* text, std::size_t count,
                                    std::uint32_t* found) const {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t at = found[i];
    const std::uint32_t hash = SecondOf(LoadGram(text + at) | kFold);
    found[kept] = at;
    kept += (second[hash / 64] >> (hash % 64)) & 1;
  }
  return kept;
}

void Prefilter::Tables::Verify(std::string_view text, std::size_t at, std::uint32_t gram,
                               std::vector<Hit>& hits) const {
  const std::uint32_t slot = WordOf(gram);
  for (std::uint32_t i = index[slot]; i < index[slot + 1]; ++i) {
    const Entry& entry = entries[i];
    if (entry.gram != gram || entry.offset > at) continue;
    const std::size_t offset = at - entry.offset;
    const bool compared = offset + 8 <= text.size();
    if (compared && ((Load8(text.data() + offset) | entry.fold) & entry.mask) != entry.wanted) continue;
    if ((compared && entry.decides) || StandsAt(text, offset, needles[entry.needle], compared ? 8 : 0)) hits.push_back({offset, entry.needle});
  }
}

namespace {

constexpr std::size_t kStep = 64;    // Positions of one mask.
constexpr std::size_t kBlock = 4096;

// Adds the bit of the folded gram at `at` below those in `mask`.
[[gnu::always_inline]] inline std::uint64_t WithBit(std::uint64_t mask, const Bitmap& bitmap, const char* at) {
  const std::uint32_t gram = LoadGram(at);
  return mask + mask + ((bitmap[WordOf(gram)] >> ShiftOf(gram)) & 1);
}

// Writes to `found` the positions in [0, count) whose gram has its bit set,
// and returns how many; there must be room for four more. Reads 4 bytes from
// each position. `count` is a multiple of kStep, at most kBlock.
//
// No branch depends on the text: two masks fill side by side, from the last
// position to the first, and as few bits are set, four are always written.
[[gnu::always_inline]] inline std::size_t CollectBody(const Bitmap& bitmap, const char* text,
                                                      std::size_t count, std::uint32_t* found) {
  char folded[kBlock + kGram];
  for (std::size_t step = 0; step < count; step += kStep) {
    for (std::size_t i = step; i < step + kStep; ++i) folded[i] = text[i] | 0x20;
  }
  for (std::size_t i = count; i < count + kGram - 1; ++i) folded[i] = text[i] | 0x20;
  std::size_t n = 0;
  for (std::size_t begin = 0; begin < count; begin += kStep) {
    const char* const at = folded + begin;
    std::uint64_t low = 0;
    std::uint64_t high = 0;
#pragma GCC unroll 32
    for (std::size_t i = kStep / 2; i-- > 0;) {
      low = WithBit(low, bitmap, at + i);
      high = WithBit(high, bitmap, at + kStep / 2 + i);
    }
    std::uint64_t set = high << 32 | low;
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

using Collector = std::size_t (*)(const Bitmap&, const char*, std::size_t, std::uint32_t*);

std::size_t CollectPlain(const Bitmap& bitmap, const char* text, std::size_t count,
                         std::uint32_t* found) {
  return CollectBody(bitmap, text, count, found);
}

#if defined(__x86_64__)
// The same code with shifts and counts that take one instruction.
[[gnu::target("bmi,bmi2,popcnt")]] std::size_t CollectBmi2(const Bitmap& bitmap, const char* text,
                                                           std::size_t count, std::uint32_t* found) {
  return CollectBody(bitmap, text, count, found);
}
Collector ChooseCollector() {
  return __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") ? CollectBmi2 : CollectPlain;
}
#else
Collector ChooseCollector() { return CollectPlain; }
#endif

}  // namespace

Prefilter::Prefilter(std::span<const Needle> needles)
    : tables_(std::make_unique<const Tables>(needles)) {}
Prefilter::~Prefilter() = default;
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;

void Prefilter::Scan(std::string_view text, std::vector<Hit>& hits) const {
  hits.clear();
  if (text.size() < Needle::kMinSize) return;
  std::uint32_t found[kBlock + 4];
  const Tables& tables = *tables_;
  static const Collector collect = ChooseCollector();
  std::size_t at = 0;
  while (text.size() - at >= kStep + kGram) {
    const std::size_t count = std::min(kBlock, (text.size() - at - kGram) / kStep * kStep);
    const std::size_t n = collect(tables.bitmap, text.data() + at, count, found);
    const std::size_t kept = tables.Sift(text.data() + at, n, found);
    for (std::size_t i = 0; i < kept; ++i) {
      const char* gram = text.data() + at + found[i];
      tables.Verify(text, at + found[i], LoadGram(gram) | kFold, hits);
    }
    at += count;
  }
  // The rest is less than a step and a gram: it goes through a padded copy.
  char tail[2 * kStep + kGram] = {};
  std::memcpy(tail, text.data() + at, text.size() - at);
  const std::size_t n = collect(tables.bitmap, tail, 2 * kStep, found);
  for (std::size_t i = 0; i < n; ++i) {
    if (at + found[i] >= text.size()) break;
    tables.Verify(text, at + found[i], LoadGram(tail + found[i]) | kFold, hits);
  }
  const auto before = [](const Hit& a, const Hit& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.needle < b.needle;
  };
  if (!std::is_sorted(hits.begin(), hits.end(), before)) std::sort(hits.begin(), hits.end(), before);
}

double Prefilter::CostOf(std::uint32_t needle) const { return tables_->costs[needle]; }

}  // namespace keylint
