// SPDX-License-Identifier: Apache-2.0
#include "lint/base/byte_set.h"

#include <gtest/gtest.h>

#include "lint/base/stems.h"

namespace keylint {
namespace {

TEST(ByteSet, HoldWhatTheyAreMadeOf) {
  constexpr ByteSet kSome("a\xFF");
  constexpr ByteSet kOthers = ByteSet::AllBut("a\xFF");
  for (int c = -128; c < 128; ++c) {
    const char byte = static_cast<char>(c);
    EXPECT_EQ(kSome.Has(byte), byte == 'a' || byte == '\xFF');
    EXPECT_NE(kSome.Has(byte), kOthers.Has(byte));
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
