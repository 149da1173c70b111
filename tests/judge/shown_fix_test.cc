// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/shown_fix.h"

#include <string>

#include <gtest/gtest.h>

namespace keylint {
namespace {

Finding FindingOf(const std::string& before, const std::string& after) {
  Finding finding;
  finding.rule_id = "malformed-key/x";
  finding.secret = before;
  finding.preview = "…";
  finding.where.span = {100, 100 + before.size()};
  finding.where.begin = {3, 10};
  finding.where.end = {3, 10 + before.size()};
  finding.fixes.push_back({"mend it", {{"a.env", finding.where.span, finding.where.begin, finding.where.end, after}}});
  return finding;
}

std::string Applied(const std::string& before, const Fix& fix) {
  std::string text = before;
  for (auto edit = fix.edits.rbegin(); edit != fix.edits.rend(); ++edit) text.replace(edit->span.begin - 100, edit->span.size(), edit->text);
  return text;
}

const std::string kKey = "abcd_" + std::string("0123456789") + "qwertz";

TEST(ShownFix, HoldsOnlyWhatGoesAndComes) {
  const std::string typo = "abcd_" + std::string("0123X56789") + "qwertz";
  for (const std::string& before : {kKey + ",", " " + kKey, "\"" + kKey + "\"", kKey + kKey, "Bearer " + kKey, kKey.substr(0, 9) + "\xE2\x80\x8B" + kKey.substr(9),
                                    kKey.substr(0, 9) + kKey.substr(10), typo}) {
    const Finding finding = FindingOf(before, kKey);
    const auto shown = ShownFix(finding, finding.fixes[0]);
    ASSERT_TRUE(shown.has_value()) << before;
    EXPECT_EQ(Applied(before, *shown), kKey);
    for (const Fix::Edit& edit : shown->edits) {
      EXPECT_LT(edit.text.size(), 8u) << before;
      EXPECT_EQ(edit.begin.column, 10 + edit.span.begin - 100) << before;
    }
  }
}

TEST(ShownFix, IsWithheldWhereItWouldTellTheKey) {
  const Finding decoded = FindingOf("cXdlcnR6dWlvcGFzZGZnaGprbA==", kKey);
  EXPECT_FALSE(ShownFix(decoded, decoded.fixes[0]).has_value());
  Finding elsewhere = FindingOf(kKey + ",", kKey);
  elsewhere.fixes[0].edits[0].span.begin -= 1;
  EXPECT_FALSE(ShownFix(elsewhere, elsewhere.fixes[0]).has_value());
}

TEST(ShownFix, IsWholeWhereTheSecretIsShown) {
  Finding finding = FindingOf(kKey + ",", kKey);
  finding.preview = finding.secret;
  EXPECT_EQ(ShownFix(finding, finding.fixes[0])->edits[0].text, kKey);
}

TEST(ShownFix, LeavesOtherRepairsAlone) {
  Finding finding = FindingOf(kKey, "std::getenv(\"STRIPE_SECRET_KEY\")");
  finding.rule_id = "hardcoded-credential/x";
  EXPECT_EQ(ShownFix(finding, finding.fixes[0])->edits[0].text, finding.fixes[0].edits[0].text);
}

}  // namespace
}  // namespace keylint
