// SPDX-License-Identifier: Apache-2.0
#include "lint/base/thread_pool.h"

#include <sched.h>

#include <system_error>

namespace keylint {

void RunWorkers(unsigned count, const std::function<void(unsigned)>& work) {
  std::vector<std::thread> threads;
  for (unsigned worker = 1; worker < count; ++worker) {
    try {
      threads.emplace_back(work, worker);
    } catch (const std::system_error&) {
      break;  // A limit on processes: the threads there are do the work.
    }
  }
  work(0);
  for (std::thread& thread : threads) thread.join();
}

unsigned DefaultThreads() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    const int count = CPU_COUNT(&set);
    if (count > 0) return static_cast<unsigned>(count);
  }
  const unsigned count = std::thread::hardware_concurrency();
  return count == 0 ? 1 : count;
}

}  // namespace keylint
