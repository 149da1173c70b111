// SPDX-License-Identifier: Apache-2.0
// Letters' case, free of locale, and articles.
#pragma once

#include <string>
#include <string_view>

namespace keylint {

/// `text` with A-Z as a-z; all other bytes as they are.
inline std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// "a Stripe key", "an OpenAI key": by the first letter.
inline std::string WithArticle(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("AEIOUaeiou").find(noun[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

}  // namespace keylint
