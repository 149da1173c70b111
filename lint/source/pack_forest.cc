// SPDX-License-Identifier: Apache-2.0
// `git cat-file` follows each chain of deltas from its object down to the
// base, and inflates what its cache has lost again and again: most of its time
// in long histories. From the base up nothing is inflated twice.
#include "lint/source/pack_forest.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace keylint {
namespace {

// Texts that wait for their other deltas; real histories need a few hundred KB.
constexpr std::size_t kMostHeld = std::size_t{32} << 20;

}  // namespace

std::size_t PackForest::IndexOf(std::uint64_t offset) const {
  const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), offset,
                                   [](const Node& node, std::uint64_t value) { return node.offset < value; });
  return at != nodes_.end() && at->offset == offset ? static_cast<std::size_t>(at - nodes_.begin()) : nodes_.size();
}

// Bases that nobody wants (of unreachable blobs, or known to be clean) are
// needed all the same, and theirs in turn.
void PackForest::AddBases(PackInflater& inflater) {
  const auto by_offset = [](const Node& a, const Node& b) { return a.offset < b.offset; };
  std::sort(nodes_.begin(), nodes_.end(), by_offset);
  std::vector<Node> bases;
  std::unordered_set<std::uint64_t> added;
  const auto find_base = [&](Node& node) {
    const auto object = inflater.Header(pack_, node.offset);
    if (object && object->kind != PackedObject::Kind::kDelta) return;
    node.base_offset = object ? object->base_offset : 0;
    if (node.base_offset == 0) node.base_offset = node.offset;  // Its own base: no tree reaches it.
    if (IndexOf(node.base_offset) != nodes_.size() || !added.insert(node.base_offset).second) return;
    bases.push_back({node.base_offset, 0, kNone, kNone, kNone});
  };
  for (Node& node : nodes_) find_base(node);
  for (std::size_t i = 0; i < bases.size(); ++i) {
    Node base = bases[i];
    find_base(base);
    bases[i] = base;
  }
  nodes_.insert(nodes_.end(), bases.begin(), bases.end());
  std::sort(nodes_.begin(), nodes_.end(), by_offset);
}

void PackForest::Grow() {
  PackInflater inflater;
  AddBases(inflater);
  std::vector<bool> reached(nodes_.size(), false);
  std::vector<std::uint32_t> tops;
  // Backwards, so that children stand in the order of the pack.
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    Node& node = nodes_[i];
    if (node.base_offset == 0) {
      tops.push_back(static_cast<std::uint32_t>(i));
      continue;
    }
    const std::size_t base = IndexOf(node.base_offset);
    if (base == nodes_.size() || base == i) continue;
    node.sibling = nodes_[base].child;
    nodes_[base].child = static_cast<std::uint32_t>(i);
  }
  std::reverse(tops.begin(), tops.end());
  std::vector<std::uint32_t> open;
  for (const std::uint32_t top : tops) {
    const auto object = inflater.Header(pack_, nodes_[top].offset);
    const bool blob = object && object->kind == PackedObject::Kind::kBlob;
    if (blob) roots_.push_back(top);
    for (open.push_back(top); !open.empty();) {
      const std::uint32_t at = open.back();
      open.pop_back();
      reached[at] = true;
      if (!blob && nodes_[at].number != kNone) others_.push_back(nodes_[at].number);
      for (std::uint32_t child = nodes_[at].child; child != kNone; child = nodes_[child].sibling) open.push_back(child);
    }
  }
  // No header, a base that is not there, or a ring of deltas.
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!reached[i] && nodes_[i].number != kNone) broken_.push_back(nodes_[i].number);
  }
}

bool PackTreeReader::Make(const Step& step, Buffer& bytes) {
  const auto object = inflater_.Header(forest_.pack_, forest_.nodes_[step.node].offset);
  if (!object || object->size > largest_) return false;
  if (step.base == kNoText) return inflater_.Inflate(forest_.pack_, *object, bytes);
  return inflater_.Inflate(forest_.pack_, *object, delta_) &&
         ApplyDelta(texts_[step.base].bytes.view(), delta_.view(), largest_, bytes);
}

std::uint32_t PackTreeReader::FreeText() {
  if (free_.empty()) {
    texts_.emplace_back();
    return static_cast<std::uint32_t>(texts_.size() - 1);
  }
  const std::uint32_t text = free_.back();
  free_.pop_back();
  return text;
}

void PackTreeReader::Release(std::uint32_t text) {
  constexpr std::size_t kWorthKeeping = std::size_t{1} << 20;
  if (text == kNoText || --texts_[text].users != 0) return;
  held_ -= texts_[text].bytes.size();
  if (texts_[text].bytes.capacity() > kWorthKeeping) texts_[text].bytes = Buffer();
  free_.push_back(text);
}

void PackTreeReader::RefuseTree(std::uint32_t node, const std::function<void(std::uint32_t number)>& refuse) {
  std::vector<std::uint32_t> open{node};
  while (!open.empty()) {
    const PackForest::Node& at = forest_.nodes_[open.back()];
    open.pop_back();
    if (at.number != PackForest::kNone) refuse(at.number);
    for (std::uint32_t child = at.child; child != PackForest::kNone; child = forest_.nodes_[child].sibling) {
      open.push_back(child);
    }
  }
}

bool PackTreeReader::Read(std::uint32_t root,
                          const std::function<bool(std::uint32_t number, std::string_view bytes)>& take,
                          const std::function<void(std::uint32_t number)>& refuse) {
  bool go_on = true;
  for (steps_.push_back({root, kNoText}); !steps_.empty();) {
    const Step step = steps_.back();
    steps_.pop_back();
    const std::uint32_t text = FreeText();
    texts_[text].users = 1;
    const bool made = go_on && held_ < kMostHeld && Make(step, texts_[text].bytes);
    Release(step.base);
    if (!made) {
      texts_[text].bytes.SetSize(0);
      if (go_on) RefuseTree(step.node, refuse);
      Release(text);
      continue;
    }
    held_ += texts_[text].bytes.size();
    const PackForest::Node& node = forest_.nodes_[step.node];
    if (node.number != PackForest::kNone) go_on = take(node.number, texts_[text].bytes.view());
    for (std::uint32_t child = node.child; child != PackForest::kNone; child = forest_.nodes_[child].sibling) {
      steps_.push_back({child, text});
      ++texts_[text].users;
    }
    Release(text);
  }
  return go_on;
}

}  // namespace keylint
