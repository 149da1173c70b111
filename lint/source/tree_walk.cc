// SPDX-License-Identifier: Apache-2.0
#include "lint/source/tree_walk.h"

#include <algorithm>

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

// Whether `rest` begins with an entry; it stays where it is.
bool ParseEntry(std::string_view rest, std::size_t id_bytes, TreeEntry& entry) {
  // 40000 is a tree's mode, 160000 a submodule's; old ones begin with a zero.
  if (rest.size() <= 6) return false;
  const std::size_t space = rest[5] == ' ' ? 5 : rest[6] == ' ' ? 6 : rest.find(' ');
  const std::size_t nul = space == std::string_view::npos ? space : rest.find('\0', space);
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
    ++unreadable_;
    return;
  }
  const auto old_tree = before != nullptr ? reader_.Read(*before) : nullptr;
  std::string_view rest = tree->view();
  std::string_view old_rest = old_tree != nullptr ? old_tree->view() : std::string_view();
  TreeEntry entry, old;
  for (; ParseEntry(rest, id_bytes_, entry); rest.remove_prefix(entry.whole.size())) {
    if (old_rest.starts_with(entry.whole)) {
      old_rest.remove_prefix(entry.whole.size());
      continue;
    }
    bool has_old = false;
    while ((has_old = ParseEntry(old_rest, id_bytes_, old)) && StandsBefore(old, entry)) {
      old_rest.remove_prefix(old.whole.size());
    }
    if (has_old && old.whole == entry.whole) continue;
    if (!entry.is_tree && !entry.is_blob) continue;
    const std::size_t length = path_.size();
    path_.append(entry.name);
    if (entry.is_blob) {
      TakeBlob(IdOfBytes(entry.id), path_);
    } else {
      path_ += '/';
      const bool was_tree = has_old && old.is_tree && old.name == entry.name;
      const ObjectId old_id = was_tree ? IdOfBytes(old.id) : ObjectId{};
      WalkTree(IdOfBytes(entry.id), was_tree ? &old_id : nullptr, depth + 1);
    }
    path_.resize(length);
  }
  unreadable_ += !rest.empty();
}

HistoryRoots FindRoots(const GitRepository& git, const std::vector<std::string>& order) {
  HistoryRoots roots;
  // Of trees only those that a ref names are listed.
  std::vector<std::string> arguments{"rev-list", "--objects", "--filter=tree:0", "--all", "--format=> %T"};
  arguments.insert(arguments.end(), order.begin(), order.end());
  if (git.partial()) arguments.emplace_back("--missing=allow-any");
  if (!git.head().empty()) arguments.push_back(git.head());
  auto process = git.Start(arguments);
  if (!process) {
    roots.complaint = process.error().message;
    return roots;
  }
  // "commit <id>", "> <tree>"; behind them "<id> <name>".
  RecordReader reader(process->output());
  std::vector<std::pair<ObjectId, std::string>> others;
  std::string line, ids;
  HistoryRoots::Commit commit{};
  while (reader.Next('\n', line)) {
    const std::string_view text = line;
    if (text.starts_with("commit ")) {
      ParseId(text.substr(7), commit.id);
    } else if (text.starts_with("> ")) {
      if (ParseId(text.substr(2), commit.tree)) roots.commits.push_back(commit);
    } else if (ObjectId id; ParseId(text.substr(0, git.id_length()), id)) {
      others.emplace_back(id, text.substr(std::min(text.size(), git.id_length() + 1)));
      ids.append(text.substr(0, git.id_length())).push_back('\n');
    }
  }
  if (process->Wait() != 0) roots.complaint = process->FirstError();
  if (others.empty()) return roots;
  const Fd input = MemoryFile(ids);
  process = git.Start({"cat-file", "--batch-check=%(objecttype)"}, input.get());
  if (!process) return roots;
  RecordReader types(process->output());
  for (auto& [id, name] : others) {
    if (!types.Next('\n', line)) break;
    if (line == "tree") roots.trees.push_back(id);
    if (line == "blob") roots.blobs.emplace_back(id, std::move(name));
  }
  return roots;
}

}  // namespace keylint
