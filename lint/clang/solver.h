// SPDX-License-Identifier: Apache-2.0
// The solver's inside: memory operations, one function's analysis, summaries.
// Include solve.h to use it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/clang/program.h"
#include "lint/clang/solve.h"
#include "lint/clang/values.h"

namespace keylint::flow {

/// Stands in a text for what is not known at that place, see Text::holes.
inline constexpr char kHole = '\x1a';
inline constexpr std::size_t kMaxText = 1 << 16;

/// A run of a joined text that one literal gave, up to `end`.
struct TextPiece {
  std::uint32_t end = 0;
  Place place;
};

/// What a joined text is made of. A hole is `given` when a caller knows it:
/// the location that holds it when the function is entered.
struct TextParts {
  std::vector<LocId> given;        ///< One for each hole, kNone where nobody knows; or empty.
  std::vector<TextPiece> pieces;
};

/// What is said on the way of an atom; index 0 of the list is "start".
struct TraceStep {
  enum class Kind : std::uint8_t { kCopied, kPassed, kReturned, kJoined };
  std::uint32_t before = 0;
  Place place;
  Kind kind = Kind::kCopied;
  std::uint32_t name = 0;    ///< Symbol of the function or place.
};

/// An object that must be of a class for a virtual call to have come that way.
struct Demand {
  LocId object = Locations::kNone;
  std::uint32_t record = 0;  ///< 0: none.

  friend bool operator==(const Demand&, const Demand&) = default;
};

/// A sink whose value depends on what the function is given.
struct PendingSink {
  std::uint32_t row = 0;
  std::uint32_t called = 0;
  std::uint32_t parameter = 0;
  Place place;
  Value value;               ///< Texts and initials.
  Demand demand;
  bool one_of_many = false;  ///< See kOneOfMany.
};

/// A call through a pointer that the function is given, with what it passes.
struct PendingCall {
  Value target;              ///< Initials, and the functions it may be besides.
  std::vector<Value> args;
  Place place;
  std::uint32_t outcome = 0; ///< Root::kOutcome of what it returns.
};

/// What a caller needs to know about a function.
struct Summary {
  bool ready = false;
  bool applied = false;      ///< Some caller has used it.
  std::vector<State::Entry> writes;  ///< Values at exit, places with short paths first.
  std::vector<PendingSink> sinks;
  std::vector<PendingCall> calls;
};

class Solver {
 public:
  Solver(const Program& program, const SinkTable& sinks);
  Solution Run();

 private:
  struct Frame {             ///< One function under analysis.
    const Function* function = nullptr;
    std::uint32_t index = 0;
    std::vector<Value> registers;
    std::vector<PendingSink> sinks;
    std::vector<PendingCall> calls;
    std::unordered_set<LocId> scrambled;   ///< Bytes written with computed values.
    bool cheap = false;                    ///< Over its cost: callees' writes become unknown.
    bool saw_sinks = false;
    bool reporting = false;                ///< The last pass, all values known.
  };
  /// Names of a callee's locations in its caller.
  struct Binding {
    Frame* frame = nullptr;
    const State* before = nullptr;
    const Function* callee = nullptr;
    const Instruction* call = nullptr;
    LocId result = Locations::kNone;
    const Summary* summary = nullptr;
    int depth = 0;           ///< Of calls through given pointers.
    std::unordered_map<LocId, std::vector<LocId>> memo;
    /// What waiting calls returned; unknown while that is asked for, since one
    /// in a loop may be passed its own result.
    std::unordered_map<LocId, Value> outcomes;
  };

  // memory.cc
  Value Read(const State& state, LocId loc);
  /// Without the elements that may be the same place.
  Value ReadExact(const State& state, LocId loc);
  Value Default(LocId loc);
  std::uint64_t cost_ = 0;           ///< Entries looked at, of the whole run.
  void Write(State& state, LocId loc, const Value& value, bool strong);
  void Forget(State& state, LocId loc);
  void CopyTree(State& state, LocId to, LocId from, bool strong);
  std::vector<State::Entry> MembersOfSome(const State& state, LocId to, LocId element);
  std::vector<LocId> Pointees(const Value& value);
  /// The bytes `value` stands for or points to: texts, initials, unknown.
  Value TextOf(const State& state, const Value& value, const Frame* reader = nullptr);
  bool Merge(State& into, const State& from);
  std::uint32_t AddText(Text text, TextParts parts = {});
  const Text& TextAt(std::uint32_t id) const;
  /// What the holes of a text are, in their order; empty when none is given.
  const std::vector<LocId>& GivenOf(std::uint32_t id) const;
  std::vector<LocId> HolesOf(std::uint32_t id) const;
  std::vector<TextPiece> PiecesOf(std::uint32_t id) const;
  Atom HoleFor(const Atom& given, const Place& place);
  /// The literal a person edits when `secret` is a part of the text.
  Place Owner(std::uint32_t id, std::string_view secret) const;
  bool IsElement(std::uint32_t step) const;
  bool ConstantGlobal(LocId loc) const;
  Value WithStep(const Value& value, const Place& place, TraceStep::Kind kind, std::uint32_t name);
  std::uint32_t AddTrace(std::uint32_t before, const Place& place, TraceStep::Kind kind, std::uint32_t name);
  std::uint32_t Concatenate(std::uint32_t first, std::uint32_t second);

  // transfer.cc
  void Execute(Frame& frame, State& state, const Instruction& i, std::uint32_t at);
  void WriteAll(Frame& frame, State& state, const Value& target, const Value& value);
  void Append(State& state, const Instruction& i, const Value& to, const Value& text);
  Atom JoinWithHole(const Atom& head, const Atom& tail, const Place& place);
  Value PieceOf(const Frame& frame, const State& state, const Instruction& i, const Place& format, int argument,
                const std::string& literal);
  void Format(Frame& frame, State& state, const Instruction& i);
  Value Derived(const Value& value);
  Value MadeOf(const std::vector<Value>& parts);
  void StoreByte(Frame& frame, State& state, const Instruction& i, const Value& to);
  void SinkAt(Frame& frame, const State& state, const Instruction& i);
  /// `at.value` is what is known of the sink's value here.
  void Report(Frame& frame, PendingSink at);
  void Keep(const Frame& frame, const PendingSink& at, const Atom& atom, bool certain);

  // calls.cc
  void Call(Frame& frame, State& state, const Instruction& i, std::uint32_t at);
  std::vector<std::uint32_t> Targets(Frame& frame, const State& state, const Instruction& i);
  void UnknownCall(Frame& frame, State& state, const Instruction& i);
  void Apply(Frame& frame, State& state, const Instruction& i, std::uint32_t callee, LocId result);
  void ApplyTo(Frame& frame, State& state, const Instruction& i, std::uint32_t callee, LocId result);
  std::uint32_t TypeOf(const Frame& frame, LocId object) const;
  bool IsA(std::uint32_t record, std::uint32_t base) const;
  bool MeetsDemand(Binding& binding, const Demand& before, Demand& after);
  void ApplySinks(Binding& binding, const Summary& summary);
  void ApplyCalls(Binding& binding);
  void Defer(Frame& frame, const Value& target, std::vector<Value> args, const Place& place, std::uint32_t outcome);
  std::uint32_t OutcomeId(std::uint64_t function, std::uint64_t site);
  std::vector<Value> Passed(Binding& binding, const PendingCall& call);
  template <class Use>
  void WithTarget(Binding& binding, const PendingCall& call, const std::vector<Value>& args, std::uint32_t callee, Use use);
  Value OutcomeAt(Binding& binding, LocId loc);
  Value ResultAt(Binding& binding, LocId loc);
  std::vector<LocId> MapLoc(Binding& binding, LocId loc);
  Value MapInitial(Binding& binding, LocId loc);
  Value MapValue(Binding& binding, const Value& value, bool returned);
  Value FillHoles(Binding& binding, const Atom& text);
  Atom Later(const Binding& binding, Atom got, std::uint32_t inside);
  std::uint32_t FreshId(std::uint64_t key, std::uint32_t type, std::uint8_t depth);

  // solve.cc
  bool Iterate(Frame& frame, State& exit);
  void Analyse(std::uint32_t index);
  std::vector<std::vector<std::uint32_t>> Components();
  void InitialiseGlobals();
  void FinishGlobals();
  bool WorthKeeping(LocId loc, const Value& value);
  void CollectMembers(Frame& frame, const State& exit);
  void ResolveLeftovers();
  Solution Finish();

  const Program& program_;
  const Unit& unit_;
  const SinkTable& table_;
  Locations locs_;
  std::vector<Text> new_texts_;
  std::vector<TextParts> new_parts_;                                ///< Of each new text.
  std::map<std::tuple<std::string, std::uint64_t, std::vector<LocId>>, std::uint32_t> new_text_ids_;
  std::vector<TraceStep> traces_{1};
  std::unordered_map<std::uint32_t, std::uint32_t> function_of_;     ///< Symbol -> index.
  std::unordered_map<std::uint32_t, const Global*> global_of_;
  std::unordered_set<std::uint32_t> constant_globals_;              ///< Whose first value is known without a call.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> overriders_, overridden_, bases_;
  std::unordered_map<std::uint32_t, std::uint32_t> class_of_method_;
  std::vector<bool> is_element_;                                    ///< By symbol.
  std::vector<Summary> summaries_;
  std::unordered_set<LocId> text_globals_;                         ///< Places of globals that ever hold a text.
  State globals_;                                                   ///< First values.
  State stored_;                                                    ///< First values and every constant stored.
  std::unordered_map<std::uint32_t, Value> members_;                ///< Member symbol -> constants stored.
  struct FreshInfo { std::uint32_t type; std::uint8_t depth; };
  std::vector<FreshInfo> fresh_;
  std::unordered_map<std::uint64_t, std::uint32_t> fresh_ids_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> outcome_ids_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>, SinkUse> uses_;
};

}  // namespace keylint::flow
