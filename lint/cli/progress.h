// SPDX-License-Identifier: Apache-2.0
// A line on standard error that says how far a long scan is.
#pragma once

#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>

#include "lint/source/source.h"

namespace keylint {

/// Shows the source's counters a few times a second, from half a second on,
/// and wipes the line when it goes out of scope.
class Progress {
 public:
  Progress(const Source& source, std::ostream& err, bool shown);
  ~Progress();

 private:
  void Show();

  const Source& source_;
  std::ostream& err_;
  mutable std::mutex mutex_;
  mutable std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace keylint
