// SPDX-License-Identifier: Apache-2.0
#include "lint/source/encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace keylint {
namespace {

constexpr std::size_t kHeadBytes = 8192;
constexpr std::uint32_t kReplacement = 0xFFFD;

bool BigEndian(TextEncoding encoding) {
  return encoding == TextEncoding::kUtf16Be || encoding == TextEncoding::kUtf32Be;
}

std::uint32_t UnitAt(const char* at, std::size_t size, bool big_endian) {
  std::uint32_t unit = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t byte = big_endian ? i : size - 1 - i;
    unit = unit << 8 | static_cast<unsigned char>(at[byte]);
  }
  return unit;
}

bool IsHighSurrogate(std::uint32_t unit) { return (unit & 0xFFFFFC00) == 0xD800; }
bool IsLowSurrogate(std::uint32_t unit) { return (unit & 0xFFFFFC00) == 0xDC00; }

// Shares of the units of `head`, read in one way.
struct Look {
  std::size_t units = 0;
  std::size_t ascii = 0;  ///< Printable ASCII, tab and line ends.
  std::size_t wrong = 0;  ///< NUL, other controls, no character at all.
};

// Ends early once more than `most_wrong` units are.
Look LookAs(TextEncoding encoding, std::string_view head, std::size_t most_wrong) {
  const std::size_t size = TextForm{encoding}.unit_bytes();
  const bool big = BigEndian(encoding);
  Look look;
  bool high = false;
  for (std::size_t i = 0; i + size <= head.size() && look.wrong <= most_wrong; i += size) {
    const std::uint32_t unit = UnitAt(head.data() + i, size, big);
    ++look.units;
    const bool low = IsLowSurrogate(unit);
    if (size == 4 ? unit > 0x10FFFF || low || IsHighSurrogate(unit) : low != high) ++look.wrong;
    high = size == 2 && IsHighSurrogate(unit);
    if ((unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' || unit == '\t') {
      ++look.ascii;
    } else if (unit < 0x20 || (unit >= 0xFFFE && unit <= 0xFFFF)) {
      ++look.wrong;
    }
  }
  return look;
}

// Without a mark the text must be clean and hold a fair share of ASCII, which
// configuration and source always do; with one a tenth may be damaged.
bool Plausible(TextEncoding encoding, std::string_view head, bool marked) {
  const Look look = LookAs(encoding, head, marked ? head.size() : 0);
  if (marked) return look.wrong * 10 <= look.units;
  return look.units >= 4 && look.wrong == 0 && look.ascii * 10 >= look.units * 3;
}

// A text into which a NUL has strayed: a string of a test, a block that a
// crash left empty. One byte must not hide all the others. Programs, images
// and packed data hold other controls, too.
bool HoldsStrayNuls(std::string_view head) {
  constexpr std::string_view kOfTexts = "\t\n\v\f\r\b\x1b";
  const std::size_t most = std::max<std::size_t>(1, head.size() / 64);
  std::size_t nuls = 0;
  return std::none_of(head.begin(), head.end(), [&](char c) {
    if (c == '\0') return ++nuls > most;
    return static_cast<unsigned char>(c) < 0x20 && kOfTexts.find(c) == std::string_view::npos;
  });
}

std::size_t EncodeUtf8(std::uint32_t c, char* to) {
  if (c < 0x80) {
    to[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    to[0] = static_cast<char>(0xC0 | c >> 6);
    to[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    to[0] = static_cast<char>(0xE0 | c >> 12);
    to[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    to[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  to[0] = static_cast<char>(0xF0 | c >> 18);
  to[1] = static_cast<char>(0x80 | (c >> 12 & 0x3F));
  to[2] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  to[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

}  // namespace

std::size_t TextForm::unit_bytes() const {
  switch (encoding) {
    case TextEncoding::kUtf16Le:
    case TextEncoding::kUtf16Be: return 2;
    case TextEncoding::kUtf32Le:
    case TextEncoding::kUtf32Be: return 4;
    default: return 1;
  }
}

TextForm DetectText(std::string_view head) {
  using std::string_view_literals::operator""sv;
  head = head.substr(0, kHeadBytes);
  if (head.starts_with("\xEF\xBB\xBF"sv)) {
    const bool binary = head.find('\0') != std::string_view::npos && !HoldsStrayNuls(head);
    return {binary ? TextEncoding::kBinary : TextEncoding::kBytes, 3};
  }
  struct Mark { std::string_view bytes; TextEncoding encoding; };
  // The mark of UTF-32LE begins with that of UTF-16LE.
  static constexpr Mark kMarks[] = {{"\xFF\xFE\0\0"sv, TextEncoding::kUtf32Le},
                                    {"\0\0\xFE\xFF"sv, TextEncoding::kUtf32Be},
                                    {"\xFF\xFE"sv, TextEncoding::kUtf16Le},
                                    {"\xFE\xFF"sv, TextEncoding::kUtf16Be}};
  for (const Mark& mark : kMarks) {
    if (head.starts_with(mark.bytes) &&
        Plausible(mark.encoding, head.substr(mark.bytes.size()), true)) {
      return {mark.encoding, mark.bytes.size()};
    }
  }
  if (head.empty() || std::memchr(head.data(), 0, head.size()) == nullptr) return {};
  for (const TextEncoding encoding : {TextEncoding::kUtf32Le, TextEncoding::kUtf32Be,
                                      TextEncoding::kUtf16Le, TextEncoding::kUtf16Be}) {
    if (Plausible(encoding, head, false)) return {encoding, 0};
  }
  return {HoldsStrayNuls(head) ? TextEncoding::kBytes : TextEncoding::kBinary, 0};
}

std::string_view EncodingName(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf16Le: return "utf-16le";
    case TextEncoding::kUtf16Be: return "utf-16be";
    case TextEncoding::kUtf32Le: return "utf-32le";
    case TextEncoding::kUtf32Be: return "utf-32be";
    default: return "";
  }
}

void DecodeWide(TextEncoding encoding, std::string_view bytes, std::size_t original_begin,
                Buffer& text, OffsetMap& map) {
  const std::size_t size = TextForm{encoding}.unit_bytes();
  const bool big = BigEndian(encoding);
  // A unit of two bytes gives at most three; a pair, four bytes, gives four.
  text.Reserve(text.size() + bytes.size() / size * (size == 2 ? 3 : 4));
  char* const begin = text.data() + text.size();
  char* to = begin;
  for (std::size_t i = 0; i + size <= bytes.size();) {
    std::uint32_t c = UnitAt(bytes.data() + i, size, big);
    std::size_t taken = size;
    if (size == 2 && IsHighSurrogate(c) && i + 4 <= bytes.size()) {
      const std::uint32_t low = UnitAt(bytes.data() + i + 2, 2, big);
      if (IsLowSurrogate(low)) {
        c = 0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF);
        taken = 4;
      }
    }
    if (c > 0x10FFFF || (c & 0xFFFFF800) == 0xD800) c = kReplacement;
    const std::size_t made = EncodeUtf8(c, to);
    map.AppendUnits(1, made, taken, original_begin + i);
    to += made;
    i += taken;
  }
  text.SetSize(text.size() + static_cast<std::size_t>(to - begin));
}

}  // namespace keylint
