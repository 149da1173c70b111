// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/imported_scan.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "lint/base/line_index.h"
#include "lint/judge/redact.h"
#include "lint/ruleset/imported_matcher.h"
#include "lint/scan/counted_lines.h"
#include "lint/scan/encoding_names.h"

namespace keylint {
namespace {

// The secret; where its match begins on an earlier line, from there: that is
// the line their own tool names, and their ignore files with it.
Span PlaceOf(const ImportedHit& hit, const LineIndex& lines) {
  const bool same_line = lines.LineOf(hit.match.begin) == lines.LineOf(hit.secret.begin);
  return same_line ? hit.secret : Span{hit.match.begin, std::max(hit.match.end, hit.secret.end)};
}

Finding FindingOf(const ImportedHit& hit, const Pipeline& pipeline, const Document& document, const LineIndex& lines) {
  const ImportedRule& rule = *hit.rule;
  Finding finding;
  finding.rule_id = "leaked-key/" + rule.id;
  std::string title = rule.description.empty() ? rule.id : rule.description;
  while (title.ends_with('.')) title.pop_back();
  finding.what = hit.secret.empty() ? fmt::format("The path fits the imported rule {}.", rule.id)
                                    : fmt::format("The imported rule {} matches here.", rule.id);
  finding.why = title + ".";
  finding.title = std::move(title);
  finding.fix = "Remove it, read it from the environment or a vault, and replace it where it was issued.";
  finding.cwe = {"CWE-798"};
  finding.security_severity = 7.0;
  TokenPlace place;
  place.document = &document;
  place.lines = &lines;
  place.span = PlaceOf(hit, lines);
  place.token = hit.SecretOf(document.text());
  place.decoded_from = NamesOf(hit.decoded_from);
  pipeline.maker().Fill(finding, place, 0);
  if (hit.secret.empty()) {
    finding.where.whole_file = true;
    finding.preview.clear();
    finding.has_digest = false;
  }
  return finding;
}

// In one pass: what a preview says is looked at by no other secret.
void MaskIn(Finding& finding, const std::vector<const Finding*>& others) {
  std::string masked;
  Span marked = finding.marked;
  const std::string_view snippet = finding.snippet;
  for (std::size_t at = 0; at < snippet.size();) {
    const auto found = std::find_if(others.begin(), others.end(), [rest = snippet.substr(at)](const Finding* other) { return rest.starts_with(other->secret); });
    if (found == others.end()) {
      masked += snippet[at++];
      continue;
    }
    const Finding& other = **found;
    masked += other.preview;
    if (at < finding.marked.begin) marked = {marked.begin - other.secret.size() + other.preview.size(), marked.end - other.secret.size() + other.preview.size()};
    at += other.secret.size();
  }
  finding.snippet = std::move(masked);
  finding.marked = marked;
}

// Snippets of a line show no secret of any finding on it.
void MaskEachOther(std::vector<Finding>& findings) {
  constexpr std::size_t kMostOnALine = 32;
  constexpr std::size_t kShortest = 4;   // Shorter ones are masked where they were found, or they would be everywhere.
  std::unordered_map<std::size_t, std::vector<const Finding*>> on_line;
  for (const Finding& finding : findings) on_line[finding.where.begin.line].push_back(&finding);
  for (Finding& finding : findings) {
    const auto line = on_line.find(finding.snippet_line);
    if (line == on_line.end()) continue;
    if (line->second.size() > kMostOnALine) {
      finding.snippet.clear();
      finding.marked = {};
      continue;
    }
    std::vector<const Finding*> others;
    std::copy_if(line->second.begin(), line->second.end(), std::back_inserter(others), [](const Finding* other) { return other->secret.size() >= kShortest; });
    std::stable_sort(others.begin(), others.end(), [](const Finding* a, const Finding* b) { return a->secret.size() > b->secret.size(); });
    if (!others.empty()) MaskIn(finding, others);
  }
}

}  // namespace

void AddImportedFindings(const Pipeline& pipeline, const Document& document, const std::function<const std::vector<Mask>&()>& secrets,
                         DocumentResult& result) {
  const ScanOptions& options = pipeline.options();
  if (!document.reported || document.ignored == IgnoreState::kIgnoredConfig) return;
  if (document.text().empty() && !document.name_only) return;
  std::optional<LineIndex> lines;
  std::vector<Span> own;
  for (const Finding& finding : result.findings) own.push_back(finding.where.span);
  std::sort(own.begin(), own.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::vector<std::size_t> reach;  // The furthest end of own[0..i].
  for (const Span span : own) reach.push_back(std::max(span.end, reach.empty() ? 0 : reach.back()));
  const auto overlaps_ours = [&](Span span) {
    const auto after = std::lower_bound(own.begin(), own.end(), span.end, [](Span one, std::size_t end) { return one.begin < end; });
    return after != own.begin() && reach[static_cast<std::size_t>(after - own.begin()) - 1] > span.begin;
  };
  const std::size_t before = result.findings.size();
  std::vector<Mask> masks;
  std::vector<std::pair<std::size_t, Span>> shown;   // Findings, and where their secrets stand.
  const std::string commit = document.provenance ? document.provenance->commit : std::string();
  for (const auto& matcher : options.imported) {
    const ImportedHits found = matcher->Match(document.path, document.text(), commit, options.imported_decode_depth);
    if (found.cut) {
      result.notices.push_back({NoticeKind::kIncomplete, document.path, "The imported rules match very often here: what stands further behind was left out."});
    }
    for (const ImportedHit& hit : found.hits) {
      if (!lines) lines.emplace(document.text());
      Finding finding = FindingOf(hit, pipeline, document, *lines);
      if (!hit.secret.empty()) masks.push_back({hit.secret, finding.preview});
      if (!options.selection.IncludesImported("leaked-key/" + hit.rule->id)) continue;
      if (document.owned && !document.owned->Contains(hit.match.begin)) continue;   // What a path says is the first part's.
      if (!IsCounted(document, finding.where) || (!hit.secret.empty() && overlaps_ours(hit.secret))) continue;
      if (!hit.secret.empty()) shown.emplace_back(result.findings.size(), hit.secret);
      result.findings.push_back(std::move(finding));
    }
  }
  if (!shown.empty()) masks.insert(masks.end(), secrets().begin(), secrets().end());
  NormaliseMasks(masks);
  for (const auto& [index, secret] : shown) FindingMaker::AddSnippet(result.findings[index], document, *lines, secret, masks);
  if (result.findings.size() != before) MaskEachOther(result.findings);
}

}  // namespace keylint
