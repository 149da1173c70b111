// SPDX-License-Identifier: Apache-2.0
// Source of the look-alikes: Unicode's confusables (UTS 39), cut down to what
// pastes from chats, PDFs and keyboards of other scripts bring (2026-11).
#include "lint/diagnose/unicode.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace keylint {
namespace {

struct Named {
  char32_t code;
  std::string_view name;
};

constexpr std::array<Named, 22> kInvisible = {{
    {0x00AD, "soft hyphen"}, {0x034F, "combining grapheme joiner"}, {0x061C, "Arabic letter mark"},
    {0x180E, "Mongolian vowel separator"}, {0x200B, "zero width space"}, {0x200C, "zero width non-joiner"},
    {0x200D, "zero width joiner"}, {0x200E, "left-to-right mark"}, {0x200F, "right-to-left mark"},
    {0x202A, "left-to-right embedding"}, {0x202B, "right-to-left embedding"}, {0x202C, "pop directional formatting"},
    {0x202D, "left-to-right override"}, {0x202E, "right-to-left override"}, {0x2060, "word joiner"},
    {0x2061, "function application"}, {0x2066, "left-to-right isolate"}, {0x2067, "right-to-left isolate"},
    {0x2068, "first strong isolate"}, {0x2069, "pop directional isolate"}, {0xFEFF, "byte order mark"},
    {0x3164, "Hangul filler"},
}};

constexpr std::array<Named, 8> kSpaces = {{
    {0x00A0, "no-break space"}, {0x1680, "Ogham space"}, {0x2009, "thin space"}, {0x202F, "narrow no-break space"},
    {0x205F, "mathematical space"}, {0x3000, "ideographic space"}, {0x2028, "line separator"}, {0x2029, "paragraph separator"},
}};

constexpr std::array<Named, 12> kQuotes = {{
    {0x2018, "left single quote"}, {0x2019, "right single quote"}, {0x201A, "low single quote"}, {0x201B, "reversed single quote"},
    {0x201C, "left double quote"}, {0x201D, "right double quote"}, {0x201E, "low double quote"}, {0x201F, "reversed double quote"},
    {0x00AB, "left guillemet"}, {0x00BB, "right guillemet"}, {0x00B4, "acute accent"}, {0x2032, "prime"},
}};

constexpr std::array<Named, 8> kMasks = {{
    {0x2026, "ellipsis"}, {0x2022, "bullet"}, {0x25CF, "black circle"}, {0x22EF, "midline ellipsis"},
    {0x00B7, "middle dot"}, {0x2217, "asterisk operator"}, {0x25AA, "black square"}, {0x2588, "full block"},
}};

struct Pair {
  char32_t code;
  char ascii;
};

constexpr Pair kLookAlikes[] = {
    // Dashes.
    {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2014, '-'}, {0x2015, '-'}, {0x2212, '-'}, {0xFE58, '-'}, {0xFE63, '-'},
    {0x2017, '_'}, {0x02CD, '_'}, {0x2024, '.'}, {0x2215, '/'}, {0x2044, '/'},
    // Cyrillic.
    {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'},
    {0x0456, 'i'}, {0x0458, 'j'}, {0x04BB, 'h'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x0433, 'r'}, {0x043A, 'k'}, {0x043F, 'n'},
    {0x0442, 't'}, {0x0438, 'u'}, {0x0432, 'b'}, {0x043C, 'm'}, {0x043D, 'h'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x0417, '3'},
    {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'},
    {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x04AE, 'Y'}, {0x050C, 'G'}, {0x0474, 'V'}, {0x051C, 'W'},
    // Greek.
    {0x03B1, 'a'}, {0x03BF, 'o'}, {0x03BD, 'v'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03C7, 'x'}, {0x03B3, 'y'},
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'},
    {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'},
    // Latin and phonetic.
    {0x028B, 'v'}, {0x0131, 'i'}, {0x0261, 'g'}, {0x0251, 'a'}, {0x026A, 'I'}, {0x1D0F, 'o'}, {0x01C0, 'l'}, {0x0269, 'i'}, {0x0585, 'o'},
    {0x0578, 'n'}, {0x057D, 'u'}, {0x0566, 'q'}, {0x0570, 'h'}, {0x13A0, 'D'}, {0x13A2, 'T'}, {0x13AA, 'A'}, {0x2113, 'l'}, {0x212A, 'K'},
    {0x1E9E, 'B'}, {0x00D7, 'x'}, {0x0192, 'f'}, {0x01A8, 's'},
    {0x0237, 'j'},
};

template <std::size_t N>
const Named* FindNamed(const std::array<Named, N>& table, char32_t code) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const Named& entry) { return entry.code == code; });
  return at == table.end() ? nullptr : &*at;
}

char LooksLike(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFEE0);  // full-width forms
  for (const Pair& pair : kLookAlikes) {
    if (pair.code == code) return pair.ascii;
  }
  return 0;
}

void Classify(OddCharacter& odd) {
  const char32_t code = odd.code;
  if (code < 0x20 || code == 0x7F || (code >= 0x80 && code < 0xA0) || FindNamed(kInvisible, code) != nullptr) {
    odd.kind = OddKind::kInvisible;
  } else if (FindNamed(kSpaces, code) != nullptr || (code >= 0x2000 && code <= 0x200A)) {
    odd.kind = OddKind::kSpace;
  } else if (FindNamed(kQuotes, code) != nullptr) {
    odd.kind = OddKind::kQuote;
  } else if (FindNamed(kMasks, code) != nullptr) {
    odd.kind = OddKind::kMask;
  } else if (const char ascii = LooksLike(code)) {
    odd.kind = OddKind::kLookAlike;
    odd.looks_like = ascii;
  }
}

// One character from `text` at `at`; its size in bytes, 1 for a broken one.
std::size_t DecodeAt(std::string_view text, std::size_t at, char32_t* code) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
  *code = 0xFFFD;
  if (size == 1) {
    *code = lead;
    return 1;
  }
  if (size == 0 || at + size > text.size()) return 1;
  char32_t value = lead & (0xFF >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0) != 0x80) return 1;
    value = value << 6 | (next & 0x3F);
  }
  *code = value;
  return size;
}

std::string_view NameOf(char32_t code) {
  if (const Named* named = FindNamed(kInvisible, code)) return named->name;
  if (const Named* named = FindNamed(kSpaces, code)) return named->name;
  if (const Named* named = FindNamed(kQuotes, code)) return named->name;
  if (const Named* named = FindNamed(kMasks, code)) return named->name;
  if (code >= 0x2000 && code <= 0x200A) return "typographic space";
  switch (code) {
    case 0x00: return "null";
    case 0x08: return "backspace";
    case 0x1B: return "escape";
    case 0x7F: return "delete";
    case 0x2012: return "figure dash";
    case 0x2013: return "en dash";
    case 0x2014: return "em dash";
    case 0x2212: return "minus sign";
    default: break;
  }
  return code < 0x20 ? "control character" : "";
}

}  // namespace

std::vector<OddCharacter> FindOddCharacters(std::string_view text) {
  std::vector<OddCharacter> odd;
  std::size_t position = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++position;
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r') {
      ++at;
      continue;
    }
    OddCharacter found;
    found.begin = at;
    at += DecodeAt(text, at, &found.code);
    found.end = at;
    found.position = position;
    Classify(found);
    odd.push_back(found);
  }
  return odd;
}

std::string DescribeOdd(const OddCharacter& odd) {
  if (odd.code == 0xFFFD) return "a byte that is no UTF-8";
  const std::string_view name = NameOf(odd.code);
  std::string text = fmt::format("U+{:04X}", static_cast<unsigned>(odd.code));
  if (!name.empty()) text += fmt::format(" ({})", name);
  else if (odd.looks_like != 0) text += fmt::format(" (looks like {})", odd.looks_like);
  return text;
}

std::string DescribeAscii(char c) {
  switch (c) {
    case ' ': return "a space";
    case '\t': return "a tab";
    case '\n': return "a line feed";
    case '\r': return "a carriage return";
    case '"': return "a double quote";
    case '\'': return "a single quote";
    case '`': return "a backtick";
    case '\\': return "a backslash";
    default: break;
  }
  if (static_cast<unsigned char>(c) < 0x20) return fmt::format("control character U+{:04X}", static_cast<unsigned>(c));
  return fmt::format("'{}'", c);
}

std::string Asciify(std::string_view text) {
  std::string ascii;
  std::size_t done = 0;
  for (const OddCharacter& odd : FindOddCharacters(text)) {
    ascii += text.substr(done, odd.begin - done);
    if (odd.kind == OddKind::kLookAlike) ascii += odd.looks_like;
    else if (odd.kind == OddKind::kSpace) ascii += ' ';
    else if (odd.kind == OddKind::kQuote) ascii += odd.code >= 0x201C && odd.code <= 0x201F ? '"' : '\'';
    else if (odd.kind != OddKind::kInvisible) ascii += text.substr(odd.begin, odd.end - odd.begin);
    done = odd.end;
  }
  ascii += text.substr(done);
  return ascii;
}

}  // namespace keylint
