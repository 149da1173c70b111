// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/shown_fix.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace keylint {
namespace {

constexpr std::size_t kTelling = 8;   // Characters of a key that are worth hiding.

// Part of an edit: bytes [begin, end) of the old text become `text`.
struct Change {
  Span old;
  std::string_view text;
};

std::string_view Part(std::string_view text, std::size_t begin, std::size_t end) { return text.substr(begin, end - begin); }

// The runs of `longer` that are not in `shorter`, whose bytes it holds in
// order; nothing if it does not.
std::optional<std::vector<Span>> Surplus(std::string_view longer, std::string_view shorter) {
  std::vector<Span> runs;
  std::size_t next = 0;
  for (std::size_t i = 0; i < longer.size(); ++i) {
    if (next < shorter.size() && longer[i] == shorter[next]) {
      ++next;
    } else if (!runs.empty() && runs.back().end == i) {
      ++runs.back().end;
    } else {
      runs.push_back({i, i + 1});
    }
  }
  if (next < shorter.size()) return std::nullopt;
  return runs;
}

std::vector<Change> ChangesOf(std::string_view before, std::string_view after) {
  std::vector<Change> changes;
  if (const auto gone = Surplus(before, after)) {
    for (const Span run : *gone) changes.push_back({run, {}});
    return changes;
  }
  if (const auto come = Surplus(after, before)) {
    std::size_t inserted = 0;
    for (const Span run : *come) {
      const std::size_t at = run.begin - inserted;
      changes.push_back({{at, at}, run.Of(after)});
      inserted += run.size();
    }
    return changes;
  }
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  changes.push_back({{head, before.size() - tail}, Part(after, head, after.size() - tail)});
  return changes;
}

// UTF-16 code units, as columns are counted.
std::size_t UnitsOf(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

bool Tells(const Finding& finding, std::string_view text) {
  if (finding.secret.size() >= kTelling && text.find(finding.secret) != std::string_view::npos) return true;
  return finding.rule_id.str().starts_with("malformed-key/") && text.size() >= kTelling;
}

}  // namespace

std::optional<Fix> ShownFix(const Finding& finding, const Fix& fix) {
  if (!finding.secret.empty() && finding.preview == finding.secret) return fix;
  Fix shown{fix.title, {}};
  for (const Fix::Edit& edit : fix.edits) {
    if (!Tells(finding, edit.text)) {
      shown.edits.push_back(edit);
      continue;
    }
    const std::string_view before = finding.secret;
    const bool verbatim = edit.span == finding.where.span && before.size() == edit.span.size() && edit.begin.line == edit.end.line &&
                          finding.decoded_from.empty() && finding.where.begin.column == edit.begin.column;
    if (!verbatim) return std::nullopt;
    for (const Change& change : ChangesOf(before, edit.text)) {
      if (Tells(finding, change.text)) return std::nullopt;
      Fix::Edit part = edit;
      part.span = change.old.Shifted(edit.span.begin);
      part.begin.column = edit.begin.column + UnitsOf(before.substr(0, change.old.begin));
      part.end.column = part.begin.column + UnitsOf(change.old.Of(before));
      part.text = change.text;
      shown.edits.push_back(std::move(part));
    }
  }
  return shown;
}

void ShowFixes(Finding& finding) {
  std::vector<Fix> shown;
  for (const Fix& fix : finding.fixes) {
    if (std::optional<Fix> one = ShownFix(finding, fix)) shown.push_back(*std::move(one));
  }
  finding.fixes = std::move(shown);
}

}  // namespace keylint
