// SPDX-License-Identifier: Apache-2.0
#include "lint/base/bytes.h"

#include <gtest/gtest.h>

#include "lint/base/stems.h"

namespace keylint {
namespace {

TEST(Bytes, HoldWhatTheyAreMadeOf) {
  constexpr Bytes kSome = BytesOf("a\xFF");
  constexpr Bytes kOthers = AllBytesBut("a\xFF");
  for (int c = -128; c < 128; ++c) {
    const char byte = static_cast<char>(c);
    EXPECT_EQ(Has(kSome, byte), byte == 'a' || byte == '\xFF');
    EXPECT_NE(Has(kSome, byte), Has(kOthers, byte));
  }
}

TEST(Stems, MissNoWord) {
  constexpr std::string_view kWords[] = {"token", "your_"};
  constexpr Stems kStems(kWords);
  for (const std::string_view text : {"token", "xxTOKEN", "my your_ x", "a tok"}) EXPECT_TRUE(kStems.MayBeIn(text)) << text;
  for (const std::string_view text : {"", "to", "kotes", "yo_ur"}) EXPECT_FALSE(kStems.MayBeIn(text)) << text;
}

}  // namespace
}  // namespace keylint
