// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/reasons.h"

#include <algorithm>
#include <unordered_map>

#include "lint/base/ascii.h"
#include "lint/decode/decode.h"
#include "lint/diagnose/randomness.h"
#include "lint/judge/finding_maker.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestReason = 400;
// Shorter values are words too often.
constexpr std::size_t kShortestSecret = 6;

template <typename IsPart, typename Take>
void ForEachRun(std::string_view text, Span within, const IsPart& is_part, const Take& take) {
  for (std::size_t at = within.begin; at < within.end;) {
    std::size_t end = at;
    while (end < within.end && is_part(text[end])) ++end;
    if (end > at) take(Span{at, end});
    at = end + 1;
  }
}

bool IsKeyByte(char c) { return IsWord(c) || c == '-' || c == '+' || c == '=' || c == '~'; }
bool IsQuoteOrBlank(char c) { return IsBlank(c) || IsQuote(c) || std::string_view(",;()<>").find(c) != std::string_view::npos; }

// Masks of what `within` of `text` holds by itself.
void AddKeys(std::string_view text, Span within, const Matcher& matcher, Matcher::Scratch& scratch, std::vector<Mask>& masks) {
  for (const Candidate& candidate : matcher.Scan(within.Of(text), scratch).candidates) {
    masks.push_back({candidate.span.Shifted(within.begin), Redact(candidate.token, RandomCharacters(*candidate.key, candidate.token.size()))});
  }
  ForEachRun(text, within, IsKeyByte, [&](Span run) {
    if (LooksRandom(run.Of(text))) masks.push_back({run, Redact(run.Of(text), 0)});
  });
}

// What is cut in the middle of a key would be known by nothing.
Span CutBetweenWords(std::string_view text, Span reason) {
  if (reason.size() <= kLongestReason) return reason;
  reason.end = reason.begin + kLongestReason;
  while (reason.end > reason.begin && !IsQuoteOrBlank(text[reason.end - 1])) --reason.end;
  return reason;
}

}  // namespace

std::string WithoutKeys(std::string_view text, const Matcher& matcher, Matcher::Scratch& scratch) {
  std::vector<Mask> masks;
  AddKeys(text, {0, text.size()}, matcher, scratch, masks);
  NormaliseMasks(masks);
  return ApplyMasks(text, {0, text.size()}, {}, masks).text;
}

void HeedStrings(const Document& document, FileAllows& file) {
  const Format format = FormatOf(document.path, document.text());
  const bool has_comments = CommentMarksOf(document.path, format).has_value();
  std::vector<std::size_t> places;
  for (const InlineAllow& allow : file.allows) places.push_back(allow.marker.begin);
  DecodeAround(document.text(), format, places, [&](const Literal& literal) {
    // A text of several lines may be a program of its own, with comments.
    if (literal.quote == Quote::kNone || literal.in_comment || literal.span.Of(document.text()).find('\n') != std::string_view::npos) return;
    auto allow = std::lower_bound(file.allows.begin(), file.allows.end(), literal.span.begin,
                                  [](const InlineAllow& one, std::size_t begin) { return one.marker.begin < begin; });
    for (; allow != file.allows.end() && allow->marker.begin < literal.span.end; ++allow) {
      allow->in_string = has_comments;
      allow->reason_span.end = std::clamp(literal.span.end, allow->reason_span.begin, allow->reason_span.end);
      allow->reason = allow->reason_span.Of(document.text());
    }
  });
}

void RedactReasons(const Document& document, std::span<const Mask> masks, const Matcher& matcher, Matcher::Scratch& scratch,
                   FileAllows& file) {
  const std::string_view text = document.text();
  std::unordered_map<std::string_view, const Mask*> secrets;
  for (const Mask& mask : masks) {
    if (mask.span.size() >= kShortestSecret) secrets.emplace(mask.span.Of(text), &mask);
  }
  for (InlineAllow& allow : file.allows) {
    if (allow.reason.empty()) continue;
    const Span shown = CutBetweenWords(text, allow.reason_span);
    const std::span<const Mask> known = MasksWithin(masks, shown);
    std::vector<Mask> found(known.begin(), known.end());
    const auto add_known = [&](Span run) {
      const auto secret = secrets.find(run.Of(text));
      if (secret != secrets.end()) found.push_back({run, secret->second->preview});
    };
    ForEachRun(text, shown, [](char c) { return !IsQuoteOrBlank(c); }, add_known);
    ForEachRun(text, shown, IsKeyByte, add_known);
    AddKeys(text, shown, matcher, scratch, found);
    NormaliseMasks(found);
    allow.reason = ApplyMasks(text, shown, {}, found).text;
    if (shown.end < allow.reason_span.end) allow.reason += "…";
  }
}

}  // namespace keylint
