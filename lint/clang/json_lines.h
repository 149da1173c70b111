// SPDX-License-Identifier: Apache-2.0
// What keylint-ast writes: one JSON object per line. README.md has the schema.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "lint/clang/solve.h"

namespace keylint {

void WriteLiteralLine(std::ostream& out, const flow::Unit& names, const flow::LiteralRecord& literal);
void WriteSinkLine(std::ostream& out, const flow::Unit& names, const SinkTable& sinks, const flow::SinkUse& use);
void WriteNoticeLine(std::ostream& out, std::string_view path, std::string_view kind, std::string_view message);

}  // namespace keylint
