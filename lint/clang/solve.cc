// SPDX-License-Identifier: Apache-2.0
// Functions bottom-up: each is analysed once (loops and recursion a bounded
// number of rounds) with symbols for what it is given; callers put their own
// values in. Summaries are the functional approach of Sharir and Pnueli, "Two
// approaches to interprocedural data flow analysis" (1981), over access paths.
#include "lint/clang/solve.h"

#include <functional>

#include "lint/clang/solver.h"

namespace keylint::flow {
namespace {

constexpr int kRounds = 4;             ///< Of a loop.
constexpr int kRecursionRounds = 3;
constexpr std::size_t kMaxWrites = 96;
constexpr std::uint64_t kMaxCost = 1000000;  ///< Entries looked at per function.

std::vector<std::uint32_t> ReversePostOrder(const Function& function) {
  std::vector<std::uint32_t> order;
  std::vector<std::uint8_t> seen(function.blocks.size());
  std::vector<std::pair<std::uint32_t, std::size_t>> stack = {{0, 0}};
  if (function.blocks.empty()) return order;
  seen[0] = 1;
  while (!stack.empty()) {
    auto& [block, next] = stack.back();
    if (next < function.blocks[block].next.size()) {
      const std::uint32_t to = function.blocks[block].next[next++];
      if (!seen[to]) {
        seen[to] = 1;
        stack.emplace_back(to, 0);
      }
    } else {
      order.push_back(block);
      stack.pop_back();
    }
  }
  std::reverse(order.begin(), order.end());
  return order;
}

bool MadeByCalls(const Global& global) {
  const std::vector<Block>& blocks = global.initialiser.blocks;
  return std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
    return std::any_of(block.code.begin(), block.code.end(), [](const Instruction& i) { return i.op == Op::kCall; });
  });
}

}  // namespace

Solver::Solver(const Program& program, const SinkTable& sinks)
    : program_(program), unit_(program.joined()), table_(sinks) {
  for (std::uint32_t n = 0; n < unit_.functions.size(); ++n) function_of_[unit_.functions[n].name] = n;
  for (const Global& global : unit_.globals) {
    global_of_[global.name] = &global;
    if (global.constant && !MadeByCalls(global)) constant_globals_.insert(global.name);
  }
  for (const auto& [derived, base] : unit_.overrides) {
    overriders_[base].push_back(derived);
    overridden_[derived].push_back(base);
  }
  for (const auto& [derived, base] : unit_.bases) bases_[derived].push_back(base);
  for (const auto& [method, owner] : unit_.method_classes) class_of_method_[method] = owner;
  is_element_.resize(unit_.symbols.size());
  for (std::size_t n = 0; n < unit_.symbols.size(); ++n) {
    is_element_[n] = n == kAnyElement || unit_.symbols[n].starts_with('[');
  }
  summaries_.resize(unit_.functions.size());
}

std::vector<std::vector<std::uint32_t>> Solver::Components() {
  const std::size_t count = unit_.functions.size();
  std::vector<std::vector<std::uint32_t>> callees(count);
  for (std::uint32_t n = 0; n < count; ++n) {
    const auto add = [&](std::uint32_t symbol) {
      const auto found = function_of_.find(symbol);
      if (found != function_of_.end()) callees[n].push_back(found->second);
    };
    for (const Block& block : unit_.functions[n].blocks) {
      for (const Instruction& i : block.code) {
        if (i.op != Op::kCall && i.op != Op::kFunction) continue;
        add(i.sym);
        if ((i.flags & kVirtual) == 0) continue;
        std::vector<std::uint32_t> family = {i.sym};
        for (std::size_t k = 0; k < family.size() && family.size() < 64; ++k) {
          for (const std::uint32_t other : overriders_[family[k]]) {
            family.push_back(other);
            add(other);
          }
        }
      }
    }
  }
  // Tarjan's components come out callees first.
  std::vector<std::vector<std::uint32_t>> components;
  std::vector<std::uint32_t> index(count, 0), low(count, 0), stack;
  std::vector<bool> on_stack(count);
  std::uint32_t next = 1;
  struct Visit { std::uint32_t node; std::size_t edge; };
  for (std::uint32_t start = 0; start < count; ++start) {
    if (index[start] != 0) continue;
    std::vector<Visit> visits = {{start, 0}};
    while (!visits.empty()) {
      const std::uint32_t node = visits.back().node;
      if (visits.back().edge == 0) {
        index[node] = low[node] = next++;
        stack.push_back(node);
        on_stack[node] = true;
      }
      bool descended = false;
      while (visits.back().edge < callees[node].size()) {
        const std::uint32_t to = callees[node][visits.back().edge++];
        if (index[to] == 0) {
          visits.push_back({to, 0});
          descended = true;
          break;
        }
        if (on_stack[to]) low[node] = std::min(low[node], index[to]);
      }
      if (descended) continue;
      if (callees[node].empty() || visits.back().edge >= callees[node].size()) {
        if (low[node] == index[node]) {
          components.emplace_back();
          std::uint32_t member;
          do {
            member = stack.back();
            stack.pop_back();
            on_stack[member] = false;
            components.back().push_back(member);
          } while (member != node);
        }
        visits.pop_back();
        if (!visits.empty()) low[visits.back().node] = std::min(low[visits.back().node], low[node]);
      }
    }
  }
  return components;
}

void Solver::InitialiseGlobals() {
  globals_.reached = true;
  for (const Global& global : unit_.globals) {
    if (global.initialiser.blocks.empty()) continue;
    Frame frame;
    frame.function = &global.initialiser;
    frame.index = static_cast<std::uint32_t>(unit_.functions.size()) + global.name;
    frame.registers.resize(global.initialiser.registers);
    frame.reporting = true;
    std::uint32_t at = 0;
    for (const Block& block : global.initialiser.blocks) {
      for (const Instruction& i : block.code) {
        // A first value that needs a call is not known before the program runs;
        // sinks in it are found all the same.
        Execute(frame, globals_, i, at++);
      }
    }
  }
  stored_ = globals_;
  for (const auto& [loc, value] : globals_.entries()) WorthKeeping(loc, value);
}

// Objects that a constructor or function makes before main, once what these
// do is known: they keep what they were given unless a caller says otherwise.
void Solver::FinishGlobals() {
  for (const Global& global : unit_.globals) {
    const Function& made = global.initialiser;
    if (!MadeByCalls(global)) continue;
    Frame frame;
    frame.function = &made;
    frame.index = static_cast<std::uint32_t>(unit_.functions.size()) + global.name;
    frame.registers.resize(made.registers);
    frame.reporting = true;
    State state;
    state.reached = true;
    std::uint32_t at = 0;
    for (const Block& block : made.blocks) {
      for (const Instruction& i : block.code) Execute(frame, state, i, at++);
    }
    CollectMembers(frame, state);
  }
}

// Rounds over the blocks until nothing changes, then one in which sinks are
// judged. False when it costs more than a function may, unless it is cheap.
bool Solver::Iterate(Frame& frame, State& exit) {
  const Function& function = *frame.function;
  const std::vector<std::uint32_t> order = ReversePostOrder(function);
  std::vector<State> entry(function.blocks.size());
  std::vector<std::uint32_t> first(function.blocks.size() + 1, 0);
  for (std::size_t n = 0; n < function.blocks.size(); ++n) {
    first[n + 1] = first[n] + static_cast<std::uint32_t>(function.blocks[n].code.size());
  }
  if (!entry.empty()) entry[0].reached = true;
  std::vector<bool> dirty(function.blocks.size(), true);
  const std::uint64_t limit = cost_ + (frame.cheap ? 2 * kMaxCost : kMaxCost);
  const auto run = [&](std::uint32_t block) {
    State state = entry[block];
    cost_ += function.blocks[block].code.size() + state.entries().size();
    std::uint32_t at = first[block];
    for (const Instruction& i : function.blocks[block].code) Execute(frame, state, i, at++);
    return state;
  };
  for (int round = 0; round < kRounds; ++round) {
    bool again = false;
    for (const std::uint32_t block : order) {
      if (!dirty[block] || !entry[block].reached) continue;
      if (cost_ > limit) {
        if (!frame.cheap) return false;
        break;
      }
      dirty[block] = false;
      const State state = run(block);
      if (function.blocks[block].next.empty()) Merge(exit, state);
      for (const std::uint32_t next : function.blocks[block].next) {
        if (!Merge(entry[next], state)) continue;
        dirty[next] = true;
        again = true;
      }
    }
    if (!again) break;
  }
  if (!frame.saw_sinks) return true;
  frame.reporting = true;
  for (const std::uint32_t block : order) {
    if (entry[block].reached) run(block);
  }
  return true;
}

void Solver::Analyse(std::uint32_t index) {
  const Function& function = unit_.functions[index];
  Frame frame;
  frame.function = &function;
  frame.index = index;
  frame.registers.resize(function.registers);
  State exit;
  if (!Iterate(frame, exit)) {
    frame.cheap = true;
    exit = State();
    frame.scrambled.clear();
    frame.saw_sinks = false;
    Iterate(frame, exit);
  }
  Summary& summary = summaries_[index];
  summary.writes.clear();
  for (const auto& [loc, value] : exit.entries()) {
    const Loc& here = locs_[loc];
    if (here.root == Root::kLocal || here.root == Root::kText || here.root == Root::kOutcome) continue;
    const bool by_value = here.root == Root::kParameter && here.derefs == 0;
    if (by_value) continue;
    if (value.size() == 1 && *value.begin() == Atom{AtomKind::kInitial, loc}) continue;
    if (here.root == Root::kGlobal && !WorthKeeping(loc, value)) continue;
    // Deep inside what a parameter points to, only a text or function is news.
    if (here.root == Root::kParameter && here.derefs > 1 && !value.Has(AtomKind::kText) &&
        !value.Has(AtomKind::kFunction) && !value.Has(AtomKind::kPointer)) {
      continue;
    }
    summary.writes.emplace_back(loc, value);
  }
  const auto shorter = [&](const State::Entry& a, const State::Entry& b) {
    return std::tuple(locs_[a.first].depth, a.first) < std::tuple(locs_[b.first].depth, b.first);
  };
  if (summary.writes.size() > kMaxWrites) {
    const auto telling = [](const State::Entry& e) {
      return e.second.Has(AtomKind::kText) || e.second.Has(AtomKind::kPointer) || e.second.Has(AtomKind::kFunction);
    };
    std::sort(summary.writes.begin(), summary.writes.end(), shorter);
    std::stable_partition(summary.writes.begin(), summary.writes.end(), telling);
    summary.writes.resize(kMaxWrites);
  }
  std::sort(summary.writes.begin(), summary.writes.end(), shorter);
  summary.sinks = std::move(frame.sinks);
  summary.calls = std::move(frame.calls);
  summary.ready = true;
  CollectMembers(frame, exit);
}

// Most writes to globals are of no secret: what is kept is a text or function
// put into one, and what replaces a text that was there.
bool Solver::WorthKeeping(LocId loc, const Value& value) {
  const bool text = std::any_of(value.begin(), value.end(), [&](const Atom& atom) {
    return atom.kind == AtomKind::kText || atom.kind == AtomKind::kFunction || atom.kind == AtomKind::kPointer;
  });
  if (text) text_globals_.insert(loc);
  return text || text_globals_.count(loc) != 0;
}

// Constants that members and globals are given anywhere: the answer for sinks
// whose object or global no known caller prepares.
void Solver::CollectMembers(Frame&, const State& exit) {
  for (const auto& [loc, value] : exit.entries()) {
    const Loc here = locs_[loc];
    Value texts;
    for (const Atom& atom : TextOf(exit, value)) {
      if (atom.kind == AtomKind::kText) texts.Add(atom);
    }
    if (texts.empty()) continue;
    if (here.step < kRootStep && !IsElement(here.step)) members_[here.step].Add(texts);
    if (here.root != Root::kGlobal || here.derefs != 0) continue;
    Value stored = Read(stored_, loc);
    stored.Add(value);
    stored_.Set(loc, stored);
    for (const Atom& atom : value) {
      // A global that points to a local buffer: keep what the buffer holds.
      if (atom.kind == AtomKind::kPointer && locs_[atom.id].root == Root::kLocal) stored_.Set(loc, texts);
    }
  }
}

void Solver::ResolveLeftovers() {
  for (std::uint32_t index = 0; index < summaries_.size(); ++index) {
    const Summary& summary = summaries_[index];
    if (summary.applied) continue;
    const Function& function = unit_.functions[index];
    Frame frame;
    frame.function = &function;
    frame.index = index;
    frame.reporting = true;
    for (const PendingSink& sink : summary.sinks) {
      Value value;
      for (const Atom& atom : sink.value) {
        if (atom.kind != AtomKind::kInitial) {
          value.Add(atom);
          continue;
        }
        const Loc here = locs_[atom.id];
        if (here.root == Root::kGlobal) {
          if (here.derefs == 0) {
            value.Add(TextOf(stored_, Read(stored_, atom.id)));
          } else if (here.derefs == 1 && here.step == kDeref) {
            value.Add(TextOf(stored_, Read(stored_, here.parent)));
          }
          continue;
        }
        // this->member, or what this->member points to.
        LocId member = atom.id;
        if (here.step == kDeref && here.derefs == 2) member = here.parent;
        const Loc& at = locs_[member];
        if (function.record == 0 || at.root != Root::kParameter || at.root_id != 0 || at.derefs != 1 ||
            at.step >= kRootStep) {
          continue;
        }
        const auto known = members_.find(at.step);
        if (known != members_.end()) value.Add(known->second);
      }
      // Other callers are unknown: nothing here is certain.
      value.Add(Atom{});
      Value texts;
      for (const Atom& atom : value) {
        if (atom.kind != AtomKind::kInitial) texts.Add(atom);
      }
      Report(frame, {sink.row, sink.called, sink.parameter, sink.place, texts, {}, sink.one_of_many});
    }
  }
}

Solution Solver::Finish() {
  Solution solution;
  for (auto& [key, use] : uses_) solution.uses.push_back(std::move(use));
  std::sort(solution.uses.begin(), solution.uses.end(), [](const SinkUse& a, const SinkUse& b) {
    return std::tuple(a.sink.file, a.sink.begin, a.row, a.constant.file, a.constant.begin, a.bytes) <
           std::tuple(b.sink.file, b.sink.begin, b.row, b.constant.file, b.constant.begin, b.bytes);
  });
  solution.uses = Grouped(std::move(solution.uses), table_);
  for (const Text& text : new_texts_) {
    if (!text.folded || text.holes || text.bytes.size() < 8 || text.place.file == 0) continue;
    LiteralRecord literal;
    literal.bytes = text.bytes;
    literal.place = text.place;
    literal.folded = true;
    solution.folded.push_back(std::move(literal));
  }
  return solution;
}

Solution Solver::Run() {
  InitialiseGlobals();
  for (const std::vector<std::uint32_t>& component : Components()) {
    const int rounds = component.size() == 1 ? 1 : component.size() <= 20 ? kRecursionRounds : 1;
    for (int round = 0; round < rounds; ++round) {
      for (const std::uint32_t index : component) Analyse(index);
    }
  }
  FinishGlobals();
  ResolveLeftovers();
  return Finish();
}

Solution Solve(const Program& program, const SinkTable& sinks) { return Solver(program, sinks).Run(); }

}  // namespace keylint::flow
