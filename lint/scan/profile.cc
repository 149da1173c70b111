// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/profile.h"

#include <time.h>

namespace keylint {
namespace {

double Read(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

double Laps::Now() { return Read(CLOCK_THREAD_CPUTIME_ID); }
double Laps::OfProcess() { return Read(CLOCK_PROCESS_CPUTIME_ID); }

std::string_view PhaseName(Phase phase) {
  switch (phase) {
    case Phase::kRead: return "walking and reading";
    case Phase::kMatch: return "matching";
    case Phase::kDecode: return "decoding";
    case Phase::kJudge: return "judging";
    case Phase::kSettings: return "settings";
    case Phase::kImported: return "imported rules";
    case Phase::kAllows: return "comments that allow";
    case Phase::kProject: return "environments";
    case Phase::kAccept: return "accepting";
  }
  return "";
}

}  // namespace keylint
