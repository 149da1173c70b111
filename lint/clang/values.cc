// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/values.h"

namespace keylint::flow {

LocId Locations::MakeRoot(Root root, std::uint32_t id) {
  const std::uint64_t key = static_cast<std::uint64_t>(root) << 32 | id;
  const auto [found, added] = roots_.try_emplace(key, static_cast<LocId>(locs_.size()));
  if (added) {
    Loc loc;
    loc.root = root;
    loc.root_id = id;
    locs_.push_back(loc);
    parts_.push_back({found->second});
  }
  return found->second;
}

LocId Locations::Child(LocId parent, std::uint32_t step) {
  if (parent == kNone) return kNone;
  const std::uint64_t key = static_cast<std::uint64_t>(parent) << 32 | step;
  const auto [found, added] = children_.try_emplace(key, static_cast<LocId>(locs_.size()));
  if (!added) return found->second;
  Loc loc = locs_[parent];
  loc.parent = parent;
  loc.step = step;
  loc.has_children = false;
  loc.has_some = false;
  ++loc.depth;
  if (step == kDeref) {
    ++loc.derefs;
    loc.some_element = false;
  } else {
    loc.some_element |= step == kAnyElement;
  }
  if (loc.depth > kMaxDepth || loc.derefs > kMaxDerefs) {
    found->second = kNone;
    return kNone;
  }
  if (step != kDeref) {
    for (LocId up = parent;; up = locs_[up].parent) {
      locs_[up].has_children = true;
      if (locs_[up].step == kDeref || locs_[up].step == kRootStep) break;
    }
    const LocId object = ObjectOf(parent);
    locs_[object].has_some |= step == kAnyElement;
    parts_[object].push_back(found->second);
  }
  locs_.push_back(loc);
  parts_.emplace_back();
  if (step == kDeref) parts_.back().push_back(found->second);
  return found->second;
}

bool Locations::IsBelow(LocId inner, LocId outer) const {
  while (inner != outer) {
    const Loc& loc = locs_[inner];
    if (loc.step == kDeref || loc.step == kRootStep || loc.depth <= locs_[outer].depth) return false;
    inner = loc.parent;
    if (inner == outer) return true;
  }
  return false;
}

LocId Locations::ObjectOf(LocId id) const {
  while (locs_[id].step != kDeref && locs_[id].step != kRootStep) id = locs_[id].parent;
  return id;
}

void Value::Add(const Atom& atom) {
  if (Contains(atom)) return;
  auto grown = atoms_ ? std::make_shared<std::vector<Atom>>(*atoms_) : std::make_shared<std::vector<Atom>>();
  const Atom kept = grown->size() >= kMaxAtoms ? Atom{} : atom;
  const auto less = [](const Atom& a, const Atom& b) { return a.key() < b.key(); };
  const auto at = std::lower_bound(grown->begin(), grown->end(), kept, less);
  if (at == grown->end() || !(*at == kept)) grown->insert(at, kept);
  atoms_ = std::move(grown);
}

void Value::Add(const Value& other) {
  if (other.empty() || atoms_ == other.atoms_) return;
  if (empty()) {
    atoms_ = other.atoms_;
    return;
  }
  for (const Atom& atom : other) {
    if (!Contains(atom)) Add(atom);
  }
}

namespace {
bool Before(const State::Entry& entry, LocId loc) { return entry.first < loc; }
}  // namespace

const Value* State::Find(LocId loc) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), loc, Before);
  return at != entries_.end() && at->first == loc ? &at->second : nullptr;
}

void State::Set(LocId loc, Value value) {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), loc, Before);
  if (at != entries_.end() && at->first == loc) {
    at->second = std::move(value);
  } else {
    entries_.emplace(at, loc, std::move(value));
  }
}

}  // namespace keylint::flow
