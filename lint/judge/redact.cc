// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/redact.h"

#include <algorithm>

#include <fmt/format.h>

namespace keylint {
namespace {

constexpr std::size_t kShownEachSide = 4;
constexpr std::size_t kRandomNeeded = 24;
// Shorter values are words too often to be hunted for in the rest of a line.
constexpr std::size_t kShortestHunted = 6;

bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

std::string Redact(std::string_view secret, std::size_t random_characters) {
  if (random_characters >= kRandomNeeded && secret.size() >= kRandomNeeded) {
    const std::string_view head = secret.substr(0, kShownEachSide);
    const std::string_view tail = secret.substr(secret.size() - kShownEachSide);
    if (IsPlainAscii(head) && IsPlainAscii(tail)) {
      return fmt::format("{}…{}", head, tail);
    }
  }
  return fmt::format("[{} characters]", Utf16Length(secret));
}

void NormaliseMasks(std::vector<Mask>& masks) {
  std::stable_sort(masks.begin(), masks.end(), [](const Mask& a, const Mask& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.span.end > b.span.end;
  });
  std::vector<Mask> joined;
  for (Mask& mask : masks) {
    if (mask.span.empty()) continue;
    if (joined.empty() || !joined.back().span.Overlaps(mask.span)) {
      joined.push_back(std::move(mask));
    } else {
      Mask& last = joined.back();
      if (mask.span.end > last.span.end) last.span.end = mask.span.end;
    }
  }
  masks = std::move(joined);
}

namespace {

void ReplaceAll(std::string& text, std::string_view value, std::string_view preview) {
  for (std::size_t at = text.find(value); at != std::string::npos;
       at = text.find(value, at + preview.size())) {
    text.replace(at, value.size(), preview);
  }
}

}  // namespace

std::span<const Mask> MasksWithin(std::span<const Mask> masks, Span shown) {
  const auto first = std::partition_point(masks.begin(), masks.end(), [&](const Mask& mask) { return mask.span.end <= shown.begin; });
  const auto last = std::partition_point(first, masks.end(), [&](const Mask& mask) { return mask.span.begin < shown.end; });
  return {first, last};
}

MaskedText ApplyMasks(std::string_view text, Span shown, Span marked,
                      std::span<const Mask> masks) {
  MaskedText out;
  std::vector<std::string_view> values;
  std::size_t at = shown.begin;
  const auto copy_until = [&](std::size_t end) {
    // A marked place that begins or ends in plain text keeps its borders.
    if (at <= marked.begin && marked.begin < end) {
      out.marked.begin = out.text.size() + (marked.begin - at);
    }
    if (at < marked.end && marked.end <= end) {
      out.marked.end = out.text.size() + (marked.end - at);
    }
    std::string plain(text.substr(at, end - at));
    at = end;
    out.text += plain;
  };
  for (const Mask& mask : MasksWithin(masks, shown)) {
    const Span inside{std::max(mask.span.begin, shown.begin),
                      std::min(mask.span.end, shown.end)};
    if (inside.begin > at) copy_until(inside.begin);
    const std::size_t before = out.text.size();
    out.text += mask.preview;
    if (inside.begin <= marked.begin && marked.begin < inside.end) out.marked.begin = before;
    if (inside.begin < marked.end && marked.end <= inside.end) out.marked.end = out.text.size();
    at = std::max(at, inside.end);
    // Where secrets are shown, the mask is the value itself.
    const std::string_view value = mask.span.Of(text);
    if (value.size() >= kShortestHunted && value != mask.preview) values.push_back(value);
  }
  if (at < shown.end) copy_until(shown.end);
  const std::size_t size = out.text.size();
  for (const std::string_view value : values) ReplaceAll(out.text, value, "…");
  if (out.text.size() != size) out.marked = {0, 0};
  out.marked.end = std::max(out.marked.begin, std::min(out.marked.end, out.text.size()));
  return out;
}

}  // namespace keylint
