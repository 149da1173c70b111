// SPDX-License-Identifier: Apache-2.0
// `scan --ast`: where the Clang front end and its compilation database are.
#pragma once

#include <string>

#include "lint/base/result.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/world.h"
#include "lint/scan/ast_front_end.h"

namespace keylint {

/// The request for `keylint-ast`: the one that KEYLINT_AST names, else the one
/// beside this program, else PATH's. The database is that of
/// --compile-commands, else one in `start`, its build/ or out/, or in `base`'s.
///
/// Errors: kUsage when there is no database.
Result<AstRequest> MakeAstRequest(const ScanArguments& typed, const std::string& start, const std::string& base,
                                  unsigned threads, const World& world);

}  // namespace keylint
