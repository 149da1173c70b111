// SPDX-License-Identifier: Apache-2.0
// What a run has read and what it left out, counted while it goes.
#pragma once

#include <atomic>
#include <cstdint>

namespace keylint {

/// Counters of one run. Any thread may add; any thread may read at any time.
///
/// Units: `bytes` are bytes as stored (before decoding or unpacking); all
///        others count files, blobs or archive members.
struct Coverage {
  using Counter = std::atomic<std::uint64_t>;

  Counter files{0};        ///< Read and judged.
  Counter bytes{0};        ///< Of those files.
  Counter directories{0};
  Counter archives{0};     ///< Opened; their members count as files.
  Counter commits{0};      ///< Looked at in a range or a history.
  Counter binary{0};       ///< Skipped: not text.
  Counter ignored{0};      ///< Skipped: an ignore file says so (a folder is one).
  Counter excluded{0};     ///< Skipped: --exclude.
  Counter too_large{0};    ///< Skipped: over --max-file-size or an archive limit.
  Counter special{0};      ///< Skipped: links, FIFOs, devices, submodules.
  Counter unreadable{0};   ///< Asked for, but the system or git refused.
  Counter removed{0};      ///< Staged or in a range, but only deleted.
  Counter cached{0};       ///< Blobs known to be clean from an earlier run.
};

}  // namespace keylint
