// SPDX-License-Identifier: Apache-2.0
// Calls: who may be called, and a callee's summary in its caller's words.
#include "lint/clang/solver.h"

namespace keylint::flow {
namespace {

constexpr std::size_t kMaxTargets = 8;
constexpr std::size_t kMaxLocs = 8;
constexpr int kMaxWaiting = 3;  ///< Calls through given pointers inside of each other.

void AddOnce(std::vector<std::uint32_t>& list, std::uint32_t item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

// Of a waiting call of a callee, seen by the caller that passes it on.
std::uint64_t Site(const Instruction& call, std::uint32_t outcome) {
  const std::uint64_t place = static_cast<std::uint64_t>(call.place.file) * 1000003u + call.place.begin;
  return 0x8000000000000000ull | place << 20 | outcome;
}

}  // namespace

std::uint32_t Solver::FreshId(std::uint64_t key, std::uint32_t type, std::uint8_t depth) {
  const auto [found, added] = fresh_ids_.try_emplace(key, static_cast<std::uint32_t>(fresh_.size()));
  if (added) fresh_.push_back({type, depth});
  return found->second;
}

// The class of an object that was made here or is a variable; 0 elsewhere.
std::uint32_t Solver::TypeOf(const Frame& frame, LocId object) const {
  const Loc& loc = locs_[object];
  if (loc.step != kRootStep) return 0;
  if (loc.root == Root::kFresh) return fresh_[loc.root_id].type;
  if (loc.root == Root::kLocal && loc.root_id < frame.function->local_types.size()) return frame.function->local_types[loc.root_id];
  const auto global = loc.root == Root::kGlobal ? global_of_.find(loc.root_id) : global_of_.end();
  return global == global_of_.end() ? 0 : global->second->type;
}

bool Solver::IsA(std::uint32_t record, std::uint32_t base) const {
  std::vector<std::uint32_t> classes = {record};
  for (std::size_t n = 0; n < classes.size() && classes.size() < 64; ++n) {
    if (classes[n] == base) return true;
    const auto parents = bases_.find(classes[n]);
    if (parents == bases_.end()) continue;
    for (const std::uint32_t parent : parents->second) AddOnce(classes, parent);
  }
  return false;
}

// A sink inside an overrider is reached only by objects of its class. Whether
// this call's object can be one; `after` is what its caller has to ask.
bool Solver::MeetsDemand(Binding& b, const Demand& before, Demand& after) {
  std::vector<LocId> objects;
  after.record = before.record;
  if (before.record != 0) {
    objects = MapLoc(b, before.object);
  } else if ((b.call->flags & kVirtual) != 0 && !b.call->args.empty()) {
    const auto owner = class_of_method_.find(b.callee->name);
    after.record = owner == class_of_method_.end() ? 0 : owner->second;
    objects = Pointees(b.frame->registers[b.call->args[0]]);
  }
  if (after.record == 0 || objects.empty()) {
    after = {};
    return true;
  }
  const bool possible = std::any_of(objects.begin(), objects.end(), [&](LocId object) {
    const std::uint32_t type = TypeOf(*b.frame, object);
    return type == 0 || IsA(type, after.record);
  });
  after.object = objects.front();
  if (objects.size() != 1) after = {};
  return possible;
}

std::vector<std::uint32_t> Solver::Targets(Frame& frame, const State&, const Instruction& i) {
  std::vector<std::uint32_t> names;
  if (i.sym == 0) {
    for (const Atom& atom : frame.registers[i.a]) {
      if (atom.kind == AtomKind::kFunction) AddOnce(names, atom.id);
    }
  } else if ((i.flags & kVirtual) == 0 || i.args.empty()) {
    names.push_back(i.sym);
  } else {
    // The object's class where it is known, else every overrider.
    bool all_known = true;
    const std::vector<LocId> objects = Pointees(frame.registers[i.args[0]]);
    for (const LocId object : objects) {
      const std::uint32_t type = TypeOf(frame, object);
      all_known &= type != 0;
      if (type == 0) continue;
      // The overrider in the class or its nearest base.
      std::vector<std::uint32_t> family = {i.sym};
      for (std::size_t n = 0; n < family.size() && family.size() < 256; ++n) {
        for (const std::uint32_t other : overriders_[family[n]]) AddOnce(family, other);
        for (const std::uint32_t other : overridden_[family[n]]) AddOnce(family, other);
      }
      std::vector<std::uint32_t> classes = {type};
      std::uint32_t chosen = 0;
      for (std::size_t n = 0; n < classes.size() && classes.size() < 64 && chosen == 0; ++n) {
        for (const std::uint32_t method : family) {
          const auto owner = class_of_method_.find(method);
          if (owner != class_of_method_.end() && owner->second == classes[n]) chosen = method;
        }
        for (const std::uint32_t base : bases_[classes[n]]) AddOnce(classes, base);
      }
      AddOnce(names, chosen != 0 ? chosen : i.sym);
    }
    if (objects.empty() || !all_known) {
      names = {i.sym};
      for (std::size_t n = 0; n < names.size() && names.size() < kMaxTargets; ++n) {
        for (const std::uint32_t other : overriders_[names[n]]) AddOnce(names, other);
      }
    }
  }
  std::vector<std::uint32_t> targets;
  for (const std::uint32_t name : names) {
    const auto found = function_of_.find(name);
    if (found != function_of_.end() && targets.size() < kMaxTargets) targets.push_back(found->second);
  }
  return targets;
}

void Solver::UnknownCall(Frame& frame, State& state, const Instruction& i) {
  for (std::size_t n = 0; n < i.args.size() && n < i.arg_flags.size(); ++n) {
    if ((i.arg_flags[n] & kWritable) == 0) continue;
    const std::vector<LocId> objects = Pointees(frame.registers[i.args[n]]);
    for (const LocId object : objects) Write(state, object, Value::Unknown(), objects.size() == 1);
  }
}

void Solver::Call(Frame& frame, State& state, const Instruction& i, std::uint32_t at) {
  LocId result = Locations::kNone;
  if ((i.flags & kReturnsObject) != 0) {
    const std::uint64_t key = static_cast<std::uint64_t>(frame.index + 1) << 32 | at;
    result = locs_.MakeRoot(Root::kFresh, FreshId(key, 0, 0));
    Write(state, result, Value(), true);
    if (i.dst >= 0) frame.registers[i.dst] = Value(Atom{AtomKind::kPointer, result});
  }
  Value outcome;
  if (i.sym == 0 && frame.registers[i.a].Has(AtomKind::kInitial)) {
    std::vector<Value> args;
    for (const std::int32_t arg : i.args) args.push_back(frame.registers[arg]);
    const std::uint32_t id = OutcomeId(frame.index, at);
    Defer(frame, frame.registers[i.a], std::move(args), i.place, id);
    outcome = Value(Atom{AtomKind::kInitial, locs_.MakeRoot(Root::kOutcome, id)});
  }
  const std::vector<std::uint32_t> targets = Targets(frame, state, i);
  bool any_ready = false;
  for (const std::uint32_t target : targets) any_ready |= summaries_[target].ready;
  if (!any_ready) {
    if (targets.empty()) UnknownCall(frame, state, i);
    if (!outcome.empty() && result != Locations::kNone) Write(state, result, outcome, true);
    else if (result != Locations::kNone) Forget(state, result);
    else if (i.dst >= 0) frame.registers[i.dst] = outcome.empty() ? Value::Unknown() : outcome;
    return;
  }
  if (targets.size() == 1) {
    Apply(frame, state, i, targets[0], result);
    return;
  }
  State merged;
  Value value;
  for (const std::uint32_t target : targets) {
    if (!summaries_[target].ready) continue;
    State one = state;
    Apply(frame, one, i, target, result);
    if (i.dst >= 0) value.Add(frame.registers[i.dst]);
    Merge(merged, one);
  }
  state = std::move(merged);
  if (i.dst >= 0) frame.registers[i.dst] = value;
}

std::vector<LocId> Solver::MapLoc(Binding& b, LocId loc) {
  const auto known = b.memo.find(loc);
  if (known != b.memo.end()) return known->second;
  std::vector<LocId> result;
  const Loc here = locs_[loc];
  if (here.step == kRootStep) {
    switch (here.root) {
      case Root::kParameter: {
        const bool object = here.root_id < b.callee->parameters.size() &&
                            (b.callee->parameters[here.root_id] & kByValue) != 0;
        if (object && here.root_id < b.call->args.size()) {
          result = Pointees(b.frame->registers[b.call->args[here.root_id]]);
        }
        break;
      }
      case Root::kGlobal:
      case Root::kText:
        result = {loc};
        break;
      case Root::kFresh: {
        // A new object per call; in deep chains they fall together.
        const FreshInfo info = fresh_[here.root_id];
        if (info.depth >= 3) {
          result = {loc};
          break;
        }
        const std::uint64_t site = (static_cast<std::uint64_t>(b.call->place.file) * 1000003u + b.call->place.begin) ^
                                   (static_cast<std::uint64_t>(b.frame->index + 1) << 20);
        const std::uint64_t key = (static_cast<std::uint64_t>(here.root_id) << 40) ^ (site * 0x9e3779b97f4a7c15ull >> 8) ^
                                  0x8000000000000000ull;
        result = {locs_.MakeRoot(Root::kFresh, FreshId(key, info.type, static_cast<std::uint8_t>(info.depth + 1)))};
        break;
      }
      case Root::kLocal:
      case Root::kOutcome:
        break;
      case Root::kResult:
        if (b.result != Locations::kNone) result = {b.result};
        break;
    }
  } else if (here.step == kDeref) {
    result = Pointees(MapInitial(b, here.parent));
  } else {
    for (const LocId outer : MapLoc(b, here.parent)) {
      const LocId inner = locs_.Child(outer, here.step);
      if (inner != Locations::kNone) result.push_back(inner);
    }
  }
  if (result.size() > kMaxLocs) result.resize(kMaxLocs);
  b.memo[loc] = result;
  return result;
}

Value Solver::MapInitial(Binding& b, LocId loc) {
  const Loc here = locs_[loc];
  if (here.root == Root::kOutcome) return OutcomeAt(b, loc);
  if (here.step == kRootStep && here.root == Root::kParameter) {
    const bool object = here.root_id < b.callee->parameters.size() &&
                        (b.callee->parameters[here.root_id] & kByValue) != 0;
    if (!object) {
      if (here.root_id >= b.call->args.size()) return Value::Unknown();
      return b.frame->registers[b.call->args[here.root_id]];
    }
  }
  Value value;
  const std::vector<LocId> locs = MapLoc(b, loc);
  for (const LocId mapped : locs) value.Add(Read(*b.before, mapped));
  if (locs.empty()) value = Value::Unknown();
  return value;
}

Value Solver::MapValue(Binding& b, const Value& value, bool returned) {
  Value mapped;
  for (Atom atom : value) {
    switch (atom.kind) {
      case AtomKind::kText:
        if (!GivenOf(atom.id).empty()) {
          mapped.Add(FillHoles(b, atom));
          break;
        }
        if (returned) {
          atom.trace = AddTrace(atom.trace, b.call->place, TraceStep::Kind::kReturned, b.callee->display);
        }
        mapped.Add(atom);
        break;
      case AtomKind::kUnknown:
      case AtomKind::kFunction:
        mapped.Add(atom);
        break;
      case AtomKind::kInitial:
        mapped.Add(MapInitial(b, atom.id));
        break;
      case AtomKind::kPointer:
        if (locs_[atom.id].root == Root::kText) {
          if (returned) {
            atom.trace = AddTrace(atom.trace, b.call->place, TraceStep::Kind::kReturned, b.callee->display);
          }
          mapped.Add(atom);
          break;
        }
        for (const LocId loc : MapLoc(b, atom.id)) mapped.Add(Atom{AtomKind::kPointer, loc, atom.trace});
        if (locs_[atom.id].root == Root::kLocal) mapped.Add(Atom{});
        break;
    }
  }
  return mapped;
}

// A lambda called as a function pointer has a `this` that nobody gives.
void Solver::Apply(Frame& frame, State& state, const Instruction& i, std::uint32_t callee, LocId result) {
  if (i.sym != 0 || unit_.functions[callee].parameters.size() != i.args.size() + 1) {
    ApplyTo(frame, state, i, callee, result);
    return;
  }
  Instruction with_this = i;
  with_this.args.insert(with_this.args.begin(), static_cast<std::int32_t>(frame.registers.size()));
  with_this.arg_flags.insert(with_this.arg_flags.begin(), 0);
  frame.registers.push_back(Value::Unknown());
  ApplyTo(frame, state, with_this, callee, result);
  frame.registers.pop_back();
}

void Solver::ApplyTo(Frame& frame, State& state, const Instruction& i, std::uint32_t callee, LocId result) {
  Summary& summary = summaries_[callee];
  summary.applied = true;
  Binding binding;
  binding.frame = &frame;
  binding.before = &state;
  binding.callee = &unit_.functions[callee];
  binding.call = &i;
  binding.result = result;
  binding.summary = &summary;
  Value returned = Value::Unknown();
  bool has_result = false;
  struct Pending { LocId target; Value value; bool strong; };
  std::vector<Pending> pending;   // All read before any is written.
  if (frame.cheap) UnknownCall(frame, state, i);
  for (const auto& [loc, value] : summary.writes) {
    if (frame.cheap && locs_[loc].root != Root::kResult) continue;
    cost_ += 4;
    const Loc here = locs_[loc];
    if (here.root == Root::kResult && here.step == kRootStep && result == Locations::kNone) {
      returned = MapValue(binding, value, true);
      has_result = true;
      continue;
    }
    const std::vector<LocId> targets = MapLoc(binding, loc);
    if (targets.empty()) continue;
    const Value mapped = MapValue(binding, value, true);
    for (const LocId target : targets) pending.push_back({target, mapped, targets.size() == 1});
    // A whole object moved: its members in the caller's memory move too.
    for (const Atom& atom : value) {
      if (atom.kind != AtomKind::kInitial || atom.id == loc) continue;
      for (const LocId from : MapLoc(binding, atom.id)) {
        if (!locs_[from].has_children) continue;
        const std::vector<LocId> parts = locs_.Parts(locs_.ObjectOf(from));
        for (const LocId inner : parts) {
          if (!locs_.IsBelow(inner, from)) continue;
          const Value* held = state.Find(inner);
          if (held == nullptr) continue;
          std::vector<std::uint32_t> steps;
          for (LocId up = inner; up != from; up = locs_[up].parent) steps.push_back(locs_[up].step);
          for (const LocId target : targets) {
            LocId to = target;
            for (auto step = steps.rbegin(); step != steps.rend(); ++step) to = locs_.Child(to, *step);
            if (to != Locations::kNone) pending.push_back({to, *held, targets.size() == 1});
          }
        }
      }
    }
  }
  if (i.dst >= 0 && result == Locations::kNone) frame.registers[i.dst] = has_result ? returned : Value::Unknown();
  ApplySinks(binding, summary);
  ApplyCalls(binding);
  cost_ += 8 * pending.size();
  for (const Pending& write : pending) Write(state, write.target, write.value, write.strong);
}

// The way inside the callee behind the way to the call.
Atom Solver::Later(const Binding& b, Atom got, std::uint32_t inside) {
  constexpr std::size_t kMaxSteps = 12;
  got.trace = AddTrace(got.trace, b.call->place, TraceStep::Kind::kPassed, b.callee->display);
  std::vector<std::uint32_t> steps;
  for (std::uint32_t at = inside; at != 0 && steps.size() < kMaxSteps; at = traces_[at].before) steps.push_back(at);
  for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
    const TraceStep step = traces_[*at];
    got.trace = AddTrace(got.trace, step.place, step.kind, step.name);
  }
  return got;
}

// A joined text of the callee with what this call gives.
Value Solver::FillHoles(Binding& b, const Atom& atom) {
  constexpr std::size_t kMaxTexts = 8;
  const Text text = TextAt(atom.id);
  const std::vector<LocId> holes = GivenOf(atom.id);
  const std::vector<TextPiece> pieces = PiecesOf(atom.id);
  struct Part { std::uint32_t id, trace; };
  std::vector<Part> joined = {{AddText(Text{}), 0}};
  const auto add = [&](const Value& piece) {
    std::vector<Part> longer;
    for (const Part& head : joined) {
      for (const Atom& tail : piece) {
        if (longer.size() < kMaxTexts) longer.push_back({Concatenate(head.id, tail.id), tail.trace != 0 ? tail.trace : head.trace});
      }
    }
    joined = std::move(longer);
  };
  std::size_t from = 0, hole = 0;
  for (const TextPiece& piece : pieces) {
    for (std::size_t at = from; at <= piece.end; ++at) {
      const bool is_hole = text.holes && at < piece.end && text.bytes[at] == kHole && hole < holes.size();
      if (!is_hole && at < piece.end) continue;
      if (at > from) {
        Text literal;
        literal.bytes = text.bytes.substr(from, at - from);
        literal.place = piece.place;
        add(Value(Atom{AtomKind::kText, AddText(std::move(literal))}));
      }
      if (!is_hole) break;
      Value given;
      if (holes[hole] == Locations::kNone) {
        given.Add(HoleFor(Atom{}, {}));
      } else {
        for (const Atom& one : MapInitial(b, holes[hole])) {
          given.Add(one.kind == AtomKind::kText && !TextAt(one.id).binary ? one : HoleFor(one, {}));
        }
      }
      ++hole;
      add(given.empty() ? Value(HoleFor(Atom{}, {})) : given);
      from = at + 1;
    }
    from = piece.end;
  }
  Value filled;
  for (const Part& part : joined) filled.Add(Later(b, Atom{AtomKind::kText, part.id, part.trace}, atom.trace));
  return filled;
}

// The callee's open sinks with the caller's values.
void Solver::ApplySinks(Binding& binding, const Summary& summary) {
  for (const PendingSink& sink : summary.sinks) {
    Demand demand;
    if (!MeetsDemand(binding, sink.demand, demand)) continue;
    Value value;
    for (const Atom& atom : sink.value) {
      if (atom.kind == AtomKind::kText) {
        value.Add(FillHoles(binding, atom));
      } else if (atom.kind != AtomKind::kInitial) {
        value.Add(atom);
      } else {
        for (const Atom& got : MapInitial(binding, atom.id)) {
          if (got.kind == AtomKind::kPointer || got.kind == AtomKind::kFunction) continue;
          value.Add(Later(binding, got, atom.trace));
        }
      }
    }
    Report(*binding.frame, {sink.row, sink.called, sink.parameter, sink.place, value, demand, sink.one_of_many});
  }
}

// Which function a given pointer holds is known to a caller: the call waits.
void Solver::Defer(Frame& frame, const Value& target, std::vector<Value> args, const Place& place, std::uint32_t outcome) {
  constexpr std::size_t kMaxCalls = 16;
  frame.saw_sinks = true;   // Judged in the last pass, as sinks are.
  if (!frame.reporting || frame.calls.size() >= kMaxCalls) return;
  Value open;
  for (const Atom& atom : target) {
    if (atom.kind == AtomKind::kInitial) open.Add(atom);
  }
  if (!open.empty()) frame.calls.push_back({open, std::move(args), place, outcome});
}

std::uint32_t Solver::OutcomeId(std::uint64_t function, std::uint64_t site) {
  return outcome_ids_.try_emplace({function, site}, static_cast<std::uint32_t>(outcome_ids_.size())).first->second;
}

std::vector<Value> Solver::Passed(Binding& b, const PendingCall& call) {
  std::vector<Value> args;
  for (const Value& arg : call.args) {
    args.push_back(WithStep(MapValue(b, arg, false), b.call->place, TraceStep::Kind::kPassed, b.callee->display));
  }
  return args;
}

// `callee` as the waiting call's target: the arguments are registers of the
// caller for the time of `use`.
template <class Use>
void Solver::WithTarget(Binding& b, const PendingCall& call, const std::vector<Value>& args, std::uint32_t callee, Use use) {
  Instruction made;
  made.op = Op::kCall;
  made.place = call.place;
  std::vector<Value>& registers = b.frame->registers;
  const std::size_t before = registers.size();
  const auto pass = [&](const Value& arg) {
    made.args.push_back(static_cast<std::int32_t>(registers.size()));
    registers.push_back(arg);
  };
  if (unit_.functions[callee].parameters.size() == args.size() + 1) pass(Value::Unknown());  // A lambda's `this`.
  for (const Value& arg : args) pass(arg);
  Binding inner;
  inner.frame = b.frame;
  inner.before = b.before;
  inner.callee = &unit_.functions[callee];
  inner.call = &made;
  inner.summary = &summaries_[callee];
  inner.depth = b.depth + 1;
  use(inner);
  registers.resize(before);
}


// The callee's waiting calls, where the caller gave the function. Of what they
// do, their sinks and what they return count.
void Solver::ApplyCalls(Binding& b) {
  Frame& frame = *b.frame;
  if (b.summary->calls.empty()) return;
  frame.saw_sinks = true;
  if (!frame.reporting || b.depth > kMaxWaiting) return;
  for (const PendingCall& call : b.summary->calls) {
    const Value target = MapValue(b, call.target, false);
    const std::vector<Value> args = Passed(b, call);
    for (const Atom& atom : target) {
      const auto found = atom.kind == AtomKind::kFunction ? function_of_.find(atom.id) : function_of_.end();
      if (found == function_of_.end() || !summaries_[found->second].ready) continue;
      WithTarget(b, call, args, found->second, [&](Binding& inner) {
        ApplySinks(inner, *inner.summary);
        ApplyCalls(inner);
      });
    }
    if (target.Has(AtomKind::kInitial)) {
      Defer(frame, target, args, call.place, OutcomeId(frame.index, Site(*b.call, call.outcome)));
    }
  }
}

// What the callee's waiting call returned there, in this caller's words.
Value Solver::OutcomeAt(Binding& b, LocId loc) {
  Value value;
  const std::uint32_t id = locs_[loc].root_id;
  const auto is_it = [&](const PendingCall& call) { return call.outcome == id; };
  const std::vector<PendingCall>& calls = b.summary->calls;
  const auto call = std::find_if(calls.begin(), calls.end(), is_it);
  if (call == calls.end() || b.depth > kMaxWaiting) return Value::Unknown();
  if (const auto [known, added] = b.outcomes.try_emplace(loc, Value::Unknown()); !added) return known->second;
  const std::vector<Value> args = Passed(b, *call);
  for (const Atom& atom : MapValue(b, call->target, false)) {
    const auto found = atom.kind == AtomKind::kFunction ? function_of_.find(atom.id) : function_of_.end();
    if (atom.kind == AtomKind::kInitial) {
      LocId later = locs_.MakeRoot(Root::kOutcome, OutcomeId(b.frame->index, Site(*b.call, call->outcome)));
      std::vector<std::uint32_t> steps;
      for (LocId up = loc; locs_[up].step != kRootStep; up = locs_[up].parent) steps.push_back(locs_[up].step);
      for (auto step = steps.rbegin(); step != steps.rend() && later != Locations::kNone; ++step) later = locs_.Child(later, *step);
      value.Add(later == Locations::kNone ? Atom{} : Atom{AtomKind::kInitial, later});
    } else if (found == function_of_.end() || !summaries_[found->second].ready) {
      value.Add(Atom{});
    } else {
      WithTarget(b, *call, args, found->second, [&](Binding& inner) { value.Add(ResultAt(inner, loc)); });
    }
  }
  if (value.empty()) value = Value::Unknown();
  return b.outcomes[loc] = value;
}

// What `b`'s callee puts into its result, at the path of `loc`.
Value Solver::ResultAt(Binding& b, LocId loc) {
  const Loc here = locs_[loc];
  if (here.step == kDeref) {
    Value value;
    for (const LocId pointee : Pointees(ResultAt(b, here.parent))) value.Add(Read(*b.before, pointee));
    return value;
  }
  LocId wanted = locs_.MakeRoot(Root::kResult, 0);
  std::vector<std::uint32_t> steps;
  for (LocId up = loc; locs_[up].step != kRootStep; up = locs_[up].parent) steps.push_back(locs_[up].step);
  for (auto step = steps.rbegin(); step != steps.rend() && wanted != Locations::kNone; ++step) wanted = locs_.Child(wanted, *step);
  for (const auto& [written, value] : b.summary->writes) {
    if (written == wanted) return MapValue(b, value, true);
  }
  return Value::Unknown();
}

}  // namespace keylint::flow
