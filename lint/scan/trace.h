// SPDX-License-Identifier: Apache-2.0
// What the pipeline does with a few lines of one file, step by step: what
// `keylint explain` prints. A scan without a Trace takes none of these steps.
//
//   Trace trace("config/prod.env", {12, 12});
//   options.trace = &trace;             // ... and scan
//   for (const TraceSpot& spot : trace.Spots()) ...
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/base/span.h"
#include "lint/model/document.h"

namespace keylint {

/// One value or token, and what was decided about it. No secret text.
struct TraceSpot {
  Position begin, end;
  std::vector<std::string> steps;
};

/// Of one path; used by one thread at a time.
class Trace {
 public:
  /// `path` as documents have it, in the scan's own folder.
  Trace(std::string path, LineRange lines) : path_(std::move(path)), lines_(lines) {}

  /// Whether `document` is of the path, so that what follows is about it.
  bool Begin(const Document& document);

  /// Where to write what is decided about `span` of the document; null when
  /// it does not touch the lines. Stays good until the next Begin().
  std::vector<std::string>* StepsAt(Span span);

  /// About the document as a whole.
  void Say(std::string step) { about_.push_back(std::move(step)); }

  Span wanted() const { return wanted_; }
  LineRange lines() const { return lines_; }
  const std::string& path() const { return path_; }

  bool seen() const { return seen_; }
  /// Lines of the file, as far as they were read.
  std::size_t line_count() const { return line_count_; }
  const std::vector<std::string>& about() const { return about_; }
  /// By place.
  std::vector<TraceSpot> Spots() const;

 private:
  struct Order {
    bool operator()(Span a, Span b) const { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; }
  };

  std::string path_;
  LineRange lines_;
  bool seen_ = false;
  std::size_t line_count_ = 0;
  Span wanted_;                    ///< Of the lines, in the document at hand.
  std::size_t base_ = 0;           ///< Where the document at hand begins.
  std::vector<std::string> about_;
  std::map<Span, TraceSpot, Order> spots_;   ///< By span in the file.
  std::vector<std::size_t> starts_;          ///< Of the wanted lines, in the document.
  std::size_t first_line_ = 0;               ///< The file's number of starts_[0].
  std::string_view text_;
};

}  // namespace keylint
