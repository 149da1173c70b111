// SPDX-License-Identifier: Apache-2.0
// The matrix of key variables by environment, drawn.
#pragma once

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/report.h"

namespace keylint {

/// `text` as the text of an element or of a quoted attribute.
std::string HtmlText(std::string_view text);

/// What each environment sets each variable to.
///
/// Ownership: borrows the cells.
struct Matrix {
  using Row = std::map<std::string, std::vector<const SettingCell*>>;  // By environment.

  explicit Matrix(const std::vector<SettingCell>& cells);

  std::vector<std::string> columns;  ///< Environments, production first.
  std::map<std::string, Row> rows;   ///< By variable.
};

/// An SVG picture without scripts: a row for each variable, a column for each
/// environment, the state in each cell by colour and word, a frame around
/// cells that findings speak of, which lead to them. Colours are the page's.
class MatrixPicture {
 public:
  struct Place {
    std::string_view level;  ///< "error", "warning", "note" or "plain".
    std::string title;       ///< Of the finding.
    std::string id;          ///< Of its element on the page; empty: none.
  };

  MatrixPicture(const Matrix& matrix, std::function<Place(const SettingCell&)> place, std::ostream& out)
      : matrix_(matrix), place_(std::move(place)), out_(out) {}

  void Write();

 private:
  void WriteLegend();
  void WriteHead(std::size_t left);
  void WriteRow(std::size_t top, std::size_t left, const std::string& variable, const Matrix::Row& row);
  void WriteCell(std::size_t x, std::size_t y, std::size_t width, const SettingCell& cell);

  const Matrix& matrix_;
  std::function<Place(const SettingCell&)> place_;
  std::ostream& out_;
};

}  // namespace keylint
