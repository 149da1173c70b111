// SPDX-License-Identifier: Apache-2.0
// What keylint-ast writes: one JSON object per line. README.md has the schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "lint/clang/solve.h"

namespace keylint {

void WriteLiteralLine(std::ostream& out, const flow::Unit& names, const flow::LiteralRecord& literal);
void WriteSinkLine(std::ostream& out, const flow::Unit& names, const SinkTable& sinks, const flow::SinkUse& use);
void WriteNoticeLine(std::ostream& out, std::string_view path, std::string_view kind, std::string_view message);

/// The last line: the files whose commands were read, and what became of them.
struct RunSummary {
  std::vector<std::string> files;
  std::size_t failed = 0, kept = 0, functions = 0;
  std::uint64_t lines = 0;
};
void WriteEndLine(std::ostream& out, const RunSummary& run);

}  // namespace keylint
