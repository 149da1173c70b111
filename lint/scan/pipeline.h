// SPDX-License-Identifier: Apache-2.0
// One document in, its findings and settings out. Pure: no files, no clock.
#pragma once

#include <memory>
#include <vector>

#include "lint/judge/finding_maker.h"
#include "lint/match/matcher.h"
#include "lint/model/document.h"
#include "lint/model/environment.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"
#include "lint/scan/named_keys.h"
#include "lint/scan/options.h"

namespace keylint {

struct DocumentResult {
  std::vector<Finding> findings;        ///< Of this document alone.
  std::vector<Assignment> assignments;  ///< For the project-wide checks.
};

/// Immutable after construction; shared by threads, each with its Scratch.
///
/// Ownership: borrows `rules` and `options`.
class Pipeline {
 public:
  Pipeline(const RuleSet& rules, const ScanOptions& options);

  struct Scratch {
    Matcher::Scratch document;  ///< The raw lane.
    Matcher::Scratch decoded;   ///< The lane of decoded values.
  };

  DocumentResult Scan(const Document& document, Scratch& scratch) const;

  const Matcher& matcher() const { return matcher_; }
  const NameIndex& names() const { return names_; }
  const FindingMaker& maker() const { return maker_; }
  const RuleSet& rules() const { return rules_; }
  const ScanOptions& options() const { return options_; }

 private:
  const RuleSet& rules_;
  const ScanOptions& options_;
  NameIndex names_;
  Matcher matcher_;
  FindingMaker maker_;
};

}  // namespace keylint
