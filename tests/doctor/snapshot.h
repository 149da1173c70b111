// SPDX-License-Identifier: Apache-2.0
// A machine made of a map: files, environment, parents.
#pragma once

#include <map>
#include <string>

#include "lint/doctor/machine.h"
#include "lint/scan/pipeline.h"

namespace keylint {

/// Files by absolute path. The project is /work/app, the home /home/me.
class Snapshot {
 public:
  std::map<std::string, std::string> files;
  Variables environment;
  bool environment_known = true;
  std::vector<ProcessEnvironment> parents;

  /// Borrows this snapshot.
  Machine machine() const;
};

inline constexpr const char* kProject = "/work/app";
inline constexpr const char* kHome = "/home/me";

/// The built-in rules, ready to use; made once.
const Pipeline& BuiltinPipeline();

}  // namespace keylint
