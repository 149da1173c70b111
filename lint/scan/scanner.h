// SPDX-License-Identifier: Apache-2.0
// A source, the pipeline and a pool of workers, put together into a report.
#pragma once

#include <string>
#include <string_view>

#include "lint/model/report.h"
#include "lint/model/rule.h"
#include "lint/scan/options.h"
#include "lint/scan/pipeline.h"
#include "lint/source/source.h"

namespace keylint {

/// Scans everything `source` lends and judges it as one project.
///
/// The report's findings are sorted by path, offset and rule: the same bytes
/// come out for any number of threads. Suppressed findings are in it, marked.
class Scanner {
 public:
  Scanner(const RuleSet& rules, const ScanOptions& options);

  Report Run(Source& source) const;

  /// `text` with what looks like a key masked, unless secrets are shown.
  std::string Shown(std::string_view text) const;

 private:
  void Sum(std::vector<Pipeline::Scratch>& scratch, double process_seconds) const;
  void Accept(std::vector<FileAllows> allows, Report& report) const;
  void RedactReasons(std::vector<Finding>& findings) const;

  const RuleSet& rules_;
  const ScanOptions& options_;
  Pipeline pipeline_;
};

/// Sorts findings by path, place and rule, and joins those that say the same
/// of the same place (the text lane and the AST, two encodings of one text).
void SortAndJoin(std::vector<Finding>& findings);

/// The pages of all rules that `findings` name.
std::vector<RuleInfo> RulesOf(const std::vector<Finding>& findings, const RuleSet& rules);

}  // namespace keylint
