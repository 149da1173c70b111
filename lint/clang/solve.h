// SPDX-License-Identifier: Apache-2.0
// Which constants reach which sinks, over all units of a run at once.
//
//   Program program;
//   program.Add(unit_a);  program.Add(unit_b);
//   for (const SinkUse& use : Solve(program, sinks)) ...
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/clang/program.h"
#include "lint/clang/sinks.h"

namespace keylint::flow {

/// Units joined: equal names are equal symbols, a function that several units
/// hold (inline, template) is kept once.
class Program {
 public:
  Program() = default;

  /// Takes over what `unit` holds. Literals seen before at the same place
  /// (headers) are dropped.
  void Add(Unit unit);

  const Unit& joined() const { return joined_; }
  std::vector<LiteralRecord>& literals() { return joined_.literals; }

 private:
  std::uint32_t File(const std::string& path);
  std::uint32_t Symbol(const std::string& name);

  Unit joined_;
  std::unordered_map<std::string, std::uint32_t> files_, symbols_;
  std::unordered_map<std::uint32_t, std::size_t> functions_, globals_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::size_t> literal_places_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string>, std::uint32_t> texts_;
};

/// One step of the way from a constant to its sink.
struct Step {
  Place place;
  std::string text;
};

/// A constant that reaches a sink. Places refer to Program::joined().files.
struct SinkUse {
  std::uint32_t row = 0;        ///< Of the sink table.
  std::string called;           ///< What the source calls there.
  std::string parameter;        ///< For SinkTable::kNamedParameter.
  Place sink, constant;
  Place where;                  ///< Of the finding: the sink, or a constant that several sinks share.
  std::string bytes;            ///< The constant, as the program would see it.
  std::string secret;           ///< The part of it that is the secret.
  bool binary = false;
  bool certain = false;         ///< No other value can arrive.
  bool all_zero = false, too_short = false, repeated = false;
  bool self_test = false;       ///< A known answer is checked: what the vectors hold protects nothing.
  bool doubtful = false;        ///< A person must judge: a word, one of a list, a label that a standard fixes.
  std::vector<Step> steps;      ///< From the constant to the sink.
  std::vector<SinkUse> also;    ///< The same constant at other sinks, or other constants at this sink.
};

struct Solution {
  std::vector<SinkUse> uses;            ///< Sorted by sink's place, row, constant; grouped.
  std::vector<LiteralRecord> folded;    ///< Texts joined from parts.
  std::vector<std::string> notices;
};

/// Joins what a person mends at once: the uses of one constant (in one family
/// of rules), else those of one sink, in the order given.
std::vector<SinkUse> Grouped(std::vector<SinkUse> uses, const SinkTable& table);

/// The level of the finding: a note where a program tests itself or a person must
/// judge, no error where something else may arrive. ConfidenceOf goes with it.
std::string_view LevelOf(const SinkUse& use, const Sink& sink);
std::string_view ConfidenceOf(const SinkUse& use);

/// Linear in the size of the program up to stated bounds (values per place,
/// path depth, rounds per loop); beyond them values become unknown.
Solution Solve(const Program& program, const SinkTable& sinks);

}  // namespace keylint::flow
