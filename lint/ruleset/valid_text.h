// SPDX-License-Identifier: Apache-2.0
// Text for RE2, which in UTF-8 matches no byte that is none.
#pragma once

#include <string>
#include <string_view>

namespace keylint {

/// `text` with each byte that is no UTF-8 as a control character, so that `.`
/// and `[^"]` match it, as they do in Go, and offsets stay as they are.
/// Borrows `text` where nothing had to be changed. Linear.
class ValidText {
 public:
  explicit ValidText(std::string_view text);
  ValidText(const ValidText&) = delete;
  ValidText& operator=(const ValidText&) = delete;

  std::string_view text() const { return text_; }

 private:
  std::string copy_;
  std::string_view text_;
};

}  // namespace keylint
