// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/nested.h"

#include <algorithm>
#include <array>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/entities.h"
#include "lint/decode/text_builder.h"

namespace keylint {
namespace {

using namespace decode;

constexpr std::size_t kMinBase64 = 16;
constexpr std::size_t kMinHex = 20;
constexpr int kMaxDepth = 8;

// The value of a digit in either base64 alphabet; -1: none.
constexpr std::array<signed char, 256> kBase64Value = [] {
  std::array<signed char, 256> table{};
  table.fill(-1);
  for (int i = 0; i < 26; ++i) {
    table[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(i);
    table[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(26 + i);
  }
  for (int i = 0; i < 10; ++i) table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(52 + i);
  table['+'] = table['-'] = 62;
  table['/'] = table['_'] = 63;
  return table;
}();

int Base64Value(char c) { return kBase64Value[static_cast<unsigned char>(c)]; }

// Text a person may have written: no control bytes but white space, and
// bytes beyond ASCII only as valid UTF-8.
bool IsText(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if ((byte < 0x20 && !IsSpace(text[at])) || byte == 0x7F) return false;
      ++at;
      continue;
    }
    const std::size_t size = byte >= 0xC2 && byte < 0xE0 ? 2 : byte >= 0xE0 && byte < 0xF0 ? 3
                           : byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > text.size()) return false;
    for (std::size_t i = 1; i < size; ++i) {
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return false;
    }
    at += size;
  }
  return !text.empty();
}

// Whether the first bytes of base64 may be text in UTF-8, or in UTF-16 with
// every other byte zero. Names and paths are base64 as well, and hardly ever
// text: that is said before anything is kept of them.
bool BeginsText(std::string_view text, Span range) {
  constexpr std::size_t kLook = 30;
  unsigned bits = 0;
  int held = 0;               // Bits.
  int continuation = 0;       // Bytes that the character still needs.
  std::size_t seen = 0;
  for (std::size_t at = range.begin; at < range.end && seen < kLook; ++at) {
    const int value = Base64Value(text[at]);
    if (value < 0) continue;  // White space, padding.
    bits = (bits << 6) | static_cast<unsigned>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const unsigned byte = (bits >> held) & 0xFF;
    const bool zero_of_utf16 = byte == 0 && seen % 2 == 1;
    ++seen;
    if (continuation > 0) {
      if ((byte & 0xC0) != 0x80) return false;
      --continuation;
    } else if (byte >= 0x80) {
      if (byte < 0xC2 || byte > 0xF4) return false;
      continuation = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    } else if (byte < 0x20 && !IsSpace(static_cast<char>(byte)) && !zero_of_utf16) {
      return false;
    }
  }
  return true;
}

// Decodes the base64 digits of `range`; the map's pieces are groups of four
// digits for three bytes, so a span in the result is exact to the group.
bool DecodeBase64Range(std::string_view text, Span range, Decoded& out) {
  if (!BeginsText(text, range)) return false;
  out.text.clear();
  out.map.Clear();
  out.encoding = Encoding::kBase64;
  unsigned bits = 0;
  int digits = 0;
  std::size_t group = range.begin;
  std::size_t padding = 0;
  const auto put = [&out](unsigned value) { out.text.push_back(static_cast<char>(value & 0xFF)); };
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const char c = text[at];
    if (IsSpace(c)) continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const int value = Base64Value(c);
    if (value < 0 || padding > 0) return false;
    if (c == '-' || c == '_') out.encoding = Encoding::kBase64Url;
    if (digits == 0) group = at;
    bits = (bits << 6) | static_cast<unsigned>(value);
    if (++digits < 4) continue;
    put(bits >> 16);
    put(bits >> 8);
    put(bits);
    out.map.Append(3, {group, at + 1});
    digits = 0;
    bits = 0;
  }
  if (digits == 1 || padding > 2) return false;
  if (digits == 2) put(bits >> 4);
  if (digits == 3) {
    put(bits >> 10);
    put(bits >> 2);
  }
  if (digits > 0) out.map.Append(static_cast<std::size_t>(digits - 1), {group, range.end});
  return true;
}

// Text in UTF-16 (PowerShell's -EncodedCommand): every other byte is zero.
void FromUtf16(Decoded& out) {
  if (out.text.size() < 8 || out.text.size() % 2 != 0) return;
  for (std::size_t i = 1; i < out.text.size(); i += 2) {
    if (out.text[i] != '\0') return;
  }
  std::string narrow;
  OffsetMap map;
  for (std::size_t i = 0; i < out.text.size(); i += 2) {
    narrow.push_back(out.text[i]);
    map.Append(1, out.map.ToOriginal({i, i + 2}));
  }
  out.text = narrow;
  out.map = map;
}

bool DecodeHexRange(std::string_view text, Span range, Decoded& out) {
  out.text.clear();
  out.map.Clear();
  out.encoding = Encoding::kHex;
  if (range.size() % 2 != 0) return false;
  for (std::size_t at = range.begin; at < range.end; at += 2) {
    const int high = HexValue(text[at]);
    const int low = HexValue(text[at + 1]);
    if (high < 0 || low < 0) return false;
    out.text.push_back(static_cast<char>(high * 16 + low));
    out.map.Append(1, {at, at + 2});
    if (out.text.size() == 16 && !IsText(out.text)) return false;
  }
  return IsText(out.text);
}

// ---- Escapes in running text -----------------------------------------

// Where escapes of one kind are replaced and everything else is kept.
template <class ReadOne>
bool ReplaceEscapes(std::string_view text, char mark, Encoding encoding, Decoded& out, ReadOne read_one) {
  std::size_t at = 0;
  bool any = false;
  out.text.clear();
  out.map.Clear();
  out.encoding = encoding;
  TextBuilder builder(text);
  builder.Start();
  while (at < text.size()) {
    const std::size_t next = Find(text, mark, at);
    builder.Copy({at, next});
    at = next;
    if (at >= text.size()) break;
    const std::size_t end = read_one(at, builder);
    if (end == at) {
      builder.Copy({at, at + 1});
      ++at;
    } else {
      any = true;
      at = end;
    }
  }
  if (!any) return false;
  Literal literal;
  builder.Finish(literal, {0, text.size()});
  out.text.assign(literal.text);
  if (literal.map != nullptr) out.map = *literal.map;
  return IsText(out.text);
}

std::size_t ReadHexByte(std::string_view text, std::size_t at, TextBuilder& out) {
  const long byte = ReadHex(text, at + 1, 2);
  if (byte < 0) return at;
  const char c = static_cast<char>(byte);
  out.Put(std::string_view(&c, 1), {at, at + 3});
  return at + 3;
}

bool DecodePercent(std::string_view text, Decoded& out) {
  return ReplaceEscapes(text, '%', Encoding::kPercent, out,
                        [text](std::size_t at, TextBuilder& builder) { return ReadHexByte(text, at, builder); });
}

bool DecodeUnicode(std::string_view text, Decoded& out) {
  return ReplaceEscapes(text, '\\', Encoding::kUnicodeEscape, out, [text](std::size_t at, TextBuilder& builder) {
    if (at + 1 >= text.size() || (text[at + 1] != 'u' && text[at + 1] != 'x' && text[at + 1] != 'U')) return at;
    const std::size_t digits = text[at + 1] == 'x' ? 2 : text[at + 1] == 'u' ? 4 : 8;
    return ReadHex(text, at + 2, digits) < 0 ? at : ReadEscape(text, at, builder);
  });
}

bool DecodeEntities(std::string_view text, Decoded& out) {
  return ReplaceEscapes(text, '&', Encoding::kHtmlEntity, out, [text](std::size_t at, TextBuilder& builder) {
    return ReadEntity(text, at, builder);
  });
}

bool DecodeQuotedPrintable(std::string_view text, Decoded& out) {
  return ReplaceEscapes(text, '=', Encoding::kQuotedPrintable, out, [text](std::size_t at, TextBuilder& builder) {
    if (at + 1 < text.size() && (text[at + 1] == '\n' || text[at + 1] == '\r')) {
      const std::size_t end = NextLine(text, at);
      builder.Put("", {at, end});
      return end;
    }
    // "=3D" and soft breaks, upper case as the standard has it.
    const bool upper = at + 2 < text.size() && !(text[at + 1] >= 'a') && !(text[at + 2] >= 'a');
    return upper ? ReadHexByte(text, at, builder) : at;
  });
}

// "\"key\": \"value\"": JSON inside a string, its quotes escaped once more.
bool DecodeJsonInString(std::string_view text, Decoded& out) {
  if (text.find("\\\"") == std::string_view::npos) return false;
  return ReplaceEscapes(text, '\\', Encoding::kJsonInString, out,
                        [text](std::size_t at, TextBuilder& builder) { return ReadEscape(text, at, builder); });
}

// ---- Search for encoded parts ------------------------------------------

bool IsBase64Byte(char c) { return Base64Value(c) >= 0 || c == '='; }

// The longest run of base64 digits at or after `from`; white space inside
// counts when the whole text is base64 in lines.
Span NextBase64Run(std::string_view text, std::size_t from) {
  while (from < text.size()) {
    while (from < text.size() && !IsAlnum(text[from])) ++from;
    std::size_t end = from;
    while (end < text.size() && Base64Value(text[end]) >= 0) ++end;
    while (end < text.size() && text[end] == '=') ++end;
    if (end - from >= kMinBase64) return {from, end};
    from = std::max(end, from + 1);
  }
  return {text.size(), text.size()};
}

bool IsBase64Lines(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return IsBase64Byte(c) || IsSpace(c); });
}

bool IsHexRun(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return HexValue(c) >= 0; });
}

class Nested {
 public:
  Nested(DecodeBudget& budget, const LiteralSink& sink) : budget_(budget), sink_(sink) {}

  void Run(const Literal& literal, int depth) {
    if (depth <= 0 || budget_.bytes == 0 || !LooksEncoded(literal.text)) return;
    Runs(literal, depth);
    const std::string_view text = literal.text;
    Decoded out;
    if (text.find('%') != std::string_view::npos && DecodePercent(text, out)) Pass(literal, out, depth);
    if (text.find('\\') != std::string_view::npos) {
      if (DecodeJsonInString(text, out)) Pass(literal, out, depth);
      else if (DecodeUnicode(text, out)) Pass(literal, out, depth);
    }
    if (text.find("&") != std::string_view::npos && DecodeEntities(text, out)) Pass(literal, out, depth);
    if (HasQuotedPrintable(text) && DecodeQuotedPrintable(text, out)) Pass(literal, out, depth);
  }

 private:
  static bool HasQuotedPrintable(std::string_view text) {
    return text.find("=3D") != std::string_view::npos || text.find("=\n") != std::string_view::npos ||
           text.find("=\r\n") != std::string_view::npos;
  }

  void Runs(const Literal& literal, int depth) {
    const std::string_view text = literal.text;
    Decoded out;
    if (IsBase64Lines(text)) {
      const Span all = Trim(text, {0, text.size()});
      if (Base64(text, all, out)) Pass(literal, out, depth);
      return;
    }
    for (Span run = NextBase64Run(text, 0); !run.empty(); run = NextBase64Run(text, run.end)) {
      if (run.size() > budget_.bytes) return;
      if (run.size() >= kMinHex && IsHexRun(run.Of(text))) {
        if (DecodeHexRange(text, run, out)) Pass(literal, out, depth);
      } else if (Base64(text, run, out)) {
        Pass(literal, out, depth);
      }
    }
  }

  static bool Base64(std::string_view text, Span run, Decoded& out) {
    if (!DecodeBase64Range(text, run, out)) return false;
    FromUtf16(out);
    return IsText(out.text);
  }

  // A decoded text under the names of the literal it stands in.
  void Pass(const Literal& outer, const Decoded& decoded, int depth) {
    if (decoded.text.empty() || decoded.text == outer.text || decoded.text.size() > budget_.bytes) return;
    budget_.bytes -= decoded.text.size();
    // From the decoded text to outer.text, then to the document.
    OffsetMap slice;
    if (outer.map == nullptr) slice.Append(outer.text.size(), outer.span);
    const OffsetMap map = decoded.map.Then(outer.map == nullptr ? slice : *outer.map);
    std::vector<Encoding> steps(outer.decoded_from.begin(), outer.decoded_from.end());
    steps.push_back(decoded.encoding);
    Literal literal = outer;
    literal.text = decoded.text;
    literal.map = &map;
    literal.span = map.ToOriginal({0, decoded.text.size()});
    literal.decoded_from = steps;
    sink_(literal);
    Run(literal, std::min(depth, kMaxDepth) - 1);
  }

  DecodeBudget& budget_;
  const LiteralSink& sink_;
};

}  // namespace

bool LooksEncoded(std::string_view text) {
  if (text.size() < 6) return false;
  std::size_t run = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (Base64Value(c) >= 0) {
      if (++run >= kMinBase64) return true;
      continue;
    }
    run = 0;
    if (c == '%' && ReadHex(text, at + 1, 2) >= 0) return true;
    if (c == '\\' && at + 1 < text.size() && (text[at + 1] == 'u' || text[at + 1] == 'x' || text[at + 1] == '"')) return true;
    if (c == '&' && at + 3 < text.size() && (text[at + 1] == '#' || IsAlpha(text[at + 1])) &&
        Find(text.substr(0, std::min(text.size(), at + 12)), ';', at) < std::min(text.size(), at + 12)) return true;
    if (c == '=' && (StartsAt(text, at, "=3D") || StartsAt(text, at, "=\n") || StartsAt(text, at, "=\r\n"))) return true;
  }
  return false;
}

void DecodeNested(const Literal& literal, int depth, DecodeBudget& budget, const LiteralSink& sink) {
  Nested(budget, sink).Run(literal, std::min(depth, kMaxDepth));
}

bool DecodeBase64Text(std::string_view text, Decoded& out) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return IsBase64Byte(c) || IsSpace(c); })) {
    return false;
  }
  return DecodeBase64Range(text, {0, text.size()}, out) && IsText(out.text);
}

bool DecodeQuotedPrintableText(std::string_view text, Decoded& out) { return DecodeQuotedPrintable(text, out); }

}  // namespace keylint
