// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/text_builder.h"

#include "lint/decode/chars.h"

namespace keylint::decode {

void TextBuilder::Materialise() {
  if (copied_) return;
  copied_ = true;
  out_.assign(verbatim_.Of(document_));
  map_.Clear();
  map_.Append(verbatim_.size(), verbatim_);
}

void TextBuilder::Copy(Span span) {
  if (span.empty() || ignores_) return;
  if (!copied_) {
    if (verbatim_.empty()) verbatim_ = span;
    else if (verbatim_.end == span.begin) verbatim_.end = span.end;
    else Materialise();
    if (!copied_) return;
  }
  out_.append(span.Of(document_));
  map_.Append(span.size(), span);
}

void TextBuilder::Put(std::string_view bytes, Span original) {
  if (ignores_ || (bytes.empty() && original.empty())) return;
  Materialise();
  out_.append(bytes);
  map_.Append(bytes.size(), original);
}

void TextBuilder::PutCodePoint(char32_t code_point, Span original) {
  if (ignores_) return;
  std::string bytes;
  AppendUtf8(code_point, bytes);
  Put(bytes, original);
}

void AppendUtf8(char32_t code_point, std::string& out) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

long ReadHex(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  long value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int digit = HexValue(text[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

namespace {

std::size_t ReadUnicodeEscape(std::string_view text, std::size_t at, TextBuilder& out) {
  const std::size_t digits = text[at + 1] == 'U' ? 8 : text[at + 1] == 'u' ? 4 : 2;
  long code = ReadHex(text, at + 2, digits);
  std::size_t end = at + 2 + digits;
  if (code < 0) return 0;
  if (digits == 4 && code >= 0xD800 && code < 0xDC00 && StartsAt(text, end, "\\u")) {
    const long low = ReadHex(text, end + 2, 4);
    if (low >= 0xDC00 && low < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      end += 6;
    }
  }
  out.PutCodePoint(static_cast<char32_t>(code), {at, end});
  return end;
}

}  // namespace

std::size_t ReadEscape(std::string_view text, std::size_t at, TextBuilder& out) {
  if (at + 1 >= text.size()) {
    out.Copy({at, at + 1});
    return at + 1;
  }
  const char c = text[at + 1];
  const Span both{at, at + 2};
  const auto put = [&](std::string_view bytes) {
    out.Put(bytes, both);
    return at + 2;
  };
  switch (c) {
    case 'n': return put("\n");
    case 't': return put("\t");
    case 'r': return put("\r");
    case 'b': return put("\b");
    case 'f': return put("\f");
    case 'v': return put("\v");
    case 'a': return put("\a");
    case 'e': return put("\x1b");
    case '0': return put(std::string_view("\0", 1));
    case '"': return put("\"");
    case '\'': return put("'");
    case '\\': return put("\\");
    case '/': return put("/");
    case ' ': return put(" ");
    case '\n': return put("");
    case '\r': {
      const std::size_t end = at + 2 < text.size() && text[at + 2] == '\n' ? at + 3 : at + 2;
      out.Put("", {at, end});
      return end;
    }
    case 'x': case 'u': case 'U': {
      const std::size_t end = ReadUnicodeEscape(text, at, out);
      if (end != 0) return end;
      break;
    }
    default: break;
  }
  out.Copy(both);
  return at + 2;
}

}  // namespace keylint::decode
