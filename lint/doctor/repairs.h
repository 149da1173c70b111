// SPDX-License-Identifier: Apache-2.0
// Safe repairs of one file: as a diff without secrets, and applied.
//
//   const Repairs repairs = PlanRepairs(findings, text);
//   out << DiffOf(path, repairs);          // for people
//   Write(path, repairs.text);             // with --apply
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/model/finding.h"

namespace keylint {

struct Repairs {
  struct Hunk {
    std::size_t line = 0;       ///< In the old text, from 1.
    std::size_t new_line = 0;
    std::string before, after;  ///< Lines, every secret masked.
    std::vector<std::string> titles;
  };
  std::vector<Hunk> hunks;
  std::string text;             ///< The file with all repairs made.
  std::size_t count = 0;        ///< Of findings mended.
  std::size_t stale = 0;        ///< Left out: the text is not what was scanned.
};

/// The repairs that `findings`, all of one file, carry for its bytes `text`.
/// Suppressed findings are left alone; of repairs that overlap the first one
/// is made.
Repairs PlanRepairs(const std::vector<const Finding*>& findings, std::string_view text);

/// A unified diff without context lines: those may hold other secrets.
std::string DiffOf(std::string_view path, const Repairs& repairs);

/// `before` and `after` of one replacement, what both share masked.
struct MaskedChange {
  std::string before, after;
};
MaskedChange MaskChange(std::string_view before, std::string_view after);

}  // namespace keylint
