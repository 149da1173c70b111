// SPDX-License-Identifier: Apache-2.0
#include "lint/base/nesting.h"

#include <algorithm>

namespace keylint {

std::size_t JsonDepth(std::string_view text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

std::size_t TomlKeyDepth(std::string_view text) {
  std::size_t deepest = 0;
  std::size_t parts = 1;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      quote = 0;
      parts = 1;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '.' && i > 0 && text[i - 1] != '.') {
      deepest = std::max(deepest, ++parts);
    } else if (c == '=' || c == ',') {
      parts = 1;
    }
  }
  return deepest;
}

}  // namespace keylint
