// SPDX-License-Identifier: Apache-2.0
// What the project around a file has said about findings: `.keylint.toml` and
// the baseline, as `keylint scan` takes them. No Clang in here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lint/judge/baseline.h"
#include "lint/scan/config_layers.h"

namespace keylint {

class Project {
 public:
  /// Of the file at `path` (absolute). `config_file`, if not empty, counts
  /// instead of those in its folders.
  Project(const std::string& path, const std::string& config_file);

  /// Whether configuration or baseline accept a finding at `path` (absolute).
  bool Accepts(Finding finding, const std::string& path);

  /// The project's own sinks, absolute; empty when there are none.
  const std::string& sinks() const { return sinks_; }
  /// What of it could not be read: one sentence, or empty.
  const std::string& problem() const { return problem_; }

 private:
  std::string base_, sinks_, problem_;
  std::optional<ConfigLayers> layers_;
  std::optional<Baseline> baseline_;
};

/// A finding as configuration and baseline compare it.
Finding ComparableFinding(std::string rule_id, std::string_view secret);

}  // namespace keylint
