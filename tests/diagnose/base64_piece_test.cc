// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/base64_piece.h"

#include <string>

#include <gtest/gtest.h>

namespace keylint {
namespace {

const std::string kToken = "ZQXA" "aB3dE6gH9jK2mN5p";
const std::string kData = "p4Wn8Zr2KxLq7Tb5VyGd3MhJ9u+f1";

bool Lies(const std::string& before, const std::string& token, const std::string& behind) {
  return LiesInBase64(before + token + behind, {before.size(), before.size() + token.size()});
}

TEST(LiesInBase64, WhereItIsTouchedAndRandomBeyond) {
  EXPECT_TRUE(Lies(kData + "+", kToken, "/" + kData));
  EXPECT_TRUE(Lies("\"", kToken, "/" + kData));
  EXPECT_TRUE(Lies(kData + "/", kToken, "\""));
  EXPECT_TRUE(Lies("AAAPAABsDwAA+A8AAAAEAAAKhAAA/", kToken, "+BYAAAAXAAAAGgAAAB0AAAAfAAA"));
}

TEST(LiesInBase64, NotInAnAddressNorAlone) {
  EXPECT_FALSE(Lies("https://api.acme.example/v1/accounts/", kToken, "/messages"));
  EXPECT_FALSE(Lies("https://acme.example/Users/5f3a9c1b2d3e4f5a6b7c8d9e/", kToken, "/Messages/List"));
  EXPECT_FALSE(Lies("=", kToken, ""));
  EXPECT_FALSE(Lies(kData + "\n", kToken, "\n" + kData));
  EXPECT_FALSE(Lies("", kToken, "/"));
}

// What no base64 of its length is: of one case, or with a separator.
TEST(LiesInBase64, NotWhatBase64DoesNotMake) {
  EXPECT_FALSE(Lies(kData + "+", "zq_live_aB3dE6gH9jK2mN5p", "/" + kData));
  EXPECT_FALSE(Lies(kData + "+", "0f3b91c2d4e5f6a7b8c9d0e1", "/" + kData));
}

}  // namespace
}  // namespace keylint
