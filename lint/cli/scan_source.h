// SPDX-License-Identifier: Apache-2.0
// Where a scan's documents come from, as the command line says.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/world.h"
#include "lint/model/report.h"
#include "lint/model/rule.h"
#include "lint/source/source.h"

namespace keylint {

struct ChosenSource {
  std::unique_ptr<Source> source;
  std::string what;   ///< "work tree", "index", "history", ... for the closing line.
  /// Called once with the finished report.
  std::function<void(Report&)> finish;
};

/// `path` without links and dots, whether or not there is such a file.
std::string AbsolutePath(const std::string& path);

/// Errors: kUsage when two sources are asked for, or none can be made.
Result<ChosenSource> MakeSource(const ScanArguments& typed, const RuleSet& rules, World& world);

/// What the commits of `revisions` (as `git rev-list` takes them) add.
ChosenSource MakeRange(std::vector<std::string> revisions, const std::string& what, const ScanArguments& typed);

/// Where scans keep what spares them work, as $XDG_CACHE_HOME/keylint; empty
/// when the person has no such place.
std::string CacheFolder(const World& world);

}  // namespace keylint
