// SPDX-License-Identifier: Apache-2.0
#include "lint/match/matcher.h"

#include <re2/re2.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>

#include "lint/match/anchors.h"
#include "lint/match/boundary.h"
#include "lint/match/match_tables.h"
#include "lint/match/prefix.h"
#include "lint/match/shape_match.h"

namespace keylint {
namespace {

// How far a hand-written pattern may reach: an armoured private key fits.
constexpr std::size_t kPatternWindow = 32 * 1024;
// What is left once a text has spent its budget of windows on near misses.
constexpr std::size_t kSmallWindow = 512;
constexpr std::size_t kContextWindow = 120;
constexpr std::size_t kTokenLimit = 4096;
// Enough to see whether a token was meant as a key.
constexpr std::size_t kTailLook = 256;
// What the prefilter looks at in one go.
constexpr std::size_t kBlock = 1U << 20;

/// The regular expressions of one key, compiled at first use. Bytes, not
/// characters: what the prefilter saw is what they see.
struct Patterns {
  std::once_flag once;
  std::unique_ptr<re2::RE2> pattern;
  std::vector<std::unique_ptr<re2::RE2>> context;

  void Compile(const KeyRule& rule) {
    re2::RE2::Options options(re2::RE2::Latin1);
    options.set_log_errors(false);
    const auto compile = [&options](std::string_view text) {
      return std::make_unique<re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
    };
    if (!rule.pattern.empty()) pattern = compile(rule.pattern);
    for (const std::string_view text : rule.context) context.push_back(compile(text));
  }
};

re2::StringPiece Piece8(std::string_view text) { return {text.data(), text.size()}; }

Span SpanOf(const re2::StringPiece& part, std::string_view text) {
  const std::size_t begin = static_cast<std::size_t>(part.data() - text.data());
  return {begin, begin + part.size()};
}

// A token that fits but was turned down for its context or its entropy is not
// a broken key.
bool FitsAnyShape(const KeyRule& rule, std::string_view token) {
  return std::any_of(rule.shapes.begin(), rule.shapes.end(),
                     [token](const Shape& shape) { return FitsShape(shape, token); });
}

}  // namespace

struct Matcher::Tables {
  RuleSet rules;
  std::unique_ptr<const Anchors> built;   ///< Null: the tables are borrowed.
  AnchorTables anchors;
  Prefilter prefilter;
  std::unique_ptr<Patterns[]> patterns;
  std::size_t longest_needle = kBase64RunSize;   // At least what a place asks.

  Tables(const RuleSet& set, std::unique_ptr<const Anchors> own)
      : Tables(set, own->tables(), Prefilter(own->needles())) {
    built = std::move(own);
  }
  Tables(const RuleSet& set, const AnchorTables& anchor_tables, Prefilter filter)
      : rules(set),
        anchors(anchor_tables),
        prefilter(std::move(filter)),
        patterns(std::make_unique<Patterns[]>(set.keys.size())) {
    for (const auto& needle : prefilter.tables().needles) {
      longest_needle = std::max<std::size_t>(longest_needle, needle.size);
    }
  }

  std::string_view TextOf(std::uint32_t needle) const { return prefilter.tables().TextOf(needle); }
  Patterns& PatternsOf(std::uint32_t key) const {
    Patterns& compiled = patterns[key];
    std::call_once(compiled.once, [&] { compiled.Compile(rules.keys[key]); });
    return compiled;
  }
  bool ContextFits(std::uint32_t key, std::string_view text, std::size_t begin) const;
  std::uint32_t IndexOf(const KeyRule& rule) const {
    return static_cast<std::uint32_t>(&rule - rules.keys.data());
  }
};

bool Matcher::Tables::ContextFits(std::uint32_t key, std::string_view text,
                                  std::size_t begin) const {
  if (rules.keys[key].context.empty()) return true;
  const std::size_t from = begin > kContextWindow ? begin - kContextWindow : 0;
  const re2::StringPiece before = Piece8(text.substr(from, begin - from));
  const auto& context = PatternsOf(key).context;
  return std::any_of(context.begin(), context.end(), [&](const auto& pattern) {
    return pattern->ok() && re2::RE2::PartialMatch(before, *pattern);
  });
}

/// One scan of one text.
class Matcher::Run {
 public:
  Run(const Tables& tables, std::string_view text, Scratch& scratch)
      : tables_(tables), text_(text), scratch_(scratch), found_(scratch.matches_.candidates), prefix_hits_(scratch.prefix_hits_) {}

  void Execute();
  /// Asks the questions of the needles around `span` once more, one by one.
  std::vector<Step> Explain(Span span);

 private:
  using PrefixHit = Scratch::PrefixHit;

  std::string_view Outcome(const Use& use, const Hit& hit) const;
  std::string_view OutcomeOfLead(std::size_t begin);
  const KeyRule& RuleOf(std::uint32_t key) const { return tables_.rules.keys[key]; }
  void TryBlock(std::size_t begin);
  void Try(const Use& use, const Hit& hit);
  template <class Ask>
  void Counted(std::uint32_t key, Ask ask);
  void TryShapes(const Use& use, const Hit& hit);
  void TryShape(std::uint32_t key, std::uint32_t shape, std::size_t begin);
  void TryPattern(std::uint32_t key, std::size_t begin);
  void AddPattern(std::uint32_t key, const re2::RE2& pattern, Span whole);
  void SearchPattern(std::uint32_t key);
  void SearchShapes(const SlowShapes& slow);
  void TryRun(const SlowShapes& slow, std::size_t probe, std::size_t stride);
  void TryPrefix(const Use& use, const Hit& hit);
  void LeadFrom(std::span<const PrefixHit> hits);
  void Accept(std::uint32_t key, Span span);
  void DropRepeats();
  void AddLeads();
  bool Taken(Span span) const;

  const Tables& tables_;
  std::string_view text_;
  Scratch& scratch_;
  std::vector<Candidate>& found_;
  std::vector<PrefixHit>& prefix_hits_;
  std::size_t window_budget_ = 0;
};

void Matcher::Run::Execute() {
  scratch_.matches_.candidates.clear();
  scratch_.matches_.names.clear();
  scratch_.matches_.cuts.clear();
  scratch_.leads_.clear();
  prefix_hits_.clear();
  window_budget_ = 64 * text_.size() + 64 * kPatternWindow;
  for (std::size_t begin = 0; begin < text_.size(); begin += kBlock) TryBlock(begin);
  for (const SlowShapes& slow : tables_.anchors.slow_shapes) SearchShapes(slow);
  for (const std::uint32_t key : tables_.anchors.slow_patterns) Counted(key, [&] { SearchPattern(key); });
  DropRepeats();
  AddLeads();
}

// Asks, and where somebody wants to know writes down what it took. To read the
// clock costs as much as to ask: the first looks of a key are timed each, of
// the others one in kStandsFor, taken by chance, that stands for so many.
template <class Ask>
void Matcher::Run::Counted(std::uint32_t key, Ask ask) {
  if (scratch_.work_.empty()) return ask();
  constexpr std::uint64_t kTimedEach = 64;
  constexpr int kChanceBits = 6;
  constexpr std::uint64_t kStandsFor = 1 << kChanceBits;
  Scratch::KeyWork& work = scratch_.work_[key];
  const std::size_t before = found_.size();
  const bool each = work.looks++ < kTimedEach;
  scratch_.chance_ = scratch_.chance_ * 1664525 + 1013904223;   // Of Numerical Recipes.
  if (each || scratch_.chance_ >> (32 - kChanceBits) == 0) {
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    ask();
    const std::chrono::nanoseconds took = Clock::now() - begun;
    const bool alone = each || took > std::chrono::milliseconds(1);   // So long: another program ran meanwhile.
    work.nanoseconds += static_cast<std::uint64_t>(took.count()) * (alone ? 1 : kStandsFor);
  } else {
    ask();
  }
  work.candidates += found_.size() - before;
}

void Matcher::Run::Try(const Use& use, const Hit& hit) {
  switch (use.kind) {
    case Use::Kind::kName: {
      const std::size_t size = tables_.TextOf(hit.needle).size();
      scratch_.matches_.names.push_back({use.id, {hit.offset, hit.offset + size}});
      return;
    }
    case Use::Kind::kShape: return TryShapes(use, hit);
    case Use::Kind::kPattern: return TryPattern(use.id, hit.offset);
    case Use::Kind::kPrefix: return TryPrefix(use, hit);
  }
}

// Block by block, so that a text of nothing but needles does not fill memory
// with hits before the first is looked at.
void Matcher::Run::TryBlock(std::size_t begin) {
  const std::size_t from = begin - std::min(begin, kLongestEscape);
  tables_.prefilter.Scan(text_.substr(from, begin - from + kBlock + tables_.longest_needle), scratch_.hits_);
  std::size_t asked_at = text_.size();
  bool inside_word = false;
  for (Hit hit : scratch_.hits_) {
    hit.offset += from;
    if (hit.offset < begin) continue;          // The block's before.
    if (hit.offset >= begin + kBlock) break;   // The next block's.
    ++scratch_.counters_.hits;
    if (hit.offset != asked_at) {
      asked_at = hit.offset;
      inside_word = IsWord(text_[asked_at]) && !TokenMayBegin(text_, asked_at);
    }
    for (const Use& use : tables_.anchors.UsesOf(hit.needle)) {
      // Most hits stand inside of words, where no token begins.
      if (inside_word && use.kind != Use::Kind::kName && use.back_max == 0) continue;
      if (scratch_.work_.empty() || use.kind == Use::Kind::kName) [[likely]] {
        Try(use, hit);
      } else {
        Counted(use.id, [&] { Try(use, hit); });
      }
    }
  }
}

std::vector<Matcher::Step> Matcher::Run::Explain(Span span) {
  std::vector<Step> steps;
  window_budget_ = 64 * text_.size() + 64 * kPatternWindow;
  tables_.prefilter.ScanAnywhere(text_, scratch_.hits_);
  for (const Hit& hit : scratch_.hits_) {
    const std::string_view needle = tables_.TextOf(hit.needle);
    const Span at{hit.offset, hit.offset + needle.size()};
    if (at.end <= span.begin || at.begin > span.end) continue;
    for (const Use& use : tables_.anchors.UsesOf(hit.needle)) {
      Step step{needle, at, nullptr, use.id, true, "one of the words that names of secrets hold"};
      if (use.kind != Use::Kind::kName) {
        found_.clear();
        prefix_hits_.clear();
        scratch_.leads_.clear();
        Try(use, hit);
        step.key = &RuleOf(use.id);
        step.found = !found_.empty() || !prefix_hits_.empty();
        step.outcome = Outcome(use, hit);
        if (!prefix_hits_.empty()) {
          LeadFrom(prefix_hits_);
          step.found = !scratch_.leads_.empty();
          step.outcome = step.found ? "begins like a key, is none of its shapes" : OutcomeOfLead(hit.offset);
        }
      }
      steps.push_back(step);
    }
  }
  return steps;
}

// What came of the question just asked, in words.
std::string_view Matcher::Run::Outcome(const Use& use, const Hit& hit) const {
  if (use.kind == Use::Kind::kPrefix) return "no token begins there: it stands inside a longer word";
  if (!found_.empty()) return use.kind == Use::Kind::kShape ? "fits a shape" : "fits the pattern";
  if (use.kind == Use::Kind::kPattern) return "the text does not fit the pattern, or its context is missing";
  if (hit.offset < use.back_min) return "the text is too short for the shape";
  const std::size_t begin = hit.offset - use.back_min;
  const KeyRule& rule = RuleOf(use.id);
  const Shape& shape = rule.shapes[use.shape];
  const std::size_t end = use.back_min == use.back_max ? MatchShape(shape, text_, begin) : kNoMatch;
  if (end == kNoMatch) return "the text does not fit this shape";
  const std::string_view token = text_.substr(begin, end - begin);
  if (rule.min_entropy > 0 && RandomPartEntropy(shape, token) < rule.min_entropy) return "fits, with too little variety for a key";
  return "fits, but the context that the rule asks for is missing";
}

// Why the prefix at `begin` gave no lead.
std::string_view Matcher::Run::OutcomeOfLead(std::size_t begin) {
  const std::uint32_t key = prefix_hits_.front().key;
  const std::size_t end = TokenEnd(text_, begin, tables_.anchors.TokenBytesOf(key), kTokenLimit);
  if (FitsAnyShape(RuleOf(key), text_.substr(begin, end - begin))) return "has a shape, so it is not looked at as a broken key";
  return "begins like a key, but what follows does not look meant as one";
}

// Most needles stand in words: the run behind them is too short, which is
// asked before anything else, and first of its far end.
void Matcher::Run::TryShapes(const Use& use, const Hit& hit) {
  const std::size_t offset = hit.offset;
  const std::string_view behind = text_.substr(offset + tables_.TextOf(hit.needle).size());
  if (offset < use.back_min || behind.size() < use.next_min) return;
  const ByteSet& run = tables_.anchors.BytesBehind(use);
  for (std::size_t i = use.next_min; i-- > 0;) {
    if (!run.Has(behind[i])) return;
  }
  const std::size_t last = offset - use.back_min;
  std::size_t at = last;
  if (use.back_max != use.back_min) {
    const std::size_t first = offset - std::min<std::size_t>(offset, use.back_max);
    const ByteSet& bytes = tables_.anchors.BytesBefore(use);
    for (at = offset; at > first && bytes.Has(text_[at - 1]);) --at;
  }
  for (; at <= last; ++at) TryShape(use.id, use.shape, at);
}

void Matcher::Run::TryShape(std::uint32_t key, std::uint32_t shape, std::size_t begin) {
  const KeyRule& rule = RuleOf(key);
  ++scratch_.counters_.shape_attempts;
  const std::size_t end = MatchShape(rule.shapes[shape], text_, begin);
  if (end == kNoMatch) return;
  const std::string_view token = text_.substr(begin, end - begin);
  if (rule.min_entropy > 0 && RandomPartEntropy(rule.shapes[shape], token) < rule.min_entropy) {
    return;
  }
  if (!tables_.ContextFits(key, text_, begin)) return;
  Accept(key, {begin, end});
}

void Matcher::Run::TryPattern(std::uint32_t key, std::size_t begin) {
  if (IsWord(text_[begin]) && !TokenMayBegin(text_, begin)) return;
  const auto& pattern = tables_.PatternsOf(key).pattern;
  if (!pattern->ok()) return;
  ++scratch_.counters_.pattern_attempts;
  const std::size_t window = window_budget_ >= kPatternWindow ? kPatternWindow : kSmallWindow;
  const std::size_t stop = std::min(text_.size(), begin + window);
  window_budget_ -= std::min(window_budget_, stop - begin);
  re2::StringPiece whole;
  if (!pattern->Match(Piece8(text_), begin, stop, re2::RE2::ANCHOR_START, &whole, 1)) return;
  AddPattern(key, *pattern, SpanOf(whole, text_));
}

// The token is the pattern's first group, or all of it.
void Matcher::Run::AddPattern(std::uint32_t key, const re2::RE2& pattern, Span whole) {
  if (whole.empty() || (IsWord(text_[whole.end - 1]) && !TokenMayEnd(text_, whole.end))) return;
  Span span = whole;
  if (pattern.NumberOfCapturingGroups() > 0) {
    re2::StringPiece parts[2];
    pattern.Match(Piece8(text_), whole.begin, whole.end, re2::RE2::ANCHOR_BOTH, parts, 2);
    if (parts[1].data() != nullptr && !parts[1].empty()) span = SpanOf(parts[1], text_);
  }
  const KeyRule& rule = RuleOf(key);
  if (rule.min_entropy > 0) {
    std::string_view random = span.Of(text_);
    if (random.starts_with(rule.pattern_prefix)) random.remove_prefix(rule.pattern_prefix.size());
    if (EntropyPerCharacter(random) < rule.min_entropy) return;
  }
  if (tables_.ContextFits(key, text_, whole.begin)) Accept(key, span);
}

// A pattern without a prefix searches the whole text: the slow way, as fast
// as RE2 is.
void Matcher::Run::SearchPattern(std::uint32_t key) {
  const auto& pattern = tables_.PatternsOf(key).pattern;
  if (!pattern->ok()) return;
  ++scratch_.counters_.pattern_attempts;
  std::size_t at = 0;
  re2::StringPiece whole;
  while (at < text_.size() &&
         pattern->Match(Piece8(text_), at, text_.size(), re2::RE2::UNANCHORED, &whole, 1)) {
    const Span span = SpanOf(whole, text_);
    if (!IsWord(text_[std::min(span.begin, text_.size() - 1)]) || TokenMayBegin(text_, span.begin)) {
      AddPattern(key, *pattern, span);
    }
    at = std::max(span.end, at + 1);
  }
}

// A match is min_length of the shapes' bytes in a row, so one look at every
// min_length-th byte finds where to try. From there it reaches at least half
// as far to one side, which is asked in a few steps without a branch.
void Matcher::Run::SearchShapes(const SlowShapes& slow) {
  const std::size_t stride = std::max<std::uint32_t>(slow.min_length, 1);
  const std::size_t step = stride / 2 / 4;
  const ByteSet& bytes = slow.bytes;
  for (std::size_t probe = stride - 1; probe < text_.size(); probe += stride) {
    const char* const here = text_.data() + probe;
    if (probe + 4 * step < text_.size()) {
      const bool left = bytes.Has(here[-1 * static_cast<std::ptrdiff_t>(step)]) &
                        bytes.Has(here[-2 * static_cast<std::ptrdiff_t>(step)]) &
                        bytes.Has(here[-3 * static_cast<std::ptrdiff_t>(step)]) &
                        bytes.Has(here[-4 * static_cast<std::ptrdiff_t>(step)]);
      const bool right = bytes.Has(here[step]) & bytes.Has(here[2 * step]) &
                         bytes.Has(here[3 * step]) & bytes.Has(here[4 * step]);
      if (!(bytes.Has(*here) & (left | right))) [[likely]] continue;
    }
    TryRun(slow, probe, stride);
  }
}

// Tries the slow shapes at all beginnings from which they reach `probe`.
void Matcher::Run::TryRun(const SlowShapes& slow, std::size_t probe, std::size_t stride) {
  if (!slow.bytes.Has(text_[probe])) return;
  const std::size_t floor = probe + 1 - stride;
  std::size_t begin = probe;
  while (begin > floor && slow.bytes.Has(text_[begin - 1])) --begin;
  std::size_t end = probe + 1;
  while (end < text_.size() && end < begin + stride && slow.bytes.Has(text_[end])) ++end;
  if (end - begin < stride) return;
  const std::string_view reach = text_.substr(begin, probe + stride - begin);
  if (slow.required && reach.find(*slow.required) == std::string_view::npos) return;
  // Inside the run no token begins behind an identifier's byte; at its start
  // that byte may belong to an escape, which is six bytes at most.
  const std::size_t escapes_end = begin + 6;
  const bool holds_escapes = slow.bytes.Has('\\') || slow.bytes.Has('%') || slow.bytes.Has('[');
  for (; begin <= probe; ++begin) {
    if (begin > escapes_end && !holds_escapes && IsWord(text_[begin - 1])) continue;
    for (const SlowShapes::Member& member : slow.members) TryShape(member.key, member.shape, begin);
  }
}

void Matcher::Run::TryPrefix(const Use& use, const Hit& hit) {
  const std::string_view prefix = tables_.TextOf(hit.needle);
  ++scratch_.counters_.prefix_attempts;
  if (!TokenMayBegin(text_, hit.offset) || GluedByDash(text_, hit.offset, prefix)) return;
  const bool exact = text_.substr(hit.offset, prefix.size()) == prefix;
  const PrefixFit fit = use.variant ? PrefixFit::kVariant
                        : exact     ? PrefixFit::kExact
                                    : PrefixFit::kOtherCase;
  // "Block-Test-8f3a...": one more part of a name.
  if (!exact && hit.offset >= 2 && text_[hit.offset - 1] == '-' && IsWord(text_[hit.offset - 2])) return;
  prefix_hits_.push_back({hit.offset, prefix.size(), fit, use.id});
}

void Matcher::Run::Accept(std::uint32_t key, Span span) {
  found_.push_back({.key = &RuleOf(key), .token = span.Of(text_), .span = span});
}

// Of the matches of one key that overlap, the first counts, and of those that
// begin together the longest.
void Matcher::Run::DropRepeats() {
  if (found_.size() < 2) return;
  std::sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.span.begin, a.key, b.span.end) < std::tuple(b.span.begin, b.key, a.span.end);
  });
  auto& last_end = scratch_.last_end_;
  last_end.resize(tables_.rules.keys.size());
  for (const Candidate& candidate : found_) last_end[tables_.IndexOf(*candidate.key)] = 0;
  std::erase_if(found_, [&](const Candidate& candidate) {
    std::size_t& end = last_end[tables_.IndexOf(*candidate.key)];
    if (candidate.span.begin < end) return true;
    end = candidate.span.end;
    return false;
  });
}

// Whether a match of a whole shape overlaps `span`.
bool Matcher::Run::Taken(Span span) const {
  // `found_` is sorted by begin; keys are short, so few can reach here.
  auto after = std::lower_bound(found_.begin(), found_.end(), span.end,
                                [](const Candidate& c, std::size_t end) { return c.span.begin < end; });
  constexpr int kLook = 64;
  for (int i = 0; i < kLook && after != found_.begin(); ++i) {
    --after;
    if (after->span.end > span.begin) return true;
  }
  return false;
}

void Matcher::Run::AddLeads() {
  std::size_t i = 0;
  while (i < prefix_hits_.size()) {
    std::size_t same = i + 1;
    while (same < prefix_hits_.size() && prefix_hits_[same].offset == prefix_hits_[i].offset) ++same;
    LeadFrom(std::span(prefix_hits_).subspan(i, same - i));
    i = same;
  }
  if (scratch_.leads_.empty()) return;
  const auto before = [](const Candidate& a, const Candidate& b) {
    return a.span.begin < b.span.begin;
  };
  const auto middle = found_.insert(found_.end(), scratch_.leads_.begin(), scratch_.leads_.end());
  std::inplace_merge(found_.begin(), middle, found_.end(), before);
}

// Of all prefixes that a token may begin with, the best written, then the
// longest; every key that has it.
void Matcher::Run::LeadFrom(std::span<const PrefixHit> hits) {
  auto& leads = scratch_.leads_;
  const std::size_t begin = hits.front().offset;
  if (!leads.empty() && begin < leads.back().span.end) return;
  const auto better = [](const PrefixHit& a, const PrefixHit& b) {
    return a.fit != b.fit ? a.fit < b.fit : a.size > b.size;
  };
  const PrefixHit best = *std::min_element(hits.begin(), hits.end(), better);
  const ByteSet& bytes = tables_.anchors.TokenBytesOf(best.key);
  const std::string_view prefix = text_.substr(begin, best.size);
  const std::size_t tail = begin + best.size;
  const std::size_t seen = TokenEnd(text_, tail, bytes, kTailLook);
  const KeyRule& rule = RuleOf(best.key);
  if (!LooksMeantAsKey(text_.substr(tail, seen - tail), prefix, best.fit, rule.shapes)) {
    if (best.fit == PrefixFit::kExact && GoesOnBehind(text_, {begin, seen}, best.size)) scratch_.matches_.cuts.push_back({begin, seen});
    return;
  }
  const std::size_t end = seen < tail + kTailLook - 1 ? seen : TokenEnd(text_, tail, bytes, kTokenLimit);
  if (end < text_.size() && text_[end] == '(') return;  // A function's name.
  if (LooksCutFromBase64(text_, begin, end, prefix) || MayBeDigest(text_.substr(begin, end - begin))) return;
  const Span span{begin, end};
  if (Taken(span)) return;
  for (const PrefixHit& hit : hits) {
    if (hit.fit != best.fit || hit.size != best.size) continue;
    if (FitsAnyShape(RuleOf(hit.key), span.Of(text_))) continue;
    leads.push_back({.key = &RuleOf(hit.key), .token = span.Of(text_), .span = span,
                     .lead = Lead::kPrefix});
  }
}

Matcher::Matcher(const RuleSet& rules, std::span<const NameNeedle> names)
    : tables_(std::make_unique<const Tables>(rules, std::make_unique<const Anchors>(rules, names))) {}
Matcher::Matcher(const RuleSet& rules, const MatchTables& tables)
    : tables_(std::make_unique<const Tables>(rules, tables.anchors, Prefilter(tables.prefilter))) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

const Matches& Matcher::Scan(std::string_view text, Scratch& scratch) const {
  Run(*tables_, text, scratch).Execute();
  return scratch.matches_;
}

std::vector<Matcher::Step> Matcher::Explain(std::string_view text, Span span) const {
  Scratch scratch;
  return Run(*tables_, text, scratch).Explain(span);
}

bool Matcher::MatchWhole(const KeyRule& key, std::string_view token) const {
  const auto fits = [&](const Shape& shape) {
    return FitsShape(shape, token) &&
           (key.min_entropy <= 0 || RandomPartEntropy(shape, token) >= key.min_entropy);
  };
  if (std::any_of(key.shapes.begin(), key.shapes.end(), fits)) return true;
  if (key.pattern.empty()) return false;
  const auto& pattern = tables_->PatternsOf(tables_->IndexOf(key)).pattern;
  return pattern->ok() && re2::RE2::FullMatch(Piece8(token), *pattern);
}

std::vector<const KeyRule*> Matcher::MatchNamed(std::span<const KeyRule* const> keys,
                                                std::string_view token) const {
  std::vector<const KeyRule*> fitting;
  for (const KeyRule* key : keys) {
    if (MatchWhole(*key, token)) fitting.push_back(key);
  }
  return fitting;
}

const KeyRule* Matcher::MatchStructured(std::string_view token) const {
  const std::span<const KeyRule> keys = tables_->rules.keys;
  const auto fits = [&](const KeyRule& key) { return MatchWhole(key, token); };
  const auto known = std::find_if(keys.begin(), keys.end(), [&](const KeyRule& key) { return !key.structure.empty() && fits(key); });
  if (known == keys.end()) return nullptr;
  const bool others = std::any_of(keys.begin(), known, fits) || std::any_of(known + 1, keys.end(), fits);
  return others ? nullptr : &*known;
}

std::vector<Matcher::NeedleCost> Matcher::NeedleCosts() const {
  std::vector<NeedleCost> costs;
  const PrefilterTables& prefilter = tables_->prefilter.tables();
  for (std::uint32_t i = 0; i < prefilter.needles.size(); ++i) {
    const Use& use = tables_->anchors.UsesOf(i).front();
    const KeyRule* key = use.kind == Use::Kind::kName ? nullptr : &tables_->rules.keys[use.id];
    costs.push_back({prefilter.TextOf(i), prefilter.costs[i], key});
  }
  return costs;
}

MatchTables Matcher::tables() const { return {tables_->anchors, tables_->prefilter.tables()}; }

}  // namespace keylint
