// SPDX-License-Identifier: Apache-2.0
// Sets of bytes that are known when the program is built: one look each.
//
//   constexpr Bytes kBrackets = BytesOf("()[]{}");
//   if (Has(kBrackets, text[at])) ...
#pragma once

#include <array>
#include <string_view>

namespace keylint {

using Bytes = std::array<bool, 256>;

constexpr Bytes BytesOf(std::string_view list) {
  Bytes bytes{};
  for (const char c : list) bytes[static_cast<unsigned char>(c)] = true;
  return bytes;
}

constexpr Bytes AllBytesBut(std::string_view list) {
  Bytes bytes{};
  bytes.fill(true);
  for (const char c : list) bytes[static_cast<unsigned char>(c)] = false;
  return bytes;
}

constexpr bool Has(const Bytes& bytes, char c) { return bytes[static_cast<unsigned char>(c)]; }

}  // namespace keylint
