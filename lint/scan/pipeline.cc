// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/pipeline.h"

#include <algorithm>

#include "lint/judge/baseline.h"
#include "lint/judge/catalog.h"
#include "lint/ruleset/builtin.h"
#include "lint/scan/builtin_match.h"
#include "lint/scan/document_scan.h"
#include "lint/scan/imported_scan.h"
#include "lint/scan/name_words.h"
#include "lint/scan/reasons.h"

namespace keylint {
namespace {

bool AreBuiltin(const RuleSet& rules) {
  const RuleSet& builtin = BuiltinRules();
  return rules.keys.data() == builtin.keys.data() && rules.keys.size() == builtin.keys.size() &&
         rules.providers.data() == builtin.providers.data() && rules.providers.size() == builtin.providers.size();
}

// The built-in rules' tables are constants; others take their time once.
Matcher MatcherOf(const RuleSet& rules, const Lazy<EncodedNeedles>& encoded) {
  if (AreBuiltin(rules)) return Matcher(rules, BuiltinMatchTables());
  return Matcher(rules, ScanNeedles(rules, *encoded));
}

bool NeedsSettings(const ScanOptions& options) {
  if (!options.environment || options.keep_settings || options.take_assignments) return options.environment;
  const std::span<const FixedRule> rules = FixedRules();
  return std::any_of(rules.begin(), rules.end(), [&](const FixedRule& rule) {
    return (rule.id.starts_with("environment/") || rule.id.starts_with("scope/")) && options.selection.Includes(rule.id);
  });
}

}  // namespace

Pipeline::Pipeline(const RuleSet& rules, const ScanOptions& options)
    : rules_(rules),
      options_(options),
      needs_settings_(NeedsSettings(options)),
      names_([&rules] { return NameIndex(rules); }),
      variables_([&rules] { return VariableNames(rules); }),
      placed_([&rules] { return PlacedKeys(rules); }),
      keys_([&rules] { return KeyIndex(rules); }),
      encoded_([&rules] { return EncodedNeedles(rules); }),
      settings_(rules, options_.environments),
      matcher_(MatcherOf(rules, encoded_)),
      maker_(rules, options.show_secrets),
      fits_pattern_([this](const KeyRule& key, std::string_view token) { return matcher_.MatchWhole(key, token); }) {}

DocumentResult Pipeline::Scan(const Document& document, Scratch& scratch) const {
  if (scratch.laps) scratch.laps->Start();
  DocumentResult result;
  if (Baseline::IsWritten(document.text())) return result;   // Whatever its name: digests and a salt.
  bool may_hold_allow = false;
  std::optional<DocumentScan> own;
  if (options_.selection.IsOnlyImported()) {
    may_hold_allow = MayHoldAllow(document.text());
  } else {
    own.emplace(*this, document, scratch);
    result = own->Run();
    may_hold_allow = own->holds_allow_mark();
    scratch.Mark(Phase::kSettings);
  }
  // What our own rules know is not shown, whether they are asked or not.
  const auto secrets = [&]() -> const std::vector<Mask>& {
    if (!own) own.emplace(*this, document, scratch).Run();
    return own->masks();
  };
  if (!options_.imported.empty()) AddImportedFindings(*this, document, secrets, result);
  scratch.Mark(Phase::kImported);
  if (options_.inline_allow && may_hold_allow) {
    FileAllows allows = FindAllows(document, LineIndex(document.text()), options_.read_trusted != nullptr);
    if (!allows.allows.empty()) {
      HeedStrings(document, allows);
      if (!options_.show_secrets) RedactReasons(document, secrets(), matcher_, scratch.decoded, allows);
      result.allows.push_back(std::move(allows));
    }
  }
  scratch.Mark(Phase::kAllows);
  return result;
}

}  // namespace keylint
