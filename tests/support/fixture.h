// SPDX-License-Identifier: Apache-2.0
// Files with the expectation on the line, scanned as a person's would be.
//
//   STRIPE_KEY=sk_live_{an:24}   # expect: leaked-key/stripe-secret-key
//   STRIPE_KEY=sk_live_{an:19}   # expect: malformed-key/stripe-secret-key too-short
//   STRIPE_KEY=${FROM_VAULT}     # clean: a reference, not a key
//
// Braces are grown (lint/ruleset/grow.h) and the comments taken away before
// the scan. A file without comments has `NAME.expect` beside it, with lines
// "3 rule-id [diagnosis]". Every finding must be expected, every expectation
// met.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/report.h"
#include "lint/model/rule.h"
#include "lint/scan/options.h"
#include "lint/source/source.h"

namespace keylint {

struct Expectation {
  std::string path;
  std::size_t line = 0;
  std::string rule_id;
  std::string diagnosis;

  friend auto operator<=>(const Expectation&, const Expectation&) = default;
};

/// One project: a folder of files, or a single file.
struct Fixture {
  std::map<std::string, std::string> files;  ///< As the scanner sees them.
  std::vector<Expectation> expected;         ///< Sorted.
};

/// Reads the fixture at `path`, a file or a folder.
Result<Fixture> LoadFixture(const std::string& path, const RuleSet& rules);

/// Takes the expectations out of `text` and the braces' growth into it.
Result<std::string> GrowFixture(const std::string& path, std::string_view text, const RuleSet& rules,
                                std::vector<Expectation>& expected);

/// Files of a map, lent as documents.
class MapSource : public Source {
 public:
  explicit MapSource(const std::map<std::string, std::string>& files) : files_(files) {}
  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override;

 private:
  const std::map<std::string, std::string>& files_;
};

/// The time all fixtures are judged at: 2026-11-21T00:00:00Z.
ScanOptions FixtureOptions();

/// Scans the fixture, under the environments of its .keylint.toml if it has
/// one, and says what differs, a line each: "unexpected ...", "missing ...".
std::vector<std::string> Differences(const Fixture& fixture, const RuleSet& rules);

/// Every fixture in `folder`, sorted: its files, or its folders when
/// `as_projects`.
std::vector<std::string> FixturesIn(const std::string& folder, bool as_projects);

}  // namespace keylint
