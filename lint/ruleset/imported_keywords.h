// SPDX-License-Identifier: Apache-2.0
// Which imported rules a text may concern, by their keywords.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace keylint {

/// Keywords stand under a hash of their first three letters that is blind to
/// case, so that most offsets of a text cost one look at one bit.
class ImportedKeywords {
 public:
  /// `keyword` is lower case; a single character is taken to stand everywhere.
  void Add(const std::string& keyword, std::size_t rule);
  void AddAlways(std::size_t rule) { always_.push_back(rule); }

  /// Marks in `found` the rules of which a keyword stands in `text`, in either
  /// case, and those without one.
  void Find(std::string_view text, std::vector<bool>& found) const;

 private:
  struct Entry {
    std::string keyword;
    std::size_t rule;
  };
  static constexpr std::size_t kBuckets = 1 << 15;

  void Enter(std::size_t bucket, const std::string& keyword, std::size_t rule);

  std::vector<bool> used_ = std::vector<bool>(kBuckets);
  std::vector<std::vector<Entry>> buckets_ = std::vector<std::vector<Entry>>(kBuckets);
  std::vector<std::size_t> always_;
};

}  // namespace keylint
