// SPDX-License-Identifier: Apache-2.0
// What the bytes of a file are: UTF-8 (or an 8-bit set that agrees with it in
// ASCII), UTF-16, UTF-32, or no text at all.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/base/buffer.h"
#include "lint/base/offset_map.h"

namespace keylint {

enum class TextEncoding {
  kBytes,    ///< UTF-8, ASCII, Latin-1: left as it is.
  kUtf16Le, kUtf16Be, kUtf32Le, kUtf32Be,
  kBinary,
};

struct TextForm {
  TextEncoding encoding = TextEncoding::kBytes;
  std::size_t mark_bytes = 0;  ///< Length of the byte order mark.

  bool wide() const { return encoding != TextEncoding::kBytes && encoding != TextEncoding::kBinary; }
  std::size_t unit_bytes() const;  ///< 1, 2 or 4.
};

/// Judges a file by its first bytes; the first 8 KiB decide. NUL bytes mean
/// binary unless the bytes are plausible UTF-16 or UTF-32, or a text that
/// holds one in 64 bytes at most and no other control characters.
TextForm DetectText(std::string_view head);

/// "utf-16le", ...; empty for kBytes.
std::string_view EncodingName(TextEncoding encoding);

/// Appends `bytes`, whole units of a wide encoding, to `text` as UTF-8 and to
/// `map`. `original_begin` is where `bytes` begin in the map's original. Lone
/// surrogates and numbers that are no character become U+FFFD; an incomplete
/// unit at the end is left out.
void DecodeWide(TextEncoding encoding, std::string_view bytes, std::size_t original_begin,
                Buffer& text, OffsetMap& map);

}  // namespace keylint
