// SPDX-License-Identifier: Apache-2.0
#include "lint/report/html_matrix.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/report/escape.h"

namespace keylint {
namespace {

// Units: CSS pixels.
constexpr std::size_t kColumn = 148;
constexpr std::size_t kRow = 30;
constexpr std::size_t kCell = 24;
constexpr std::size_t kGap = 6;
constexpr std::size_t kLetter = 8;      // Of the monospace labels.
constexpr std::size_t kMostLetters = 44;
constexpr std::size_t kMostRows = 150;  // More is no picture any more.
constexpr std::size_t kMostInOne = 3;   // Places side by side in one cell.

constexpr std::array kOrder = {"production", "staging", "preview", "development", "test", "sandbox", "shared", "sample", "unknown"};

struct State {
  std::string_view style, meaning;
};

constexpr std::array kStates = {
    State{"live", "live key"}, State{"test", "test or sandbox key"}, State{"key", "key without a mode"},
    State{"reference", "reference"}, State{"placeholder", "placeholder"}, State{"malformed", "malformed"},
    State{"empty", "empty"}, State{"value", "another value"},
};

std::string_view StyleOf(std::string_view state) {
  if (state == "live key" || state == "production key") return "live";
  if (state == "computed") return "reference";
  if (state == "key" || state == "reference" || state == "placeholder" || state == "malformed" || state == "empty") return state;
  return state.ends_with(" key") ? "test" : "value";
}

// Cut to `most` characters of ASCII; names in other scripts are shown whole.
std::string Cut(std::string_view text, std::size_t most) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (text.size() <= most || !plain) return std::string(text);
  return std::string(text.substr(0, most - 1)) + "…";
}

}  // namespace

std::string HtmlText(std::string_view text) {
  std::string html;
  for (const char c : ForTerminal(text)) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      default: html += c;
    }
  }
  return html;
}

Matrix::Matrix(const std::vector<SettingCell>& cells) {
  std::map<std::string, std::size_t> rank;
  for (std::size_t i = 0; i < kOrder.size(); ++i) rank.emplace(kOrder[i], i);
  for (const SettingCell& cell : cells) {
    const std::string environment = cell.environment.empty() ? "unknown" : cell.environment;
    rows[cell.variable][environment].push_back(&cell);
    if (std::find(columns.begin(), columns.end(), environment) == columns.end()) columns.push_back(environment);
  }
  std::sort(columns.begin(), columns.end(), [&](const std::string& a, const std::string& b) {
    const auto of = [&](const std::string& name) { return rank.contains(name) ? rank[name] : kOrder.size(); };
    return std::pair(of(a), a) < std::pair(of(b), b);
  });
}

void MatrixPicture::Write() {
  std::size_t letters = 8;
  for (const auto& [variable, row] : matrix_.rows) letters = std::max(letters, std::min(variable.size(), kMostLetters));
  const std::size_t left = letters * kLetter + 2 * kGap;
  const std::size_t rows = std::min(matrix_.rows.size(), kMostRows);
  const std::size_t width = left + matrix_.columns.size() * kColumn + kGap;
  const std::size_t height = (rows + 1) * kRow + kGap;
  WriteLegend();
  out_ << fmt::format("<div class=\"scroll\"><svg class=\"matrix\" role=\"img\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
                      "aria-label=\"What each environment sets each key variable to\">\n", width, height);
  WriteHead(left);
  std::size_t number = 1;
  for (const auto& [variable, row] : matrix_.rows) {
    if (number > kMostRows) break;
    WriteRow(number++ * kRow, left, variable, row);
  }
  out_ << "</svg></div>\n";
  if (rows < matrix_.rows.size()) {
    out_ << fmt::format("<p class=\"dim\">{} more variables are in the table only.</p>\n", matrix_.rows.size() - rows);
  }
}

void MatrixPicture::WriteLegend() {
  out_ << "<div class=\"legend\">";
  for (const State& state : kStates) {
    out_ << fmt::format("<span><svg class=\"matrix\" width=\"14\" height=\"14\"><rect class=\"s-{}\" x=\"1\" y=\"1\" "
                        "width=\"12\" height=\"12\" rx=\"2\"/></svg>{}</span>", state.style, state.meaning);
  }
  out_ << "<span>dashed: not set there; framed: a finding speaks of it</span></div>\n";
}

void MatrixPicture::WriteHead(std::size_t left) {
  for (std::size_t i = 0; i < matrix_.columns.size(); ++i) {
    out_ << fmt::format("<text class=\"head\" x=\"{}\" y=\"20\">{}</text>\n", left + i * kColumn + kGap, HtmlText(matrix_.columns[i]));
  }
}

void MatrixPicture::WriteRow(std::size_t top, std::size_t left, const std::string& variable, const Matrix::Row& row) {
  out_ << fmt::format("<text x=\"{}\" y=\"{}\">{}<title>{}</title></text>\n", kGap, top + 20, HtmlText(Cut(variable, kMostLetters)),
                      HtmlText(variable));
  for (std::size_t i = 0; i < matrix_.columns.size(); ++i) {
    const std::size_t x = left + i * kColumn + kGap;
    const std::size_t y = top + (kRow - kCell) / 2;
    const auto cells = row.find(matrix_.columns[i]);
    if (cells == row.end()) {
      out_ << fmt::format("<rect class=\"none\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"><title>{}: not set</title></rect>\n",
                          x, y, kColumn - 2 * kGap, kCell, HtmlText(matrix_.columns[i]));
      continue;
    }
    const std::size_t count = std::min(cells->second.size(), kMostInOne);
    const std::size_t width = (kColumn - 2 * kGap - (count - 1) * 4) / count;
    for (std::size_t k = 0; k < count; ++k) WriteCell(x + k * (width + 4), y, width, *cells->second[k]);
    if (cells->second.size() > count) {
      out_ << fmt::format("<text class=\"state\" x=\"{}\" y=\"{}\" text-anchor=\"end\">+{}</text>\n", x + kColumn - 2 * kGap + kGap, y + 9,
                          cells->second.size() - count);
    }
  }
}

void MatrixPicture::WriteCell(std::size_t x, std::size_t y, std::size_t width, const SettingCell& cell) {
  const Place place = place_(cell);
  const std::string finding = place.title.empty() ? "" : fmt::format(" — {}: {}", place.level, place.title);
  if (!place.id.empty()) out_ << fmt::format("<a href=\"#{}\">", place.id);
  out_ << fmt::format("<g><title>{}:{} sets {} in {} to: {}{}</title><rect class=\"s-{} {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
                      HtmlText(cell.path), cell.line, HtmlText(cell.variable), HtmlText(cell.environment), HtmlText(cell.state), HtmlText(finding),
                      StyleOf(cell.state), place.level, x, y, width, kCell);
  out_ << fmt::format("<text class=\"state\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text></g>", x + width / 2, y + 16,
                      HtmlText(Cut(cell.state, width / kLetter)));
  out_ << (place.id.empty() ? "\n" : "</a>\n");
}

}  // namespace keylint
