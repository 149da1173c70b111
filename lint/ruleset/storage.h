// SPDX-License-Identifier: Apache-2.0
// What a LoadedRules owns. Deques, because views into their elements stay
// valid while more are added.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/model/rule.h"
#include "lint/ruleset/shape_parser.h"

namespace keylint {

struct RuleStorage {
  using Texts = std::vector<std::string_view>;

  std::string_view Keep(std::string text) { return strings.emplace_back(std::move(text)); }
  std::span<const std::string_view> Keep(Texts texts) { return lists.emplace_back(std::move(texts)); }
  std::span<const std::span<const std::string_view>> Keep(
      std::vector<std::span<const std::string_view>> list) {
    return nested.emplace_back(std::move(list));
  }
  std::span<const Shape> Keep(std::vector<Shape> list) { return shapes.emplace_back(std::move(list)); }

  std::deque<std::string> strings;
  std::deque<Texts> lists;
  std::deque<std::vector<std::span<const std::string_view>>> nested;
  std::deque<ShapeList> parsed;
  std::deque<std::vector<Shape>> shapes;
  std::vector<Provider> providers;
  std::vector<KeyRule> keys;
  RuleSet set;  // Views providers and keys; set when they are complete.
};

}  // namespace keylint
