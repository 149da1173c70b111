// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/grow.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "lint/checksum/check.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/structure.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/pattern.h"
#include "lint/ruleset/shape_parser.h"

namespace keylint {
namespace {

std::string Grow(std::string_view shape, std::uint64_t seed) {
  const auto list = ParseShape(shape);
  return GrowShape(list->shapes()[0], seed);
}

std::string GrowText(std::string_view text) { return GrowTemplate(text, 1, BuiltinRules()).value_or("error"); }

TEST(GrowShape, IsTheSameForTheSameSeed) {
  EXPECT_EQ(Grow("k_{an:32}", 7), Grow("k_{an:32}", 7));
  EXPECT_NE(Grow("k_{an:32}", 7), Grow("k_{an:32}", 8));
}

TEST(GrowShape, PutsRightChecks) {
  const std::string key = Grow("ghx_{an:30}{crc32-base62:6 over=2}", 3);
  EXPECT_EQ(ComputeCheck(CheckKind::kCrc32Base62, std::string_view(key).substr(4, 30), 6), key.substr(34));
}

TEST(GrowShape, GrowsWhatTheShapesPatternMatches) {
  for (const char* text : {"a{an:8-40}", "{b64:43}=", "x-{uuid}-{UUID}", "{url:30}", "{b58:20}{d:3-9}{xdigit:40}"}) {
    const auto list = ParseShape(text);
    const RE2 pattern(ShapePattern(list->shapes()[0]));
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      const std::string grown = GrowShape(list->shapes()[0], seed);
      EXPECT_TRUE(RE2::FullMatch(grown, pattern)) << text << " " << grown;
    }
  }
}

TEST(GrowShape, DoesNotLookTyped) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const std::string grown = Grow("{hex:32}", seed);
    for (std::size_t i = 2; i < grown.size(); ++i) {
      EXPECT_FALSE(grown[i] == grown[i - 1] && grown[i] == grown[i - 2]) << grown;
    }
  }
}

TEST(GrowTemplate, GrowsItsBracesAndLeavesOthers) {
  EXPECT_TRUE(RE2::FullMatch(GrowText("A=sk_{an:24} ${X} {\"a\": {}} {an} %{d:2}"),
                             "A=sk_[0-9A-Za-z]{24} \\$\\{X\\} \\{\"a\": \\{\\}\\} \\{an\\} %[0-9]{2}"))
      << GrowText("A=sk_{an:24} ${X} {\"a\": {}} {an} %{d:2}");
}

TEST(GrowTemplate, GrowsEachBraceAnewUnlessLabelled) {
  const std::string two = GrowText("{an:20}{an:20}");
  EXPECT_NE(two.substr(0, 20), two.substr(20));
  const std::string same = GrowText("{an:20#a}{an:20#a}");
  EXPECT_EQ(same.substr(0, 20), same.substr(20));
}

TEST(GrowTemplate, GrowsKeyFiles) {
  EXPECT_TRUE(RE2::FullMatch(GrowText("K=\"{pem-line:ed25519}\""), "K=\"-----BEGIN PRIVATE KEY-----\\\\n[^\\\\]*\\\\n-----END PRIVATE KEY-----\\\\n\""))
      << GrowText("K=\"{pem-line:ed25519}\"");
  EXPECT_EQ(GrowText("{pem:nothing}"), "{pem:nothing}");
  EXPECT_EQ(*Base64Bytes(GrowText("{pem-body:certificate#a}")), GrowText("{pem-bytes:certificate#a}"));
}

TEST(GrowTemplate, GrowsTokensWithTheirClaims) {
  const std::string token = GrowText("{jwt:role=anon exp=1900000000}");
  const std::size_t dot = token.find('.');
  EXPECT_EQ(*Base64Bytes(token.substr(dot + 1, token.rfind('.') - dot - 1)), R"({"role":"anon","exp":1900000000})");
}

TEST(GrowTemplate, EncodesWhatGrowsInside) {
  EXPECT_TRUE(RE2::FullMatch(*Base64Bytes(GrowText("{base64:a=sk_{an:24}$}")), "a=sk_[0-9A-Za-z]{24}\\$"));
}

TEST(GrowTemplate, TellsAnUnknownKey) {
  const auto grown = GrowTemplate("ab {key:no-such-key}", 1, BuiltinRules());
  ASSERT_FALSE(grown);
  EXPECT_EQ(grown.error().offset, 3u);
}

// The built-in rules prove themselves: what grows from a shape is matched by
// it and accepted by its structure.
TEST(BuiltinRules, GrowKeysThatFitTheirShapesAndStructures) {
  for (const KeyRule& key : BuiltinRules().keys) {
    RE2::Options options(RE2::Latin1);
    options.set_max_mem(64 << 20);
    const RE2 pattern(KeyPattern(key), options);
    ASSERT_TRUE(pattern.ok()) << key.id;
    for (std::uint64_t seed = 0; seed < std::max<std::size_t>(4, key.shapes.size()); ++seed) {
      const std::string grown = GrowKey(key, seed);
      EXPECT_TRUE(RE2::FullMatch(grown, pattern)) << key.id << ": " << grown;
      if (key.structure.empty()) continue;
      const auto result = VerifyStructure(key.structure, grown);
      EXPECT_NE(result.state, StructureState::kBad) << key.id << ": " << result.detail << ": " << grown;
    }
  }
}

}  // namespace
}  // namespace keylint
