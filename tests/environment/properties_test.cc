// SPDX-License-Identifier: Apache-2.0
// What must hold for every project of testdata/environments, whatever it is
// about: a reference in place of the value takes the finding away, and so does
// another environment's name for the file or folder that it stands in.
#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/scan/scanner.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

std::vector<Finding> FindingsIn(const std::map<std::string, std::string>& files) {
  MapSource source(files);
  return Scanner(BuiltinRules(), FixtureOptions()).Run(source).findings;
}

bool IsAt(const Finding& a, const Finding& b) {
  return a.rule_id == b.rule_id && a.where.path == b.where.path && a.where.begin.line == b.where.begin.line;
}

bool Holds(const std::vector<Finding>& findings, const Finding& wanted) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return IsAt(one, wanted); });
}

// Trees with settings of their own are judged by them elsewhere.
std::vector<Fixture> Projects() {
  std::vector<Fixture> projects;
  for (const std::string& path : FixturesIn(KEYLINT_SOURCE_DIR "/testdata/environments", true)) {
    auto fixture = LoadFixture(path, BuiltinRules());
    if (fixture && !fixture->expected.empty() && !fixture->files.contains(".keylint.toml")) projects.push_back(*std::move(fixture));
  }
  return projects;
}

// A name that says "service role" under a public prefix is the mistake, and a
// missing variable has no value.
bool IsAboutItsValue(const Finding& finding) {
  const bool family = finding.rule_id.str().starts_with("environment/") || finding.rule_id.str().starts_with("scope/");
  return family && finding.rule_id != "scope/client-exposed-secret" && finding.rule_id != "environment/missing-variable" && finding.decoded_from.empty() &&
         finding.where.span.size() != 0;
}

TEST(EveryProject, NamesEachRelatedPlaceOnce) {
  for (const Fixture& project : Projects()) {
    for (const Finding& finding : FindingsIn(project.files)) {
      for (auto one = finding.related.begin(); one != finding.related.end(); ++one) {
        const auto is_same = [&](const Location& other) { return other.path == one->path && other.span.begin == one->span.begin; };
        EXPECT_TRUE(std::none_of(std::next(one), finding.related.end(), is_same))
            << finding.rule_id.str() << " at " << finding.where.path.str() << ":" << finding.where.begin.line;
      }
    }
  }
}

TEST(EveryProject, AReferenceInPlaceOfTheValueRemovesTheFinding) {
  std::size_t tried = 0;
  for (const Fixture& project : Projects()) {
    for (const Finding& finding : FindingsIn(project.files)) {
      if (!IsAboutItsValue(finding)) continue;
      auto files = project.files;
      files[finding.where.path].replace(finding.where.span.begin, finding.where.span.size(), "${FROM_VAULT}");
      ++tried;
      EXPECT_FALSE(Holds(FindingsIn(files), finding)) << finding.rule_id.str() << " at " << finding.where.path.str() << ":" << finding.where.begin.line;
    }
  }
  EXPECT_GT(tried, 150u);
  RecordProperty("tried", static_cast<int>(tried));
}

// `text` with its first word of `from` become `to`; nothing if it has none.
std::optional<std::string> Renamed(const std::string& text, const std::vector<std::string>& from, const std::string& to) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string& word : from) {
    const std::size_t at = lower.find(word);
    if (at == std::string::npos) continue;
    const bool open = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1])) || std::isupper(static_cast<unsigned char>(text[at]));
    const std::size_t end = at + word.size();
    const bool closed = end == text.size() || !std::islower(static_cast<unsigned char>(text[end]));
    if (!open || !closed) continue;
    std::string name = to;
    if (std::isupper(static_cast<unsigned char>(text[at]))) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    return text.substr(0, at) + name + text.substr(end);
  }
  return std::nullopt;
}

// Only the path tells the environment.
bool IsToldByPath(const Finding& finding) {
  const auto& evidence = finding.environment_evidence;
  return !evidence.empty() && std::all_of(evidence.begin(), evidence.end(), [](const std::string& one) {
    return one.find(": file name ") != std::string::npos || one.find(": folder ") != std::string::npos;
  });
}

// Renames words of the finding's path until none of `from` is left.
std::optional<std::string> MovedPath(std::string path, const std::vector<std::string>& from, const std::string& to) {
  constexpr int kMost = 4;
  bool moved = false;
  for (int i = 0; i < kMost; ++i) {
    auto next = Renamed(path, from, to);
    if (!next) break;
    path = *std::move(next);
    moved = true;
  }
  return moved ? std::optional(path) : std::nullopt;
}

TEST(EveryProject, AnotherEnvironmentsNameForThePathRemovesTheFinding) {
  const std::vector<std::string> production{"production", "prod", "prd", "live", "release"};
  const std::vector<std::string> others{"development", "dev", "staging", "stage", "testing", "test", "local", "preview", "sandbox", "debug", "qa", "uat"};
  std::size_t tried = 0;
  for (const Fixture& project : Projects()) {
    for (const Finding& finding : FindingsIn(project.files)) {
      const bool test_key = finding.rule_id == "environment/test-key-in-production";
      if ((!test_key && finding.rule_id != "environment/live-key-outside-production") || !IsToldByPath(finding)) continue;
      const auto path = test_key ? MovedPath(finding.where.path, production, "staging") : MovedPath(finding.where.path, others, "production");
      if (!path || project.files.contains(*path)) continue;
      auto files = project.files;
      auto node = files.extract(finding.where.path);
      node.key() = *path;
      files.insert(std::move(node));
      Finding there = finding;
      there.where.path = *path;
      ++tried;
      EXPECT_FALSE(Holds(FindingsIn(files), there)) << finding.rule_id.str() << " of " << finding.where.path.str() << " stays in " << *path;
    }
  }
  EXPECT_GT(tried, 40u);
  RecordProperty("tried", static_cast<int>(tried));
}

}  // namespace
}  // namespace keylint
