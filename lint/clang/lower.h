// SPDX-License-Identifier: Apache-2.0
// From Clang's AST to a Unit. The only header of the folder that needs Clang.
//
//   flow::Unit unit = LowerUnit(context, sinks);
#pragma once

#include "lint/clang/program.h"
#include "lint/clang/sinks.h"

namespace clang {
class ASTContext;
}

namespace keylint {

struct LowerOptions {
  bool flows = true;        ///< Functions, for the solver.
  bool literals = true;     ///< Literals, for the scanner's core.
};

/// Everything the translation unit defines outside system headers.
flow::Unit LowerUnit(clang::ASTContext& context, const SinkTable& sinks, const LowerOptions& options = {});

}  // namespace keylint
