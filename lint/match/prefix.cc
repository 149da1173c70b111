// SPDX-License-Identifier: Apache-2.0
#include "lint/match/prefix.h"

#include <algorithm>
#include <cstdint>

namespace keylint {
namespace {

constexpr std::string_view kSeparators = "-_.";

bool IsSeparator(char c) { return kSeparators.find(c) != std::string_view::npos; }

// Letters that one types for the other; case is folded elsewhere.
std::string_view LookAlikes(char c) {
  switch (c) {
    case 'I': return "l1";
    case 'l': return "I1";
    case '1': return "lI";
    case 'O': return "0";
    case '0': return "O";
    default: return "";
  }
}

std::string WithAt(std::string_view text, std::size_t at, char c) {
  std::string changed(text);
  changed[at] = c;
  return changed;
}

void AddSeparatorVariants(std::string_view prefix, std::vector<std::string>& variants) {
  const auto count = std::count_if(prefix.begin(), prefix.end(), IsSeparator);
  for (const char separator : kSeparators) {
    std::string all(prefix);
    std::replace_if(all.begin(), all.end(), IsSeparator, separator);
    if (all != prefix) variants.push_back(all);
  }
  if (count < 2) return;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (prefix[i] == '-') variants.push_back(WithAt(prefix, i, '_'));
    if (prefix[i] == '_') variants.push_back(WithAt(prefix, i, '-'));
  }
}

bool SameFolded(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return FoldCase(x) == FoldCase(y);
         });
}

// What one look over a tail counts.
struct TailCounts {
  std::size_t longest = 0;       ///< Letters and digits in a row.
  std::size_t digits = 0;        ///< In that longest row,
  std::size_t changes = 0;       ///< changes of kind in it: a1, 1a, aB.
  std::size_t repeats = 0;       ///< Longest run of one character.
  std::size_t masks = 0;         ///< Longest mask: ***, ..., bullets.
  std::size_t others = 0;        ///< Letters and digits in all.
};

int KindOf(char c) { return IsDigit(c) ? 1 : IsUpper(c) ? 2 : IsLower(c) ? 3 : 0; }

TailCounts Count(std::string_view tail) {
  TailCounts counts;
  TailCounts row;
  std::size_t repeats = 0;
  std::size_t mask = 0;
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const char c = tail[i];
    const int kind = KindOf(c);
    const int before = i == 0 ? 0 : KindOf(tail[i - 1]);
    repeats = i != 0 && tail[i - 1] == c ? repeats + 1 : 1;
    if (kind != 0) counts.repeats = std::max(counts.repeats, repeats);
    // An ellipsis or a bullet is three bytes, as is "...".
    const bool masked = c == '*' || (static_cast<unsigned char>(c) >= 0x80) ||
                        (c == '.' && (mask != 0 || tail.substr(i, 3) == "..."));
    mask = masked ? mask + 1 : 0;
    counts.masks = std::max(counts.masks, mask);
    if (kind == 0) {
      row = {};
      continue;
    }
    ++counts.others;
    ++row.longest;
    row.digits += kind == 1;
    // The capital of a camel-cased word counts once.
    row.changes += before != 0 && before != kind && !(before == 2 && kind == 3);
    if (row.longest >= counts.longest) {
      counts.longest = row.longest;
      counts.digits = row.digits;
      counts.changes = row.changes;
    }
  }
  return counts;
}

}  // namespace

std::string PrefixOf(const Shape& shape) {
  std::string prefix;
  for (const Piece& piece : shape.pieces) {
    if (piece.kind != PieceKind::kLiteral) break;
    prefix += piece.literal;
  }
  return prefix;
}

std::vector<std::string> PrefixVariants(std::string_view prefix) {
  std::vector<std::string> variants;
  if (prefix.size() <= kMinPrefixSize) return variants;
  AddSeparatorVariants(prefix, variants);
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    for (const char c : LookAlikes(prefix[i])) variants.push_back(WithAt(prefix, i, c));
  }
  std::erase_if(variants, [prefix](const std::string& v) { return SameFolded(v, prefix); });
  std::sort(variants.begin(), variants.end());
  variants.erase(std::unique(variants.begin(), variants.end()), variants.end());
  return variants;
}

ByteSet TokenBytes() {
  ByteSet bytes = ByteSet::Of(Alphabet::kAlnum);
  bytes.Add("-_.*~+");
  for (int c = 0x80; c < 256; ++c) bytes.Add(static_cast<unsigned char>(c));
  return bytes;
}

std::size_t TokenEnd(std::string_view text, std::size_t begin, const ByteSet& bytes,
                     std::size_t limit) {
  const std::size_t stop = std::min(text.size(), begin + limit);
  std::size_t end = begin;
  for (; end < stop && bytes.Has(text[end]); ++end) {
    // Quotation marks of typography, U+2018 to U+201F, are quotes too.
    if (text[end] == '\xe2' && text.substr(end, 2) == "\xe2\x80" && end + 2 < text.size()) {
      const unsigned char third = static_cast<unsigned char>(text[end + 2]);
      if (third >= 0x98 && third <= 0x9f) break;
    }
  }
  // "... sk_live_abc." ends a sentence; "sk_live_abc..." is a mask.
  while (end > begin + 1 && text[end - 1] == '.' && text[end - 2] != '.') --end;
  return end;
}

bool LooksMeantAsKey(std::string_view tail, PrefixFit fit) {
  constexpr std::size_t kLook = 256;
  const TailCounts counts = Count(tail.substr(0, kLook));
  const bool exact = fit == PrefixFit::kExact;
  if (exact && counts.masks >= 3 && counts.others + counts.masks >= 8) return true;
  if (exact && counts.repeats >= 8) return true;
  const std::size_t wanted = exact ? 8 : 16;
  if (counts.longest < wanted) return false;
  // Random text of any alphabet changes kind every third character or so;
  // an identifier at its words.
  if (counts.digits >= 2 && counts.changes >= 3) return true;
  return counts.digits >= 1 && counts.changes >= 4 && counts.changes * 4 >= counts.longest;
}

}  // namespace keylint
