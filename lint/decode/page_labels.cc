// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/page_labels.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kLongest = 48;      // Of a label.
constexpr std::size_t kMostTitles = 64;

bool IsOneWord(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

bool HoldsWords(std::string_view label) {
  return std::all_of(label.begin(), label.end(), [](char c) { return IsWord(c) || c == ' ' || c == '-' || c == '.' || c == '/'; });
}

}  // namespace

void PageLabels::Open(std::string_view tag) {
  const bool term = EqualsNoCase(tag, "dt");
  const bool title = EqualsNoCase(tag, "th");
  const bool cell = EqualsNoCase(tag, "td");
  if (EqualsNoCase(tag, "table")) titles_.clear();
  if (term || EqualsNoCase(tag, "tr")) EndRow();
  title_ = title || (title_ && !cell);
  if (cell || title || term || EqualsNoCase(tag, "dd")) ++cells_;
}

void PageLabels::Close(std::string_view tag) {
  const bool table = EqualsNoCase(tag, "table");
  if (table) titles_.clear();
  if (table || EqualsNoCase(tag, "tr") || EqualsNoCase(tag, "dl")) EndRow();
}

PageLabels::Labelled PageLabels::Take(Span text, std::string_view page) {
  Labelled taken{text, {text.begin, text.begin}, {text.begin, text.begin}};
  const bool operated = page[text.begin] == ':' || page[text.begin] == '=';
  if (operated) taken.value = Trim(page, {text.begin + 1, text.end});
  if (taken.value.empty()) {   // <b>name</b>: <code>value</code>
    colon_ = true;
    return taken;
  }
  if (IsOneWord(taken.value.Of(page)) && !title_) {
    const bool beside = label_cell_ == 1 && cells_ == 2;
    if (!label_.empty() && (operated || colon_ || beside)) taken.label = label_;
    if (cells_ > 0 && cells_ <= titles_.size()) taken.title = titles_[cells_ - 1];
  }
  Note(text, page);
  return taken;
}

void PageLabels::EndRow() {
  cells_ = 0;
  label_ = {};
  colon_ = false;
}

void PageLabels::Note(Span text, std::string_view page) {
  colon_ = page[text.end - 1] == ':';
  label_ = colon_ ? Trim(page, {text.begin, text.end - 1}) : text;
  if (label_.size() > kLongest || !HoldsWords(label_.Of(page))) label_ = {};
  label_cell_ = cells_;
  if (!title_ || cells_ == 0 || cells_ > kMostTitles) return;
  titles_.resize(std::max(titles_.size(), cells_));
  titles_[cells_ - 1] = label_;
}

}  // namespace keylint::decode
