// SPDX-License-Identifier: Apache-2.0
// One document that somebody hands over: standard input, an editor's buffer.
#pragma once

#include <string>
#include <utility>

#include "lint/source/source.h"

namespace keylint {

/// Lends `bytes` as the document `name`.
class TextSource : public Source {
 public:
  TextSource(std::string name, std::string bytes)
      : name_(std::move(name)), bytes_(std::move(bytes)) {}

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;

 private:
  std::string name_;
  std::string bytes_;
};

/// Lends what can be read from `fd` as the document `name`, in bounded memory.
class StdinSource : public Source {
 public:
  explicit StdinSource(std::string name, int fd = 0) : name_(std::move(name)), fd_(fd) {}

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;

 private:
  std::string name_;
  int fd_;
};

}  // namespace keylint
