// SPDX-License-Identifier: Apache-2.0
// Threads that share work: run one function per worker, and a queue from
// which idle workers steal.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace keylint {

/// Runs work(0) .. work(count - 1) at once, work(0) on the calling thread, and
/// returns when all are done. Threads the system refuses are done without:
/// `work` must not count on company.
void RunWorkers(unsigned count, const std::function<void(unsigned worker)>& work);

/// The number of threads to use when nobody said: the processors this process
/// may run on, at least 1.
unsigned DefaultThreads();

/// Tasks for a fixed number of workers. Each takes its own newest task first
/// (depth first keeps the queue short); an idle one takes another's oldest.
/// Work is done when every task pushed was taken and finished.
///
///   WorkQueue<Folder> queue(threads);
///   queue.Push(0, root);
///   RunWorkers(threads, [&](unsigned worker) {
///     Folder folder;
///     while (queue.Take(worker, folder)) { ...queue.Push(worker, child)...; queue.Finish(); }
///   });
template <class Task>
class WorkQueue {
 public:
  explicit WorkQueue(unsigned workers) : lanes_(workers == 0 ? 1 : workers) {}

  void Push(unsigned worker, Task task) {
    std::lock_guard lock(mutex_);
    lanes_[worker].push_back(std::move(task));
    ++unfinished_;
    ++waiting_;
    if (sleepers_ > 0) wake_.notify_one();
  }

  /// Waits for a task. False when all work is done or Stop() was called.
  bool Take(unsigned worker, Task& task) {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (stopped_) return false;
      if (waiting_ > 0) {
        TakeLocked(worker, task);
        return true;
      }
      if (unfinished_ == 0) return false;
      ++sleepers_;
      wake_.wait(lock);
      --sleepers_;
    }
  }

  /// Says that a task taken earlier is finished, with all it pushed.
  void Finish() {
    std::lock_guard lock(mutex_);
    if (--unfinished_ == 0) wake_.notify_all();
  }

  /// Wakes everyone and lets no further task out.
  void Stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    wake_.notify_all();
  }

  std::size_t waiting() const {
    std::lock_guard lock(mutex_);
    return waiting_;
  }

 private:
  void TakeLocked(unsigned worker, Task& task) {
    --waiting_;
    if (auto& own = lanes_[worker]; !own.empty()) {
      task = std::move(own.back());
      own.pop_back();
      return;
    }
    for (std::size_t i = 1; i <= lanes_.size(); ++i) {
      auto& other = lanes_[(worker + i) % lanes_.size()];
      if (other.empty()) continue;
      task = std::move(other.front());
      other.pop_front();
      return;
    }
  }

  // One lock for all lanes: a task is a folder or a batch of files, so it is
  // taken every hundred microseconds or so.
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::deque<Task>> lanes_;
  std::size_t unfinished_ = 0;
  std::size_t waiting_ = 0;
  unsigned sleepers_ = 0;
  bool stopped_ = false;
};

}  // namespace keylint
