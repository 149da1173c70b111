// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/expiry.h"

#include <gtest/gtest.h>

#include "lint/checksum/certificate.h"
#include "lint/checksum/encoding.h"

namespace keylint {
namespace {

const ExpiryOptions kNow{.now = 1'795'219'200};  // 2026-11-21

std::string Jwt(std::string_view payload) {
  return Base64UrlText("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + Base64UrlText(payload) + "." + Base64UrlText(std::string(32, '\x5a'));
}

TEST(ParseTime, ReadsTheSpellingsOfKeys) {
  EXPECT_EQ(ParseTime("1970-01-02"), 86400);
  EXPECT_EQ(ParseTime("2026-11-21"), kNow.now);
  EXPECT_EQ(ParseTime("2026-11-21T01:00:00Z"), kNow.now + 3600);
  EXPECT_EQ(ParseTime("2026-11-21T01%3A00%3A00Z"), kNow.now + 3600);
  EXPECT_EQ(ParseTime("2026-11-21T01:00:00.5+01:00"), kNow.now);
  EXPECT_EQ(ParseTime("20261121T000000Z"), kNow.now);
  EXPECT_FALSE(ParseTime("soon"));
  EXPECT_FALSE(ParseTime(""));
}

TEST(ParseDuration, ReadsUnits) {
  EXPECT_EQ(ParseDuration("36h"), 36 * 3600);
  EXPECT_EQ(ParseDuration("30d"), 30 * 86400);
  EXPECT_FALSE(ParseDuration("d"));
}

TEST(FindDatedText, ASasTokenTellsItsEnd) {
  const auto found = FindDatedText("url=https://a.blob.core.windows.net/c?sv=2024&se=2025-01-01T00%3A00%3A00Z&sr=c&sig=abc%3D", kNow);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].expiry.state, ExpiryState::kExpired);
  EXPECT_EQ(found[0].expiry.rule_id, "expired/sas-token");
  EXPECT_EQ(found[0].span.begin, 4u);
}

TEST(FindDatedText, APresignedUrlTellsItsEnd) {
  const auto found = FindDatedText("https://b.s3.amazonaws.com/o?X-Amz-Date=20261120T000000Z&X-Amz-Expires=604800&X-Amz-Signature=00", kNow);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].expiry.state, ExpiryState::kSoon);
  EXPECT_EQ(found[0].expiry.expires, "2026-11-27T00:00:00Z");
}

TEST(FindDatedText, AJwtTellsItsEnd) {
  const auto found = FindDatedText("token: " + Jwt("{\"sub\":\"a\",\"exp\":1700000000}"), kNow);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].expiry.rule_id, "expired/jwt");
  EXPECT_EQ(found[0].expiry.state, ExpiryState::kExpired);
}

TEST(FindDatedText, ABusTokenTellsItsEndInSeconds) {
  const auto found = FindDatedText("hub: SharedAccessSignature sr=acme.servicebus.windows.net&sig=abc%3D&se=1700000000&skn=send", kNow);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].expiry.state, ExpiryState::kExpired);
}

TEST(CertificateExpiry, KnowsAnAuthoritysOwn) {
  const auto is_authority = [](std::string_view subject, bool self_issued) {
    CertificateInfo info;
    info.subject = subject;
    info.self_issued = self_issued;
    info.not_after = 1'700'000'000;
    return CertificateExpiry(info, kNow).authority;
  };
  EXPECT_TRUE(is_authority("ISRG Root X1", true));
  EXPECT_TRUE(is_authority("SecureTrust CA", true));
  EXPECT_FALSE(is_authority("SecureTrust CA", false));
  EXPECT_FALSE(is_authority("camera.acme.example", true));
  EXPECT_FALSE(is_authority("vacation", true));
}

TEST(FindDatedText, QuietWithoutDates) {
  EXPECT_TRUE(FindDatedText("sig=abc Signature=x eyJ eyJhbGciOiJub25lIn0.e30.", kNow).empty());
}

TEST(CheckExpiry, RetiredKindsComeFirst) {
  KeyRule key;
  key.retired = "2024-02-01";
  key.retired_hint = "personal access tokens replace them";
  Verdict verdict;
  verdict.form = Form::kWellFormed;
  verdict.key = &key;
  verdict.facts = {{FactKind::kExpires, "2030-01-01T00:00:00Z"}};
  EXPECT_EQ(CheckExpiry(verdict, "", kNow)->state, ExpiryState::kRetired);
  key.retired = "";
  EXPECT_EQ(CheckExpiry(verdict, "", kNow)->state, ExpiryState::kValid);
  verdict.facts[0].value = "2026-12-01T00:00:00Z";
  EXPECT_EQ(CheckExpiry(verdict, "", kNow)->state, ExpiryState::kSoon);
}

TEST(CheckExpiry, AnExpiringKindWithoutAnEndIsNoted) {
  KeyRule key;
  key.expiring = true;
  Verdict verdict;
  verdict.form = Form::kWellFormed;
  verdict.key = &key;
  EXPECT_EQ(CheckExpiry(verdict, "", kNow)->rule_id, "expired/no-expiry");
}

}  // namespace
}  // namespace keylint
