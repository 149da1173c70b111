// SPDX-License-Identifier: Apache-2.0
// The time a test's own thread has computed: unlike the clock on the wall it
// does not see what else the machine does, so it tells a hang from a busy day.
#pragma once

#include <chrono>
#include <ctime>

namespace keylint {

inline std::chrono::nanoseconds ThreadCpuTime() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace keylint
