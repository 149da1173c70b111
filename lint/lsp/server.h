// SPDX-License-Identifier: Apache-2.0
// `keylint lsp`: a language server on a pair of streams.
//
// One thread reads and sorts messages, one answers them and judges buffers
// (so that nothing of the state needs a lock), one scans the workspace.
#pragma once

#include <chrono>
#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/finding.h"
#include "lint/model/rule.h"
#include "lint/scan/options.h"
#include "lint/source/file_tree.h"

namespace keylint {

/// How the project below one root is judged: its configuration and baseline.
class LspProject {
 public:
  virtual ~LspProject() = default;
  virtual const RuleSet& rules() const = 0;
  virtual const ScanOptions& options() const = 0;
  /// Patterns of paths to leave out, from the root.
  virtual std::vector<std::string> exclude() const = 0;
  /// Writes `finding` into the project's baseline. False: it was there.
  virtual Result<bool> AddToBaseline(const Finding& finding) const = 0;
};

/// What the Clang front end finds in `file` (absolute), relative to its root.
/// Called from a thread of its own. Errors: kNotFound when there is no front
/// end or nobody says how the file is compiled.
using RunAst = std::function<Result<std::vector<Finding>>(const std::string& file)>;

/// The project at `root`, absolute. What it gives is used by one thread.
using OpenLspProject =
    std::function<Result<std::unique_ptr<LspProject>>(const std::string& root, const Selection& selection)>;

struct LspSettings {
  /// Null: projects have no configuration of their own.
  OpenLspProject open_project;
  /// Null: no Clang front end.
  RunAst run_ast;
  ScanOptions scan;
  /// The person's own configuration of git (home, xdg_config_home).
  FileTreeOptions home;
  std::string version;
  /// A buffer is judged when nothing was typed for so long.
  std::chrono::milliseconds debounce{10};
  /// Scan the whole workspace on save for what only a project shows.
  bool workspace = true;
  /// Run the Clang front end on saved C and C++.
  bool ast = true;
  /// At the end of the input, finish what was asked for (tests).
  bool finish_at_end = false;
};

/// Serves until `exit` or the end of `in`. Returns the process's exit code:
/// 0 after `shutdown`, else 1, as the protocol wants.
///
/// Ownership: borrows `rules` for the call.
int ServeLsp(std::istream& in, std::ostream& out, const RuleSet& rules, LspSettings settings);

}  // namespace keylint
