// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/fingerprint.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

Finding MakeFinding(std::string_view secret, std::size_t line) {
  Finding finding;
  finding.rule_id = "leaked-key/some-key";
  finding.where.path = "a/b.env";
  finding.where.begin.line = line;
  finding.name_path = {"KEY"};
  finding.digest = DigestOf(secret);
  finding.has_digest = true;
  return finding;
}

std::string FingerprintOf(Finding finding) {
  std::vector<Finding> one = {std::move(finding)};
  SetFingerprints(one);
  return one[0].fingerprint;
}

TEST(Fingerprint, StaysWhenTheLineMoves) {
  EXPECT_EQ(FingerprintOf(MakeFinding("one", 3)), FingerprintOf(MakeFinding("one", 300)));
}

TEST(Fingerprint, ChangesWithTheSecret) {
  EXPECT_NE(FingerprintOf(MakeFinding("one", 3)), FingerprintOf(MakeFinding("two", 3)));
}

TEST(Fingerprint, TellsEqualsApartByTheirOrder) {
  std::vector<Finding> two = {MakeFinding("one", 3), MakeFinding("one", 9)};
  SetFingerprints(two);
  EXPECT_NE(two[0].fingerprint, two[1].fingerprint);
}

TEST(Fingerprint, HoldsNoMoreOfTheSecretThanTwentyBits) {
  // Two secrets whose digests share 20 bits share the fingerprint.
  Finding a = MakeFinding("one", 1);
  Finding b = a;
  for (std::size_t i = 3; i < b.digest.size(); ++i) b.digest[i] ^= 0xFF;
  b.digest[2] ^= 0x0F;
  EXPECT_EQ(FingerprintOf(a), FingerprintOf(b));
}

}  // namespace
}  // namespace keylint
