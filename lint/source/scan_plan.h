// SPDX-License-Identifier: Apache-2.0
// What the paths a person named mean: one root, and places to start below it.
#pragma once

#include <string>
#include <vector>

#include "lint/model/notice.h"

namespace keylint {

/// One path to begin with, relative to the plan's root; "" is the root.
struct Start {
  std::string path;
  bool folder = false;
  bool via_link = false;  ///< The name itself is a link; it may be followed.
};

struct ScanPlan {
  std::string root;            ///< Absolute, without a final '/' (but "/").
  std::vector<Start> starts;   ///< Sorted, each once.
  std::vector<Notice> notices; ///< About paths that cannot be read.
};

/// Resolves `paths` from `working_directory` (empty: the current one).
ScanPlan PlanScan(const std::vector<std::string>& paths, const std::string& working_directory);

/// The nearest folder, `folder` (absolute) or above, with a `.git`; or empty.
std::string FindRepository(const std::string& folder);

}  // namespace keylint
