// SPDX-License-Identifier: Apache-2.0
// Where texts come from. Each source lends documents; none of them prints.
//
//   FileTreeSource tree({.paths = {"."}});
//   tree.Run(threads, [&](unsigned worker, Document& document) { ... }, notice);
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "lint/model/coverage.h"
#include "lint/model/document.h"
#include "lint/model/notice.h"

namespace keylint {

/// Judges one document. The document and its buffer belong to the source and
/// are used again for the next one: copy what must stay. `worker` is below
/// the number of threads asked for; calls with one worker never overlap.
using Visitor = std::function<void(unsigned worker, Document& document)>;

class Source {
 public:
  virtual ~Source() = default;

  /// Lends each document to `visit`, from up to `threads` threads at once,
  /// and returns when all were lent. What could not be read goes to
  /// `notice`, from the same threads. Which documents are lent does not
  /// depend on `threads`; their order does.
  virtual void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) = 0;

  /// The folder that document paths are relative to, absolute; empty when
  /// there is none (standard input, a bare repository).
  virtual std::string root() const { return {}; }

  const Coverage& coverage() const { return coverage_; }

  /// Makes Run return soon. Safe from any thread and from a signal handler.
  /// A run that was cut short says so with a kIncomplete notice.
  void Cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 protected:
  Coverage coverage_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace keylint
