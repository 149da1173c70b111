// SPDX-License-Identifier: Apache-2.0
// Everything one run has to say: what reporters turn into text, SARIF, ...
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/model/finding.h"
#include "lint/model/notice.h"

namespace keylint {

/// What was read, for the closing line and for machines.
///
/// Units: files and bytes as the source delivered them.
struct CoverageSummary {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t skipped_binary = 0;
  std::uint64_t skipped_large = 0;
  std::uint64_t skipped_ignored = 0;
  std::uint64_t skipped_special = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t known_clean = 0;  ///< Blobs of a history that an earlier run judged.
  std::uint64_t commits = 0;      ///< Range and history scans.
  std::uint64_t units = 0;        ///< Translation units parsed (--ast).
  bool complete = true;
  std::string source;             ///< "work tree", "index", "history", ...
};

/// One rule as reports describe it, made from rules/ by judge.
struct RuleInfo {
  std::string id;
  std::string title;
  std::string why;
  std::string fix;
  std::string help_markdown;
  Level level = Level::kWarning;
  Confidence confidence = Confidence::kMedium;
  double security_severity = 0;
  std::vector<std::string> cwe;
  std::vector<std::string> tags;
};

/// What one place sets a variable that holds a key to; never the value.
struct SettingCell {
  std::string variable;
  std::string environment;   ///< "production", ..., "unknown".
  std::string state;         ///< "live key", "test key", "empty", "reference", ...
  std::string path;
  std::size_t line = 1;
};

/// What one document took. Units: seconds of one thread.
struct DocumentTime {
  std::string path;
  double seconds = 0;
};

struct Report {
  std::string tool_version;
  std::vector<Finding> findings;   ///< Sorted by path, offset, rule.
  std::vector<Notice> notices;     ///< Sorted by path, message.
  std::vector<RuleInfo> rules;     ///< Of the findings; sorted by id, unique.
  std::vector<SettingCell> settings;  ///< Sorted by variable; filled when asked for.
  CoverageSummary coverage;
  std::string root;                ///< Absolute path the URIs are relative to.
  std::string repository_revision; ///< Commit checked out at root, or empty.
  std::string repository_branch;
  std::string repository_uri;      ///< Where it was cloned from, without user or password; or empty.
  /// What kind of run this is: reports of one kind replace each other at a
  /// code-scanning service. "keylint/" or "keylint/history/", ...
  std::string category = "keylint/";
  /// Of an earlier report, gone now (--compare): rule, place, message, level.
  std::vector<Finding> absent;
  std::string started, ended;      ///< RFC 3339, or empty (left out).
  std::string command_line;
  int exit_code = 0;
  bool ast = false;
  std::vector<DocumentTime> slowest;  ///< Where asked for (--stats).
};

}  // namespace keylint
