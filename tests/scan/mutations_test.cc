// SPDX-License-Identifier: Apache-2.0
// Every secret key there is, grown, and broken in every way a person breaks
// one, in six kinds of file, through the whole scanner. With KEYLINT_VERBOSE
// set, says which kinds are lost and how.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "lint/scan/scanner.h"
#include "tests/scan/key_mutants.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

const RuleSet& Rules() { return BuiltinRules(); }
bool Verbose() { return std::getenv("KEYLINT_VERBOSE") != nullptr; }

const Scanner& TheScanner() {
  static const ScanOptions options = [] {
    ScanOptions made = FixtureOptions();
    made.environment = false;
    return made;
  }();
  static const Scanner scanner(Rules(), options);
  return scanner;
}

/// The findings of both key families, by the document's number.
using Found = std::map<std::size_t, std::vector<Finding>>;

/// Documents scanned together; each is asked for by its number.
class Batch {
 public:
  std::size_t Add(Place place, std::string_view name, std::string_view value) {
    auto [path, text] = FileWith(place, name, value);
    files_.emplace(fmt::format("{}/{}", count_, path), std::move(text));
    return count_++;
  }
  Found Scan() const {
    MapSource source(files_);
    Found found;
    for (Finding& finding : TheScanner().Run(source).findings) {
      if (finding.family() != "leaked-key" && finding.family() != "malformed-key") continue;
      found[std::strtoul(finding.where.path.str().c_str(), nullptr, 10)].push_back(std::move(finding));
    }
    return found;
  }

 private:
  std::map<std::string, std::string> files_;
  std::size_t count_ = 0;
};

/// How well a key's form is known; the goals differ.
enum class Grade { kStrong, kObserved, kPeer };
constexpr std::string_view kGradeNames[] = {"documented or checksummed", "observed", "peer"};

Grade GradeOf(const KeyRule& key) {
  static std::map<const KeyRule*, Grade> known;
  const auto [at, added] = known.try_emplace(&key, Grade::kPeer);
  if (!added) return at->second;
  if (key.evidence == Evidence::kDocumented || HasChecksum(key, GrowKey(key, 1))) at->second = Grade::kStrong;
  else if (key.evidence == Evidence::kObserved) at->second = Grade::kObserved;
  return at->second;
}

std::size_t SeedsFor(const KeyRule& key) { return std::clamp<std::size_t>(key.shapes.size(), 2, 4); }

bool IsMalformed(const Finding& finding) { return finding.family() == "malformed-key"; }

const KeyRule* RuleOf(const Finding& finding) {
  const auto found = std::find_if(Rules().keys.begin(), Rules().keys.end(), [&](const KeyRule& key) { return key.id == finding.key_id; });
  return found == Rules().keys.end() ? nullptr : &*found;
}

// The key itself, or another that has the same shape.
bool Names(const Finding& finding, const KeyRule& key, std::string_view token) {
  if (finding.family() != "leaked-key" || finding.diagnosis == Diagnosis::kUnrecognised) return false;
  const KeyRule* other = RuleOf(finding);
  return other == &key || (other != nullptr && IsKeyOf(*other, token));
}

struct Tally {
  std::size_t made = 0, found = 0, right = 0;
  void operator+=(const Tally& other) {
    made += other.made;
    found += other.found;
    right += other.right;
  }
  double Found() const { return 100.0 * static_cast<double>(found) / static_cast<double>(std::max<std::size_t>(made, 1)); }
  double Right() const { return 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(made, 1)); }
};

void Print(std::string_view what, const Tally& tally) {
  std::printf("  %-28.*s %6zu made, %6.2f %% found, %6.2f %% right\n", static_cast<int>(what.size()), what.data(), tally.made, tally.Found(), tally.Right());
}

// The names that most misses share, with what was said instead.
void PrintMisses(const std::map<std::string, std::size_t>& misses) {
  if (!Verbose()) return;
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [what, count] : misses) sorted.emplace_back(count, what);
  std::sort(sorted.rbegin(), sorted.rend());
  for (const auto& [count, what] : sorted) std::printf("    %4zu %s\n", count, what.c_str());
}

std::string Said(const std::vector<Finding>* findings) {
  if (findings == nullptr || findings->empty()) return "nothing";
  return fmt::format("{} {}", findings->front().rule_id, DiagnosisName(findings->front().diagnosis));
}

const std::vector<Finding>* At(const Found& found, std::size_t number) {
  const auto at = found.find(number);
  return at == found.end() ? nullptr : &at->second;
}

struct Wellformed {
  const KeyRule* key;
  std::string token;
  std::string_view place;
  std::size_t number;
};

Tally JudgeWellformed(const std::vector<Wellformed>& all, const Found& found, Grade grade, std::map<std::string, std::size_t>& misses) {
  Tally tally;
  for (const Wellformed& one : all) {
    if (GradeOf(*one.key) != grade) continue;
    ++tally.made;
    const std::vector<Finding>* findings = At(found, one.number);
    const bool broken = findings != nullptr && std::any_of(findings->begin(), findings->end(), IsMalformed);
    EXPECT_FALSE(broken) << one.key->id << " in " << one.place << ": " << Said(findings);
    const bool named = findings != nullptr && std::any_of(findings->begin(), findings->end(), [&](const Finding& f) { return Names(f, *one.key, one.token); });
    tally.found += findings != nullptr;
    tally.right += named && !broken;
    if (!named) ++misses[fmt::format("{} in {}: {}", one.key->id, one.place, Said(findings))];
  }
  return tally;
}

TEST(WellFormedKeys, AreFoundUnderTheirVariableAndNeverCalledMalformed) {
  Batch batch;
  std::vector<Wellformed> all;
  for (const KeyRule& key : Rules().keys) {
    if (!IsSecret(key.privilege)) continue;
    const std::string name = NameFor(Rules(), key);
    for (std::uint64_t seed = 1; seed <= SeedsFor(key); ++seed) {
      const std::string token = GrowKey(key, seed);
      for (const Place place : kPlaces) all.push_back({&key, token, PlaceName(place), batch.Add(place, name, token)});
    }
  }
  const Found found = batch.Scan();
  for (const Grade grade : {Grade::kStrong, Grade::kObserved, Grade::kPeer}) {
    std::map<std::string, std::size_t> misses;
    const Tally tally = JudgeWellformed(all, found, grade, misses);
    Print(kGradeNames[static_cast<std::size_t>(grade)], tally);
    PrintMisses(misses);
    EXPECT_GE(tally.Right(), grade == Grade::kPeer ? 96.0 : 99.0);
  }
}

TEST(WellFormedKeys, AreFoundUnderAnUnrelatedNameWhenTheirShapeSpeaksForItself) {
  Batch batch;
  std::vector<Wellformed> all;
  for (const KeyRule& key : Rules().keys) {
    if (!IsSecret(key.privilege) || !key.bare || !key.context.empty()) continue;
    for (std::uint64_t seed = 11; seed <= 10 + SeedsFor(key); ++seed) {
      const std::string token = GrowKey(key, seed);
      for (const Place place : {Place::kYaml, Place::kCpp}) all.push_back({&key, token, PlaceName(place), batch.Add(place, "value", token)});
    }
  }
  const Found found = batch.Scan();
  for (const Grade grade : {Grade::kStrong, Grade::kObserved, Grade::kPeer}) {
    std::map<std::string, std::size_t> misses;
    const Tally tally = JudgeWellformed(all, found, grade, misses);
    Print(kGradeNames[static_cast<std::size_t>(grade)], tally);
    PrintMisses(misses);
    EXPECT_GE(tally.Right(), grade == Grade::kPeer ? 96.0 : 99.0);
  }
}

/// Whether no rule that speaks here has the token's shape: those found by
/// shape alone, and those of the variable's provider.
bool IsBroken(const KeyRule& key, std::string_view token) {
  return std::none_of(Rules().keys.begin(), Rules().keys.end(), [&](const KeyRule& other) {
    return (other.bare || other.provider == key.provider) && IsKeyOf(other, token);
  });
}

struct Case {
  const KeyRule* key;
  const Mutant* mutant;
  std::string_view place;
  std::size_t number;
};

void BreakKeys(Grade grade, std::span<const Place> places, double least_found, double least_right) {
  std::map<std::string_view, Tally> by_mutation, by_place, by_diagnosis;
  std::map<std::string, std::size_t> misses;
  Tally all;
  std::size_t turn = 0;
  for (const KeyRule& key : Rules().keys) {
    if (!IsSecret(key.privilege) || GradeOf(key) != grade) continue;
    // Of the many that are only reported, every fourth is enough of a sample.
    if (grade == Grade::kPeer && !Verbose() && turn++ % 4 != 0) continue;
    Batch batch;
    std::vector<Case> cases;
    const std::string name = NameFor(Rules(), key);
    const std::uint64_t seeds = SeedsFor(key);
    std::vector<std::vector<Mutant>> mutants;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) mutants.push_back(MutantsOf(key, GrowKey(key, seed), seed));
    for (const std::vector<Mutant>& of_token : mutants) {
      for (const Mutant& mutant : of_token) {
        if (!IsBroken(key, mutant.token)) continue;
        for (const Place place : places) cases.push_back({&key, &mutant, PlaceName(place), batch.Add(place, name, mutant.token)});
      }
    }
    const Found found = batch.Scan();
    for (const Case& one : cases) {
      const std::vector<Finding>* findings = At(found, one.number);
      const std::string_view provider = Rules().ProviderOf(key).id;
      Tally tally{1, 0, 0};
      if (findings != nullptr) {
        for (const Finding& finding : *findings) {
          if (finding.provider != provider || (!IsMalformed(finding) && finding.diagnosis != Diagnosis::kUnrecognised)) continue;
          tally.found = 1;
          if (one.mutant->right.contains(finding.diagnosis)) tally.right = 1;
        }
      }
      all += tally;
      by_mutation[one.mutant->name] += tally;
      by_place[one.place] += tally;
      by_diagnosis[DiagnosisName(*one.mutant->right.begin())] += tally;
      if (tally.right == 0) ++misses[fmt::format("{} {} {}: {}", one.key->id, one.mutant->name, tally.found ? "misread" : "LOST", Said(findings))];
    }
  }
  for (const auto& [name, tally] : by_mutation) Print(name, tally);
  std::printf("  --\n");
  for (const auto& [name, tally] : by_place) Print(name, tally);
  Print("all", all);
  PrintMisses(misses);
  EXPECT_GE(all.Found(), least_found);
  EXPECT_GE(all.Right(), least_right);
}

TEST(BrokenKeys, OfDocumentedOrChecksummedKindsAreFoundAndExplained) { BreakKeys(Grade::kStrong, kPlaces, 99, 95); }

TEST(BrokenKeys, OfObservedKindsAreFoundAndExplained) {
  constexpr Place kTwo[] = {Place::kDotenv, Place::kCpp};
  BreakKeys(Grade::kObserved, kTwo, 98, 96);
}

TEST(BrokenKeys, OfKindsThatOnlyOtherToolsKnowAreMostlyFound) {
  constexpr Place kOne[] = {Place::kDotenv};
  BreakKeys(Grade::kPeer, kOne, 50, 40);
}

}  // namespace
}  // namespace keylint
