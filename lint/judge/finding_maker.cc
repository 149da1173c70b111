// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/finding_maker.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/judge/catalog.h"
#include "lint/judge/fingerprint.h"
#include "lint/judge/names.h"
#include "lint/judge/redact.h"
#include "lint/judge/shipped.h"

namespace keylint {
namespace {

constexpr double kHighConfidence = 0.95;
constexpr double kMediumConfidence = 0.90;
// A masked line longer than this is cut around the place.
constexpr std::size_t kSnippetReach = 160;

Confidence ConfidenceOf(double confidence) {
  if (confidence >= kHighConfidence) return Confidence::kHigh;
  return confidence >= kMediumConfidence ? Confidence::kMedium : Confidence::kLow;
}

bool SaysHowToRevoke(std::string_view fix) {
  constexpr std::string_view kWords[] = {"evoke", "otate", "oll it", "elete", "eactivate", "egenerate", "romote", "nd the session", "eplace", "eset", "new key"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [fix](std::string_view word) { return fix.find(word) != std::string_view::npos; });
}

// A shape that only other tools know can still be unmistakable: a literal of
// some length and a random body of some length behind it.
bool IsDistinctive(const KeyRule& key) {
  constexpr std::size_t kLiteral = 4;
  constexpr std::size_t kBody = 20;
  if (key.shapes.empty()) return false;
  return std::all_of(key.shapes.begin(), key.shapes.end(), [](const Shape& shape) {
    std::size_t literal = 0;
    std::size_t random = 0;
    for (const Piece& piece : shape.pieces) {
      literal = std::max(literal, piece.literal.size());
      random += piece.min;
    }
    return literal >= kLiteral && random >= kBody;
  });
}

Level LeakLevel(const Verdict& verdict) {
  const KeyRule& key = *verdict.key;
  if (verdict.form == Form::kUnrecognised) return Level::kWarning;
  if (key.mode == Mode::kTest || key.mode == Mode::kSandbox) return Level::kWarning;
  // Signed with a secret that everybody knows: the tokens of a local stack.
  const bool local = std::any_of(verdict.facts.begin(), verdict.facts.end(), [](const Fact& fact) { return fact.kind == FactKind::kMode && fact.value == "local"; });
  if (local) return Level::kNote;
  if (verdict.confidence >= kHighConfidence) return Level::kError;
  return verdict.confidence >= 0.85 || IsDistinctive(key) ? Level::kWarning : Level::kNote;
}

void Describe(Finding& finding, const KeyRule& key, const Provider& provider) {
  finding.provider = provider.id;
  finding.key_id = key.id;
  finding.privilege = PrivilegeName(key.privilege);
  if (key.mode != Mode::kAny) finding.mode = ModeName(key.mode);
}

std::string Alternatives(const Verdict& verdict, const RuleSet& rules) {
  std::string names;
  for (const KeyRule* other : verdict.alternatives) {
    const std::string_view name = rules.ProviderOf(*other).name;
    if (names.find(name) != std::string::npos) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

// "remove the quotes" -> "Remove the quotes."
std::string Sentence(std::string text) {
  if (!text.empty()) text[0] = Upper(text[0]);
  return text + '.';
}

}  // namespace

std::size_t RandomCharacters(const KeyRule& key, std::size_t token_length) {
  std::size_t least_fixed = token_length;
  for (const Shape& shape : key.shapes) {
    std::size_t fixed = 0;
    for (const Piece& piece : shape.pieces) fixed += piece.literal.size();
    least_fixed = std::min(least_fixed, fixed);
  }
  if (key.shapes.empty()) least_fixed = key.pattern_prefix.size();
  return token_length > least_fixed ? token_length - least_fixed : 0;
}

Location FindingMaker::Locate(const Document& document, const LineIndex& lines, Span span) {
  Location location;
  location.path = document.path;
  location.begin = lines.PositionOf(span.begin);
  location.end = lines.PositionOf(span.end);
  // A part of a larger file goes on where the part before it stopped.
  if (location.begin.line == 1) location.begin.column += document.base_column;
  if (location.end.line == 1) location.end.column += document.base_column;
  location.begin.line += document.base_line;
  location.end.line += document.base_line;
  location.span = document.to_file.ToOriginal(span).Shifted(document.base_offset);
  location.in_archive = document.path.find('!') != std::string::npos;
  return location;
}

void FindingMaker::Fill(Finding& finding, const TokenPlace& place, std::size_t random_characters) const {
  finding.where = Locate(*place.document, *place.lines, place.span);
  finding.preview = show_secrets_ ? std::string(place.token) : Redact(place.token, random_characters);
  finding.name_path = place.name_path;
  if (!place.name_path.empty()) finding.variable = place.name_path.back();
  finding.decoded_from = place.document->unpacked_from;
  finding.decoded_from.insert(finding.decoded_from.end(), place.decoded_from.begin(), place.decoded_from.end());
  finding.provenance = place.document->provenance;
  finding.blob = place.document->blob;
  finding.digest = DigestOf(place.token);
  finding.has_digest = true;
  finding.secret = place.token;
}

void FindingMaker::AddSnippet(Finding& finding, const Document& document, const LineIndex& lines,
                              Span span, std::span<const Mask> masks) {
  const std::string_view text = document.text();
  const std::size_t first = lines.LineOf(span.begin);
  Span shown = lines.LineSpan(first);
  shown.end = std::max(shown.end, span.begin);
  if (shown.size() > 2 * kSnippetReach) {
    shown.begin = std::max(shown.begin, span.begin > kSnippetReach ? span.begin - kSnippetReach : 0);
    shown.end = std::min(shown.end, std::max(span.begin + kSnippetReach, shown.begin));
    // A cut must not fall into a masked value: move it out.
    if (const auto cut = MasksWithin(masks, shown); !cut.empty()) {
      shown.begin = std::min(shown.begin, cut.front().span.begin);
      shown.end = std::max(shown.end, cut.back().span.end);
    }
  }
  const Span marked{span.begin, std::min(span.end, shown.end)};
  MaskedText masked = ApplyMasks(text, shown, marked, masks);
  finding.snippet = std::move(masked.text);
  finding.marked = masked.marked;
  finding.snippet_line = first + document.base_line;
}

Finding FindingMaker::Leaked(const Verdict& verdict) const {
  const KeyRule& key = *verdict.key;
  const Provider& provider = rules_.ProviderOf(key);
  Finding finding;
  finding.rule_id = fmt::format("leaked-key/{}", key.id);
  finding.title = key.title;
  finding.level = LeakLevel(verdict);
  finding.confidence = ConfidenceOf(verdict.confidence);
  finding.diagnosis = verdict.diagnosis;
  if (verdict.form == Form::kUnrecognised) {
    finding.what = fmt::format("It begins like {} but has none of its known shapes{}.", WithArticle(key.title),
                               verdict.detail.empty() ? "" : ": " + verdict.detail);
  } else {
    finding.what = fmt::format("{} in the text.", key.title);
    if (!verdict.detail.empty()) finding.what = fmt::format("{} in the text: {}.", key.title, verdict.detail);
  }
  const std::string others = Alternatives(verdict, rules_);
  if (!others.empty()) finding.what += fmt::format(" Its shape is also that of {}.", others);
  finding.why = key.why;
  finding.fix = key.fix;
  if (!provider.revoke.empty() && !SaysHowToRevoke(key.fix)) finding.fix += fmt::format(" Revoke it: {}.", provider.revoke);
  finding.cwe = {"CWE-798"};
  finding.security_severity = SeverityOf(key);
  return finding;
}

Finding FindingMaker::Malformed(const Verdict& verdict, const TokenPlace& place) const {
  const KeyRule& key = *verdict.key;
  const Provider& provider = rules_.ProviderOf(key);
  Finding finding;
  finding.rule_id = fmt::format("malformed-key/{}", key.id);
  finding.title = fmt::format("Malformed {}", key.title);
  finding.level = verdict.confidence >= kMediumConfidence && !place.in_comment ? Level::kWarning : Level::kNote;
  finding.confidence = ConfidenceOf(verdict.confidence);
  finding.diagnosis = verdict.diagnosis;
  finding.what = fmt::format("{}: {}.", key.title, verdict.detail);
  finding.why = provider.rejects_with.empty()
                    ? fmt::format("{} will reject it.", provider.name)
                    : fmt::format("{} will answer '{}'.", provider.name, provider.rejects_with);
  finding.fix = verdict.repair ? Sentence(verdict.repair->title) : "Copy the whole key again from where it was issued.";
  finding.security_severity = 2.0;
  if (verdict.repair && !verdict.repair->span.empty()) {
    const Location at = Locate(*place.document, *place.lines, verdict.repair->span);
    finding.fixes.push_back({verdict.repair->title, {{at.path, at.span, at.begin, at.end, verdict.repair->text}}});
  }
  return finding;
}

std::optional<Finding> FindingMaker::FromVerdict(const Verdict& verdict, const TokenPlace& place) const {
  if (verdict.key == nullptr) return std::nullopt;
  const KeyRule& key = *verdict.key;
  std::optional<Finding> finding;
  switch (verdict.form) {
    case Form::kWellFormed:
    case Form::kUnrecognised:
      if (IsSecret(key.privilege)) finding = Leaked(verdict);
      break;
    case Form::kMalformed:
      finding = Malformed(verdict, place);
      break;
    default:
      break;
  }
  if (!finding) return std::nullopt;
  Describe(*finding, key, rules_.ProviderOf(key));
  for (const Fact& fact : verdict.facts) {
    finding->facts.emplace_back(FactName(fact.kind), fact.value);
    if (fact.kind == FactKind::kExpires) finding->expires = fact.value;
  }
  Fill(*finding, place, RandomCharacters(key, place.token.size()));
  HeedShipped(*finding, place);
  return finding;
}

Finding FindingMaker::FromFixedRule(std::string_view rule_id, std::string what, const TokenPlace& place) const {
  Finding finding;
  finding.rule_id = rule_id;
  finding.what = std::move(what);
  const RuleInfo info = RuleInfoOf(rule_id, rules_);
  finding.title = info.title;
  finding.level = info.level;
  finding.confidence = info.confidence;
  finding.why = info.why;
  finding.fix = info.fix;
  finding.cwe = info.cwe;
  finding.security_severity = info.security_severity;
  Fill(finding, place, 0);
  HeedShipped(finding, place);
  return finding;
}

}  // namespace keylint
