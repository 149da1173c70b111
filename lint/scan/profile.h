// SPDX-License-Identifier: Apache-2.0
// What a run costs, by phase and by rule (`--stats`). Nothing is measured
// unless somebody asks: a null pointer is all that a scan then sees.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/model/rule.h"

namespace keylint {

enum class Phase { kRead, kMatch, kDecode, kJudge, kSettings, kImported, kAllows, kProject, kAccept };
inline constexpr std::size_t kPhases = 9;
std::string_view PhaseName(Phase phase);

/// What the rules of one key asked for.
struct KeyWork {
  const KeyRule* key = nullptr;
  std::uint64_t looks = 0;       ///< A needle of it stood there, and the text was asked.
  std::uint64_t candidates = 0;  ///< The answer was yes.
  double seconds = 0;
};

/// One run. Units: seconds of processor time, of all threads together.
struct ScanProfile {
  std::array<double, kPhases> seconds{};
  std::vector<KeyWork> keys;     ///< The costliest first; those without a look are left out.

  double& operator[](Phase phase) { return seconds[static_cast<std::size_t>(phase)]; }
};

/// The stop-watch of one thread.
class Laps {
 public:
  void Start() { last_ = Now(); }
  /// What passed since the last mark belongs to `phase`.
  void Mark(Phase phase) {
    const double now = Now();
    seconds_[static_cast<std::size_t>(phase)] += now - last_;
    last_ = now;
  }
  void AddTo(ScanProfile& profile) const {
    for (std::size_t i = 0; i < kPhases; ++i) profile.seconds[i] += seconds_[i];
  }

  static double Now();         ///< Of this thread.
  static double OfProcess();

 private:
  double last_ = 0;
  std::array<double, kPhases> seconds_{};
};

}  // namespace keylint
