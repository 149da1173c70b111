// SPDX-License-Identifier: Apache-2.0
#include "lint/match/prefix.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lint/base/ascii.h"
#include "lint/match/alphabet_bytes.h"
#include "lint/match/gram_cost.h"

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

// What one look over a tail counts.
struct TailCounts {
  std::size_t longest = 0;     ///< Letters and digits in a row.
  std::size_t digits = 0;      ///< In that longest row,
  std::size_t changes = 0;     ///< changes of kind in it: a1, 1a, aB,
  std::size_t capitals = 0;    ///< and its capitals.
  std::size_t repeats = 0;     ///< Longest run of one letter or digit.
  std::size_t stars = 0;       ///< Longest run of * or bullets.
  bool ellipsis = false;       ///< "..." or its one character.
  std::size_t letters = 0;     ///< Letters and digits in all.
  bool mixed = false;          ///< A digit or a capital is among them.
};

bool HasSeparator(std::string_view prefix) {
  return prefix.find_first_of("-_") != std::string_view::npos;
}

bool OneCharacter(std::string_view text) {
  return text.find_first_not_of(text.front()) == std::string_view::npos;
}

int KindOf(char c) { return IsDigit(c) ? 1 : IsUpper(c) ? 2 : IsLower(c) ? 3 : 0; }

/// Bytes of the mask character at the start of `text`; 0 if there is none.
std::size_t MaskSize(std::string_view text) {
  if (text.starts_with('*')) return 1;
  for (const std::string_view bullet : {"\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x88\x97"}) {
    if (text.starts_with(bullet)) return bullet.size();
  }
  return 0;
}

TailCounts Count(std::string_view tail) {
  TailCounts counts;
  TailCounts row;
  std::size_t repeats = 0;
  std::size_t stars = 0;
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const char c = tail[i];
    const int kind = KindOf(c);
    if (kind == 0) {
      const std::size_t mask = MaskSize(tail.substr(i));
      stars = mask == 0 ? 0 : stars + 1;
      counts.stars = std::max(counts.stars, stars);
      counts.ellipsis |= tail.substr(i, 3) == "..." || tail.substr(i, 3) == "\xe2\x80\xa6";
      if (mask > 1) i += mask - 1;
      row = {};
      continue;
    }
    stars = 0;
    const int before = i == 0 ? 0 : KindOf(tail[i - 1]);
    repeats = i != 0 && tail[i - 1] == c ? repeats + 1 : 1;
    counts.repeats = std::max(counts.repeats, repeats);
    counts.mixed |= kind != 3;
    ++counts.letters;
    ++row.longest;
    row.digits += kind == 1;
    row.capitals += kind == 2;
    // The capital of a camel-cased word counts once.
    row.changes += before != 0 && before != kind && !(before == 2 && kind == 3);
    if (row.longest >= counts.longest) {
      counts.longest = row.longest;
      counts.digits = row.digits;
      counts.changes = row.changes;
      counts.capitals = row.capitals;
    }
  }
  return counts;
}

// Random text of any alphabet changes kind every third character or so; an
// identifier at its words. One random key of thirty with twenty characters has
// no digit: it has capitals where camel case has none, amid the words.
bool LooksRandom(const TailCounts& counts) {
  if (counts.digits >= 2 && counts.changes >= 3) return true;
  if (counts.digits == 0) return counts.changes >= 3 && counts.capitals * 3 >= counts.longest;
  return counts.digits >= 1 && counts.changes >= 4 && counts.changes * 4 >= counts.longest;
}

bool LooksMasked(const TailCounts& counts, std::string_view prefix) {
  if (counts.stars >= 3) return HasSeparator(prefix) || !OneCharacter(prefix);
  return counts.ellipsis && HasSeparator(prefix) && counts.letters >= 4 && counts.mixed;
}

// Half to twice the length of a shape, and four fifths of its alphabet.
bool NearAShape(std::string_view tail, std::size_t prefix_size, std::span<const Shape> shapes) {
  return std::any_of(shapes.begin(), shapes.end(), [&](const Shape& shape) {
    const std::size_t size = prefix_size + tail.size();
    if (size * 2 < shape.min_length || size > std::size_t{2} * shape.max_length) return false;
    const auto fits = std::count_if(tail.begin(), tail.end(), [&shape](char c) {
      return std::any_of(shape.pieces.begin(), shape.pieces.end(), [c](const Piece& piece) {
        return piece.kind != PieceKind::kLiteral &&
               InAlphabet(piece.alphabet, static_cast<unsigned char>(c));
      });
    });
    return static_cast<std::size_t>(fits) * 5 >= tail.size() * 4;
  });
}

// Five characters and a separator, and no everyday word such as "test_".
bool IsDistinctive(std::string_view prefix) {
  constexpr double kEveryday = 30;
  if (prefix.size() < 5 || !HasSeparator(prefix)) return false;
  return prefix.size() > 6 || GramsPerMegabyte(prefix.data()) < kEveryday;
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
  std::erase_if(variants, [prefix](const std::string& v) { return EqualsNoCase(v, prefix); });
  std::sort(variants.begin(), variants.end());
  variants.erase(std::unique(variants.begin(), variants.end()), variants.end());
  return variants;
}

ByteSet TokenBytes() {
  ByteSet bytes = BytesOfAlphabet(Alphabet::kAlnum);
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

namespace {

// Letters and digits in a row without which no token looks random: fewer tell
// nothing unless the prefix is distinctive.
constexpr std::size_t kRandomRow = 16;

// What HoldsWordsOnly() adds up: counts of fewer than 1,024 bytes. More seem to tell.
constexpr std::uint32_t kCapital = 1, kSmall = 1 << 10, kTelling = 1 << 20;
constexpr std::array<std::uint32_t, 256> kWeights = [] {
  std::array<std::uint32_t, 256> weights{};
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    weights[static_cast<std::size_t>(c)] = IsUpper(byte) ? kCapital : IsLower(byte) ? kSmall : IsDigit(byte) || c == '*' || c >= 0x80 ? kTelling : 0;
  }
  return weights;
}();

// Words: no digit and no mask, at most two capitals or nothing else, nothing
// thrice in a row. What begins like a key in source code mostly goes on so,
// and is no key by any measure below.
bool HoldsWordsOnly(std::string_view tail) {
  std::uint32_t sum = 0, thrice = 0;
  char last = 0, before = 0;
  for (const char c : tail) {
    sum += kWeights[static_cast<unsigned char>(c)];
    thrice |= static_cast<std::uint32_t>((c == last) & (c == before));
    before = last;
    last = c;
  }
  return thrice == 0 && sum < kTelling && (sum % kSmall < 3 || sum < kSmall);
}

}  // namespace

bool LooksMeantAsKey(std::string_view tail, std::string_view prefix, PrefixFit fit,
                     std::span<const Shape> shapes) {
  const bool exact = fit == PrefixFit::kExact;
  if ((!exact && tail.size() < kRandomRow) || HoldsWordsOnly(tail)) return false;
  const TailCounts counts = Count(tail);
  if (exact && LooksMasked(counts, prefix)) return true;
  if (exact && IsDistinctive(prefix)) {
    return counts.repeats >= 8 || (counts.longest >= 8 && LooksRandom(counts));
  }
  return counts.longest >= kRandomRow && LooksRandom(counts) && NearAShape(tail, prefix.size(), shapes);
}

namespace {

// Whether behind `at`, on the next line or behind ';', a statement begins that
// appends to a variable: `key += "`, `key << "`, `append key "`, `KEY+=`.
bool IsAppendedTo(std::string_view near, std::size_t at) {
  const auto skip = [&](std::string_view set) {
    while (at < near.size() && set.find(near[at]) != std::string_view::npos) ++at;
  };
  skip(" \t\r\n;");
  if (near.substr(at).starts_with("append ")) return true;   // Tcl's.
  skip("$");
  const std::size_t name = at;
  while (at < near.size() && IsWord(near[at])) ++at;
  if (at == name) return false;
  const std::string_view word = near.substr(name, at - name);
  skip(" \t");
  for (const std::string_view op : {"+=", "<<", ".="}) {
    if (near.substr(at).starts_with(op)) return true;
  }
  if (!near.substr(at).starts_with("=")) return false;   // key = key + "x", KEY="${KEY}x"
  ++at;
  skip(" \t\"${");
  return near.substr(at).starts_with(word);
}

// Letters of one case and what joins words, with an ending ("rng.c").
bool IsWording(std::string_view tail) {
  const auto joins = [](char c) { return c == '_' || c == '-' || c == '.' || c == '/'; };
  const auto lower = [&](char c) { return IsLower(c) || joins(c); };
  const auto upper = [&](char c) { return IsUpper(c) || joins(c); };
  return !tail.empty() && (std::all_of(tail.begin(), tail.end(), lower) || std::all_of(tail.begin(), tail.end(), upper));
}

// Whether at `at` a place stands that a string is put into: `%s" % "x"`,
// `{}".format("x")`, `${"x"}`.
bool IsFilledIn(std::string_view near, std::size_t at) {
  const char c = near[at];
  const char next = at + 1 < near.size() ? near[at + 1] : '\0';
  const bool hole = c == '{' || ((c == '$' || c == '#') && next == '{') || (c == '\\' && next == '(');
  const std::size_t inside = c == '{' ? at + 1 : at + 2;
  if (hole && inside < near.size() && IsQuote(near[inside])) return true;
  const bool place = (c == '%' && (next == 's' || next == 'v' || next == '@')) || c == '{';
  if (!place) return false;
  while (at < near.size() && !IsQuote(near[at]) && near[at] != '\n') ++at;
  if (at >= near.size() || near[at] == '\n') return false;
  const auto fills = [](char b) { return IsWord(b) || std::string_view(".(%,=:@ ").find(b) != std::string_view::npos; };
  for (++at; at < near.size() && fills(near[at]);) ++at;
  return at < near.size() && IsQuote(near[at]);
}

// Whether the quote at `at` opens a string with something in it, rather than
// closing the one around ("a 'b'") or marking code in prose (``b``).
bool OpensString(std::string_view near, std::size_t at, bool adjacent) {
  if (at >= near.size() || !IsQuote(near[at]) || (adjacent && near[at] == '`')) return false;
  const std::size_t inside = at + 1;
  return inside < near.size() && (IsWord(near[inside]) || IsQuote(near[inside]) || std::string_view("-+/=.*~$%#{\\").find(near[inside]) != std::string_view::npos);
}

}  // namespace

bool GoesOnBehind(std::string_view text, Span token, std::size_t prefix) {
  constexpr std::size_t kReach = 96;   // An indented line's beginning.
  std::size_t at = token.end;
  const std::string_view near = text.substr(0, std::min(text.size(), at + kReach));
  if (at >= near.size()) return false;
  const auto is_wording = [&] { return IsWording(token.Of(text).substr(prefix)); };
  if (near[at] == '\n' || near[at] == ';') return !is_wording() && IsAppendedTo(near, at);
  // A joined line: "...\", and "...=" of quoted-printable.
  const bool joins = near[at] == '\\' || near[at] == '=';
  if (joins && at + 1 < near.size() && (near[at + 1] == '\n' || near[at + 1] == '\r')) return true;
  if (!IsQuote(near[at])) return IsFilledIn(near, at);
  const bool word = is_wording();
  constexpr std::string_view kBlanks = " \t\r\n\\", kOperators = ",+.<>&~$@)(*^|{}";
  // The items of a list are joined where one is the beginning of a key and no word.
  const bool item = !word && token.begin > 0 && IsQuote(near[token.begin - 1]);
  const std::string_view operators_here = item ? kOperators : kOperators.substr(1);
  const std::size_t behind = at + 1;
  std::size_t operators = 0;
  for (++at; at < near.size() && operators <= 4; ++at) {
    if (kBlanks.find(near[at]) != std::string_view::npos) continue;
    for (const std::string_view call : {"append(", "concat(", "stringByAppendingString:"}) {
      if (near.substr(at).starts_with(call)) at += call.size() - 1;
    }
    if (at < near.size() && near[at] == ':') continue;
    if (operators_here.find(near[at]) == std::string_view::npos) break;
    ++operators;
  }
  if (at < near.size() && (near[at] == 'b' || near[at] == 'r' || near[at] == 'L' || near[at] == 'u' || near[at] == 'f')) ++at;
  if (OpensString(near, at, operators == 0)) return true;
  return !word && IsAppendedTo(near, behind + (near.substr(behind).starts_with(".dup") ? 4 : 0));
}

bool MayBeDigest(std::string_view token) {
  constexpr std::size_t kSizes[] = {32, 40, 64, 96, 128};
  if (std::find(std::begin(kSizes), std::end(kSizes), token.size()) == std::end(kSizes)) return false;
  return std::all_of(token.begin(), token.end(), [](char c) { return IsHexDigit(c) && !IsUpper(c); }) ||
         std::all_of(token.begin(), token.end(), [](char c) { return IsHexDigit(c) && !IsLower(c); });
}

bool LooksCutFromBase64(std::string_view text, std::size_t begin, std::size_t end,
                        std::string_view prefix) {
  if (HasSeparator(prefix)) return false;
  const auto touches = [](char c, std::string_view set) { return set.find(c) != std::string_view::npos; };
  return (begin > 0 && touches(text[begin - 1], "+/")) ||
         (end < text.size() && touches(text[end], "+/=")) ||
         text.substr(begin, end - begin).find('+') != std::string_view::npos;
}

}  // namespace keylint
