// SPDX-License-Identifier: Apache-2.0
// What a run is asked to do, after the command line and configuration are
// understood.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "lint/model/finding.h"
#include "lint/scan/selection.h"

namespace keylint {

struct ScanOptions {
  Selection selection;
  unsigned threads = 1;
  std::size_t max_decode_depth = 3;
  /// Documents above this are matched in the raw lane only. Units: bytes.
  std::size_t max_structured_bytes = 8U << 20;
  bool show_secrets = false;
  bool inline_allow = true;
  /// The only clock that expiry checks see.
  std::chrono::sys_seconds now{};
  int expiring_within_days = 30;
  /// Run the project-wide environment checks.
  bool environment = true;
};

}  // namespace keylint
