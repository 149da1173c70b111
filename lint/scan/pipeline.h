// SPDX-License-Identifier: Apache-2.0
// One document in, its findings and settings out. Pure: no files, no clock.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "lint/base/lazy.h"
#include "lint/base/shared_text.h"
#include "lint/diagnose/key_index.h"
#include "lint/judge/allow.h"
#include "lint/judge/finding_maker.h"
#include "lint/match/matcher.h"
#include "lint/model/notice.h"
#include "lint/model/document.h"
#include "lint/model/environment.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"
#include "lint/scan/encoded_needles.h"
#include "lint/scan/assignments.h"
#include "lint/scan/name_words.h"
#include "lint/scan/named_keys.h"
#include "lint/scan/options.h"
#include "lint/scan/placed_keys.h"
#include "lint/scan/profile.h"

namespace keylint {

struct DocumentResult {
  std::vector<Finding> findings;        ///< Of this document alone.
  std::vector<Assignment> assignments;  ///< For the project-wide checks.
  std::vector<FileAllows> allows;       ///< Comments that accept findings.
  std::vector<Notice> notices;          ///< What a bound left out.
};

/// Immutable after construction; shared by threads, each with its Scratch.
///
/// Ownership: borrows `rules` and `options`.
class Pipeline {
 public:
  Pipeline(const RuleSet& rules, const ScanOptions& options);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  struct Scratch {
    Matcher::Scratch document;  ///< The raw lane.
    Matcher::Scratch decoded;   ///< The lane of decoded values.
    std::optional<Laps> laps;   ///< Where time is asked for.
    SharedTexts texts;          ///< What findings say, each once.

    void Mark(Phase phase) {
      if (laps) laps->Mark(phase);
    }
  };

  DocumentResult Scan(const Document& document, Scratch& scratch) const;

  const Matcher& matcher() const { return matcher_; }
  const NameIndex& names() const { return *names_; }
  const VariableNames& variables() const { return *variables_; }
  const EncodedNeedles& encoded() const { return *encoded_; }
  const PlacedKeys& placed() const { return *placed_; }
  const KeyIndex& keys() const { return *keys_; }
  const SettingIndex& settings() const { return settings_; }
  /// For diagnosis: whether a token fits a key's hand-written pattern.
  const std::function<bool(const KeyRule&, std::string_view)>& fits_pattern() const { return fits_pattern_; }
  const FindingMaker& maker() const { return maker_; }
  const RuleSet& rules() const { return rules_; }
  const ScanOptions& options() const { return options_; }
  /// Whether anything asked for looks at the project's settings together.
  bool needs_settings() const { return needs_settings_; }

 private:
  const RuleSet& rules_;
  const ScanOptions& options_;
  bool needs_settings_;
  // Most runs over clean text never ask for these.
  Lazy<NameIndex> names_;
  Lazy<VariableNames> variables_;
  Lazy<PlacedKeys> placed_;
  Lazy<KeyIndex> keys_;
  Lazy<EncodedNeedles> encoded_;
  SettingIndex settings_;
  Matcher matcher_;
  FindingMaker maker_;
  std::function<bool(const KeyRule&, std::string_view)> fits_pattern_;
};

}  // namespace keylint
