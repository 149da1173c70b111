// SPDX-License-Identifier: Apache-2.0
// The repair of a literal credential: read it from the environment instead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/clang/sinks.h"

namespace keylint {

/// Bytes [begin, end) of one file become `text`.
struct SourceEdit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};

/// Edits of `file_text` that replace the literal between [constant_begin,
/// constant_end) by getenv("NAME") with an empty text when it is missing, and
/// include its header; a literal that is already the fallback of a getenv
/// becomes empty. Nothing where the result might not compile or would weaken a
/// check: literals outside the call [sink_begin, sink_end), in macros, in
/// pieces, raw or wide ones, keys and comparisons.
///
/// Units: bytes.
std::vector<SourceEdit> GetenvFix(std::string_view file_text, std::uint32_t sink_begin, std::uint32_t sink_end,
                                std::uint32_t constant_begin, std::uint32_t constant_end, const Sink& sink, bool cxx);

/// "MYSQL_PASSWORD": the variable the repair reads.
std::string VariableFor(const Sink& sink, std::string_view called);

}  // namespace keylint
