// SPDX-License-Identifier: Apache-2.0
// Reading and writing the memory of one program point.
#include "lint/clang/solver.h"

namespace keylint::flow {
bool Solver::ConstantGlobal(LocId loc) const {
  return locs_[loc].root == Root::kGlobal && locs_[loc].derefs == 0 && constant_globals_.count(locs_[loc].root_id) != 0;
}

bool Solver::IsElement(std::uint32_t step) const {
  return step < is_element_.size() ? is_element_[step] : false;
}

const Text& Solver::TextAt(std::uint32_t id) const {
  return id < unit_.texts.size() ? unit_.texts[id] : new_texts_[id - unit_.texts.size()];
}

std::uint32_t Solver::AddText(Text text, TextParts parts) {
  const bool any_given = std::any_of(parts.given.begin(), parts.given.end(), [](LocId loc) { return loc != Locations::kNone; });
  if (!any_given) parts.given.clear();
  const auto key = std::tuple(text.bytes, static_cast<std::uint64_t>(text.place.file) << 32 | text.place.begin, parts.given);
  const auto [found, added] =
      new_text_ids_.try_emplace(key, static_cast<std::uint32_t>(unit_.texts.size() + new_texts_.size()));
  if (added) {
    new_texts_.push_back(std::move(text));
    new_parts_.push_back(std::move(parts));
  }
  return found->second;
}

const std::vector<LocId>& Solver::GivenOf(std::uint32_t id) const {
  static const std::vector<LocId> kNobody;
  return id < unit_.texts.size() ? kNobody : new_parts_[id - unit_.texts.size()].given;
}

std::vector<LocId> Solver::HolesOf(std::uint32_t id) const {
  if (!GivenOf(id).empty()) return GivenOf(id);
  const std::string& bytes = TextAt(id).bytes;
  const auto holes = TextAt(id).holes ? std::count(bytes.begin(), bytes.end(), kHole) : 0;
  return std::vector<LocId>(static_cast<std::size_t>(holes), Locations::kNone);
}

std::vector<TextPiece> Solver::PiecesOf(std::uint32_t id) const {
  const Text& text = TextAt(id);
  const std::size_t index = id - unit_.texts.size();
  if (id >= unit_.texts.size() && !new_parts_[index].pieces.empty()) return new_parts_[index].pieces;
  return {{static_cast<std::uint32_t>(text.bytes.size()), text.place}};
}

Place Solver::Owner(std::uint32_t id, std::string_view secret) const {
  const Text& text = TextAt(id);
  const auto begin = static_cast<std::uint32_t>(secret.data() - text.bytes.data());
  const auto end = static_cast<std::uint32_t>(begin + secret.size());
  Place owner = text.place;
  std::uint32_t most = 0, from = 0;
  for (const TextPiece& piece : PiecesOf(id)) {
    const std::uint32_t left = std::max(begin, from), right = std::min(end, piece.end);
    if (right > left && right - left > most && piece.place.file != 0) {
      most = right - left;
      owner = piece.place;
    }
    from = piece.end;
  }
  return owner;
}

// One hole: what a caller gives there, or what nobody knows.
Atom Solver::HoleFor(const Atom& given, const Place& place) {
  Text text;
  text.place = place;
  text.bytes = std::string(1, kHole);
  text.holes = true;
  TextParts parts;
  if (given.kind == AtomKind::kInitial) parts.given = {given.id};
  return Atom{AtomKind::kText, AddText(std::move(text), std::move(parts)), given.trace};
}

std::uint32_t Solver::Concatenate(std::uint32_t first, std::uint32_t second) {
  constexpr std::size_t kMaxPieces = 32;
  const Text& a = TextAt(first);
  const Text& b = TextAt(second);
  if (a.bytes.empty()) return second;
  if (b.bytes.empty() || a.bytes.size() + b.bytes.size() > kMaxText) return first;
  Text joined = a.bytes.size() >= b.bytes.size() ? a : b;  // A person edits the longer part.
  joined.bytes = a.bytes + b.bytes;
  joined.folded = true;
  joined.holes = a.holes || b.holes;
  TextParts parts;
  if (!GivenOf(first).empty() || !GivenOf(second).empty()) {
    parts.given = HolesOf(first);
    for (const LocId loc : HolesOf(second)) parts.given.push_back(loc);
  }
  parts.pieces = PiecesOf(first);
  for (TextPiece piece : PiecesOf(second)) {
    piece.end += static_cast<std::uint32_t>(a.bytes.size());
    if (parts.pieces.size() < kMaxPieces) parts.pieces.push_back(piece);
  }
  return AddText(std::move(joined), std::move(parts));
}

std::uint32_t Solver::AddTrace(std::uint32_t before, const Place& place, TraceStep::Kind kind, std::uint32_t name) {
  if (traces_[before].place == place && traces_[before].kind == kind) return before;
  traces_.push_back({before, place, kind, name});
  return static_cast<std::uint32_t>(traces_.size() - 1);
}

Value Solver::WithStep(const Value& value, const Place& place, TraceStep::Kind kind, std::uint32_t name) {
  Value stepped;
  for (Atom atom : value) {
    if (atom.kind != AtomKind::kUnknown && atom.kind != AtomKind::kFunction) {
      atom.trace = AddTrace(atom.trace, place, kind, name);
    }
    stepped.Add(atom);
  }
  return stepped;
}

Value Solver::Default(LocId loc) {
  switch (locs_[loc].root) {
    case Root::kText:
      return locs_[loc].step == kRootStep ? Value(Atom{AtomKind::kText, locs_[loc].root_id}) : Value();
    case Root::kGlobal:
      return ConstantGlobal(loc) ? Value() : Value(Atom{AtomKind::kInitial, loc});
    case Root::kParameter:
    case Root::kOutcome:
      return Value(Atom{AtomKind::kInitial, loc});
    case Root::kLocal:
    case Root::kFresh:
    case Root::kResult:
      // What an uninitialised pointer in a new object points to is not known.
      return locs_[loc].derefs == 0 ? Value() : Value::Unknown();
  }
  return Value();
}

Value Solver::ReadExact(const State& state, LocId loc) {
  if (const Value* own = state.Find(loc)) return *own;
  // The nearest entry above speaks for the members below it.
  LocId above = loc;
  const Value* entry = nullptr;
  std::uint32_t steps[Locations::kMaxDepth];
  int count = 0;
  while (entry == nullptr && locs_[above].step != kDeref && locs_[above].step != kRootStep) {
    steps[count++] = locs_[above].step;
    above = locs_[above].parent;
    entry = state.Find(above);
  }
  if (entry == nullptr) {
    return &state != &globals_ && ConstantGlobal(loc) ? Read(globals_, loc) : Default(loc);
  }
  Value result;
  for (const Atom& atom : *entry) {
    if (atom.kind == AtomKind::kUnknown) result.Add(atom);
    if (atom.kind != AtomKind::kInitial) continue;
    LocId below = atom.id;
    for (int n = count; n-- > 0;) below = locs_.Child(below, steps[n]);
    result.Add(below == Locations::kNone ? Atom{} : Atom{AtomKind::kInitial, below, atom.trace});
  }
  return result;
}

Value Solver::Read(const State& state, LocId loc) {
  if (loc == Locations::kNone) return Value::Unknown();
  Value result = ReadExact(state, loc);
  const LocId object = locs_.ObjectOf(loc);
  if (!locs_[object].has_some) return result;
  const State& memory = ConstantGlobal(loc) ? globals_ : state;
  cost_ += locs_.Parts(object).size();
  for (const LocId part : locs_.Parts(object)) {
    if (part == loc || !(locs_[part].some_element || locs_[loc].some_element)) continue;
    const Value* value = memory.Find(part);
    if (value != nullptr && locs_.MayMeet(part, loc, [&](std::uint32_t step) { return IsElement(step); })) {
      result.Add(*value);
    }
  }
  return result;
}

void Solver::Write(State& state, LocId loc, const Value& value, bool strong) {
  if (loc == Locations::kNone || locs_[loc].root == Root::kText) return;
  if (!strong || locs_[loc].some_element) {
    Value joined = Read(state, loc);
    joined.Add(value);
    state.Set(loc, std::move(joined));
    return;
  }
  const auto held = [&](LocId part) { return part != loc && state.Find(part) != nullptr; };
  const std::vector<LocId>& parts = locs_.Parts(locs_.ObjectOf(loc));
  if (locs_[loc].has_children && std::any_of(parts.begin(), parts.end(), held)) {
    state.EraseIf([&](const State::Entry& entry) { return locs_.IsBelow(entry.first, loc); });
  }
  state.Set(loc, value);
}

void Solver::Forget(State& state, LocId loc) { Write(state, loc, Value::Unknown(), true); }

// Members of "some element" of an array: those of each, the first of which
// stand right below the array.
std::vector<State::Entry> Solver::MembersOfSome(const State& state, LocId to, LocId element) {
  std::vector<State::Entry> members;
  const LocId array = locs_[element].parent;
  const State& source = ConstantGlobal(array) ? globals_ : state;
  const std::vector<LocId> parts = locs_.Parts(locs_.ObjectOf(array));  // Child() adds to it.
  for (const LocId loc : parts) {
    const Value* value = loc != array && locs_.IsBelow(loc, array) ? source.Find(loc) : nullptr;
    if (value == nullptr) continue;
    std::vector<std::uint32_t> steps;
    for (LocId up = loc; up != array; up = locs_[up].parent) steps.push_back(locs_[up].step);
    if (IsElement(steps.back())) steps.pop_back();
    if (steps.empty()) continue;
    LocId target = to;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) target = locs_.Child(target, *step);
    if (target != Locations::kNone) members.emplace_back(target, *value);
  }
  return members;
}

void Solver::CopyTree(State& state, LocId to, LocId from, bool strong) {
  if (to == Locations::kNone || from == Locations::kNone || to == from) return;
  std::vector<std::pair<LocId, Value>> below;
  const bool some = locs_[from].step == kAnyElement;
  if (some) below = MembersOfSome(state, to, from);
  if (locs_[from].has_children) {
    const State& source = ConstantGlobal(from) ? globals_ : state;
    const std::vector<LocId> parts = locs_.Parts(locs_.ObjectOf(from));  // Child() adds to it.
    for (const LocId loc : parts) {
      if (!locs_.IsBelow(loc, from)) continue;
      const Value* value = source.Find(loc);
      if (value == nullptr) continue;
      std::vector<std::uint32_t> steps;
      for (LocId up = loc; up != from; up = locs_[up].parent) steps.push_back(locs_[up].step);
      LocId target = to;
      for (auto step = steps.rbegin(); step != steps.rend(); ++step) target = locs_.Child(target, *step);
      if (target != Locations::kNone) below.emplace_back(target, *value);
    }
  }
  Write(state, to, Read(state, from), strong);
  // One element's members do not replace another's.
  for (const auto& [target, value] : below) Write(state, target, value, strong && !some);
}

std::vector<LocId> Solver::Pointees(const Value& value) {
  std::vector<LocId> result;
  for (const Atom& atom : value) {
    LocId loc = Locations::kNone;
    if (atom.kind == AtomKind::kPointer) loc = atom.id;
    if (atom.kind == AtomKind::kInitial) loc = locs_.Child(atom.id, kDeref);
    if (loc != Locations::kNone) result.push_back(loc);
  }
  return result;
}

Value Solver::TextOf(const State& state, const Value& value, const Frame* reader) {
  Value text;
  const auto add = [&](const Atom& atom, std::uint32_t trace) {
    if (atom.kind != AtomKind::kText && atom.kind != AtomKind::kInitial && atom.kind != AtomKind::kUnknown) return;
    Atom kept = atom;
    if (kept.trace == 0) kept.trace = trace;
    text.Add(kept);
  };
  for (const Atom& atom : value) {
    add(atom, 0);
    LocId pointee = Locations::kNone;
    if (atom.kind == AtomKind::kPointer) pointee = atom.id;
    if (atom.kind == AtomKind::kInitial) pointee = locs_.Child(atom.id, kDeref);
    if (pointee == Locations::kNone) continue;
    if (reader != nullptr && reader->scrambled.count(pointee) != 0) {
      text.Add(Atom{});  // A loop decodes or fills it; the path around the loop is no news.
      continue;
    }
    for (const Atom& content : Read(state, pointee)) add(content, atom.trace);
  }
  return text;
}

bool Solver::Merge(State& into, const State& from) {
  if (!into.reached) {
    into = from;
    into.reached = true;
    return true;
  }
  // Both sides in the order of their locations; what one lacks, it says by
  // its nearest entry above or its entry value.
  bool changed = false;
  State merged;
  merged.reached = true;
  merged.Reserve(std::max(into.entries().size(), from.entries().size()) + 8);
  cost_ += into.entries().size() + from.entries().size();
  auto a = into.entries().begin();
  auto b = from.entries().begin();
  while (a != into.entries().end() || b != from.entries().end()) {
    if (b == from.entries().end() || (a != into.entries().end() && a->first < b->first)) {
      Value joined = a->second;
      joined.Add(ReadExact(from, a->first));
      changed |= joined.size() != a->second.size();
      merged.Append(a->first, std::move(joined));
      ++a;
    } else if (a == into.entries().end() || b->first < a->first) {
      Value joined = ReadExact(into, b->first);
      joined.Add(b->second);
      changed = true;
      merged.Append(b->first, std::move(joined));
      ++b;
    } else {
      Value joined = a->second;
      joined.Add(b->second);
      changed |= joined.size() != a->second.size();
      merged.Append(a->first, std::move(joined));
      ++a;
      ++b;
    }
  }
  if (changed) into = std::move(merged);
  return changed;
}

}  // namespace keylint::flow
