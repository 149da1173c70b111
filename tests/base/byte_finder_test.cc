// SPDX-License-Identifier: Apache-2.0
#include "lint/base/byte_finder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace keylint {
namespace {

// Every beginning and end, in texts with few and with many of the bytes.
TEST(ByteFinder, AgreesWithFindFirstOf) {
  std::mt19937 random(1);
  for (const std::string_view bytes : {"", "x", "\"'/\xFF", "12345678", "abcdefghijkl"}) {
    const ByteFinder finder(bytes);
    for (const unsigned rare : {1U, 20U, 400U}) {
      std::string text;
      while (text.size() < 70) text += random() % rare == 0 && !bytes.empty() ? bytes[random() % bytes.size()] : '-';
      for (std::size_t at = 0; at <= text.size(); ++at) {
        for (std::size_t end = at; end <= text.size(); ++end) {
          const std::size_t first = text.find_first_of(bytes, at);
          EXPECT_EQ(finder.Next(text, at, end), std::min(first, end)) << "of '" << bytes << "' in " << text;
        }
      }
    }
  }
}

TEST(ByteFinder, KnowsAByteThatIsAddedTwice) {
  ByteFinder finder("aaaaaaaaaa");
  finder.Add('b');
  EXPECT_EQ(finder.Next("--------------------b", 0, 21), 20U);
}

}  // namespace
}  // namespace keylint
