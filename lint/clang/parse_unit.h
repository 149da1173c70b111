// SPDX-License-Identifier: Apache-2.0
// One compile command in, one Unit out; the compile database before that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/clang/lower.h"
#include "lint/clang/program.h"

namespace keylint {

/// How one file is compiled.
struct CompileJob {
  std::string directory;
  std::string file;                    ///< Absolute.
  std::vector<std::string> arguments;  ///< With the compiler first.
};

/// A file that a parse has read, and ContentHash() of its bytes.
struct SourceDigest {
  std::string path;
  std::uint64_t digest = 0;
};

/// The commands of the compile database in `directory` for `files` (all of it
/// when empty). A file the database does not know gets the flags of its most
/// similar neighbour.
///
/// Errors: kUnreadable when there is no readable database.
Result<std::vector<CompileJob>> ReadCompileDatabase(const std::string& directory,
                                                    const std::vector<std::string>& files);

/// `files` compiled with the same `flags`.
std::vector<CompileJob> FixedJobs(const std::string& directory, const std::vector<std::string>& files,
                                  const std::vector<std::string>& flags);

/// Parses and lowers one unit in this process. Broken code gives what could be
/// parsed, with a notice in the unit. Flags that Clang does not know, output
/// and dependency options and foreign precompiled headers are left out.
///
/// Every file that was read goes to `read`, unless it is null.
///
/// Errors: kMalformed when no translation unit comes of the command at all.
Result<flow::Unit> ParseUnit(const CompileJob& job, const std::string& resource_dir, const SinkTable& sinks,
                             const LowerOptions& options, std::vector<SourceDigest>* read = nullptr);

}  // namespace keylint
