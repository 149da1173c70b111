// SPDX-License-Identifier: Apache-2.0
// A temporary folder, and a visitor that keeps what it was lent.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "lint/source/source.h"

namespace keylint {

class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  /// Writes `name`, making the folders above it.
  void Write(std::string_view name, std::string_view bytes) const;
  /// Runs `command` by a shell inside; fails the test when it fails.
  std::string Shell(const std::string& command) const;

 private:
  std::string path_;
};

struct Lent {
  std::string text;
  IgnoreState ignored = IgnoreState::kTracked;
  std::vector<std::string> unpacked_from;
  std::vector<LineRange> lines;
  bool has_lines = false;
  bool reported = true;
  std::string commit;
};

struct Collected {
  std::multimap<std::string, Lent> documents;
  std::vector<Notice> notices;

  std::vector<std::string> paths() const;
  bool Has(const std::string& path) const { return documents.contains(path); }
  const Lent& At(const std::string& path) const;
  bool HasNotice(NoticeKind kind, std::string_view path_end = {}) const;
};

Collected Collect(Source& source, unsigned threads = 2);

}  // namespace keylint
