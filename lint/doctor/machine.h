// SPDX-License-Identifier: Apache-2.0
// The machine a question is about: this one, or a snapshot of another.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/doctor/file_system.h"

namespace keylint {

using Variables = std::vector<std::pair<std::string, std::string>>;

/// A process and what it was started with.
struct ProcessEnvironment {
  int id = 0;
  std::string name;       ///< "zsh", "code".
  Variables variables;
};

struct Machine {
  FileSystem files;
  std::string project;    ///< Absolute, without '/' at the end.
  std::string home;       ///< The same; empty: unknown.
  Variables environment;  ///< What programs started here are given.
  /// False when a home was named but no environment: then shell profiles are
  /// believed to be loaded.
  bool environment_known = true;
  std::vector<ProcessEnvironment> parents;  ///< Nearest first.
  bool is_snapshot = false;                 ///< /etc is another machine's.
};

/// NAME=VALUE entries, separated by NUL bytes or, without any, by newlines.
Variables ParseEnvironment(std::string_view block);

/// The value of `name`, or null.
const std::string* FindVariable(const Variables& variables, std::string_view name);

/// The processes above this one, from /proc, nearest first, as far as they
/// may be read.
std::vector<ProcessEnvironment> ReadParents(const FileSystem& files);

/// `path` as people write it: relative to the project, or behind "~/".
std::string ShownPath(const Machine& machine, std::string_view path);

}  // namespace keylint
