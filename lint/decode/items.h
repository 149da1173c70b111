// SPDX-License-Identifier: Apache-2.0
// Elements of lists that are assignments or arguments:
// `- KEY=value` (Compose), `["--password", "x"]`, `- --token=x` (Kubernetes).
#pragma once

#include <string_view>

#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `part` of a literal's text as a literal of its own.
///
/// Ownership: borrows `outer`; literal() lives as long as this object.
class LiteralPart {
 public:
  LiteralPart(const Literal& outer, Span part);
  LiteralPart(const LiteralPart&) = delete;
  LiteralPart& operator=(const LiteralPart&) = delete;
  Literal& literal() { return literal_; }

 private:
  Literal literal_;
  OffsetMap map_;
};

/// A flag that waits for its argument in the next element of its list.
struct PendingFlag {
  std::string_view name;
  Span span;
  bool of_shell = false;   ///< A shell stands in the list: its "-c" takes a command line.
};

/// Emits one scalar element of a list, under the name it carries or under
/// the flag before it.
void EmitItem(Emitter& emitter, const Literal& literal, PendingFlag& pending);

/// The name of a flag as it counts: "password" of "--password", "-u" of "-u";
/// empty when `word` is no flag.
std::string_view FlagName(std::string_view word);

/// Where `NAME=` ends in `text` (behind the "="), or 0.
std::size_t AssignmentEnd(std::string_view text);

}  // namespace keylint::decode
