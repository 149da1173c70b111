// SPDX-License-Identifier: Apache-2.0
#include "lint/source/tree_walk.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace keylint {
namespace {

// As deep as git goes (core.maxTreeDepth).
constexpr int kDeepest = 2048;

// "<mode> <name>\0<id>"
struct TreeEntry {
  std::string_view whole;
  std::string_view name;
  std::string_view id;
  bool is_tree = false;
  bool is_blob = false;  // A file or a link; else a submodule's commit.
};

// Where the mode of an entry ends; npos when it is longer than git writes it.
std::size_t ShortModeEnd(std::string_view rest) {
  // 40000 is a tree's mode, 160000 a submodule's; old ones begin with a zero.
  if (rest.size() <= 6) return std::string_view::npos;
  return rest[5] == ' ' ? 5 : rest[6] == ' ' ? 6 : std::string_view::npos;
}

// Names are short: the call that finds a zero costs more than the search.
std::size_t FindNul(std::string_view text, std::size_t at) {
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    const std::uint64_t zeros = (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
    if (zeros != 0) return at + static_cast<std::size_t>(std::countr_zero(zeros)) / 8;
  }
  return text.find('\0', at);
}

// How many bytes stand at the begin of both.
std::size_t CommonPrefix(std::string_view a, std::string_view b) {
  constexpr std::size_t kBlock = 64;
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t at = 0;
  while (at + kBlock <= most && std::memcmp(a.data() + at, b.data() + at, kBlock) == 0) at += kBlock;
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

// How many bytes the entries take that both begin with.
std::size_t CommonEntries(std::string_view rest, std::string_view old_rest, std::size_t id_bytes) {
  const std::size_t common = CommonPrefix(rest, old_rest);
  for (std::size_t at = 0;;) {
    const std::size_t space = ShortModeEnd(rest.substr(at));
    const std::size_t nul = space == std::string_view::npos ? space : FindNul(rest, at + space);
    if (nul == std::string_view::npos || nul + 1 + id_bytes > common) return at;
    at = nul + 1 + id_bytes;
  }
}

// Whether `rest` begins with an entry; it stays where it is.
bool ParseEntry(std::string_view rest, std::size_t id_bytes, TreeEntry& entry) {
  if (rest.size() <= 6) return false;
  const std::size_t mode_end = ShortModeEnd(rest);
  const std::size_t space = mode_end != std::string_view::npos ? mode_end : rest.find(' ');
  const std::size_t nul = space == std::string_view::npos ? space : FindNul(rest, space);
  if (nul == std::string_view::npos || rest.size() - nul - 1 < id_bytes) return false;
  entry.whole = rest.substr(0, nul + 1 + id_bytes);
  entry.name = rest.substr(space + 1, nul - space - 1);
  entry.id = entry.whole.substr(nul + 1);
  const char* const mode = rest.data() + (rest[0] == '0' ? 1 : 0);
  entry.is_tree = mode[0] == '4';
  entry.is_blob = !entry.is_tree && !(mode[0] == '1' && mode[1] == '6');
  return true;
}

// Git's order: a folder's name ends in "/".
bool StandsBefore(const TreeEntry& a, const TreeEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  const int order = a.name.substr(0, common).compare(b.name.substr(0, common));
  if (order != 0) return order < 0;
  const auto next = [common](const TreeEntry& entry) {
    return common < entry.name.size() ? static_cast<unsigned char>(entry.name[common]) : entry.is_tree ? '/' : 0;
  };
  return next(a) < next(b);
}

}  // namespace

void TreeWalk::Walk(const ObjectId& tree) {
  path_.clear();
  WalkTree(tree, has_last_ ? &last_ : nullptr, 0);
  last_ = tree;
  has_last_ = true;
}

// `before` was walked, so an entry that stands there, too, needs no look.
void TreeWalk::WalkTree(const ObjectId& id, const ObjectId* before, int depth) {
  if (!trees_.Insert(id)) return;
  const auto tree = depth < kDeepest ? reader_.Read(id) : nullptr;
  if (tree == nullptr) {
    unreadable_.push_back(id);
    return;
  }
  const auto old_tree = before != nullptr ? reader_.Read(*before) : nullptr;
  std::string_view rest = tree->view();
  std::string_view old_rest = old_tree != nullptr ? old_tree->view() : std::string_view();
  const auto skip_common = [&] {
    const std::size_t common = CommonEntries(rest, old_rest, id_bytes_);
    rest.remove_prefix(common);
    old_rest.remove_prefix(common);
  };
  TreeEntry entry, old;
  for (skip_common(); ParseEntry(rest, id_bytes_, entry); rest.remove_prefix(entry.whole.size()), skip_common()) {
    bool has_old = false;
    while ((has_old = ParseEntry(old_rest, id_bytes_, old)) && StandsBefore(old, entry)) {
      old_rest.remove_prefix(old.whole.size());
    }
    const bool same_name = has_old && old.name == entry.name;
    if (same_name) old_rest.remove_prefix(old.whole.size());
    if (same_name && old.whole == entry.whole) continue;
    if (!entry.is_tree && !entry.is_blob) continue;
    const std::size_t length = path_.size();
    path_.append(entry.name);
    if (entry.is_blob) {
      TakeBlob(IdOfBytes(entry.id), path_);
    } else {
      path_ += '/';
      const bool was_tree = same_name && old.is_tree;
      const ObjectId old_id = was_tree ? IdOfBytes(old.id) : ObjectId{};
      WalkTree(IdOfBytes(entry.id), was_tree ? &old_id : nullptr, depth + 1);
    }
    path_.resize(length);
  }
  if (!rest.empty()) unreadable_.push_back(id);
}

}  // namespace keylint
