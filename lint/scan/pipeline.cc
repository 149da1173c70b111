// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/pipeline.h"

#include "lint/scan/document_scan.h"
#include "lint/scan/imported_scan.h"
#include "lint/scan/name_gate.h"

namespace keylint {
namespace {

std::vector<NameNeedle> AllNeedles(const RuleSet& rules, const EncodedNeedles& encoded) {
  std::vector<NameNeedle> needles = NameNeedles(rules);
  const std::vector<NameNeedle> more = encoded.needles();
  needles.insert(needles.end(), more.begin(), more.end());
  return needles;
}

}  // namespace

Pipeline::Pipeline(const RuleSet& rules, const ScanOptions& options)
    : rules_(rules),
      options_(options),
      names_([&rules] { return NameIndex(rules); }),
      variables_([&rules] { return VariableNames(rules); }),
      keys_([&rules] { return KeyIndex(rules); }),
      encoded_(rules),
      settings_(rules),
      matcher_(rules, AllNeedles(rules, encoded_)),
      maker_(rules, options.show_secrets),
      fits_pattern_([this](const KeyRule& key, std::string_view token) { return matcher_.MatchWhole(key, token); }) {}

DocumentResult Pipeline::Scan(const Document& document, Scratch& scratch) const {
  DocumentResult result;
  if (!options_.selection.IsOnlyImported()) result = DocumentScan(*this, document, scratch).Run();
  if (!options_.imported.empty()) AddImportedFindings(*this, document, result);
  if (options_.inline_allow && MayHoldAllow(document.text())) {
    FileAllows allows = FindAllows(document, LineIndex(document.text()), options_.read_trusted != nullptr);
    if (!allows.allows.empty()) result.allows.push_back(std::move(allows));
  }
  return result;
}

}  // namespace keylint
