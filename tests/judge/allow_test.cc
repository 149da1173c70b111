// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/allow.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "lint/judge/suppress.h"

namespace keylint {
namespace {

bool Names(std::string_view name, std::string_view rule_id) {
  return rule_id == name || rule_id.substr(0, rule_id.find('/')) == name ||
         rule_id.substr(rule_id.find('/') + 1) == name;
}

FileAllows AllowsIn(std::string_view text, bool with_hashes = false) {
  Document document;
  document.path = "a.txt";
  document.buffer.Assign(text);
  const LineIndex lines(document.text());
  return FindAllows(document, lines, with_hashes);
}

Finding FindingOn(std::size_t line, std::string rule_id = "leaked-key/stripe-secret-key") {
  Finding finding;
  finding.rule_id = std::move(rule_id);
  finding.where.path = "a.txt";
  finding.where.begin = {line, 1};
  finding.where.end = {line, 10};
  return finding;
}

bool Accepts(std::string_view text, std::size_t line, std::string rule_id = "leaked-key/stripe-secret-key") {
  FileAllows file = AllowsIn(text);
  Finding finding = FindingOn(line, std::move(rule_id));
  return ApplyAllows(file, finding, Names);
}

TEST(Allow, AcceptsOnItsOwnLineOnly) {
  EXPECT_TRUE(Accepts("x\nkey = 1  # keylint:allow leaked-key\ny\n", 2));
  EXPECT_FALSE(Accepts("x\nkey = 1  # keylint:allow leaked-key\ny\n", 1));
  EXPECT_FALSE(Accepts("x\nkey = 1  # keylint:allow leaked-key\ny\n", 3));
}

TEST(Allow, NamesRulesFamiliesAndKeys) {
  for (const char* name : {"leaked-key", "stripe-secret-key", "leaked-key/stripe-secret-key"}) {
    EXPECT_TRUE(Accepts(std::string("k # keylint:allow ") + name + " -- why", 1)) << name;
  }
  EXPECT_FALSE(Accepts("k # keylint:allow scope -- why", 1));
  EXPECT_TRUE(Accepts("k # keylint:allow scope, leaked-key", 1));
}

TEST(Allow, CarriesItsReason) {
  FileAllows file = AllowsIn("k /* keylint:allow leaked-key -- a revoked sample */ + 1");
  Finding finding = FindingOn(1);
  ASSERT_TRUE(ApplyAllows(file, finding, Names));
  ASSERT_EQ(finding.suppressions.size(), 1U);
  EXPECT_EQ(finding.suppressions[0].reason, "a revoked sample");
  EXPECT_EQ(finding.suppressions[0].where, "a.txt:1");
}

TEST(Allow, AloneOnItsLineSpeaksOfTheNextInAnyCommentSyntax) {
  for (const char* open : {"# ", "// ", "/* ", "-- ", "<!-- ", "; ", "% ", "(* ", "  {# "}) {
    EXPECT_TRUE(Accepts(std::string(open) + "keylint:allow leaked-key\nkey\n", 2)) << open;
  }
  EXPECT_TRUE(Accepts("x # keylint:allow-next-line leaked-key\nkey\n", 2));
  EXPECT_FALSE(Accepts("x # keylint:allow-next-line leaked-key\nkey\n", 1));
}

TEST(Allow, ABlockReachesFromBeginToEnd) {
  const char* text = "# keylint:allow-begin leaked-key -- samples\na\nb\n# keylint:allow-end\nc\n";
  EXPECT_TRUE(Accepts(text, 2));
  EXPECT_TRUE(Accepts(text, 3));
  EXPECT_FALSE(Accepts(text, 5));
}

TEST(Allow, ABlockReachesOverOtherAllowsInIt) {
  const char* text = "# keylint:allow-begin leaked-key\na # keylint:allow scope\nb\n# keylint:allow-end\n";
  EXPECT_TRUE(Accepts(text, 2));
  EXPECT_TRUE(Accepts(text, 3));
}

TEST(Allow, ABlockThatNobodyClosedReachesToTheEnd) {
  EXPECT_TRUE(Accepts("# keylint:allow-begin\na\nb\nc", 4));
}

TEST(Allow, HonoursOtherToolsComments) {
  EXPECT_TRUE(Accepts("key # gitleaks:allow", 1));
  EXPECT_TRUE(Accepts("key # betterleaks:allow", 1));
  EXPECT_TRUE(Accepts("key # pragma: allowlist secret", 1));
  EXPECT_TRUE(Accepts("# pragma: allowlist nextline secret\nkey", 2));
  EXPECT_TRUE(Accepts("key // NOLINT(keylint-leaked-key)", 1));
  EXPECT_TRUE(Accepts("// NOLINTNEXTLINE(keylint-leaked-key)\nkey", 2));
  EXPECT_TRUE(Accepts("// NOLINTBEGIN(keylint-*)\nkey\n// NOLINTEND(keylint-*)\n", 2));
  EXPECT_FALSE(Accepts("// NOLINTBEGIN(keylint-*)\nx\n// NOLINTEND(keylint-*)\nkey", 4));
}

TEST(Allow, EveryCommentHoldsAMark) {
  const std::string comments[] = {"x  // keylint:allow -- r",     "x  // keylint:allow-next-line",           "x  // keylint:allow-begin",
                                  "x  // gitleaks:allow",         "x  // betterleaks:allow",                 "x  // pragma: allowlist secret",
                                  "x  // pragma:allowlist secret", "x  // pragma: allowlist nextline secret", "x  // NOLINT(keylint-leaked-key)"};
  for (const std::string& comment : comments) {
    ASSERT_TRUE(MayHoldAllow(comment)) << comment;
    const auto marks = AllowMarks();
    EXPECT_TRUE(std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return comment.find(mark) != std::string::npos; })) << comment;
  }
}

TEST(Allow, ANolintForOthersIsNotForUs) {
  EXPECT_FALSE(Accepts("key // NOLINT(cert-msc30-c)", 1));
  EXPECT_FALSE(Accepts("key // NOLINT(keylint-malformed-key)", 1));
}

TEST(Allow, WordsThatOnlyLookLikeItAreNone) {
  EXPECT_FALSE(MayHoldAllow("we allow this; allowed: all; no lint"));
  EXPECT_TRUE(AllowsIn("keylint:allowed x").allows.empty());
  EXPECT_TRUE(MayHoldAllow(std::string(1000, ' ') + "keylint:allow"));
  EXPECT_TRUE(MayHoldAllow("NOLINT(keylint-leaked-key)"));
}

TEST(Allow, FindsAMarkerAtEveryOffset) {
  for (std::size_t at = 0; at < 40; ++at) {
    EXPECT_EQ(AllowsIn(std::string(at, '#') + "keylint:allow x").allows.size(), 1U) << at;
  }
}

TEST(Allow, ManyAllowsAndManyFindingsAreQuick) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "k # keylint:allow-begin leaked-key\n";
  FileAllows file = AllowsIn(text);
  for (std::size_t i = 1; i <= 100'000; ++i) {
    Finding finding = FindingOn(i);
    ApplyAllows(file, finding, Names);
  }
  SUCCEED();
}

class Suppressor : public ::testing::Test {
 protected:
  void Run(std::string_view text, std::vector<std::size_t> lines, std::optional<std::string> trusted = std::nullopt) {
    std::vector<FileAllows> files{AllowsIn(text, trusted.has_value())};
    files[0].path = "a.cc";
    for (const std::size_t line : lines) {
      findings_.push_back(FindingOn(line));
      findings_.back().where.path = "a.cc";
    }
    InlineSuppressor comments(std::move(files), Names);
    if (trusted) comments.Distrust([&](const std::string&) { return trusted; });
    comments.Apply(findings_, notices_);
    comments.ReportOwn(RuleSet{}, true, nullptr, findings_);
  }
  std::vector<Finding> findings_;
  std::vector<Notice> notices_;
};

TEST_F(Suppressor, SaysWhichCommentsAcceptNothing) {
  Run("key # keylint:allow leaked-key -- r\nno key # keylint:allow leaked-key -- r\n", {1});
  ASSERT_EQ(findings_.size(), 2U);
  EXPECT_TRUE(findings_[0].suppressed());
  EXPECT_EQ(findings_[1].rule_id, "suppression/unused");
  EXPECT_EQ(findings_[1].where.begin, (Position{2, 10}));
}

TEST_F(Suppressor, CanAskForRuleAndReason) {
  Run("key # keylint:allow\n", {1});
  ASSERT_EQ(findings_.size(), 2U);
  EXPECT_EQ(findings_[1].rule_id, "suppression/no-reason");
}

TEST_F(Suppressor, AChangeCannotSilenceItself) {
  Run("key # keylint:allow leaked-key -- r\n", {1}, "key\n");
  EXPECT_FALSE(findings_[0].suppressed());
  EXPECT_EQ(notices_.size(), 1U);
}

TEST_F(Suppressor, ANewSecretUnderATrustedCommentIsNotAccepted) {
  Run("# keylint:allow leaked-key -- r\nnew key\n", {2}, "# keylint:allow leaked-key -- r\nold key\n");
  EXPECT_FALSE(findings_[0].suppressed());
}

TEST_F(Suppressor, WhatTheTrustedCommitHoldsStaysAcceptedWhereverItMoved) {
  Run("new line\nkey # keylint:allow leaked-key -- r\n", {2}, "key # keylint:allow leaked-key -- r\n");
  EXPECT_TRUE(findings_[0].suppressed());
  EXPECT_TRUE(notices_.empty());
}

// A history holds several texts of one path.
TEST(InlineSuppressor, ACommentSpeaksOfItsOwnTextOnly) {
  std::vector<FileAllows> files{AllowsIn("key # keylint:allow leaked-key -- r\n"), AllowsIn("# keylint:allow scope -- none\n")};
  std::vector<Finding> findings{FindingOn(1), FindingOn(1)};
  for (const std::size_t i : {0, 1}) {
    files[i].path = "a.cc";
    findings[i].where.path = "a.cc";
    files[i].blob = findings[i].blob = i == 0 ? "1111" : "2222";
  }
  InlineSuppressor comments(std::move(files), Names);
  std::vector<Notice> notices;
  comments.Apply(findings, notices);
  EXPECT_TRUE(findings[0].suppressed());
  EXPECT_FALSE(findings[1].suppressed());
  comments.ReportOwn(RuleSet{}, false, nullptr, findings);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[2].rule_id, "suppression/unused");
  EXPECT_EQ(findings[2].blob, "2222");
}

TEST(Allow, StandsAloneBehindEveryCommentSign) {
  for (const char* sign : {"#", "//", "///", "//!", "/*", "/**", "--", "--[[", ";", ";;;", "%", "%%", "'", "\"", "!", "(*", "{-", "{#", "{/*",
                           "<!--", "<%#", "<%--", "<#", "::", "REM", "@rem", "dnl", "..", "|", "*", "#_"}) {
    EXPECT_TRUE(Accepts(std::string("  ") + sign + " keylint:allow leaked-key -- why\nkey = 1\n", 2)) << sign;
  }
}

TEST(Allow, BehindCodeItSpeaksOfItsOwnLine) {
  for (const char* code : {"x = 1 #", "}; //", "], #", ") --", "x: |  #"}) {
    EXPECT_TRUE(Accepts(std::string(code) + " keylint:allow leaked-key -- why\nkey = 1\n", 1)) << code;
    EXPECT_FALSE(Accepts(std::string(code) + " keylint:allow leaked-key -- why\nkey = 1\n", 2)) << code;
  }
}

TEST(Allow, ReadsPragmasWithoutABlank) {
  EXPECT_TRUE(Accepts("key: 1 #pragma:allowlist secret\n", 1));
  EXPECT_TRUE(Accepts("# pragma:allowlist nextline secret\nkey: 1\n", 2));
}

}  // namespace
}  // namespace keylint
