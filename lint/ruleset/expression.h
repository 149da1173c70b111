// SPDX-License-Identifier: Apache-2.0
// The filter expressions of betterleaks (CEL, later Expr), as far as rules
// use them: conditions on path and finding that discard it.
//
//   filter.entropy(finding["secret"]) <= 3.5 ||
//   filter.containsAny(finding["secret"], ["example"])
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "lint/base/result.h"

namespace keylint {

/// What an expression may ask for.
struct ExpressionInput {
  std::string_view path, secret, match, line, rule_id, description;
  /// Whether a text reads like words rather than a random secret
  /// (`filter.failsTokenEfficiency`); without it nothing does.
  const std::function<bool(std::string_view)>* reads_like_words = nullptr;
};

/// A parsed expression; may be evaluated by several threads at once.
///
/// Understood: || && ! ?: == != < <= > >= in contains startsWith endsWith
/// matches, also as methods; finding.X, attributes["path"] (other attributes
/// are empty), .orValue(), filter.{matchesAny,containsAny,entropy,
/// failsTokenEfficiency}, size, lower; lists and texts, raw ones too.
class Expression {
 public:
  /// Errors: kUnsupported at the byte that is not understood.
  static Result<Expression> Parse(std::string_view text);

  /// Whether it is true. What cannot be compared is false.
  bool IsTrue(const ExpressionInput& input) const;

  struct Node;

 private:
  std::shared_ptr<const Node> root_;
};

}  // namespace keylint
