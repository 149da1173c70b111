// SPDX-License-Identifier: Apache-2.0
#include "lint/match/anchors.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_set>

#include "lint/base/ascii.h"
#include "lint/match/alphabet_bytes.h"
#include "lint/match/gram_cost.h"
#include "lint/match/prefix.h"

namespace keylint {
namespace {

constexpr std::size_t kGram = 4;
// From here on a prefix is looked for in any case.
constexpr std::size_t kFoldedPrefix = 4;
// A literal further inside a shape than this leaves too many beginnings.
constexpr std::uint32_t kMaxBackRange = 512;
constexpr std::uint32_t kLongRun = 24;

/// A literal of a shape, adjacent pieces joined.
struct Inner {
  std::string text;
  std::uint32_t back_min = 0;
  std::uint32_t back_max = 0;
  std::size_t pieces_before = 0;
  const Piece* behind = nullptr;  ///< The run it is followed by.
};

const ByteSet& SetOf(Alphabet alphabet) {
  static const std::vector<ByteSet> sets = [] {
    std::vector<ByteSet> all;
    for (int i = 0; i <= static_cast<int>(Alphabet::kUuidUpper); ++i) {
      all.push_back(BytesOfAlphabet(static_cast<Alphabet>(i)));
    }
    return all;
  }();
  return sets[static_cast<std::size_t>(alphabet)];
}

std::vector<Inner> LiteralsOf(const Shape& shape) {
  std::vector<Inner> found;
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    const Piece& piece = shape.pieces[i];
    if (piece.kind != PieceKind::kLiteral) {
      if (!found.empty() && found.back().behind == nullptr) found.back().behind = &piece;
      min += piece.min;
      max += piece.max;
      continue;
    }
    const bool continues = i != 0 && shape.pieces[i - 1].kind == PieceKind::kLiteral;
    if (continues) {
      found.back().text += piece.literal;
    } else {
      found.push_back({std::string(piece.literal), min, max, i});
    }
    min += static_cast<std::uint32_t>(piece.literal.size());
    max += static_cast<std::uint32_t>(piece.literal.size());
  }
  return found;
}

// Whether a needle of fewer than four bytes has enough behind it to be
// looked for by its gram.
bool CanLookFor(const Inner& inner) {
  if (inner.text.size() >= kGram) return true;
  if (inner.text.size() < Needle::kMinSize || inner.behind == nullptr) return false;
  return inner.behind->min >= kGram - inner.text.size();
}

// Expected occurrences per megabyte of what the prefilter would look for.
double CostOf(const Inner& inner) {
  if (inner.text.size() >= kGram) {
    double best = GramsPerMegabyte(inner.text.data());
    for (std::size_t i = 1; i + kGram <= inner.text.size(); ++i) {
      best = std::min(best, GramsPerMegabyte(inner.text.data() + i));
    }
    return best;
  }
  const std::string_view behind = AlphabetCharacters(inner.behind->alphabet);
  std::string gram = inner.text + std::string(kGram - inner.text.size(), ' ');
  double sum = 0;
  for (const char third : inner.text.size() == 2 ? behind : behind.substr(0, 1)) {
    if (inner.text.size() == 2) gram[2] = third;
    for (const char fourth : behind) {
      gram[3] = fourth;
      sum += GramsPerMegabyte(gram.data());
    }
  }
  return sum;
}

// The bytes of the pieces [0, count) of each shape, together.
ByteSet BytesOf(std::span<const Shape> shapes, std::size_t count = SIZE_MAX) {
  ByteSet bytes;
  std::uint32_t alphabets = 0;  // Many shapes, few alphabets.
  for (const Shape& shape : shapes) {
    for (const Piece& piece : shape.pieces.first(std::min(count, shape.pieces.size()))) {
      if (piece.kind == PieceKind::kLiteral) {
        bytes.Add(piece.literal);
      } else {
        alphabets |= 1u << static_cast<int>(piece.alphabet);
      }
    }
  }
  for (int i = 0; alphabets >> i != 0; ++i) {
    if ((alphabets >> i & 1) != 0) bytes.Add(SetOf(static_cast<Alphabet>(i)));
  }
  return bytes;
}

// Bytes that words are not made of: long runs of them are rare.
bool IsNarrow(const ByteSet& bytes) { return !bytes.Has('t') && !bytes.Has('n') && !bytes.Has('s'); }

// The literal to find a shape by: the one it begins with when that has a
// gram of its own, since it is needed for broken keys too; else the rarest.
std::optional<Inner> AnchorOf(const Shape& shape) {
  std::optional<Inner> best;
  for (Inner& inner : LiteralsOf(shape)) {
    if (!CanLookFor(inner) || inner.back_max - inner.back_min > kMaxBackRange) continue;
    if (inner.back_max == 0 && inner.text.size() >= kMinPrefixSize) return inner;
    if (!best || CostOf(inner) < CostOf(*best)) best = std::move(inner);
  }
  // Two bytes in front of a long run of digits or capitals ("0x" and 64 of
  // them): to look at one byte in min_length is cheaper than to stop at each.
  const bool run_is_cheaper = best && best->text.size() == 2 &&
                              shape.min_length >= kLongRun && IsNarrow(BytesOf({&shape, 1}));
  return run_is_cheaper ? std::nullopt : best;
}

// Of the literal whose first byte fewest texts have: one that is no part of
// words.
std::optional<char> RequiredByte(const Shape& shape) {
  std::optional<char> required;
  for (const Inner& inner : LiteralsOf(shape)) {
    if (inner.back_max >= shape.min_length) break;
    if (!required || !IsWord(inner.text.front())) required = inner.text.front();
  }
  return required;
}

ByteSet TokenBytesOfKey(const KeyRule& rule) {
  static const ByteSet token_bytes = TokenBytes();
  ByteSet bytes = token_bytes;
  bytes.Add(BytesOf(rule.shapes));
  return bytes;
}

// What may stand right behind the prefix of a broken key: one byte of a key or
// a mask. Kept narrow, since prefixes of three bytes are looked for with it.
const ByteSet& BytesBehindPrefix() {
  static const ByteSet bytes = [] {
    ByteSet set = SetOf(Alphabet::kBase64Url);
    set.Add("*.");
    return set;
  }();
  return bytes;
}

// Three letters without a separator begin too many words.
bool WorthLeads(const KeyRule& rule, std::string_view prefix) {
  const auto alnum = std::count_if(prefix.begin(), prefix.end(), IsAlnum);
  const bool separated = prefix.find_first_of("-_") != std::string_view::npos;
  return IsSecret(rule.privilege) && prefix.size() >= kMinPrefixSize && alnum >= 2 &&
         IsAlnum(prefix.front()) && (separated || prefix.size() > kMinPrefixSize);
}

std::set<std::string> PrefixesOf(const KeyRule& rule) {
  std::set<std::string> prefixes;
  for (const Shape& shape : rule.shapes) {
    const std::string prefix = PrefixOf(shape);
    if (prefix.size() < shape.min_length && WorthLeads(rule, prefix)) prefixes.insert(prefix);
  }
  return prefixes;
}

// Of a literal that begins a token. Boundaries are told by words: what begins
// with another byte begins anywhere.
NeedlePlace StartPlace(std::string_view text) { return IsWord(text.front()) ? NeedlePlace::kTokenStart : NeedlePlace::kAnywhere; }

}  // namespace

Anchors::Anchors(const RuleSet& rules, std::span<const NameNeedle> names) {
  token_sets_.resize(rules.keys.size());
  for (std::uint32_t i = 0; i < rules.keys.size(); ++i) AddKey(rules, i);
  AddVariants(rules);
  for (const NameNeedle& name : names) {
    Add(name.text, name.any_case, nullptr, name.place, {.kind = Use::Kind::kName, .id = name.tag});
  }
  Finish();
}

void Anchors::AddKey(const RuleSet& rules, std::uint32_t key) {
  const KeyRule& rule = rules.keys[key];
  if (!rule.bare) return;
  if (!rule.pattern.empty()) {
    if (rule.pattern_prefix.size() < kMinPrefixSize) {
      slow_patterns_.push_back(key);
    } else {
      Add(rule.pattern_prefix, false, nullptr, StartPlace(rule.pattern_prefix), {.kind = Use::Kind::kPattern, .id = key});
    }
  }
  token_sets_[key] = Shared(TokenBytesOfKey(rule));
  AddPrefixes(rule, key);
  for (std::uint32_t i = 0; i < rule.shapes.size(); ++i) AddShape(rule, key, i);
}

void Anchors::AddShape(const KeyRule& rule, std::uint32_t key, std::uint32_t shape) {
  const std::optional<Inner> anchor = AnchorOf(rule.shapes[shape]);
  if (!anchor) {
    return AddSlow(rule.shapes[shape], {key, shape});
  }
  const ByteSet* follow = anchor->text.size() < kGram ? &SetOf(anchor->behind->alphabet) : nullptr;
  const Piece* const next = anchor->behind;
  Add(anchor->text, false, follow, anchor->back_max == 0 ? StartPlace(anchor->text) : NeedlePlace::kAnywhere,
      {.kind = Use::Kind::kShape, .id = key, .shape = shape,
       .back_min = anchor->back_min, .back_max = anchor->back_max,
       .back_bytes = Shared(BytesOf({&rule.shapes[shape], 1}, anchor->pieces_before)),
       .next_min = next == nullptr ? 0 : next->min,
       .next_bytes = next == nullptr ? 0 : Shared(SetOf(next->alphabet))});
}

void Anchors::AddSlow(const Shape& shape, SlowShapes::Member member) {
  const ByteSet bytes = BytesOf({&shape, 1});
  const std::optional<char> required = RequiredByte(shape);
  const auto same = std::find_if(slow_shapes_.begin(), slow_shapes_.end(), [&](const SlowShapes& s) {
    return s.min_length == shape.min_length && s.bytes == bytes && s.required == required;
  });
  if (same != slow_shapes_.end()) {
    slow_members_[static_cast<std::size_t>(same - slow_shapes_.begin())].push_back(member);
  } else {
    slow_shapes_.push_back({bytes, shape.min_length, required, {}});
    slow_members_.push_back({member});
  }
}

std::uint32_t Anchors::Shared(const ByteSet& bytes) {
  const auto known = std::find(byte_sets_.begin(), byte_sets_.end(), bytes);
  const auto index = static_cast<std::uint32_t>(known - byte_sets_.begin());
  if (known == byte_sets_.end()) byte_sets_.push_back(bytes);
  return index;
}

void Anchors::AddPrefixes(const KeyRule& rule, std::uint32_t key) {
  for (const std::string& prefix : PrefixesOf(rule)) {
    Add(prefix, prefix.size() >= kFoldedPrefix, &BytesBehindPrefix(), StartPlace(prefix),
        {.kind = Use::Kind::kPrefix, .id = key});
  }
}

void Anchors::AddVariants(const RuleSet& rules) {
  std::unordered_set<std::string> real;
  real.reserve(draft_of_.size());
  for (const auto& [text, draft] : draft_of_) real.insert(LowerAscii(text));
  for (std::uint32_t key = 0; key < rules.keys.size(); ++key) {
    if (!rules.keys[key].bare) continue;
    for (const std::string& prefix : PrefixesOf(rules.keys[key])) {
      for (const std::string& variant : PrefixVariants(prefix)) {
        if (real.contains(LowerAscii(variant))) continue;
        Add(variant, true, &BytesBehindPrefix(), StartPlace(variant),
            {.kind = Use::Kind::kPrefix, .variant = true, .id = key});
      }
    }
  }
}

void Anchors::Add(std::string_view text, bool fold_case, const ByteSet* follow, NeedlePlace place, const Use& use) {
  const auto [slot, fresh] = draft_of_.try_emplace(std::string(text), drafts_.size());
  if (fresh) drafts_.push_back({.text = slot->first});
  Draft& draft = drafts_[slot->second];
  draft.fold_case |= fold_case;
  draft.place = draft.place.value_or(place) == place ? place : NeedlePlace::kAnywhere;
  if (text.size() >= kGram || follow == nullptr) {
    draft.any_follow = true;
  } else {
    draft.follow.Add(*follow);
  }
  draft.uses.push_back(use);
}

void Anchors::Finish() {
  needles_.reserve(drafts_.size());
  for (const Draft& draft : drafts_) {
    first_use_.push_back(static_cast<std::uint32_t>(uses_.size()));
    uses_.insert(uses_.end(), draft.uses.begin(), draft.uses.end());
    needles_.push_back({draft.text, draft.fold_case, draft.any_follow ? nullptr : &draft.follow, *draft.place});
  }
  first_use_.push_back(static_cast<std::uint32_t>(uses_.size()));
  for (std::size_t i = 0; i < slow_shapes_.size(); ++i) slow_shapes_[i].members = slow_members_[i];
}

}  // namespace keylint
