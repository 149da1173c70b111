// SPDX-License-Identifier: Apache-2.0
#include "lint/base/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>

namespace keylint {
namespace {

TEST(RunWorkers, CallsEachWorkerOnce) {
  std::atomic<unsigned> seen{0};
  RunWorkers(4, [&](unsigned worker) { seen += 1u << (8 * worker); });
  EXPECT_EQ(seen, 0x01010101u);
}

TEST(WorkQueue, FinishesTasksThatMakeTasks) {
  WorkQueue<int> queue(3);
  std::atomic<int> done{0};
  queue.Push(0, 12);
  RunWorkers(3, [&](unsigned worker) {
    int task = 0;
    while (queue.Take(worker, task)) {
      if (task > 0) {
        queue.Push(worker, task - 1);
        queue.Push(worker, task - 1);
      }
      ++done;
      queue.Finish();
    }
  });
  EXPECT_EQ(done, (1 << 13) - 1);
}

TEST(WorkQueue, LetsNothingOutAfterStop) {
  WorkQueue<int> queue(1);
  queue.Push(0, 1);
  queue.Stop();
  int task = 0;
  EXPECT_FALSE(queue.Take(0, task));
}

}  // namespace
}  // namespace keylint
