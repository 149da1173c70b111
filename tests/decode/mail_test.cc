// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/mail.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/decode/collect.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;

const Seen* Under(const std::vector<Seen>& all, std::string_view path) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Seen& seen) { return seen.path == path; });
  return found == all.end() ? nullptr : &*found;
}

TEST(Mail, IsKnownByItsHeaders) {
  EXPECT_TRUE(decode::LooksLikeMail("From: a\r\nMIME-Version: 1.0\r\n\r\nx"));
  EXPECT_TRUE(decode::LooksLikeMail("From a@b Thu\nSubject: c\nContent-Transfer-Encoding: 8bit\n\nx"));
  EXPECT_FALSE(decode::LooksLikeMail("password: x\nuser: y\n\nMIME-Version: 1.0\n"));
  EXPECT_FALSE(decode::LooksLikeMail("MIME-Version is 1.0\n"));
}

TEST(Mail, JoinsLinesOfQuotedPrintable) {
  const std::string text = "From: a\nContent-Transfer-Encoding: quoted-printable\n\nThe password=3Dab=\ncd=2De once more.\n";
  const auto all = Collect(text, Format::kPlainText);
  const Seen* seen = Under(all, "password");
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(seen->text, "abcd-e");
  EXPECT_EQ(seen->span.Of(text), "ab=\ncd=2De");
  EXPECT_THAT(seen->decoded_from, ElementsAre(Encoding::kQuotedPrintable));
}

TEST(Mail, ReadsPartsInTheirOwnFormat) {
  const std::string text =
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"kb\"\n\npreamble\n"
      "--kb\nContent-Type: application/json\nContent-Transfer-Encoding: base64\n\neyJkYiI6\nIHsicHciOiAieCJ9fQ==\n"
      "--kb\nContent-Type: application/octet-stream; name=\"a.env\"\n\nA='b c'\n--kb--\n";
  const auto all = Collect(text, Format::kPlainText);
  const Seen* json = Under(all, "db/pw");
  ASSERT_NE(json, nullptr);
  EXPECT_EQ(json->text, "x");
  EXPECT_THAT(json->decoded_from, ElementsAre(Encoding::kBase64));
  const Seen* env = Under(all, "A");
  ASSERT_NE(env, nullptr);
  EXPECT_EQ(env->text, "b c");
  EXPECT_EQ(env->span.Of(text), "b c");
}

TEST(Mail, ReadsEveryMessageOfABox) {
  const std::string text =
      "From a@b Thu\nMIME-Version: 1.0\n\ntoken=one\n\nFrom c@d Fri\nContent-Transfer-Encoding: quoted-printable\n\ntoken=3Dtwo\n";
  std::vector<std::string> tokens;
  for (const Seen& seen : Collect(text, Format::kPlainText)) {
    if (seen.path == "token") tokens.push_back(seen.text);
  }
  EXPECT_THAT(tokens, ElementsAre("one", "two"));
}

}  // namespace
}  // namespace keylint
