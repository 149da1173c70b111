// SPDX-License-Identifier: Apache-2.0
// What a run is asked to do, after the command line and configuration are
// understood.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lint/judge/suppress.h"
#include "lint/environment/settings.h"
#include "lint/model/finding.h"
#include "lint/model/notice.h"
#include "lint/ruleset/imported_matcher.h"
#include "lint/scan/selection.h"

namespace keylint {

struct ScanProfile;
class Pipeline;
class Trace;
struct Report;

/// One of `count` runs that share the work; files belong to a run by their path.
struct Shard {
  unsigned index = 1;
  unsigned count = 1;
};

struct ScanOptions {
  Selection selection;
  unsigned threads = 1;
  std::size_t max_decode_depth = 3;
  std::size_t imported_decode_depth = ImportedMatcher::kDepth;
  /// Documents above this are matched in the raw lane only. Units: bytes.
  std::size_t max_structured_bytes = 8U << 20;
  /// Rules of other scanners, matched beside ours.
  std::vector<std::shared_ptr<const ImportedMatcher>> imported;
  bool time_documents = false;  ///< Fill Report::slowest.
  ScanProfile* profile = nullptr;  ///< Filled where asked for (--stats).
  bool show_secrets = false;
  /// Repairs as they are applied, the key in them; else only what goes and comes.
  bool whole_repairs = false;
  Shard shard;
  bool inline_allow = true;
  /// Inline allows without rule or reason are findings.
  bool allow_needs_reason = false;
  /// Only inline allows that this commit holds count; empty: all do.
  ReadTrusted read_trusted;
  /// Adds what other front ends found, before anything is accepted.
  std::function<void(const Pipeline&, Report&)> add_findings;
  /// Accepts findings by configuration and baseline; called once with all of
  /// them, sorted, their secrets still at hand.
  std::function<void(Report&)> accept;
  /// The only clock that expiry checks see.
  std::chrono::sys_seconds now{};
  int expiring_within_days = 30;
  /// Run the project-wide environment checks.
  bool environment = true;
  /// Fill Report::settings.
  bool keep_settings = false;
  /// Sees all settings of the project after they were judged (inventory).
  std::function<void(std::vector<Assignment>&)> take_assignments;
  /// Hears what is done with the lines it asks for (`explain`); null in scans.
  Trace* trace = nullptr;
  /// Environments of the project's own.
  EnvironmentSettings environments;
};

}  // namespace keylint
