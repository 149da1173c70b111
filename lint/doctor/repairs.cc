// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/repairs.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/report/escape.h"

namespace keylint {
namespace {

constexpr std::size_t kShownEnds = 4;        // of the secret, at each end
constexpr std::size_t kLeastHidden = 16;     // else nothing of it is shown
constexpr std::size_t kLongestOdd = 24;      // what differs is shown up to this

// Blanks and line ends must be seen, or the diff shows two equal lines.
std::string Visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
  return ForTerminal(out);
}

// The part that stays: its ends only, and only where much lies between.
std::string Hidden(std::string_view kept, bool shows_head, bool shows_tail) {
  if (kept.empty()) return "";
  if (kept.size() < kLeastHidden + 2 * kShownEnds) return "…";
  std::string out;
  if (shows_head) out += ForTerminal(kept.substr(0, kShownEnds));
  out += "…";
  if (shows_tail) out += ForTerminal(kept.substr(kept.size() - kShownEnds));
  return out;
}

std::string Odd(std::string_view text) { return text.size() > kLongestOdd ? fmt::format("[{} characters]", text.size()) : Visible(text); }

struct Edit {
  Span span;
  std::string text;
  const Finding* finding = nullptr;
  std::string title;
};

struct Cover {
  Span span;             // of the old text
  const Edit* edit;      // null: a secret that stays as it is
};

}  // namespace

MaskedChange MaskChange(std::string_view before, std::string_view after) {
  if (const std::size_t at = before.find(after); at != std::string_view::npos && !after.empty()) {
    const std::string kept = Hidden(after, true, true);
    return {Odd(before.substr(0, at)) + kept + Odd(before.substr(at + after.size())), kept};
  }
  if (const std::size_t at = after.find(before); at != std::string_view::npos && !before.empty()) {
    const std::string kept = Hidden(before, true, true);
    return {kept, Odd(after.substr(0, at)) + kept + Odd(after.substr(at + before.size()))};
  }
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  const std::string_view old_middle = before.substr(head, before.size() - head - tail);
  const std::string_view new_middle = after.substr(head, after.size() - head - tail);
  // Two different texts: an encoding undone. Neither is shown.
  if (head + tail < shorter / 2) {
    return {fmt::format("[{} characters]", before.size()), fmt::format("[{} characters]", after.size())};
  }
  const std::string first = Hidden(before.substr(0, head), true, false);
  const std::string last = Hidden(before.substr(before.size() - tail), false, true);
  return {first + Odd(old_middle) + last, first + Odd(new_middle) + last};
}

Repairs PlanRepairs(const std::vector<const Finding*>& findings, std::string_view text) {
  Repairs repairs;
  std::vector<Edit> edits;
  std::vector<Cover> covers;
  for (const Finding* finding : findings) {
    const Span where = finding->where.span;
    if (where.end <= text.size() && !where.empty()) covers.push_back({where, nullptr});
    if (finding->suppressed() || finding->fixes.empty() || finding->where.in_archive) continue;
    const bool verbatim = finding->decoded_from.empty() && !finding->secret.empty();
    const bool same = where.end <= text.size() && (!verbatim || where.Of(text).find(finding->secret) != std::string_view::npos ||
                                                   finding->secret.find(where.Of(text)) != std::string::npos || where.size() != finding->secret.size());
    for (const Fix::Edit& edit : finding->fixes.front().edits) {
      if (!same || edit.span.end > text.size() || edit.span.begin > edit.span.end) {
        ++repairs.stale;
        break;
      }
      edits.push_back({edit.span, edit.text, finding, finding->fixes.front().title});
    }
  }
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
  std::vector<Edit> chosen;
  for (Edit& edit : edits) {
    if (edit.span.Of(text) == edit.text) continue;
    if (!chosen.empty() && edit.span.begin < chosen.back().span.end) continue;
    chosen.push_back(std::move(edit));
  }
  for (const Edit& edit : chosen) {
    std::erase_if(covers, [&](const Cover& cover) { return cover.edit == nullptr && cover.span.Overlaps(edit.span); });
  }
  for (const Edit& edit : chosen) covers.push_back({edit.span, &edit});
  std::sort(covers.begin(), covers.end(), [](const Cover& a, const Cover& b) { return a.span.begin < b.span.begin; });

  std::size_t copied = 0;
  for (const Edit& edit : chosen) {
    repairs.text += text.substr(copied, edit.span.begin - copied);
    repairs.text += edit.text;
    copied = edit.span.end;
  }
  repairs.text += text.substr(copied);
  repairs.count = chosen.size();

  long shift = 0;   // lines that earlier hunks have added
  for (std::size_t i = 0; i < chosen.size();) {
    const std::size_t newline = chosen[i].span.begin == 0 ? std::string_view::npos : text.rfind('\n', chosen[i].span.begin - 1);
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    std::size_t end = std::min(text.find('\n', chosen[i].span.end), text.size());
    Repairs::Hunk hunk;
    std::size_t last = i;
    while (last < chosen.size() && chosen[last].span.begin <= end) {
      end = std::max(end, std::min(text.find('\n', chosen[last].span.end), text.size()));
      hunk.titles.push_back(chosen[last].title);
      ++last;
    }
    hunk.line = 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<long>(begin), '\n'));
    hunk.new_line = static_cast<std::size_t>(static_cast<long>(hunk.line) + shift);
    std::size_t at = begin;
    for (const Cover& cover : covers) {
      if (cover.span.end < begin || cover.span.begin > end || cover.span.begin < at) continue;
      const std::string between = Visible(text.substr(at, cover.span.begin - at));
      hunk.before += between;
      hunk.after += between;
      if (cover.edit == nullptr) {
        hunk.before += "…";
        hunk.after += "…";
      } else {
        const MaskedChange change = MaskChange(cover.span.Of(text), cover.edit->text);
        hunk.before += change.before;
        hunk.after += change.after;
        const std::string_view old = cover.span.Of(text);
        shift += std::count(cover.edit->text.begin(), cover.edit->text.end(), '\n') - std::count(old.begin(), old.end(), '\n');
      }
      at = cover.span.end;
    }
    if (at < end) {
      const std::string rest = Visible(text.substr(at, end - at));
      hunk.before += rest;
      hunk.after += rest;
    }
    repairs.hunks.push_back(std::move(hunk));
    i = last;
  }
  return repairs;
}

std::string DiffOf(std::string_view path, const Repairs& repairs) {
  std::string diff = fmt::format("--- a/{0}\n+++ b/{0}\n", ForTerminal(path));
  for (const Repairs::Hunk& hunk : repairs.hunks) {
    diff += fmt::format("@@ -{} +{} @@ {}\n-{}\n+{}\n", hunk.line, hunk.new_line, ForTerminal(fmt::format("{}", fmt::join(hunk.titles, ", "))), hunk.before, hunk.after);
  }
  return diff;
}

}  // namespace keylint
