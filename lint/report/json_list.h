// SPDX-License-Identifier: Apache-2.0
// An array of JSON that is written element by element: the report of a hundred
// thousand findings is never held as one document.
//
//   JsonList list(out, 2, 1);
//   for (const Finding& finding : findings) list.Add(OfFinding(finding));
//   list.End();
#pragma once

#include <ostream>

#include <nlohmann/json_fwd.hpp>

namespace keylint {

/// Writes what `dump(indent)` of a document writes for an array that stands
/// `depth` levels deep in it, the same bytes.
///
/// Ownership: borrows `out`.
class JsonList {
 public:
  JsonList(std::ostream& out, int indent, int depth);

  void Add(const nlohmann::ordered_json& element);
  void End();

 private:
  /// A new line, `deeper` levels within the array's own.
  void Break(int deeper);

  std::ostream& out_;
  int indent_;
  int depth_;
  bool empty_ = true;
};

}  // namespace keylint
