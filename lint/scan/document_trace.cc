// SPDX-License-Identifier: Apache-2.0
// The steps of DocumentScan in words, for `keylint explain`. Values are told
// by their length and by what Redact() lets out, never as they stand.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lint/diagnose/randomness.h"
#include "lint/generic/model.h"
#include "lint/judge/redact.h"
#include "lint/scan/document_scan.h"
#include "lint/scan/structure_tags.h"

namespace keylint {
namespace {

constexpr std::size_t kMostNames = 6;

// A name is shown, unless a secret stands where a name should.
std::string Name(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  if (name.size() > kLongest || LooksRandom(name)) return fmt::format("a name of {} characters", name.size());
  return fmt::format("'{}'", name);
}

std::string Path(std::span<const std::string_view> path) {
  std::string text;
  const std::size_t from = path.size() > kMostNames ? path.size() - kMostNames : 0;
  for (std::size_t i = from; i < path.size(); ++i) text += (i == from ? "" : " > ") + Name(path[i]);
  return text;
}

std::string_view KindName(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kValue: return "the value of a setting";
    case LiteralKind::kString: return "a string";
    case LiteralKind::kArgument: return "an argument of a command";
    case LiteralKind::kText: return "text";
  }
  return "";
}

std::string_view FormName(Form form) {
  switch (form) {
    case Form::kWellFormed: return "well-formed";
    case Form::kMalformed: return "malformed";
    case Form::kUnrecognised: return "begins like it, of no known shape";
    case Form::kPublished: return "a published sample or test value";
    case Form::kPlaceholder: return "a stand-in for a key";
    case Form::kReference: return "a reference to a key";
    case Form::kNotAKey: return "no key";
  }
  return "";
}

std::string_view LeadName(Lead lead) {
  switch (lead) {
    case Lead::kShape: return "its whole shape";
    case Lead::kPrefix: return "its beginning";
    case Lead::kVariable: return "the variable it stands in";
    case Lead::kContext: return "what stands nearby";
  }
  return "";
}

std::string KeysOf(std::span<const KeyRule* const> keys) {
  constexpr std::size_t kShown = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(keys.size(), kShown); ++i) text += fmt::format("{}{}", i == 0 ? "" : ", ", keys[i]->id);
  if (keys.size() > kShown) text += fmt::format(" and {} more", keys.size() - kShown);
  return text;
}

// What a needle that belongs to no key stands for; most are words of names.
std::string_view MeaningOfMark(std::uint32_t tag, std::string_view word_of_a_name) {
  if (tag == EncodedNeedles::kTag) return "a key's beginning in base64";
  switch (static_cast<StructureTag>(tag)) {
    case StructureTag::kHash: return "the beginning of a password's hash";
    case StructureTag::kJsonWebKey: return "a member of JSON Web Keys";
    case StructureTag::kBareKey: return "the beginning of a private key in base64";
    case StructureTag::kPhrase: return "words that a secret follows";
    case StructureTag::kSignature: return "the signature of a signed address";
    case StructureTag::kDate: return "the beginning of what holds a date of its own";
    case StructureTag::kPlace: return "what only a certain provider's key follows";
    case StructureTag::kAllow: return "a comment that accepts findings";
  }
  return word_of_a_name;
}

}  // namespace

void DocumentScan::TraceNeedles(const Matches& found) {
  const auto decide = [&](std::string_view what) {
    trace_->Say(fmt::format("prefilter: {} candidate{} and {} word{} of names in the whole text{}", found.candidates.size(),
                            found.candidates.size() == 1 ? "" : "s", found.names.size(), found.names.size() == 1 ? "" : "s", what));
  };
  const bool ends = found.candidates.empty() && found.names.empty();
  decide(ends ? "; it is looked at no further unless its name says that it configures something" : "");
  // Alike answers of many rules are one step.
  std::map<std::pair<std::size_t, std::string>, std::vector<const KeyRule*>> answers;
  for (const Matcher::Step& step : pipeline_.matcher().Explain(document_.text(), trace_->wanted())) {
    if (step.key == nullptr && step.tag == EncodedNeedles::kTag && !pipeline_.encoded().IsExact(step.span.Of(document_.text()))) continue;
    const std::string_view outcome = step.key == nullptr ? MeaningOfMark(step.tag, step.outcome) : step.outcome;
    auto& keys = answers[{step.span.begin, fmt::format("needle '{}': {}", step.needle, outcome)}];
    if (step.key != nullptr && std::find(keys.begin(), keys.end(), step.key) == keys.end()) keys.push_back(step.key);
  }
  for (const auto& [at, keys] : answers) {
    auto* const steps = trace_->StepsAt({at.first, at.first});
    if (steps == nullptr) continue;
    steps->push_back(keys.empty() ? at.second : fmt::format("{} ({})", at.second, KeysOf(keys)));
  }
}

void DocumentScan::TraceReading(bool decoded, bool whole) {
  trace_->Say(fmt::format("read as {}{}", FormatName(format_), in_test_ ? ", a test, example or sample by its path" : ""));
  if (!document_.unpacked_from.empty()) trace_->Say(fmt::format("unpacked from {}", fmt::join(document_.unpacked_from, ", ")));
  if (decoded && !whole) trace_->Say("so long that it is read around candidates and names of secrets only");
  if (decoded) return;
  const bool large = document_.text().size() > pipeline_.options().max_structured_bytes;
  trace_->Say(large ? "too large for its format's reader: only what stands in it verbatim was judged"
                    : "its format's reader was not asked: no candidate, and no secret-like value behind a name");
}

void DocumentScan::TraceLiteral(const Literal& literal) {
  auto* const steps = trace_->StepsAt(literal.span);
  if (steps == nullptr) return;
  std::string step = fmt::format("{} of {} bytes", KindName(literal.kind), literal.text.size());
  if (!literal.path.empty()) step += fmt::format(", named {}", Path(literal.path));
  if (!literal.callee.empty()) step += fmt::format(", handed to {}", Name(literal.callee));
  if (literal.in_comment) step += ", in a comment";
  if (literal.is_fallback) step += ", a fallback";
  if (literal.is_compared) step += ", compared";
  if (literal.is_key) step += ", the name of what stands behind it";
  if (literal.has_holes) step += ", with parts computed at run time";
  if (!literal.decoded_from.empty()) step += fmt::format(", decoded from {}", fmt::join(NamesOf(literal.decoded_from), ", "));
  steps->push_back(std::move(step));
}

void DocumentScan::TraceNames(const Literal& literal, const NamedKeys& named) {
  auto* const steps = trace_->StepsAt(literal.span);
  if (steps == nullptr) return;
  if (named.provider == nullptr) {
    steps->push_back("its name is no known variable of a provider");
  } else {
    steps->push_back(fmt::format("its name asks for {}", named.keys.empty() ? std::string(named.provider->name) : KeysOf(named.keys)));
  }
}

void DocumentScan::TraceVerdict(const Item& item, const Verdict& verdict) {
  if (steps_ == nullptr) return;
  const KeyRule* key = verdict.key;
  if (key == nullptr) {
    steps_->push_back(fmt::format("found by {} as {}: no key", LeadName(item.candidate.lead), item.candidate.key->id));
    return;
  }
  const std::string_view token = item.candidate.token;
  const bool sound = verdict.form == Form::kWellFormed || verdict.form == Form::kUnrecognised;
  std::string step = fmt::format("found by {}; verdict: {}, {}", LeadName(item.candidate.lead), FormName(verdict.form), key->id);
  if (verdict.diagnosis != Diagnosis::kNone) step += fmt::format(", {}", DiagnosisName(verdict.diagnosis));
  if (!verdict.detail.empty()) step += fmt::format(" ({})", verdict.detail);
  step += fmt::format("; confidence {:.2f}, rank {}; {}", verdict.confidence, Rank(item, verdict),
                      Redact(token, sound ? RandomCharacters(*key, token.size()) : 0));
  steps_->push_back(std::move(step));
}

void DocumentScan::TraceLoser(const Judged& loser, const Judged& winner) {
  if (auto* const steps = trace_->StepsAt(loser.item.span)) {
    steps->push_back(fmt::format("{} gives way to {}, which explains these bytes better", loser.verdict.key->id, winner.verdict.key->id));
  }
}

void DocumentScan::TraceGeneric() {
  constexpr std::size_t kParts = 6;
  for (const GenericCandidate& candidate : generic_.Candidates()) {
    auto* const steps = trace_->StepsAt(candidate.span);
    if (steps == nullptr) continue;
    const GenericDecision decision = DecisionOn(candidate);
    if (!decision.dismissed.empty()) {
      steps->push_back(fmt::format("as a secret without a known shape it is not weighed: {}", decision.dismissed));
      continue;
    }
    steps->push_back(fmt::format("without a known shape, by its name and look: {:.3f}, {} (a note from {:.2f}, a warning of low confidence from {:.2f}, medium from {:.2f}, high from {:.2f}); sum {:+.2f} of",
                                 decision.probability, decision.outcome, NoteThreshold(), WarningThreshold(), MediumThreshold(), HighThreshold(), decision.sum));
    const auto said = [](const FeaturePart& part) {
      return fmt::format("{:+.2f}  {}{}", part.part(), part.name, part.value == 1 ? "" : fmt::format(" = {:.2f}", part.value));
    };
    const std::vector<FeaturePart>& parts = decision.parts;
    for (std::size_t i = 0; i < std::min(kParts, parts.size()); ++i) steps->push_back("    " + said(parts[i]));
    std::vector<std::string> small;
    for (std::size_t i = kParts; i < parts.size(); ++i) small.push_back(said(parts[i]));
    if (!small.empty()) steps->push_back(fmt::format("    and {}", fmt::join(small, ", ")));
  }
}

void DocumentScan::TraceSilence(Span span, const std::optional<Finding>& finding) {
  auto* const steps = trace_->StepsAt(span);
  if (steps == nullptr) return;
  if (!finding) {
    steps->push_back("no finding by itself: nothing leaks or is broken here");
  } else if (!IsWanted(*finding)) {
    const bool left_out = !pipeline_.options().selection.Includes(finding->rule_id);
    steps->push_back(fmt::format("{} is not reported: {}", finding->rule_id,
                                 left_out ? "--only, --skip or the configuration leave it out"
                                 : document_.ignored == IgnoreState::kIgnoredConfig
                                     ? "git ignores this file, so nothing leaks by it"
                                     : "it is outside the lines that count"));
  } else {
    steps->push_back(fmt::format("reported as {}, {}", finding->rule_id, LevelName(finding->level)));
  }
}

}  // namespace keylint
