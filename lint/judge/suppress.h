// SPDX-License-Identifier: Apache-2.0
// What the comments of a project accept, over all of its findings.
//
//   InlineSuppressor inline_allows(std::move(allows), NamesRule);
//   inline_allows.Apply(report.findings);
//   inline_allows.ReportUnused(rules, report.findings);
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/judge/allow.h"
#include "lint/model/finding.h"
#include "lint/model/notice.h"
#include "lint/model/rule.h"

namespace keylint {

/// The text of a file as a trusted commit holds it, by its path in the report;
/// nothing when it has no such file.
using ReadTrusted = std::function<std::optional<std::string>(const std::string& path)>;

/// What is wrong with the names of an allow, as a clause; empty: nothing.
using FaultOfNames = std::function<std::string(const std::vector<std::string>& names)>;

/// The allows of a whole run.
class InlineSuppressor {
 public:
  InlineSuppressor(std::vector<FileAllows> files, NamesRuleFunction names_rule);

  /// Allows that the trusted commit does not hold on their line no longer
  /// count, nor any allow for a finding on a line that the commit does not
  /// hold: a change cannot silence itself.
  ///
  /// Requires allows found with line hashes.
  void Distrust(const ReadTrusted& read);

  /// Suppresses what the allows accept; a notice for each finding that only
  /// a distrusted allow would have accepted.
  void Apply(std::vector<Finding>& findings, std::vector<Notice>& notices);

  /// Adds `suppression/unused` for our allows that accepted nothing, and
  /// `suppression/no-reason` for those without rule or reason when `strict`.
  /// `fault` says what is wrong with the names of one, if it knows.
  void ReportOwn(const RuleSet& rules, bool strict, const FaultOfNames& fault, std::vector<Finding>& findings) const;

 private:
  struct File {
    FileAllows allows;
    std::vector<bool> line_is_trusted;  ///< Empty: all are.
  };
  static bool Trusts(const File& file, const Finding& finding);

  std::multimap<std::string, File, std::less<>> files_;
  NamesRuleFunction names_rule_;
};

}  // namespace keylint
