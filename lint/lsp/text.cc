// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/text.h"

#include <algorithm>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

// Length of the sequence that the lead byte announces, cut at `left`.
std::size_t SequenceLength(unsigned char lead, std::size_t left) {
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, left);
}

std::size_t Utf16Offset(std::string_view line, std::size_t units) {
  std::size_t at = 0;
  while (at < line.size() && units > 0) {
    const std::size_t length = SequenceLength(static_cast<unsigned char>(line[at]), line.size() - at);
    const std::size_t width = length == 4 ? 2 : 1;
    if (width > units) break;  // Between the halves of a surrogate pair.
    units -= width;
    at += length;
  }
  return at;
}

bool StandsForItself(char c) { return IsAlnum(c) || std::string_view("-._~/").find(c) != std::string_view::npos; }

}  // namespace

std::size_t OffsetAt(std::string_view text, const LineIndex& lines, EditorPosition position,
                     PositionEncoding encoding) {
  if (position.line >= lines.line_count()) return text.size();
  const Span line = lines.LineSpan(position.line + 1);
  const std::string_view bytes = text.substr(line.begin, line.end - line.begin);
  if (encoding == PositionEncoding::kUtf16) return line.begin + Utf16Offset(bytes, position.character);
  return line.begin + std::min(position.character, bytes.size());
}

EditorPosition PositionAt(const LineIndex& lines, std::size_t offset, PositionEncoding encoding) {
  if (encoding == PositionEncoding::kUtf16) {
    const Position position = lines.PositionOf(offset);
    return {position.line - 1, position.column - 1};
  }
  const std::size_t line = lines.LineOf(offset);
  const std::size_t begin = lines.LineSpan(line).begin;
  return {line - 1, offset > begin ? offset - begin : 0};
}

bool MoveSpan(Span& span, Span replaced, std::size_t length) {
  if (span.end <= replaced.begin) return true;
  if (span.begin < replaced.end) return false;
  const std::size_t removed = replaced.end - replaced.begin;
  span = {span.begin - removed + length, span.end - removed + length};
  return true;
}

std::string PathOfUri(std::string_view uri) {
  constexpr std::string_view kScheme = "file://";
  if (!uri.starts_with(kScheme)) return {};
  uri.remove_prefix(kScheme.size());
  const std::size_t slash = uri.find('/');  // Behind a host, which is this one.
  if (slash == std::string_view::npos) return {};
  uri.remove_prefix(slash);
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const int high = uri[i] == '%' && i + 2 < uri.size() ? HexValue(uri[i + 1]) : -1;
    const int low = high >= 0 ? HexValue(uri[i + 2]) : -1;
    if (low < 0) {
      path += uri[i];
      continue;
    }
    path += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return path.find('\0') == std::string::npos ? path : std::string();
}

std::string UriOfPath(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file://";
  for (const char c : path) {
    if (StandsForItself(c)) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += kHex[byte >> 4U];
    uri += kHex[byte & 15U];
  }
  return uri;
}

}  // namespace keylint
