// SPDX-License-Identifier: Apache-2.0
// What `keylint explain` found out about a line, and how it is told.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/document.h"
#include "lint/model/environment.h"
#include "lint/model/report.h"
#include "lint/scan/trace.h"

namespace keylint {

struct Explanation {
  std::string path;                      ///< From the repository's root.
  std::optional<LineRange> lines;        ///< Nothing: the whole file.
  bool folder = false;
  bool seen = false;                     ///< It was read as text.
  bool judged_anyway = false;            ///< The scan leaves it out; judged alone.
  std::size_t line_count = 0;
  std::vector<std::string> left_out;     ///< Why the scan does not read it.
  std::vector<std::string> about;        ///< The document as a whole.
  std::vector<TraceSpot> spots;
  std::vector<std::string> settings;     ///< Settings on the lines: where they run.
  std::vector<Finding> findings;
  std::vector<std::string> notices;      ///< The run's notices about this path.
  std::vector<std::string> advice;       ///< What to write to change the outcome.

  bool OnLines(const Position& begin, const Position& end) const;
  void TakeSettings(const std::vector<Assignment>& assignments, std::string_view document);
  void TakeReport(const Report& report, std::string_view document);
};

/// Fills `advice`.
void Advise(Explanation& told);

void WriteText(const Explanation& told, std::ostream& out);
void WriteJson(const Explanation& told, std::ostream& out);

}  // namespace keylint
