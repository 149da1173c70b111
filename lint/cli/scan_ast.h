// SPDX-License-Identifier: Apache-2.0
// `scan --ast`: where the Clang front end and its compilation database are.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/world.h"
#include "lint/scan/ast_front_end.h"
#include "lint/source/file_tree.h"

namespace keylint {

/// The request for `keylint-ast`: the one that KEYLINT_AST names, else the one
/// beside this program, else PATH's. The database is that of
/// --compile-commands, else one in `start`, its build/ or out/, or so in the
/// folders above up to the repository's root or the current folder, or in `base`'s.
///
/// Without one the request names none, and UseFiles() says what to parse.
///
/// Errors: kUsage when --compile-commands names a folder without one.
Result<AstRequest> MakeAstRequest(const ScanArguments& typed, const std::string& start, const std::string& base,
                                  unsigned threads, const World& world);

/// Whether the file of this name is compiled by itself: C or C++, no header.
bool IsUnit(std::string_view path);

/// How many of `scanned` are units that are none of `parsed` (absolute).
std::size_t UnitsLeftOut(const std::string& root, const std::set<std::string>& scanned, const std::vector<std::string>& parsed);

/// Without a database: the C and C++ files of `scanned` (relative to `root`)
/// unless the request names some, with the folders where headers mostly lie.
void UseFiles(AstRequest& request, const std::string& root, const std::set<std::string>& scanned);

/// A tree that remembers which files it lent.
class NotingTree : public FileTreeSource {
 public:
  using FileTreeSource::FileTreeSource;
  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;
  const std::set<std::string>& paths() const { return paths_; }

 private:
  std::mutex mutex_;
  std::set<std::string> paths_;
};

}  // namespace keylint
