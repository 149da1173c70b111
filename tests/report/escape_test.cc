// SPDX-License-Identifier: Apache-2.0
#include "lint/report/escape.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(ForTerminal, NeverPrintsControlCharacters) {
  EXPECT_EQ(ForTerminal("a\x1b[31mb\nc\x7f"), "a\\x1b[31mb\\x0ac\\x7f");
}

TEST(ForTerminal, SpellsOutBidirectionalControls) {
  EXPECT_EQ(ForTerminal("x\xE2\x80\xAEy"), "x\\u202ey");
}

TEST(ForTerminal, SpellsOutInvalidUtf8) { EXPECT_EQ(ForTerminal("a\xC0\xAF"), "a\\xc0\\xaf"); }

TEST(ForTerminal, KeepsOtherScripts) { EXPECT_EQ(ForTerminal("pässwört"), "pässwört"); }

TEST(ToValidUtf8, ReplacesWhatIsNot) { EXPECT_EQ(ToValidUtf8("a\xFF"), "a\xEF\xBF\xBD"); }

TEST(ToUriReference, EncodesWhatAUriMayNotHold) {
  EXPECT_EQ(ToUriReference("./a b/ü#%.env"), "a%20b/%C3%BC%23%25.env");
}

}  // namespace
}  // namespace keylint
