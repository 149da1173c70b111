// SPDX-License-Identifier: Apache-2.0
// From Clang's AST to a Unit. The only header of the folder that needs Clang.
//
//   flow::Unit unit = LowerUnit(context, sinks);
#pragma once

#include <unordered_map>

#include "clang/Basic/SourceLocation.h"

#include "lint/clang/program.h"
#include "lint/clang/sinks.h"

namespace clang {
class ASTContext;
class SourceManager;
}

namespace keylint {

struct LowerOptions {
  bool flows = true;        ///< Functions, for the solver.
  bool literals = true;     ///< Literals, for the scanner's core.
};

/// Which code belongs to the system and its libraries: modelled, never read.
/// Headers in the system's folders do so, too, where a build names them with
/// -I instead of -isystem (`pkg-config --cflags Qt5Core` does).
class SystemHeaders {
 public:
  explicit SystemHeaders(const clang::SourceManager& sources) : sources_(sources) {}
  bool Contains(clang::SourceLocation location);

 private:
  const clang::SourceManager& sources_;
  std::unordered_map<unsigned, bool> in_system_folder_;   // By FileID.
};

/// Everything the translation unit defines outside system headers.
flow::Unit LowerUnit(clang::ASTContext& context, const SinkTable& sinks, const LowerOptions& options = {});

}  // namespace keylint
