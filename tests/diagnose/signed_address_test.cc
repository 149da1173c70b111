// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/signed_address.h"

#include <string>

#include <gtest/gtest.h>

namespace keylint {
namespace {

// Grown, as no key-shaped text stands here.
const std::string kSignature = [] {
  std::string text;
  for (int i = 0; i < 42; ++i) text += static_cast<char>((i % 2 == 0 ? 'A' : 'a') + i * 7 % 26);
  return text + "A%3D";
}();
const std::string kHex = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

TEST(ReadSignedAddress, KnowsTheSchemes) {
  const auto storage = ReadSignedAddress("https://a.blob.core.windows.net/c?sv=2022-11-02&se=2031-01-01&sr=c&sp=r&sig=" + kSignature);
  ASSERT_TRUE(storage.has_value());
  EXPECT_TRUE(storage->sound);
  EXPECT_EQ(storage->kind, SignedKind::kSas);
  EXPECT_EQ(storage->ends, 1'924'992'000);
  const auto amazon = ReadSignedAddress("https://b.s3.amazonaws.com/o?X-Amz-Date=20261120T000000Z&X-Amz-Expires=3600&X-Amz-Signature=" + kHex);
  ASSERT_TRUE(amazon.has_value());
  EXPECT_TRUE(amazon->sound);
  EXPECT_EQ(amazon->kind, SignedKind::kPresigned);
  EXPECT_EQ(amazon->ends, 1'795'132'800 + 3600);
}

TEST(ReadSignedAddress, AStoredPolicyHoldsTheEnd) {
  const auto address = ReadSignedAddress("?sv=2022-11-02&si=readers&sr=c&sig=" + kSignature);
  ASSERT_TRUE(address.has_value());
  EXPECT_TRUE(address->sound);
  EXPECT_FALSE(address->ends.has_value());
}

TEST(ReadSignedAddress, AMadeUpSignatureIsNotSound) {
  const auto made_up = ReadSignedAddress("?sv=2022-11-02&se=2031-01-01&sig=" + std::string(43, 'x') + "%3D");
  ASSERT_TRUE(made_up.has_value());
  EXPECT_FALSE(made_up->sound);
  EXPECT_FALSE(ReadSignedAddress("?sv=2022-11-02&se=2031-01-01&sig=").has_value());
  EXPECT_FALSE(ReadSignedAddress("?user=a&sig=" + kHex).has_value());
}

TEST(AddressAround, GoesOnBehindAnEscapedAmpersand) {
  const std::string text = R"({"url":"https://a/c?sv=2022-11-02\u0026se=2031-01-01\u0026sig=)" + kSignature + "\"}";
  const Span span = AddressAround(text, text.find("sig="));
  EXPECT_TRUE(span.Of(text).starts_with("https://a/c?"));
  EXPECT_TRUE(span.Of(text).ends_with("%3D"));
  const auto address = ReadSignedAddress(span.Of(text));
  ASSERT_TRUE(address.has_value());
  EXPECT_TRUE(address->sound);
}

}  // namespace
}  // namespace keylint
