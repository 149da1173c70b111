// SPDX-License-Identifier: Apache-2.0
#include "lint/source/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace keylint {
namespace {

std::string Encode(const std::u32string& text, TextEncoding encoding) {
  const bool big = encoding == TextEncoding::kUtf16Be || encoding == TextEncoding::kUtf32Be;
  const std::size_t size = TextForm{encoding}.unit_bytes();
  std::string bytes;
  const auto put = [&](std::uint32_t unit) {
    for (std::size_t i = 0; i < size; ++i) {
      bytes += static_cast<char>(unit >> 8 * (big ? size - 1 - i : i));
    }
  };
  for (char32_t c : text) {
    if (size == 2 && c > 0xFFFF) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  return bytes;
}

constexpr TextEncoding kWide[] = {TextEncoding::kUtf16Le, TextEncoding::kUtf16Be,
                                  TextEncoding::kUtf32Le, TextEncoding::kUtf32Be};

TEST(DetectText, KnowsWideEncodingsWithAndWithoutMark) {
  for (const TextEncoding encoding : kWide) {
    const std::string bare = Encode(U"NAME=value \u00e9\n", encoding);
    EXPECT_EQ(DetectText(bare).encoding, encoding);
    EXPECT_EQ(DetectText(bare).mark_bytes, 0u);
    const std::string marked = Encode(U"\ufeff\u0416\u0416\u0416\n", encoding);
    EXPECT_EQ(DetectText(marked).encoding, encoding);
    EXPECT_EQ(DetectText(marked).mark_bytes, TextForm{encoding}.unit_bytes());
  }
}

TEST(DetectText, TakesNulsForBinary) {
  EXPECT_EQ(DetectText(std::string("text\0text\0and more", 19)).encoding, TextEncoding::kBinary);
  EXPECT_EQ(DetectText(std::string("text\0\1text and more", 20)).encoding, TextEncoding::kBinary);
  EXPECT_EQ(DetectText(std::string(64, '\0')).encoding, TextEncoding::kBinary);
}

TEST(DetectText, ReadsATextIntoWhichANulHasStrayed) {
  EXPECT_EQ(DetectText(std::string("KEY=value\0\nOTHER=value\n", 23)).encoding, TextEncoding::kBytes);
  EXPECT_EQ(DetectText(std::string("\xef\xbb\xbfKEY=value\0\n", 14)).encoding, TextEncoding::kBytes);
  EXPECT_EQ(DetectText(std::string(700, 'a') + std::string(8, '\0') + std::string(300, 'b')).encoding, TextEncoding::kBytes);
}

TEST(DetectText, LooksAtTheFirstEightKibibytesOnly) {
  EXPECT_EQ(DetectText(std::string(8192, 'a') + '\0').encoding, TextEncoding::kBytes);
}

TEST(DetectText, LeavesLatin1AsItIs) {
  EXPECT_EQ(DetectText("na\xefve \xff\xfe caf\xe9").encoding, TextEncoding::kBytes);
  EXPECT_EQ(DetectText("").encoding, TextEncoding::kBytes);
}

TEST(DecodeWide, MapsEachCharacterToItsUnits) {
  for (const TextEncoding encoding : kWide) {
    const std::size_t unit = TextForm{encoding}.unit_bytes();
    Buffer text;
    OffsetMap map;
    DecodeWide(encoding, Encode(U"ab\u00e9\u4e2d\U0001F511z", encoding), 0, text, map);
    EXPECT_EQ(text.view(), "ab\u00e9\u4e2d\U0001F511z");
    EXPECT_EQ(map.ToOriginal({1, 2}), (Span{unit, 2 * unit}));
    EXPECT_EQ(map.ToOriginal({2, 4}), (Span{2 * unit, 3 * unit}));
    EXPECT_EQ(map.ToOriginal({4, 7}), (Span{3 * unit, 4 * unit}));
    const Span key{4 * unit, unit == 2 ? 12 : 5 * unit};
    EXPECT_EQ(map.ToOriginal({7, 11}), key);
  }
}

TEST(DecodeWide, ReplacesWhatIsNoCharacter) {
  Buffer text;
  OffsetMap map;
  DecodeWide(TextEncoding::kUtf16Le, std::string("\x00\xdc" "a\0\x00\xd8", 6), 0, text, map);
  EXPECT_EQ(text.view(), "\uFFFD" "a\uFFFD");
}

}  // namespace
}  // namespace keylint
