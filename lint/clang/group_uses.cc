// SPDX-License-Identifier: Apache-2.0
// What a person mends at once is said at once: a constant that reaches several
// sinks stands at the constant with the sinks beside it, and one sink that
// several constants reach at the sink with the constants beside it.
#include <algorithm>
#include <set>

#include "lint/clang/solver.h"

namespace keylint::flow {
namespace {

using PlaceKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

PlaceKey KeyOf(const Place& place) { return {place.file, place.begin, place.end}; }

int RankOf(const SinkUse& use, const SinkTable& table) {
  const std::string_view level = LevelOf(use, table.row(use.row));
  return level == "error" ? 2 : level == "warning" ? 1 : 0;
}

std::string FamilyOf(const Sink& sink) {
  const std::string rule = sink.RuleId();
  return rule.substr(0, rule.find('/'));
}

}  // namespace

std::vector<SinkUse> Grouped(std::vector<SinkUse> uses, const SinkTable& table) {
  // A call known by its parameter's name alone adds nothing where the constant
  // goes on to a sink of the table (a virtual method and its overrider).
  std::set<PlaceKey> told;
  for (const SinkUse& use : uses) {
    if (!SinkTable::IsNamed(use.row)) told.insert(KeyOf(use.constant));
  }
  std::erase_if(uses, [&](const SinkUse& use) {
    return SinkTable::IsNamed(use.row) && use.constant.file != 0 && told.count(KeyOf(use.constant)) != 0;
  });
  using ConstantKey = std::pair<std::string, PlaceKey>;
  std::map<ConstantKey, std::set<PlaceKey>> sinks_of;
  for (const SinkUse& use : uses) sinks_of[{FamilyOf(table.row(use.row)), KeyOf(use.constant)}].insert(KeyOf(use.sink));
  // Groups keep the order of their first members.
  std::map<std::tuple<std::string, PlaceKey, std::uint32_t>, std::size_t> group_of;
  std::vector<SinkUse> groups;
  for (SinkUse& use : uses) {
    const std::string family = FamilyOf(table.row(use.row));
    const bool shared = use.constant.file != 0 && sinks_of[{family, KeyOf(use.constant)}].size() > 1;
    const auto key = shared ? std::tuple(family, KeyOf(use.constant), std::uint32_t{0})
                            : std::tuple("sink " + family, KeyOf(use.sink), use.row);
    const auto [found, added] = group_of.try_emplace(key, groups.size());
    if (added) {
      use.where = shared ? use.constant : use.sink;
      groups.push_back(std::move(use));
      continue;
    }
    SinkUse& group = groups[found->second];
    if (RankOf(use, table) > RankOf(group, table)) {
      use.where = group.where;
      use.also = std::move(group.also);
      std::swap(use, group);
    }
    use.where = use.sink;
    group.also.push_back(std::move(use));
  }
  return groups;
}

}  // namespace keylint::flow
