// SPDX-License-Identifier: Apache-2.0
// Commits are dealt out in runs, one to each walker. A walker knows nothing of
// what stands in the runs before its own, so it meets some blobs that were
// there already: the first commit wins.
#include "lint/source/history_walk.h"

#include <algorithm>
#include <initializer_list>
#include <tuple>

#include "lint/base/thread_pool.h"
#include "lint/source/tree_reader.h"
#include "lint/source/tree_walk.h"

namespace keylint {
namespace {

// A walker reads the whole tree of its first commit: not worth it for fewer.
constexpr std::size_t kShortestRun = 128;
// Trees that all walkers together keep. Units: bytes.
constexpr std::size_t kTreesKept = std::size_t{64} << 20;

HistoryRoots ListRoots(const GitRepository& git, std::initializer_list<std::string_view> order) {
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

// What one walker found, with its own numbers of paths.
struct Found {
  std::vector<HistoryBlobs::Blob> blobs;
  PathTable paths;
  std::vector<ObjectId> unreadable;
};

void WalkRun(TreeReader& reader, const HistoryRoots& roots, std::size_t id_bytes, std::size_t begin, std::size_t end,
             const std::atomic<bool>& cancelled, Found& found) {
  std::uint32_t commit = HistoryBlobs::kNoCommit;
  TreeWalk walk(reader, id_bytes, [&](const ObjectId& blob, std::string_view path) {
    found.blobs.push_back({blob, found.paths.Add(path), commit});
  });
  for (std::size_t i = begin; i < end && !cancelled.load(std::memory_order_relaxed); ++i) {
    commit = static_cast<std::uint32_t>(i);
    walk.Walk(roots.commits[i].tree);
  }
  if (end == roots.commits.size()) {
    commit = HistoryBlobs::kNoCommit;
    for (const ObjectId& tree : roots.trees) walk.Walk(tree);
    for (const auto& [blob, name] : roots.blobs) walk.TakeBlob(blob, name);
  }
  found.unreadable = walk.unreadable();
}

// Of each blob that several walkers found only the first.
HistoryBlobs Join(std::vector<Found> all) {
  HistoryBlobs joined;
  std::vector<ObjectId> unreadable;
  for (Found& found : all) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < found.paths.size(); ++i) numbers.push_back(joined.paths.Add(found.paths[i]));
    for (HistoryBlobs::Blob& blob : found.blobs) blob.path = numbers[blob.path];
    joined.blobs.insert(joined.blobs.end(), found.blobs.begin(), found.blobs.end());
    unreadable.insert(unreadable.end(), found.unreadable.begin(), found.unreadable.end());
    found = {};
  }
  std::sort(joined.blobs.begin(), joined.blobs.end(), [](const HistoryBlobs::Blob& a, const HistoryBlobs::Blob& b) {
    return std::tie(a.id, a.commit) < std::tie(b.id, b.commit);
  });
  const auto same = [](const HistoryBlobs::Blob& a, const HistoryBlobs::Blob& b) { return a.id == b.id; };
  joined.blobs.erase(std::unique(joined.blobs.begin(), joined.blobs.end(), same), joined.blobs.end());
  std::sort(unreadable.begin(), unreadable.end());
  joined.unreadable_trees =
      static_cast<std::size_t>(std::unique(unreadable.begin(), unreadable.end()) - unreadable.begin());
  return joined;
}

}  // namespace

// Git lists nothing in order when one commit cannot be read; without an order
// all that it comes to.
HistoryRoots FindRoots(const GitRepository& git) {
  HistoryRoots roots = ListRoots(git, {"--reverse", "--topo-order"});
  if (roots.complaint.empty()) return roots;
  roots = ListRoots(git, {});
  std::reverse(roots.commits.begin(), roots.commits.end());
  return roots;
}

const HistoryBlobs::Blob* HistoryBlobs::Find(const ObjectId& id) const {
  const auto at = std::lower_bound(blobs.begin(), blobs.end(), id,
                                   [](const Blob& blob, const ObjectId& value) { return blob.id < value; });
  return at != blobs.end() && at->id == id ? &*at : nullptr;
}

std::uint32_t PathTable::Add(std::string_view path) {
  const auto [it, added] = numbers_.try_emplace(std::string(path), static_cast<std::uint32_t>(names_.size()));
  if (added) names_.push_back(&it->first);
  return it->second;
}

HistoryBlobs WalkHistory(const GitRepository& git, const std::vector<Pack>& packs, const HistoryRoots& roots,
                         unsigned threads, const std::atomic<bool>& cancelled) {
  const std::size_t commits = roots.commits.size();
  const std::size_t runs = std::clamp<std::size_t>(commits / kShortestRun, 1, std::max(1u, threads));
  std::vector<Found> found(runs);
  std::atomic<std::size_t> next{0};
  RunWorkers(static_cast<unsigned>(runs), [&](unsigned) {
    TreeReader reader(git, packs, kTreesKept / runs);
    for (std::size_t i = 0; (i = next.fetch_add(1)) < runs;) {
      WalkRun(reader, roots, git.id_length() / 2, commits * i / runs, commits * (i + 1) / runs, cancelled, found[i]);
    }
  });
  return Join(std::move(found));
}

}  // namespace keylint
