// SPDX-License-Identifier: Apache-2.0
// What a `.gitleaksignore` accepts: findings of imported rules, by place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lint/model/finding.h"

namespace keylint {

inline constexpr const char* kGitleaksIgnoreName = ".gitleaksignore";

/// Lines are "path:rule:line" and "commit:path:rule:line", '#' begins a comment.
class GitleaksIgnore {
 public:
  GitleaksIgnore() = default;
  explicit GitleaksIgnore(std::string_view text);

  /// The line (from 1) that accepts `finding`, whose place is `path` from the
  /// folder of the file; 0: none does.
  std::size_t LineFor(const Finding& finding, std::string_view path) const;

 private:
  std::unordered_map<std::string, std::size_t> lines_;
};

}  // namespace keylint
