// SPDX-License-Identifier: Apache-2.0
// Worked checksums from outside: the proof of each check. Bodies and checks
// stand apart so that no line holds a key.
#include "lint/checksum/check.h"

#include <gtest/gtest.h>

#include "lint/checksum/digest.h"

namespace keylint {
namespace {

std::string Zeros(std::size_t count) { return std::string(count, '0'); }

TEST(ComputeCheck, FitsGithubAndNpm) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32Base62, "keylintSYNTHETICexample0000001", 6), "3omPxG");
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32Base62, "keylintSYNTHETICexample0000002", 6), "1LT3C8");
}

TEST(ComputeCheck, FitsVercel) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32Base62, "keylintSYNTHETICexample" + Zeros(26) + "1", 6), "2JObGQ");
}

TEST(ComputeCheck, FitsGitlab) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32Base36, "glpat-" "AAECAwQFBgcICQoLDA0OD286MQp1OjJzCA" ".01.0y", 7), "0wdsbqj");
}

TEST(ComputeCheck, FitsGrafana) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32LeHex, "glsa_" "keylintSYNTHETICexample000000001", 8), "e2426d6f");
}

TEST(ComputeCheck, FitsConfluent) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32LeBase64, "keylintSYNTHETICexample" + Zeros(30) + "1", 6), "DSMb+w");
}

TEST(ComputeCheck, FitsZuplo) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32Hex, "keylintsyntheticexample000000001", 8), "2d0156d4");
}

TEST(ComputeCheck, FitsAtlassian) {
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32HexUpper, "ATBB" "keylintSYNTHETICexample1", 8), "2F31DD02");
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32HexUpper, "ATATT3xFfGF0" "keylintSYNTHETICexample" + Zeros(147) + "1=", 8),
            "A75914BD");
}

TEST(ComputeCheck, FitsTheRustRegistry) {
  EXPECT_EQ(ComputeCheck(CheckKind::kXor62, "keylintSYNTHETICexample00000001", 1), "E");
}

TEST(ComputeCheck, FitsSupabase) {
  EXPECT_EQ(ComputeCheck(CheckKind::kSha256Base64Url, "supabase-self-hosted|" "sb_secret_" "keylintSYNTHETICexampl", 8),
            "HcxAgbU8");
}

TEST(Digests, FitTheirTestVectors) {
  EXPECT_EQ(Crc32("123456789"), 0xcbf43926u);
  EXPECT_EQ(Crc16Xmodem("123456789"), 0x31c3u);
  EXPECT_EQ(Crc24("123456789"), 0x21cf02u);
  EXPECT_EQ(Crc32("keylintSYNTHETICexample0000001"), 0xd08ac2feu);
}

}  // namespace
}  // namespace keylint
