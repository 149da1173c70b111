// SPDX-License-Identifier: Apache-2.0
// What keylint-ast says, line by line. lint/clang/README.md has the schema.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/base/span.h"

namespace keylint {

/// Bytes of a file, with what happens there when it is a step of a way.
struct AstPlace {
  std::string path;            ///< Absolute.
  Span span;
  std::string text;
};

/// A literal as the compiler sees it.
struct AstLiteral {
  std::string value;
  AstPlace place;              ///< Where a person edits it, without quotes.
  std::string name, callee, context, macro;
  bool folded = false;         ///< Joined from pieces: no text scan sees it whole.
  bool compared = false;
};

/// A constant that reaches a sink.
struct AstSink {
  std::string rule_id;
  std::string api, parameter, category, level, confidence;
  int cwe = 798;
  AstPlace sink, constant;
  AstPlace where;                        ///< Of the finding: the sink, or a constant that several share.
  std::string value;
  std::vector<std::string> properties;   ///< "all-zero", "repeated-byte", "too-short".
  std::size_t length = 0, needs = 0;
  std::string why, fix;
  std::vector<AstPlace> steps;
  std::vector<AstPlace> edits;           ///< The repair: bytes that become `text`.
  std::vector<AstSink> also;             ///< The same constant elsewhere, or other constants here; places and steps only.
};

struct AstNotice {
  std::string path;
  bool incomplete = false;     ///< The unit was not parsed at all.
  std::string message;
};

struct AstRecords {
  std::vector<AstLiteral> literals;
  std::vector<AstSink> sinks;
  std::vector<AstNotice> notices;
  std::size_t units = 0, failed = 0;
  std::vector<std::string> files;   ///< Of the units, absolute.
  bool ended = false;          ///< The last line came: nothing is missing.
};

/// Adds one line to `records`; kinds it does not know are skipped.
///
/// Errors: kMalformed when the line is not a JSON object of the schema.
Result<void> ReadAstLine(std::string_view line, AstRecords& records);

}  // namespace keylint
