// SPDX-License-Identifier: Apache-2.0
// The texts of a page that stand in front of values, or over them:
//
//   <td>name</td><td>value</td>, <dt>name</dt><dd>value</dd>
//   <b>name:</b> value, <b>name</b>: <code>value</code>
//   <tr><th>name</th></tr> <tr><td>value</td></tr>
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/base/span.h"

namespace keylint::decode {

/// Follows the tags and texts of a page in their order.
class PageLabels {
 public:
  struct Labelled {
    Span value;    ///< Of the text; without the ':' in front of it.
    Span label;    ///< The text before, when it names this one; or empty.
    Span title;    ///< Of the text's column; or empty.
  };

  void Open(std::string_view tag);
  void Close(std::string_view tag);
  /// The next text of `page`, not empty: what it stands under.
  Labelled Take(Span text, std::string_view page);

 private:
  void EndRow();
  void Note(Span text, std::string_view page);

  Span label_;                   // The text before.
  std::size_t label_cell_ = 0;   // In which cell of its row; 0: in none.
  bool colon_ = false;           // It ended with one.
  bool title_ = false;           // Below <th>.
  std::size_t cells_ = 0;        // Of this row so far.
  std::vector<Span> titles_;
};

}  // namespace keylint::decode
