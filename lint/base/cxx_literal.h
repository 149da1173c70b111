// SPDX-License-Identifier: Apache-2.0
// Bytes as C++ source, for what the build generates.
#pragma once

#include <string>
#include <string_view>

namespace keylint {

/// `bytes` in quotes. Every byte that is not plain is octal, three digits, so
/// that a following digit cannot join it.
inline std::string CxxLiteral(std::string_view bytes) {
  std::string out = "\"";
  for (const unsigned char c : bytes) {
    if (c == '"' || c == '\\' || c == '?' || c < 0x20 || c > 0x7e) {
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (c >> shift & 7));
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + '"';
}

}  // namespace keylint
