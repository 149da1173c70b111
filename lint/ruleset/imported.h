// SPDX-License-Identifier: Apache-2.0
// Rules of other scanners, as far as keylint can follow them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace keylint {

/// Where a finding is not wanted.
struct ImportedAllowlist {
  enum class Target { kSecret, kMatch, kLine };

  std::string description;
  bool all = false;  ///< Every kind of condition present must hold, not one.
  Target target = Target::kSecret;  ///< What `regexes` look at.
  std::vector<std::string> regexes;    ///< RE2
  std::vector<std::string> paths;      ///< RE2, anywhere in the path
  std::vector<std::string> stopwords;  ///< Lower case, anywhere in the secret
  std::vector<std::string> commits;
  std::vector<std::string> rule_ids;   ///< Global lists: only these; empty: all.
};

/// Another rule must match nearby.
struct ImportedRequirement {
  std::string rule_id;
  std::optional<std::size_t> within_lines;
  std::optional<std::size_t> within_columns;
};

struct ImportedRule {
  std::string id;
  std::string description;
  std::string pattern;    ///< RE2, UTF-8; empty: `path` alone is the rule.
  int secret_group = 0;   ///< 0: the first group that took part, else all.
  int match_group = 0;    ///< Where not 0, the match proper (look-arounds).
  std::string path;       ///< RE2 on the path; empty: any.
  double entropy = 0;     ///< Bits per character the secret must exceed.
  std::vector<std::string> keywords;  ///< Lower case; one must stand in the text.
  std::vector<std::string> tags;
  std::vector<ImportedAllowlist> allowlists;
  std::vector<ImportedRequirement> required;
  std::string filter;     ///< An expression; true discards (betterleaks).
  bool skip_report = false;  ///< Only serves as a requirement.
};

/// A file of rules with all it extends.
struct ImportedRules {
  std::string title;
  std::vector<ImportedRule> rules;
  std::vector<ImportedAllowlist> allowlists;
  std::string prefilter;  ///< An expression on the path; true skips the file.
  std::string filter;     ///< As a rule's, for all rules.
  bool extends_default = false;  ///< It adds to its tool's own rules.
  std::vector<std::string> disabled_default_rules;
  std::size_t left_out = 0;  ///< Rules that cannot be followed.
  /// What could not be followed: "rules.toml: rule x: a lookbehind at ...".
  std::vector<std::string> warnings;
};

}  // namespace keylint
