// SPDX-License-Identifier: Apache-2.0
// Jobs in processes of their own: one that crashes, hangs or grows without
// bound costs itself and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace keylint {

struct PoolLimits {
  unsigned workers = 1;
  std::uint64_t memory_bytes = 0;   ///< Address space of each worker; 0: no limit.
  unsigned timeout_seconds = 120;   ///< Processor time of one job; by the clock ten times that.
};

enum class JobEnd : std::uint8_t { kDone, kCrashed, kTimedOut };

/// Runs `work(0)` to `work(count - 1)`, each in a forked process, and hands the
/// string it returns to `done` in this process, in the order of the jobs.
///
/// The caller must not have threads running. `detail` says which signal or
/// exit status ended a crashed job.
void RunForked(std::size_t count, const PoolLimits& limits, const std::function<std::string(std::size_t)>& work,
               const std::function<void(std::size_t, JobEnd, std::string result, const std::string& detail)>& done);

}  // namespace keylint
