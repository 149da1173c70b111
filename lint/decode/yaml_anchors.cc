// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/yaml_anchors.h"

#include <algorithm>
#include <iterator>

namespace keylint::decode {
namespace {

constexpr std::size_t kMostKept = 2048;       // Of one text.
constexpr std::size_t kMostRepeated = 4096;
constexpr std::size_t kMostOpen = 16;         // Anchors around one place.
constexpr std::size_t kMostMerges = 256;      // That wait for their mappings' ends.
constexpr std::size_t kMostKeys = 4096;
constexpr std::size_t kLongestValue = 1024;
constexpr std::string_view kMerge = "<<";

}  // namespace

// Anchors that nothing refers to are many: labels of CI templates, examples.
void YamlAnchors::FindAliases() {
  seen_ = true;
  for (std::size_t at = text_.find('*'); at != std::string_view::npos; at = text_.find('*', at + 1)) {
    std::size_t end = at + 1;
    while (end < text_.size() && IsAnchorByte(text_[end])) ++end;
    if (end > at + 1) aliases_.insert(text_.substr(at + 1, end - at - 1));
  }
}

void YamlAnchors::Open(std::string_view name, std::size_t level) {
  if (!seen_) FindAliases();
  if (open_.size() >= kMostOpen || kept_ >= kMostKept || !aliases_.contains(name)) return;
  known_[name] = &values_.emplace_back();
  open_.push_back({level, emitter_.depth(), &values_.back()});
}

void YamlAnchors::Record(const Literal& literal) {
  if (open_.empty() || kept_ >= kMostKept || literal.text.empty() || literal.text.size() > kLongestValue) return;
  Literal kept = literal;
  if (literal.map != nullptr && literal.alias.empty()) {   // What is repeated is kept already.
    kept.text = emitter_.Keep(literal.text);
    kept.map = &maps_.emplace_back(*literal.map);
  }
  const std::vector<std::string_view>& names = emitter_.names();
  for (const OpenAnchor& anchor : open_) {
    if (kept_ >= kMostKept) return;
    ++kept_;
    anchor.values->push_back({{names.begin() + static_cast<std::ptrdiff_t>(std::min(anchor.depth, names.size())), names.end()}, kept});
  }
}

void YamlAnchors::EnterKey(std::string_view key, std::size_t level) {
  if (seen_ && keys_.size() < kMostKeys) keys_.push_back({level, key});
}

void YamlAnchors::Use(std::string_view name, Span at, std::size_t level) {
  const auto known = known_.find(name);
  const std::vector<std::string_view>& names = emitter_.names();
  if (known == known_.end() || names.empty()) return;
  if (names.back() == kMerge) {
    if (merges_.size() < kMostMerges) merges_.push_back({level, {names.begin(), names.end() - 1}, known->second, at});
    return;
  }
  // What is repeated may be kept by an anchor around it, this one even.
  const std::size_t count = known->second->size();
  for (std::size_t i = 0; i < count && repeated_ < kMostRepeated; ++i) Repeat(Value((*known->second)[i]), at);
}

void YamlAnchors::Repeat(const Value& value, Span at) {
  ++repeated_;
  const std::size_t depth = emitter_.depth();
  for (const std::string_view name : value.names) emitter_.Push(name, at);
  Literal literal = value.literal;
  literal.alias = literal.statement = at;
  Record(literal);
  emitter_.EmitValue(literal);
  emitter_.PopTo(depth);
}

bool YamlAnchors::HasKey(std::string_view name, std::size_t level) const {
  return std::any_of(keys_.rbegin(), keys_.rend(), [&](const Key& key) { return key.level == level && key.name == name; });
}

void YamlAnchors::Finish(const Merge& merge) {
  if (repeated_ >= kMostRepeated || keys_.size() >= kMostKeys) return;
  const std::size_t depth = emitter_.depth();
  for (std::size_t i = emitter_.names().size(); i < merge.path.size(); ++i) emitter_.Push(merge.path[i], merge.at);
  const std::size_t count = merge.values->size();
  for (std::size_t i = 0; i < count && repeated_ < kMostRepeated; ++i) {
    const Value value = (*merge.values)[i];
    if (value.names.empty()) continue;   // Nothing but a mapping can be merged.
    if (HasKey(value.names.front(), merge.level)) ++repeated_;
    else Repeat(value, merge.at);
  }
  emitter_.PopTo(depth);
  // What is merged first goes before what is merged next.
  for (std::size_t i = 0; i < count; ++i) {
    const Value& value = (*merge.values)[i];
    if (!value.names.empty()) keys_.push_back({merge.level, value.names.front()});
  }
}

void YamlAnchors::CloseTo(std::size_t level, bool key_follows) {
  if (!seen_) return;
  const std::size_t last = level + (key_follows ? 1 : 0);
  // From the inside out: what is merged into an anchored mapping is the anchor's.
  while (!merges_.empty() && merges_.back().level > last) {
    const std::size_t inmost = merges_.back().level;
    auto first = merges_.end();
    while (first != merges_.begin() && std::prev(first)->level == inmost) --first;
    const std::vector<Merge> merges(std::make_move_iterator(first), std::make_move_iterator(merges_.end()));
    merges_.erase(first, merges_.end());
    while (!open_.empty() && open_.back().level >= inmost) open_.pop_back();
    while (!keys_.empty() && keys_.back().level > inmost) keys_.pop_back();
    for (const Merge& merge : merges) Finish(merge);
  }
  while (!open_.empty() && open_.back().level > level) open_.pop_back();
  while (!keys_.empty() && keys_.back().level > last) keys_.pop_back();
}

void YamlAnchors::Clear() {
  CloseTo(0, false);
  known_.clear();
  open_.clear();
  keys_.clear();
}

}  // namespace keylint::decode
