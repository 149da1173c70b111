// SPDX-License-Identifier: Apache-2.0
// A repository of a test's own, and what git says of it, line by line.
#pragma once

#include <string>
#include <vector>

#include "tests/source/collect.h"

namespace keylint {

class TestRepository : public TempFolder {
 public:
  explicit TestRepository(const std::string& options = "") {
    Shell("git init -q -b main " + options + " . && git config user.name n && git config user.email n@example.invalid "
          "&& git config gc.auto 0");
  }
  void Commit() const { Shell("git add -A && git commit -q --no-verify --allow-empty -m c"); }
  std::vector<std::string> Lines(const std::string& command) const {
    const std::string all = Shell(command);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      lines.push_back(all.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }
};

}  // namespace keylint
