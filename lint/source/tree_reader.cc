// SPDX-License-Identifier: Apache-2.0
#include "lint/source/tree_reader.h"

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace keylint {
namespace {

constexpr std::size_t kLargestTree = std::size_t{64} << 20;
// Git makes chains of 4095 deltas at most.
constexpr std::size_t kLongestChain = 4096;

}  // namespace

bool ObjectAsker::Start() {
  int ends[2];
  if (starts_left_-- <= 0 || ::pipe2(ends, O_CLOEXEC) != 0) return false;
  const Fd input(ends[0]);
  questions_ = Fd(ends[1]);
  auto process = git_.Start({"cat-file", "--batch"}, input.get());
  if (!process) return false;
  process_ = std::move(*process);
  reader_.emplace(process_->output());
  return true;
}

bool ObjectAsker::Send(std::string_view line) {
  while (!line.empty()) {
    const ssize_t put = ::write(questions_.get(), line.data(), line.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    line.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

std::shared_ptr<const Buffer> ObjectAsker::Ask(const ObjectId& id, std::string_view type, std::size_t limit) {
  if (!process_ && !Start()) return nullptr;
  // "<id> <type> <size>", the bytes, a line feed; or "<id> missing".
  std::string answer;
  if (!Send(HexId(id, git_.id_length()) + "\n") || !reader_->Next('\n', answer)) {
    process_.reset();
    return nullptr;
  }
  const std::size_t middle = answer.find(' ');
  const std::size_t last = answer.rfind(' ');
  std::size_t size = 0;
  if (last == middle || last == std::string::npos) return nullptr;
  std::from_chars(answer.data() + last + 1, answer.data() + answer.size(), size);
  auto bytes = std::make_shared<Buffer>();
  const bool wanted = size <= limit && answer.compare(middle + 1, last - middle - 1, type) == 0;
  bytes->Reserve(wanted ? size + 1 : 1 << 16);
  for (std::size_t left = size + 1, at = 0; left > 0;) {
    const ssize_t got = reader_->Read(bytes->data() + at, std::min(left, bytes->capacity() - at));
    if (got <= 0) {
      process_.reset();
      return nullptr;
    }
    left -= static_cast<std::size_t>(got);
    if (wanted) at += static_cast<std::size_t>(got);
  }
  if (!wanted) return nullptr;
  bytes->SetSize(size);
  return bytes;
}

template <class Name>
TreeReader::Tree TreeReader::Kept<Name>::Find(const Name& name) {
  const std::size_t at = SlotOf(name);
  if (new_[at].tree != nullptr && new_[at].name == name) return new_[at].tree;
  if (old_[at].tree == nullptr || old_[at].name != name) return nullptr;
  Tree tree = std::move(old_[at].tree);
  Keep(name, tree);
  return tree;
}

template <class Name>
void TreeReader::Kept<Name>::Keep(const Name& name, Tree tree) {
  Slot& slot = new_[SlotOf(name)];
  if (slot.tree != nullptr) bytes_ -= slot.tree->capacity();
  bytes_ += tree->capacity();
  slot = {name, std::move(tree)};
  if (bytes_ <= budget_ / 2) return;
  old_.swap(new_);
  new_.assign(kSlots, {});
  bytes_ = 0;
}

TreeReader::Tree TreeReader::Read(const ObjectId& id) {
  const std::string_view bytes(reinterpret_cast<const char*>(id.data()), id_bytes_);
  for (std::size_t i = 0; i < packs_.size(); ++i) {
    const auto offset = packs_[i].Find(bytes);
    if (!offset) continue;
    if (auto tree = ReadPacked(i, *offset)) return tree;
  }
  Tree tree = by_id_.Find(id);
  if (tree == nullptr && (tree = asker_.Ask(id, "tree", kLargestTree)) != nullptr) by_id_.Keep(id, tree);
  return tree;
}

// Down the chain of deltas to what is whole or was kept, then up again.
TreeReader::Tree TreeReader::ReadPacked(std::size_t pack, std::uint64_t offset) {
  std::vector<std::pair<std::uint64_t, PackedObject>> chain;
  Tree tree;
  const auto keep = [&](std::uint64_t at, Buffer bytes) {
    tree = std::make_shared<const Buffer>(std::move(bytes));
    by_place_.Keep({pack, at}, tree);
  };
  while ((tree = by_place_.Find({pack, offset})) == nullptr) {
    const auto object = inflater_.Header(packs_[pack], offset);
    if (!object || object->size > kLargestTree || chain.size() > kLongestChain) return nullptr;
    if (object->kind == PackedObject::Kind::kDelta) {
      chain.emplace_back(offset, *object);
      offset = object->base_offset;
      continue;
    }
    Buffer whole;
    if (object->kind != PackedObject::Kind::kTree || !inflater_.Inflate(packs_[pack], *object, whole)) return nullptr;
    keep(offset, std::move(whole));
    break;
  }
  for (auto step = chain.rbegin(); step != chain.rend(); ++step) {
    Buffer made;
    if (!inflater_.Inflate(packs_[pack], step->second, delta_) ||
        !ApplyDelta(tree->view(), delta_.view(), kLargestTree, made)) {
      return nullptr;
    }
    keep(step->first, std::move(made));
  }
  return tree;
}

}  // namespace keylint
