// SPDX-License-Identifier: Apache-2.0
// The solver's domain: places in memory, what may stand in them, and the
// memory of one program point.
//
// A location is a root (local, parameter, global, new object, constant text,
// result, outcome of a call through a given pointer) and a path of steps: a member, an element, or `*` for what a pointer
// held when the function was entered points to. Element 0 of an array and the
// array are one location, so `*p`, `p[0]` and `a[0]` meet.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lint/clang/program.h"

namespace keylint::flow {

using LocId = std::uint32_t;

enum class Root : std::uint8_t { kLocal, kParameter, kGlobal, kFresh, kText, kResult, kOutcome };

inline constexpr std::uint32_t kDeref = 0xffffffff;   ///< Step: what the pointer points to.
inline constexpr std::uint32_t kRootStep = 0xfffffffe;
inline constexpr std::uint32_t kAnyElement = 0;       ///< Step: some element (symbol 0).

struct Loc {
  LocId parent = 0;
  std::uint32_t step = kRootStep;
  Root root = Root::kLocal;
  std::uint32_t root_id = 0;
  std::uint8_t depth = 0;
  std::uint8_t derefs = 0;
  bool some_element = false;   ///< A kAnyElement since the last `*`: many places in one.
  bool has_children = false;   ///< Members or elements were ever named.
  bool has_some = false;       ///< Object: some part of it has a kAnyElement.
};

/// All locations of a run, each once.
class Locations {
 public:
  static constexpr int kMaxDepth = 7;
  static constexpr int kMaxDerefs = 3;
  static constexpr LocId kNone = 0xffffffff;

  LocId MakeRoot(Root root, std::uint32_t id);
  /// The location `step` leads to; kNone when the path gets too long.
  LocId Child(LocId parent, std::uint32_t step);
  const Loc& operator[](LocId id) const { return locs_[id]; }
  /// Whether `inner` is a member or element below `outer`, not through `*`.
  bool IsBelow(LocId inner, LocId outer) const;
  /// Whether both may be the same place, some element being any of them.
  template <class IsElement>
  bool MayMeet(LocId a, LocId b, const IsElement& is_element) const {
    if (a == b) return true;
    const Loc& left = locs_[a];
    const Loc& right = locs_[b];
    const bool left_end = left.step == kDeref || left.step == kRootStep;
    const bool right_end = right.step == kDeref || right.step == kRootStep;
    if (!left_end && left.step == kAnyElement) {
      if (!right_end && is_element(right.step) && MayMeet(left.parent, right.parent, is_element)) return true;
      return MayMeet(left.parent, b, is_element);
    }
    if (!right_end && right.step == kAnyElement) {
      if (!left_end && is_element(left.step) && MayMeet(left.parent, right.parent, is_element)) return true;
      return MayMeet(a, right.parent, is_element);
    }
    return !left_end && !right_end && left.step == right.step && MayMeet(left.parent, right.parent, is_element);
  }
  /// Every location ever named inside `object` (see ObjectOf), itself first.
  const std::vector<LocId>& Parts(LocId object) const { return parts_[object]; }
  /// The object `id` is a part of: up to its root or its last `*`.
  LocId ObjectOf(LocId id) const;

 private:
  std::vector<Loc> locs_;
  std::vector<std::vector<LocId>> parts_;   ///< By object; empty for others.
  std::unordered_map<std::uint64_t, LocId> roots_, children_;
};

enum class AtomKind : std::uint8_t { kUnknown, kText, kPointer, kInitial, kFunction };

/// One thing a place may hold.
struct Atom {
  AtomKind kind = AtomKind::kUnknown;
  std::uint32_t id = 0;      ///< Text, location (kPointer, kInitial) or function symbol.
  std::uint32_t trace = 0;   ///< How it came here; no part of its identity.

  std::uint64_t key() const { return static_cast<std::uint64_t>(kind) << 32 | id; }
  bool operator==(const Atom& other) const { return key() == other.key(); }
};

/// A small set of atoms. Immutable, cheap to copy.
class Value {
 public:
  static constexpr std::size_t kMaxAtoms = 12;

  Value() = default;
  explicit Value(Atom atom) : atoms_(std::make_shared<std::vector<Atom>>(1, atom)) {}
  static Value Unknown() { return Value(Atom{}); }

  bool empty() const { return !atoms_ || atoms_->empty(); }
  const Atom* begin() const { return atoms_ ? atoms_->data() : nullptr; }
  const Atom* end() const { return atoms_ ? atoms_->data() + atoms_->size() : nullptr; }
  std::size_t size() const { return atoms_ ? atoms_->size() : 0; }
  bool Has(AtomKind kind) const {
    return std::any_of(begin(), end(), [&](const Atom& a) { return a.kind == kind; });
  }
  bool Contains(const Atom& atom) const { return std::find(begin(), end(), atom) != end(); }
  bool SameAs(const Value& other) const {
    return atoms_ == other.atoms_ || (size() == other.size() && std::equal(begin(), end(), other.begin()));
  }
  void Add(const Value& other);
  void Add(const Atom& atom);

 private:
  std::shared_ptr<std::vector<Atom>> atoms_;  // Sorted by key.
};

/// What is known about memory at one point: locations without an entry hold
/// what their nearest entry above, or the function's entry, says.
class State {
 public:
  using Entry = std::pair<LocId, Value>;

  const Value* Find(LocId loc) const;
  void Set(LocId loc, Value value);
  /// Adds an entry behind all others.
  void Append(LocId loc, Value value) { entries_.emplace_back(loc, std::move(value)); }
  void Reserve(std::size_t count) { entries_.reserve(count); }
  template <class Predicate>
  void EraseIf(Predicate predicate) {
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), predicate), entries_.end());
  }
  const std::vector<Entry>& entries() const { return entries_; }
  bool reached = false;

 private:
  std::vector<Entry> entries_;  // Sorted by location.
};

}  // namespace keylint::flow
