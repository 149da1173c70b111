// SPDX-License-Identifier: Apache-2.0
// Lines and their words, for files that are read a line at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace keylint {

/// The words of a line, quotes taken away; each a view of the text.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}

  std::string_view Next() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
    const char quote = !rest_.empty() && (rest_[0] == '\'' || rest_[0] == '"') ? rest_[0] : ' ';
    if (quote != ' ') rest_.remove_prefix(1);
    const std::size_t stop = std::min(quote == ' ' ? rest_.find_first_of(" \t\r") : rest_.find(quote), rest_.size());
    const std::string_view word = rest_.substr(0, stop);
    rest_.remove_prefix(std::min(stop + (quote == ' ' ? 0 : 1), rest_.size()));
    return word;
  }

 private:
  std::string_view rest_;
};

/// Calls `visit` with each line of `text`, without its end, and its number.
template <typename Visit>
void EachLine(std::string_view text, Visit visit) {
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    visit(text.substr(begin, end - begin), ++number);
    begin = end + 1;
  }
}

}  // namespace keylint
