// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/repository_facts.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

TEST(PublicUri, LeavesUserPasswordAndQueryOut) {
  EXPECT_EQ(PublicUri("https://me:word@example.invalid/a/b.git?x=1#y"), "https://example.invalid/a/b.git");
  EXPECT_EQ(PublicUri("https://example.invalid:8443/a"), "https://example.invalid:8443/a");
  EXPECT_EQ(PublicUri("https://a@b@example.invalid/a"), "https://example.invalid/a");
}

TEST(PublicUri, SpellsTheShortFormOut) {
  EXPECT_EQ(PublicUri("git@example.invalid:a/b.git"), "ssh://example.invalid/a/b.git");
}

TEST(PublicUri, SaysNothingOfThisMachine) {
  EXPECT_EQ(PublicUri("/home/me/a"), "");
  EXPECT_EQ(PublicUri("../a:b"), "");
  EXPECT_EQ(PublicUri("file:///home/me/a"), "");
  EXPECT_EQ(PublicUri("ext::sh -c x"), "");
  EXPECT_EQ(PublicUri(""), "");
}

}  // namespace
}  // namespace keylint
