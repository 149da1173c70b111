// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/der.h"

#include <bit>

#include <fmt/format.h>

#include "lint/checksum/date.h"

namespace keylint {
namespace {

struct Header {
  std::size_t header_size, content_size;
};

std::uint8_t Byte(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

std::optional<Header> ReadHeader(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const std::uint8_t first = Byte(bytes, 1);
  if (first < 0x80) return Header{2, first};
  const std::size_t count = first & 0x7f;
  if (count == 0 || count > 4 || bytes.size() < 2 + count) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < count; ++i) size = size << 8 | Byte(bytes, 2 + i);
  return Header{2 + count, size};
}

}  // namespace

std::optional<DerElement> DerReader::Next() {
  const auto header = ReadHeader(rest_);
  if (!header || header->content_size > rest_.size() - header->header_size) {
    rest_ = {};
    return std::nullopt;
  }
  const DerElement element{Byte(rest_, 0), rest_.substr(header->header_size, header->content_size)};
  rest_.remove_prefix(header->header_size + header->content_size);
  return element;
}

std::optional<std::string_view> DerReader::Take(std::uint8_t tag) {
  if (rest_.empty() || Byte(rest_, 0) != tag) return std::nullopt;
  const auto element = Next();
  if (!element) return std::nullopt;
  return element->content;
}

std::optional<std::size_t> DerSize(std::string_view bytes) {
  const auto header = ReadHeader(bytes);
  if (!header) return std::nullopt;
  return header->header_size + header->content_size;
}

std::string OidText(std::string_view content) {
  std::string text;
  std::uint64_t arc = 0;
  bool first = true;
  if (content.size() > 32) return {};
  for (const char c : content) {
    const auto byte = static_cast<std::uint8_t>(c);
    arc = arc << 7 | (byte & 0x7f);
    if (byte & 0x80) continue;
    if (first) {
      const std::uint64_t top = arc < 40 ? 0 : arc < 80 ? 1 : 2;
      text = fmt::format("{}.{}", top, arc - top * 40);
    } else {
      text += fmt::format(".{}", arc);
    }
    first = false;
    arc = 0;
  }
  return text;
}

std::size_t DerBits(std::string_view integer) {
  std::size_t zeros = 0;
  while (zeros < integer.size() && integer[zeros] == 0) ++zeros;
  integer.remove_prefix(zeros);
  return integer.empty() ? 0 : (integer.size() - 1) * 8 + static_cast<std::size_t>(std::bit_width(Byte(integer, 0)));
}

std::optional<std::int64_t> DerTime(const DerElement& element) {
  std::string text(element.content);
  if (element.tag == kDerUtcTime && text.size() == 13) {
    text = (text[0] < '5' ? "20" : "19") + text;  // RFC 5280, 4.1.2.5.1
  } else if (element.tag != kDerGeneralizedTime) {
    return std::nullopt;
  }
  return CompactEpoch(text);
}

}  // namespace keylint
