// SPDX-License-Identifier: Apache-2.0
#include "lint/report/escape.h"

#include <cstdint>

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint {

std::size_t Utf8SequenceLength(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(at + k) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(at + 1);
  if (lead == 0xE0 && second < 0xA0) return 0;  // overlong
  if (lead == 0xED && second >= 0xA0) return 0; // surrogate
  if (lead == 0xF0 && second < 0x90) return 0;  // overlong
  if (lead == 0xF4 && second >= 0x90) return 0; // above U+10FFFF
  return length;
}

namespace {

std::uint32_t CodePoint(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  if (length == 1) return byte(at);
  std::uint32_t point = byte(at) & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) point = (point << 6) | (byte(at + k) & 0x3F);
  return point;
}

bool IsInvisible(std::uint32_t point) {
  return (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF || point == 0x00AD ||
         (point >= 0x80 && point < 0xA0) || (point >= 0xE0000 && point < 0xE1000);
}

// Takes printable ASCII from `i` on as it is: nearly all there is to write.
void TakePlain(std::string_view text, std::size_t& i, std::string& out) {
  const std::size_t begin = i;
  while (i < text.size() && text[i] >= 0x20 && text[i] < 0x7F) ++i;
  out.append(text, begin, i - begin);
}

}  // namespace

std::string ForTerminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    TakePlain(text, i, out);
    if (i == text.size()) break;
    const std::size_t length = Utf8SequenceLength(text, i);
    if (length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i]));
      ++i;
      continue;
    }
    const std::uint32_t point = CodePoint(text, i, length);
    if (point == '\t') {
      out += ' ';
    } else if (point < 0x20 || point == 0x7F) {
      out += fmt::format("\\x{:02x}", point);
    } else if (IsInvisible(point)) {
      out += fmt::format("\\u{:04x}", point);
    } else {
      out += text.substr(i, length);
    }
    i += length;
  }
  return out;
}

std::string ToValidUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    TakePlain(text, i, out);
    if (i == text.size()) break;
    const std::size_t length = Utf8SequenceLength(text, i);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      out += text.substr(i, length);
      i += length;
    }
  }
  return out;
}

std::string ToUriReference(std::string_view path) {
  while (path.substr(0, 2) == "./") path.remove_prefix(2);
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = IsAlnum(c) || std::string_view("-._~/!$&'()*+,;=@").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

}  // namespace keylint
