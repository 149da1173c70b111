// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/imported_keywords.h"

#include <algorithm>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kLow = 31;  // Letters of either case differ above these bits.

std::size_t Low(char c) { return static_cast<unsigned char>(c) & kLow; }

bool StartsWith(std::string_view text, std::string_view keyword) {
  return text.size() >= keyword.size() &&
         std::equal(keyword.begin(), keyword.end(), text.begin(), [](char k, char c) { return k == Lower(c); });
}

}  // namespace

void ImportedKeywords::Enter(std::size_t bucket, const std::string& keyword, std::size_t rule) {
  used_[bucket] = true;
  buckets_[bucket].push_back({keyword, rule});
}

void ImportedKeywords::Add(const std::string& keyword, std::size_t rule) {
  if (keyword.size() < 2) return AddAlways(rule);
  const std::size_t two = Low(keyword[0]) << 10 | Low(keyword[1]) << 5;
  if (keyword.size() > 2) return Enter(two | Low(keyword[2]), keyword, rule);
  for (std::size_t third = 0; third <= kLow; ++third) Enter(two | third, keyword, rule);
}

void ImportedKeywords::Find(std::string_view text, std::vector<bool>& found) const {
  for (const std::size_t rule : always_) found[rule] = true;
  std::size_t hash = 0;
  const auto look = [&](std::size_t begin) {
    for (const Entry& entry : buckets_[hash]) {
      if (!found[entry.rule] && StartsWith(text.substr(begin), entry.keyword)) found[entry.rule] = true;
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    hash = (hash << 5 | Low(text[i])) & (kBuckets - 1);
    if (i >= 2 && used_[hash]) look(i - 2);
  }
  // A keyword of two letters may be the last.
  if (text.size() < 2) return;
  hash = hash << 5 & (kBuckets - 1);
  if (text.size() == 2) hash = Low(text[0]) << 10 | Low(text[1]) << 5;
  look(text.size() - 2);
}

}  // namespace keylint
