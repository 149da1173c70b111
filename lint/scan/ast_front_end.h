// SPDX-License-Identifier: Apache-2.0
// The Clang front end, run as a program of its own and merged into a report.
//
//   Result<AstRecords> records = RunAstFrontEnd(request);
//   AddAstFindings(*records, pipeline, root, read_file, report);   // then SortAndJoin
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/report.h"
#include "lint/scan/ast_records.h"
#include "lint/scan/pipeline.h"

namespace keylint {

struct AstRequest {
  std::string program = "keylint-ast";     ///< Looked up in PATH unless it has a '/'.
  std::string compile_commands;            ///< Folder; empty: `files` with no flags.
  std::vector<std::string> files;          ///< Absolute; empty: all of the database.
  std::vector<std::string> flags;          ///< Of `files` without a database.
  std::string cache;                       ///< Folder of parsed units; empty: none is kept.
  std::vector<std::string> sink_files;     ///< More sinks, as rules/sinks.toml.
  std::vector<std::string> environment;    ///< NAME=VALUE, complete.
  unsigned jobs = 1;
};

/// Runs the front end to its end.
///
/// Errors: kNotFound when it cannot be started, kUnreadable when it ended
///         before its last line, kMalformed when it wrote something else.
Result<AstRecords> RunAstFrontEnd(const AstRequest& request);

/// The bytes of the file at an absolute path, or nothing.
using ReadFile = std::function<std::optional<std::string>(const std::string& path)>;

/// Whether the scan read the file at `path` (relative to the root).
using WasScanned = std::function<bool(const std::string& path)>;

/// Adds a finding for each sink use in a file that was scanned, for each key that only the
/// compiler sees whole, and a notice for each unit that was not understood.
/// Paths become relative to `root` (absolute, without '/' at the end).
void AddAstFindings(const AstRecords& records, const Pipeline& pipeline, const std::string& root, const ReadFile& read,
                    const WasScanned& was_scanned, Report& report);

}  // namespace keylint
