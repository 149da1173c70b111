// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/shipped.h"

#include <string>

#include <gtest/gtest.h>

#include "lint/model/document.h"

namespace keylint {
namespace {

Level LevelOf(std::string_view rule, std::string_view name, const std::string& token, std::string_view beside, Level level = Level::kError) {
  Document document;
  document.path = "app.js";
  const std::string text = std::string(beside) + " " + token;
  document.buffer = Buffer(text);
  TokenPlace place;
  place.document = &document;
  place.token = token;
  place.span = {text.size() - token.size(), text.size()};
  place.name_path = {std::string(name)};
  Finding finding;
  finding.rule_id = rule;
  finding.level = level;
  finding.why = "before";
  HeedShipped(finding, place);
  EXPECT_EQ(finding.why == "before", finding.level == level);
  return finding.level;
}

const std::string kHex = "0f3c9bd2aa17e4c85d6b7e9f10a2b3c4";

TEST(Shipped, LowersWhatPagesSend) {
  EXPECT_EQ(LevelOf("leaked-key/google-api-key", "apiKey", "x", "messagingSenderId"), Level::kWarning);
  EXPECT_EQ(LevelOf("leaked-key/generic-secret", "apiKey", kHex, "docsearch("), Level::kNote);
  EXPECT_EQ(LevelOf("leaked-key/generic-secret", "client_token", "pub" + kHex, "datadogRum"), Level::kNote);
}

TEST(Shipped, KnowsTheGoogleKeysOfClients) {
  constexpr std::string_view kRule = "leaked-key/google-api-key";
  EXPECT_EQ(LevelOf(kRule, "apiKey", "x", "authDomain: 'a.firebaseapp.com', projectId: 'a',"), Level::kNote);
  EXPECT_EQ(LevelOf(kRule, "VITE_GMAPS_KEY", "x", ""), Level::kNote);
  EXPECT_EQ(LevelOf(kRule, "apiKey", "x", "import { Loader } from '@googlemaps/js-api-loader';"), Level::kNote);
  EXPECT_EQ(LevelOf(kRule, "VITE_GOOGLE_KEY", "x", ""), Level::kError);
  EXPECT_EQ(LevelOf(kRule, "GOOGLE_MAPS_API_KEY", "x", ""), Level::kError);   // A server's, perhaps.
}

TEST(Shipped, LeavesTheRest) {
  EXPECT_EQ(LevelOf("leaked-key/google-api-key", "apiKey", "x", "maps"), Level::kError);
  EXPECT_EQ(LevelOf("leaked-key/generic-secret", "apiSecret", kHex, "docsearch("), Level::kError);
  EXPECT_EQ(LevelOf("leaked-key/generic-secret", "apiKey", kHex + "0", "docsearch("), Level::kError);
  EXPECT_EQ(LevelOf("leaked-key/generic-secret", "clientToken", kHex, "datadogRum"), Level::kError);
}

}  // namespace
}  // namespace keylint
