// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/document_scan.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/scan/scanner.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

// A long program of nothing in particular, with `lines` spread over it.
std::string Long(const std::vector<std::string>& lines) {
  std::string filler;
  for (int i = 0; i < 20; ++i) filler += "  total = add(total, scale(width, height));\n";
  std::string text;
  for (const std::string& line : lines) text += filler + line + '\n';
  while (text.size() < 64 * 1024) text += filler;
  return text;
}

std::vector<std::string> RulesIn(const std::string& text, const std::string& path = "src/table.js") {
  const std::map<std::string, std::string> files{{path, text}};
  MapSource source(files);
  const RuleSet rules = BuiltinRules();
  std::vector<std::string> found;
  for (const Finding& finding : Scanner(rules, FixtureOptions()).Run(source).findings) found.push_back(finding.rule_id);
  return found;
}

// Two values: one that the gate takes for a word, and a random one.
const std::string kWord = R"(  config = { secret: "kvthq-zrmwj-pxlgd" };)";
const std::string kRandom = R"(  config = { secret: ")" + std::string("q7Rt") + R"(Zm2LxW9pVb4KdY8s" };)";

TEST(DocumentScan, ReadsAnyValueWhereANameIsSeldom) {
  EXPECT_EQ(RulesIn(Long({kWord, kRandom})).size(), 2u);
}

TEST(DocumentScan, ReadsOnlyLikelyValuesOfATable) {
  std::vector<std::string> lines;
  for (int i = 0; i < 80; ++i) lines.push_back("  row({ key: \"column-" + std::to_string(i) + "\" });");
  lines.push_back(kWord);
  lines.push_back(kRandom);
  EXPECT_EQ(RulesIn(Long(lines)), std::vector<std::string>{"leaked-key/generic-secret"});
}

// The provider's identifiers have the shape of any word.
TEST(DocumentScan, TakesAProvidersPasswordForNoIdentifier) {
  const std::string value = "mlgbyst" + std::string("lcjujcxq");
  EXPECT_EQ(RulesIn("AUTHNET_PASSWORD=" + value + "\n", "deploy/settings.env"), std::vector<std::string>{"leaked-key/generic-password"});
  EXPECT_TRUE(RulesIn("AUTHNET_LOGIN_ID=" + value + "\n", "deploy/settings.env").empty());
}

// 1 and 2 stand for the halves of a key, the first of which is its mark alone.
TEST(DocumentScan, FindsKeysThatAreWrittenInPieces) {
  const std::string mark = "sk_" + std::string("live_");
  const std::string rest = "q7RtZm2LxW9pVb4K" + std::string("dY8sHc3n");
  const std::pair<std::string, std::string> kWritten[] = {
      {"a.py", "key = '1{}'.format('2')\n"}, {"a.py", "key = '1%s' % '2'\n"}, {"a.js", "const key = `1${'2'}`;\n"},
      {"a.rb", "key = '1'\nkey << '2'\n"}, {"a.php", "<?php $key = '1';\n$key .= '2';\n"}, {"a.sh", "KEY=1\nKEY+=2\n"},
      {"a.sql", "SELECT '1' || '2';\n"}, {"a.sql", "SELECT CONCAT('1', '2');\n"},
      {"a.m", "NSString *key = [@\"1\" stringByAppendingString:@\"2\"];\n"}, {"a.java", "String key = String.format(\"1%s\", \"2\");\n"}};
  for (const auto& [path, written] : kWritten) {
    std::string text;
    for (const char c : written) text += c == '1' ? mark : c == '2' ? rest : std::string(1, c);
    EXPECT_EQ(RulesIn(text, path), std::vector<std::string>{"leaked-key/stripe-secret-key"}) << written;
  }
  std::string listed;
  for (const char c : mark + rest) listed += "'" + std::string(1, c) + "', ";
  EXPECT_EQ(RulesIn("char api_key[] = {" + listed + "0};\n", "a.c"), std::vector<std::string>{"leaked-key/stripe-secret-key"});
}

TEST(DocumentScan, ReadsRowsBelowTheColumnsOfAnInsert) {
  const std::string password = "vkqm#TR" + std::string("482wz");
  EXPECT_EQ(RulesIn("INSERT INTO `users` (`id`, `login`, `password`) VALUES\n(1, 'ann', '" + password + "'),\n(2, 'bob', 'x');\n", "dump.sql"),
            std::vector<std::string>{"leaked-key/generic-password"});
}

// What no word beside the value names.
TEST(DocumentScan, ReadsTablesAndListsOfPasswords) {
  const std::string value = "Xk29" + std::string("vmwq81z");
  const std::vector<std::string> password{"leaked-key/generic-password"};
  EXPECT_EQ(RulesIn("db:5432:shop:app:" + value + "\n", "home/.pgpass"), password);
  EXPECT_EQ(RulesIn("name,password\nbob," + value + "\n", "users.csv"), password);
  EXPECT_EQ(RulesIn("<plist><dict>\n<key>ApiSecret</key>\n<string>" + value + "AbC</string></dict></plist>", "a.plist"),
            std::vector<std::string>{"leaked-key/generic-secret"});
  EXPECT_EQ(RulesIn("The password is `" + value + "`.\n", "README.md"), password);
}

}  // namespace
}  // namespace keylint
