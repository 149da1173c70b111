// SPDX-License-Identifier: Apache-2.0
// Any bytes through the matcher with the built-in rules: spans in order and
// inside the text, whole matches that fit their key again; and all ways to
// find the needles agree.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lint/match/match_tables.h"
#include "lint/match/matcher.h"
#include "lint/ruleset/builtin.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace keylint;
  static const NameNeedle names[] = {{"password", 1}, {"tok", 2}};
  static const Matcher matcher(BuiltinRules(), names);
  static Matcher::Scratch scratch;
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::size_t last = 0;
  for (const Candidate& candidate : matcher.Scan(text, scratch).candidates) {
    Require(candidate.span.begin < candidate.span.end && candidate.span.end <= text.size());
    Require(candidate.span.begin >= last && candidate.token == candidate.span.Of(text));
    last = candidate.span.begin;
    const bool by_shape = candidate.lead == Lead::kShape && candidate.key->pattern.empty();
    Require(!by_shape || matcher.MatchWhole(*candidate.key, candidate.token));
  }
  static const MatchTables tables = matcher.tables();
  static const Prefilter prefilter(tables.prefilter);
  std::vector<Hit> hits;
  prefilter.Scan(text, hits);
  for (const Prefilter::Way way : Prefilter::Ways()) {
    std::vector<Hit> same;
    prefilter.ScanBy(way, text, same);
    Require(same == hits);
  }
  return 0;
}
