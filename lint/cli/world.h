// SPDX-License-Identifier: Apache-2.0
// The outside world, as a parameter: streams, clock, environment. Tests pass
// string streams and fixed answers.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "lint/doctor/file_system.h"

namespace keylint {

class Source;

struct World {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  int in_descriptor = -1;              ///< Behind `in`, when there is one.
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  unsigned columns = 80;               ///< Of the terminal.
  std::function<std::optional<std::string>(const std::string& name)> environment;
  std::vector<std::string> all_environment;  ///< NAME=VALUE, for child processes.
  std::string program;                 ///< This program's own file, if known.
  std::function<std::chrono::system_clock::time_point()> now;
  unsigned processors = 1;
  /// What an interrupt cancels while a scan runs; may be null.
  std::atomic<Source*>* running = nullptr;
  /// NAME=VALUE, all of them.
  std::function<std::vector<std::string>()> environment_block = {};
  FileSystem files = {};               ///< For `doctor`, which looks around.
  std::string working_directory = {};  ///< Absolute; what relative paths start from.
};

/// Exit codes of the contract.
inline constexpr int kExitClean = 0;
inline constexpr int kExitFindings = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitIncomplete = 3;

}  // namespace keylint
