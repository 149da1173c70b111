// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/repairs.h"

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "tests/doctor/snapshot.h"

namespace keylint {
namespace {

std::string Grown(std::string_view text) { return *GrowTemplate(text, 5, BuiltinRules()); }

std::vector<Finding> Scanned(const std::string& path, const std::string& text) {
  Document document;
  document.path = path;
  document.buffer.Assign(text);
  Pipeline::Scratch scratch;
  return BuiltinPipeline().Scan(document, scratch).findings;
}

Repairs Mend(const std::string& path, const std::string& text) {
  static std::vector<Finding> findings;
  findings = Scanned(path, text);
  std::vector<const Finding*> pointers;
  for (const Finding& finding : findings) pointers.push_back(&finding);
  return PlanRepairs(pointers, text);
}

// What is mended is sound: a second run finds nothing to mend.
void ExpectMended(const std::string& path, const std::string& broken, const std::string& sound) {
  const Repairs repairs = Mend(path, broken);
  EXPECT_EQ(repairs.text, sound);
  EXPECT_EQ(Mend(path, repairs.text).count, 0U);
}

TEST(PlanRepairs, TakesBlanksQuotesAndSchemeWordsAway) {
  const std::string key = GrowKey(BuiltinRules(), "groq-api-key", 3);
  ExpectMended(".env", "A=1\nGROQ_API_KEY=\"" + key + " \"\nB=2\n", "A=1\nGROQ_API_KEY=\"" + key + "\"\nB=2\n");
  ExpectMended(".env", "GROQ_API_KEY=\"Bearer " + key + "\"\n", "GROQ_API_KEY=\"" + key + "\"\n");
  ExpectMended(".env", "GROQ_API_KEY=\xE2\x80\x8B" + key + "\n", "GROQ_API_KEY=" + key + "\n");
}

TEST(PlanRepairs, MendsASeparator) {
  const std::string key = GrowKey(BuiltinRules(), "openai-project-key", 3);
  std::string broken = key;
  broken[2] = '_';
  ExpectMended(".env", "OPENAI_API_KEY=" + broken + "\n", "OPENAI_API_KEY=" + key + "\n");
}

TEST(PlanRepairs, MendsSeveralInOneFileFromTheirOwnPlaces) {
  const std::string a = GrowKey(BuiltinRules(), "groq-api-key", 3);
  const std::string b = GrowKey(BuiltinRules(), "openai-project-key", 4);
  ExpectMended(".env", "GROQ_API_KEY=' " + a + "'\n\nOPENAI_API_KEY='" + b + " '\n", "GROQ_API_KEY='" + a + "'\n\nOPENAI_API_KEY='" + b + "'\n");
}

TEST(PlanRepairs, LeavesAcceptedFindingsAlone) {
  const std::string text = Grown("GROQ_API_KEY=\"{key:groq-api-key} \"\n");
  std::vector<Finding> findings = Scanned(".env", text);
  ASSERT_EQ(findings.size(), 1U);
  findings[0].suppressions.push_back({});
  EXPECT_EQ(PlanRepairs({&findings[0]}, text).count, 0U);
}

TEST(PlanRepairs, LeavesAChangedFileAlone) {
  const std::string text = Grown("GROQ_API_KEY=\"{key:groq-api-key} \"\n");
  const std::vector<Finding> findings = Scanned(".env", text);
  ASSERT_EQ(findings.size(), 1U);
  const Repairs repairs = PlanRepairs({&findings[0]}, "SHORT=1\n");
  EXPECT_EQ(repairs.count, 0U);
  EXPECT_EQ(repairs.stale, 1U);
}

TEST(DiffOf, ShowsTheFaultAndNotTheKey) {
  const std::string key = GrowKey(BuiltinRules(), "groq-api-key", 3);
  const std::string text = "A=1\nGROQ_API_KEY=\"Bearer " + key + "\"\n";
  const std::string diff = DiffOf(".env", Mend(".env", text));
  EXPECT_NE(diff.find("-GROQ_API_KEY=\"Bearer "), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@ -2 +2 @@"), std::string::npos) << diff;
  EXPECT_EQ(diff.find(key.substr(5, 12)), std::string::npos) << diff;
}

TEST(MaskChange, HidesBothSidesOfAnEncoding) {
  const MaskedChange change = MaskChange(std::string(60, 'a') + "bcd", "xyz" + std::string(40, 'q'));
  EXPECT_EQ(change.before, "[63 characters]");
  EXPECT_EQ(change.after, "[43 characters]");
}

TEST(MaskChange, ShowsWhatStandsAroundTheKey) {
  const std::string key(40, 'k');
  EXPECT_EQ(MaskChange("'" + key + "' ", key).before, "'kkkk…kkkk' ");
  EXPECT_EQ(MaskChange(key, "\"" + key + "\"").after, "\"kkkk…kkkk\"");
}

}  // namespace
}  // namespace keylint
