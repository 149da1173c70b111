// SPDX-License-Identifier: Apache-2.0
// Names of one of several: GITHUB_TOKEN_2 is GITHUB_TOKEN once more.
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint {

/// `name` without the number of one of several: "GITHUB_TOKEN_2",
/// "githubToken2" -> "GITHUB_TOKEN", "githubToken". As it is when it ends in
/// no number of one or two digits.
inline std::string_view WithoutNumber(std::string_view name) {
  constexpr std::size_t kDigits = 2;
  const std::size_t last = name.find_last_not_of("0123456789");
  const std::size_t digits = last == std::string_view::npos ? 0 : name.size() - last - 1;
  if (digits == 0 || digits > kDigits) return name;
  const std::size_t end = name.find_last_not_of("0123456789_-.");
  return end == std::string_view::npos ? name : name.substr(0, end + 1);
}

}  // namespace keylint
