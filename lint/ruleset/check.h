// SPDX-License-Identifier: Apache-2.0
// Whether rules are sound beyond their syntax: each one proves itself with
// its own samples and with examples grown from its shapes. What only a scan
// can tell (clean lines, candidates per megabyte) is the scan layer's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/model/rule.h"

namespace keylint {

enum class RemarkKind {
  kFault,   ///< The rule contradicts itself or lacks what a finding needs.
  kAdvice,  ///< It works, but could be better or cheaper.
};

/// One remark on a rule.
struct RuleRemark {
  RemarkKind kind = RemarkKind::kFault;
  std::string id;     ///< Of the key, or of the provider.
  std::string field;  ///< The field to look at.
  std::string message;
};

/// Remarks on all providers and keys of `rules`, in their order.
std::vector<RuleRemark> CheckRules(const RuleSet& rules);

/// The longest literal of `shape`; what the prefilter can look for.
std::string LongestLiteral(const Shape& shape);

/// The line (from 1) of `text`, a rule file, on which the key or provider
/// `id` is defined; 0 when it is not.
std::size_t LineOfRule(std::string_view text, std::string_view id);

}  // namespace keylint
