// SPDX-License-Identifier: Apache-2.0
// How the beginnings of known keys look inside base64: what makes a document
// worth decoding although no key stands in it in the open.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/match/matcher.h"
#include "lint/model/rule.h"

namespace keylint {

/// The base64 texts of secret keys' leading literals (and of PEM's) at each of
/// the three places a byte may have in a group, as far as the literal fixes
/// them.
class EncodedNeedles {
 public:
  /// The tag of every needle of this class; names have 0.
  static constexpr std::uint32_t kTag = 64;

  explicit EncodedNeedles(const RuleSet& rules);

  /// Views into this object.
  std::vector<NameNeedle> needles() const;
  /// The matcher folds case, base64 does not: whether the hit is exact.
  bool IsExact(std::string_view found) const;

 private:
  void Add(std::string_view literal);
  std::vector<std::string> texts_;  ///< Sorted.
};

/// All that a scan asks its matcher for beside the rules' own needles.
/// `encoded` must outlive the result.
std::vector<NameNeedle> ScanNeedles(const RuleSet& rules, const EncodedNeedles& encoded);

}  // namespace keylint
