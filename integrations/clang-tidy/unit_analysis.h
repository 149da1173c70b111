// SPDX-License-Identifier: Apache-2.0
// What keylint says about the translation unit that clang-tidy is looking at,
// computed once for all checks of the module.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "clang/Basic/SourceLocation.h"

namespace clang {
class ASTContext;
}

namespace keylint {

struct TidyStep {
  clang::SourceLocation where;
  std::string text;
};

struct TidyEdit {
  clang::SourceLocation begin, end;
  std::string text;
};

struct TidyFinding {
  std::string rule_id;       ///< "hardcoded-credential/logon-user-a"
  std::string level;         ///< "note", "warning", "error"
  std::string message;       ///< Starts lower-case, no full stop; no secret in it.
  std::string subject;       ///< Function or variable: what IgnoreNames matches.
  clang::SourceLocation where;
  std::vector<TidyEdit> edits;   ///< The repair, if there is one.
  std::vector<TidyStep> steps;   ///< From the constant to the sink.
};

struct UnitAnalysis {
  std::vector<TidyFinding> findings;
  std::string problem;       ///< What of `given` or the project could not be used, or empty.
};

/// Files that options name; empty: none.
struct TidyFiles {
  std::string sinks;         ///< More calls that take secrets.
  std::string config;        ///< Instead of the `.keylint.toml` of the file's folders.

  friend bool operator==(const TidyFiles&, const TidyFiles&) = default;
};

/// The unit's findings but for those that the project's configuration and
/// baseline accept. The last unit's are kept, so that every check of one
/// run shares them.
std::shared_ptr<const UnitAnalysis> AnalyseUnit(clang::ASTContext& context, const TidyFiles& given);

}  // namespace keylint
