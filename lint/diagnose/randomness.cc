// SPDX-License-Identifier: Apache-2.0
// A first-order model of letters, made by make_bigrams.py, and flat costs for
// everything else. It is small enough to stay in the first-level cache.
#include "lint/diagnose/randomness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::uint8_t kBigrams[27][27] = {
#include "lint/diagnose/bigram_table.inc"
};
constexpr int kEdge = 26;
constexpr double kUnit = 1.0 / 16;

// Flat costs, in bits. A camel hump (lower case to capital) is as common as a
// separator; a capital that becomes lower case begins a word.
constexpr double kSeparatorBits = 2.0;
constexpr double kDigitBits = 3.3;
constexpr double kAfterRun = 0.7;      // "aaaa", "1234": the next one is known
constexpr double kHump = 2.0;          // helloWorld
constexpr double kCapitalRun = 2.5;    // HTTPServer
constexpr double kIntoDigits = 2.0;    // utf8
constexpr double kOutOfDigits = 3.0;   // 8bit
constexpr double kOtherBits = 5.0;

enum class Class : std::uint8_t { kLower, kUpper, kDigit, kSeparator, kOther };

Class ClassOf(unsigned char c) {
  if (IsLower(c)) return Class::kLower;
  if (IsUpper(c)) return Class::kUpper;
  if (IsDigit(c)) return Class::kDigit;
  if (c == '_' || c == '-' || c == '.' || c == '/' || c == ' ' || c == ':') return Class::kSeparator;
  return Class::kOther;
}

bool IsLetter(Class c) { return c == Class::kLower || c == Class::kUpper; }

int LetterIndex(unsigned char c) { return (c | 0x20) - 'a'; }

struct Census {
  std::size_t digits = 0, lower = 0, upper = 0, other = 0, beyond_f = 0, distinct = 0;
};

Census CensusOf(std::string_view text) {
  Census census;
  std::array<bool, 256> seen{};
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw);
    if (!seen[c]) {
      seen[c] = true;
      ++census.distinct;
    }
    switch (ClassOf(c)) {
      case Class::kDigit: ++census.digits; break;
      case Class::kLower: ++census.lower; census.beyond_f += c > 'f'; break;
      case Class::kUpper: ++census.upper; census.beyond_f += c > 'F'; break;
      default: ++census.other; break;
    }
  }
  return census;
}

bool IsHex(const Census& census) {
  return census.beyond_f == 0 && census.other == 0 && (census.lower == 0 || census.upper == 0);
}

// Hexadecimal digits are short of letters for the bigrams to judge: nearly
// any mixture of digits and letters is no word.
bool LooksLikeRandomHex(std::string_view text, const Census& census) {
  return text.size() >= 12 && census.digits >= 2 && census.lower + census.upper >= 2 &&
         census.distinct >= 7 && ShannonBits(text) >= 2.7;
}

// The least bits per character of random text: one word or identifier in two
// hundred of that length has more (measured on 167,000 identifiers of system
// headers and libraries), one random token in fifty has less.
double RandomThreshold(std::size_t size) {
  if (size < 12) return 5.4;
  if (size < 20) return 5.25;
  return size < 28 ? 5.1 : 4.95;
}

// "3f2504e0-4f89-..." without its dashes; empty when it is something else.
std::string DashedHex(std::string_view text) {
  constexpr std::size_t kLongest = 128;
  std::string digits;
  if (text.size() > kLongest || text.find('-') == std::string_view::npos) return digits;
  for (const char c : text) {
    if (c == '-') continue;
    const bool hex = IsHexDigit(c);
    if (!hex) return {};
    digits += c;
  }
  return digits;
}

double Pair(int from, int to) { return kBigrams[from][to] * kUnit; }

// The cost of a letter after `previous`, which stood before it.
double LetterCost(unsigned char previous, Class before, unsigned char c, Class now, int in_case) {
  const int letter = LetterIndex(c);
  if (!IsLetter(before)) {
    return Pair(kEdge, letter) + (before == Class::kDigit ? kOutOfDigits : 0);
  }
  const int last = LetterIndex(previous);
  if (before == now) return Pair(last, letter);
  if (now == Class::kUpper) return Pair(last, kEdge) + kHump + Pair(kEdge, letter);
  // Capital to lower case: the hump's first letter, or the end of a run.
  return Pair(last, letter) + (in_case > 1 ? kCapitalRun : 0);
}

}  // namespace

double RandomnessBits(std::string_view text) {
  double bits = 0;
  unsigned char previous = 0;
  Class before = Class::kSeparator;
  int in_case = 0;   // letters of the same case up to here
  int step = 99;     // difference of the last two bytes
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw);
    const Class now = ClassOf(c);
    const int new_step = previous == 0 ? 99 : c - previous;
    const bool run = new_step == step && new_step >= -1 && new_step <= 1;
    switch (now) {
      case Class::kLower:
      case Class::kUpper:
        bits += run ? kAfterRun : LetterCost(previous, before, c, now, in_case);
        break;
      case Class::kDigit:
        if (run || (c == previous && before == now)) bits += kAfterRun;
        else bits += kDigitBits + (IsLetter(before) ? kIntoDigits : 0);
        break;
      case Class::kSeparator: bits += before == now ? kAfterRun : kSeparatorBits; break;
      case Class::kOther: bits += run ? kAfterRun : kOtherBits; break;
    }
    in_case = now == before ? in_case + 1 : 1;
    step = new_step;
    before = now;
    previous = c;
  }
  return bits;
}

double RandomnessPerCharacter(std::string_view text) {
  return text.empty() ? 0 : RandomnessBits(text) / static_cast<double>(text.size());
}

double ShannonBits(std::string_view text) {
  if (text.empty()) return 0;
  std::array<std::uint32_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  const double size = static_cast<double>(text.size());
  double bits = 0;
  for (const std::uint32_t count : counts) {
    if (count != 0) bits -= count / size * std::log2(count / size);
  }
  return bits;
}

bool LooksRandom(std::string_view text, double min_bits) {
  const std::string digits = DashedHex(text);
  if (!digits.empty()) text = digits;
  const Census census = CensusOf(text);
  if (census.digits + census.other == text.size() && census.digits != 0) return false;
  if (IsHex(census)) return LooksLikeRandomHex(text, census);
  if (census.distinct * 6 < text.size() && census.distinct < 16) return false;
  const double bits = RandomnessBits(text);
  return bits >= min_bits && bits >= RandomThreshold(text.size()) * static_cast<double>(text.size());
}

bool LooksLikeWords(std::string_view text) {
  const Census census = CensusOf(text);
  if (IsHex(census) || census.digits * 2 > text.size() || !DashedHex(text).empty()) return false;
  // One random token of that length in a thousand has less. Camel case costs
  // its humps; random text of both cases hardly ever goes without a digit
  // and with so little surprise.
  const bool camel = census.digits == 0 && census.lower != 0 && census.upper != 0 && text.size() >= 12;
  const double words = camel ? 5.05 : text.size() < 12 ? 4.1 : text.size() < 20 ? 4.4 : 4.65;
  return RandomnessPerCharacter(text) <= words;
}

bool IsDrawnName(std::string_view name) {
  constexpr std::size_t kShortest = 16;
  if (name.size() < kShortest || std::none_of(name.begin(), name.end(), IsDigit)) return false;
  for (std::size_t begin = 0, end = 0; end <= name.size(); ++end) {
    if (end < name.size() && IsAlnum(name[end])) continue;
    const std::string_view run = name.substr(begin, end - begin);
    begin = end + 1;
    if (run.size() < kShortest || !LooksRandom(run, 60)) continue;
    // "kAcmeApiToken2" surprises, too, but not so much, and has few digits.
    constexpr double kNoWords = 6.2;
    constexpr std::ptrdiff_t kMostDigits = 3;
    if (RandomnessPerCharacter(run) >= kNoWords || std::count_if(run.begin(), run.end(), IsDigit) > kMostDigits) return true;
  }
  return false;
}

}  // namespace keylint
