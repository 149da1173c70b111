// SPDX-License-Identifier: Apache-2.0
// The trees of all commits say which blobs are reachable and where they stand
// (tree_walk). Those in packs are read here, from the base of each chain of deltas up
// (pack_forest); git's own `cat-file` reads what is left: loose, damaged or
// large objects, and everything where the history cannot be walked.
#include "lint/source/history_source.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "lint/base/thread_pool.h"
#include "lint/source/archive.h"
#include "lint/source/git_repository.h"
#include "lint/source/ignore.h"
#include "lint/source/lender.h"
#include "lint/source/pack_folders.h"
#include "lint/source/pack_forest.h"
#include "lint/source/tree_walk.h"

namespace keylint {
namespace {

// A reachable object; a repository holds millions, so this stays small.
struct Entry {
  ObjectId id;
  std::uint32_t path = 0;
  bool listed = false;  // Its object is there.
};

// Paths, each kept once.
class Paths {
 public:
  std::uint32_t Add(std::string_view path) {
    const auto [it, added] = numbers_.try_emplace(std::string(path), 0);
    if (added) {
      it->second = static_cast<std::uint32_t>(names_.size());
      names_.push_back(&it->first);
    }
    return it->second;
  }
  const std::string& operator[](std::uint32_t number) const { return *names_[number]; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> names_;  // Keys of a map stay where they are.
};

class History {
 public:
  History(const GitRepository& git, const GitOptions& options, CleanBlobs& clean,
          Coverage& coverage, const std::atomic<bool>& cancelled, const Visitor& visit,
          const NoticeSink& notice)
      : git_(git), options_(options), clean_(clean), coverage_(coverage), cancelled_(cancelled),
        visit_(visit), notice_(notice) {
    std::string text;
    for (const std::string& pattern : options.exclude) text += pattern + "\n";
    exclude_ = std::make_unique<IgnoreList>(text);
  }

  void Run(unsigned threads);

 private:
  bool ListReachable();
  void PlantPacks();
  void PlantPack(const PackPaths& paths);
  void Order();
  bool IsWanted(const Entry& entry);
  void SayMissing();
  bool Excluded(const std::string& path) const;
  void LendPacks(unsigned threads);
  void LendRest(unsigned threads);
  void LendWindow(unsigned number, std::size_t begin, std::size_t end);
  /// `content` is null when git could not read it.
  void LendBlob(ByteStream* content, std::uint64_t size, Lender& lender, Unpacker& unpacker, const Entry& entry);
  void Say(NoticeKind kind, std::string path, std::string message) {
    notice_({kind, std::move(path), std::move(message)});
  }

  const GitRepository& git_;
  const GitOptions& options_;
  CleanBlobs& clean_;
  Coverage& coverage_;
  const std::atomic<bool>& cancelled_;
  const Visitor& visit_;
  const NoticeSink& notice_;
  std::unique_ptr<IgnoreList> exclude_;
  Paths paths_;
  std::vector<Entry> entries_;         // Sorted by id.
  std::vector<std::unique_ptr<PackForest>> forests_;
  std::vector<std::uint32_t> order_;   // Blobs that git reads, as it has them.
  std::mutex order_mutex_;
  bool all_objects_ = false;           // The history cannot be walked.
};

// False when not all of it could be walked.
bool History::ListReachable() {
  const HistoryRoots roots = FindRoots(git_, {});
  TreeReader reader(git_);
  TreeWalk walk(reader, git_.id_length() / 2, [this](const ObjectId& blob, std::string_view path) {
    entries_.push_back({blob, paths_.Add(path)});
  });
  for (const HistoryRoots::Commit& commit : roots.commits) {
    if (cancelled_.load(std::memory_order_relaxed)) return true;
    walk.Walk(commit.tree);
  }
  for (const ObjectId& tree : roots.trees) walk.Walk(tree);
  for (const auto& [blob, name] : roots.blobs) walk.TakeBlob(blob, name);
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.id < b.id; });
  if (roots.complaint.empty() && (walk.unreadable() == 0 || git_.partial())) return true;
  ++coverage_.unreadable;
  Say(NoticeKind::kUnreadable, {},
      "The history cannot be walked to its end; every object is read instead, some without a name. " +
          (roots.complaint.empty() ? "Trees that cannot be read: " + std::to_string(walk.unreadable()) + "."
                                   : "Git says: " + roots.complaint));
  return false;
}

// What the packs hold needs no git to be read.
void History::PlantPacks() {
  for (const PackPaths& paths : FindPacks(git_)) PlantPack(paths);
}

void History::PlantPack(const PackPaths& paths) {
  auto pack = Pack::Open(paths.index, paths.pack, git_.id_length() / 2);
  if (!pack || cancelled_.load()) return;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> wanted;
  auto entry = entries_.begin();
  pack->ForEach([&](std::string_view bytes, std::uint64_t offset) {
    const auto order = [&] { return std::memcmp(entry->id.data(), bytes.data(), bytes.size()); };
    while (entry != entries_.end() && order() < 0) ++entry;
    if (entry == entries_.end() || order() != 0 || entry->listed) return;
    entry->listed = true;
    if (IsWanted(*entry)) wanted.emplace_back(offset, static_cast<std::uint32_t>(entry - entries_.begin()));
  });
  if (wanted.empty()) return;
  auto forest = std::make_unique<PackForest>(*std::move(pack));
  for (const auto& [offset, number] : wanted) forest->Want(offset, number);
  forest->Grow();
  for (const std::uint32_t number : forest->broken()) entries_[number].listed = false;  // Git may know better.
  forests_.push_back(std::move(forest));
}

void History::Order() {
  const auto is_listed = [](const Entry& entry) { return entry.listed; };
  if (!all_objects_ && std::all_of(entries_.begin(), entries_.end(), is_listed)) return;
  auto process = git_.Start({"cat-file", "--batch-all-objects", "--unordered", "--buffer",
                             "--batch-check=%(objectname) %(objecttype)"});
  if (!process) return Say(NoticeKind::kUnreadable, {}, process.error().message);
  RecordReader reader(process->output());
  std::string line;
  std::vector<Entry> unnamed;
  while (reader.Next('\n', line) && !cancelled_.load(std::memory_order_relaxed)) {
    ObjectId id;
    const std::string_view text = line;
    if (!ParseId(text.substr(0, git_.id_length()), id)) continue;
    const auto it = std::lower_bound(entries_.begin(), entries_.end(), id,
                                     [](const Entry& entry, const ObjectId& value) { return entry.id < value; });
    const bool known = it != entries_.end() && it->id == id;
    if (known && it->listed) continue;  // In a pack.
    const std::string_view rest = text.substr(git_.id_length());
    if (rest == " missing") continue;  // There, but not readable.
    if (known) it->listed = true;
    if (!rest.starts_with(" blob")) continue;
    if (known) {
      if (IsWanted(*it)) order_.push_back(static_cast<std::uint32_t>(it - entries_.begin()));
    } else if (all_objects_) {
      unnamed.push_back({id, paths_.Add(""), true});
    }
  }
  if (process->Wait() != 0 && !cancelled_.load()) {
    ++coverage_.unreadable;
    Say(NoticeKind::kUnreadable, {}, "git cat-file: " + process->FirstError());
  }
  for (Entry& entry : unnamed) {
    order_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back(entry);  // No longer sorted; nothing searches any more.
  }
}

bool History::Excluded(const std::string& path) const {
  if (exclude_->empty()) return false;
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    const bool last = slash == std::string::npos;
    const std::string_view part = std::string_view(path).substr(0, slash);
    if (exclude_->Match(part, part.substr(begin), !last) == IgnoreList::Answer::kIgnore) return true;
    if (last) return false;
    begin = slash + 1;
  }
}

// Asked once for each blob that is there.
bool History::IsWanted(const Entry& entry) {
  const std::string& path = paths_[entry.path];
  if (path.empty()) return true;  // A tag, a commit, or a blob without a name.
  if (Excluded(path)) {
    ++coverage_.excluded;
    return false;
  }
  if (!clean_.Contains(HexId(entry.id, git_.id_length()), path)) return true;
  ++coverage_.cached;
  return false;
}

void History::SayMissing() {
  if (git_.partial()) {
    return Say(NoticeKind::kDegraded, {}, "The clone is partial: what was not fetched is not read.");
  }
  std::size_t missing = 0;
  for (const Entry& entry : entries_) missing += !entry.listed;
  if (missing == 0 || cancelled_.load()) return;
  coverage_.unreadable += missing;
  Say(NoticeKind::kUnreadable, {}, std::to_string(missing) + " objects are missing or corrupt.");
}

void History::Run(unsigned threads) {
  all_objects_ = !ListReachable();
  if (!all_objects_) PlantPacks();
  Order();
  SayMissing();
  threads = std::max(1u, threads);
  LendPacks(threads);
  LendRest(threads);
  if (cancelled_.load()) {
    Say(NoticeKind::kIncomplete, {}, "Interrupted: not every blob was read. The next run goes on from here.");
  }
}

void History::LendPacks(unsigned threads) {
  constexpr std::size_t kBatch = 8;
  std::vector<std::pair<const PackForest*, std::uint32_t>> roots;
  for (const auto& forest : forests_) {
    for (const std::uint32_t root : forest->roots()) roots.emplace_back(forest.get(), root);
  }
  std::atomic<std::size_t> next{0};
  RunWorkers(static_cast<unsigned>(std::min<std::size_t>(threads, roots.size() / kBatch + 1)), [&](unsigned number) {
    Lender lender(number, visit_, cancelled_);
    Unpacker unpacker(number, visit_, notice_, coverage_, cancelled_);
    std::optional<PackTreeReader> reader;
    const PackForest* forest = nullptr;
    const auto take = [&](std::uint32_t entry, std::string_view bytes) {
      MemoryStream content(bytes);
      LendBlob(&content, bytes.size(), lender, unpacker, entries_[entry]);
      return !cancelled_.load(std::memory_order_relaxed);
    };
    const auto refuse = [&](std::uint32_t entry) {
      const std::lock_guard lock(order_mutex_);
      order_.push_back(entry);
    };
    for (std::size_t at = 0; (at = next.fetch_add(kBatch)) < roots.size();) {
      for (std::size_t i = at; i < std::min(roots.size(), at + kBatch); ++i) {
        if (roots[i].first != forest) reader.emplace(*(forest = roots[i].first), Lender::kWhole);
        if (!reader->Read(roots[i].second, take, refuse)) return;
      }
    }
  });
}

void History::LendRest(unsigned threads) {
  const std::size_t window = std::clamp<std::size_t>(order_.size() / (threads * 8) + 1, 64, 8192);
  const std::size_t windows = (order_.size() + window - 1) / window;
  std::atomic<std::size_t> next{0};
  RunWorkers(static_cast<unsigned>(std::min<std::size_t>(threads, windows)), [&](unsigned number) {
    for (;;) {
      const std::size_t at = next.fetch_add(1);
      if (at >= windows || cancelled_.load(std::memory_order_relaxed)) return;
      LendWindow(number, at * window, std::min(order_.size(), (at + 1) * window));
    }
  });
}

void History::LendWindow(unsigned number, std::size_t begin, std::size_t end) {
  std::vector<std::string> ids;
  ids.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    ids.push_back(HexId(entries_[order_[i]].id, git_.id_length()));
  }
  BlobReader blobs(git_, std::move(ids));
  Lender lender(number, visit_, cancelled_);
  Unpacker unpacker(number, visit_, notice_, coverage_, cancelled_);
  for (std::size_t i = begin; i < end; ++i) {
    if (cancelled_.load(std::memory_order_relaxed)) return;
    const bool blob = blobs.Next() == BlobReader::State::kBlob;
    LendBlob(blob ? &blobs.content() : nullptr, blob ? blobs.size() : 0, lender, unpacker, entries_[order_[i]]);
  }
}

void History::LendBlob(ByteStream* content, std::uint64_t size, Lender& lender, Unpacker& unpacker,
                       const Entry& entry) {
  Document& document = lender.document();
  lender.Reset();
  document.path = paths_[entry.path];
  document.blob = HexId(entry.id, git_.id_length());
  if (document.path.empty()) document.path = document.blob;
  // One of many states of its path: no project with the others. The commit is
  // found later, for blobs with findings.
  document.provenance = Provenance{{}, {}, document.path};
  if (size > options_.max_file_size) {
    coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
    return Say(NoticeKind::kSkippedTooLarge, document.path, "It is over the size limit.");
  }
  if (content != nullptr) {
    Lender::Options how;
    how.packed = options_.archives && CanUnpack();
    Lender::Outcome outcome = lender.Lend(*content, how);
    if (outcome == Lender::Outcome::kCancelled) return;
    if (outcome == Lender::Outcome::kPacked) {
      RejoinedStream whole(std::string(lender.Head()), *content);
      if (unpacker.Lend(whole, document)) return clean_.Add(document.blob, document.path);
      outcome = Lender::Outcome::kBinary;
    }
    if (outcome == Lender::Outcome::kLent) {
      coverage_.files.fetch_add(1, std::memory_order_relaxed);
      coverage_.bytes.fetch_add(lender.bytes(), std::memory_order_relaxed);
    } else if (outcome == Lender::Outcome::kBinary) {
      coverage_.binary.fetch_add(1, std::memory_order_relaxed);
    }
    if (outcome != Lender::Outcome::kFailed) return clean_.Add(document.blob, document.path);
  }
  coverage_.unreadable.fetch_add(1, std::memory_order_relaxed);
  Say(NoticeKind::kUnreadable, document.path, "Git cannot read its object " + document.blob + ".");
}

// By commit.
std::map<std::string, std::string> AuthorDates(const GitRepository& git, const std::map<std::string, BlobOrigin>& blobs) {
  std::string commits;
  for (const auto& [id, origin] : blobs) commits += origin.provenance.commit + "\n";
  std::map<std::string, std::string> dates;
  const Fd input = MemoryFile(commits);
  auto process = git.Start({"rev-list", "--no-walk", "--stdin", "--format=%H %aI"}, input.get());
  if (!process) return dates;
  RecordReader reader(process->output());
  std::string line;
  while (reader.Next('\n', line)) {
    const std::size_t space = line.find(' ');
    if (space == git.id_length()) dates.emplace(line.substr(0, space), line.substr(space + 1));
  }
  return dates;
}

}  // namespace

HistorySource::HistorySource(HistoryOptions options)
    : options_(std::move(options)), clean_(options_.cache_folder, options_.cache_version) {}

// A member of an archive stands behind "!" in the name of its blob, which may
// hold a "!" of its own.
void HistorySource::KeepDirty(std::string_view blob, std::string_view path) {
  clean_.Remove(blob, path);
  for (std::size_t at = path.find('!'); at != std::string_view::npos; at = path.find('!', at + 1)) {
    clean_.Remove(blob, path.substr(0, at));
  }
}

void HistorySource::Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) {
  auto git = GitRepository::Open(options_.git.folder);
  if (!git) {
    ++coverage_.unreadable;
    return notice({NoticeKind::kUnreadable, options_.git.folder.empty() ? "." : options_.git.folder,
                   git.error().message});
  }
  root_ = git->top();
  if (git->shallow()) {
    notice({NoticeKind::kDegraded, {}, "The clone is shallow: older commits are not in it."});
  }
  clean_.Load();
  History(*git, options_.git, clean_, coverage_, cancelled_, visit, notice).Run(threads);
}

std::map<std::string, BlobOrigin> AttributeBlobs(const std::string& folder,
                                                 const std::vector<std::string>& ids) {
  std::map<std::string, BlobOrigin> found;
  auto git = GitRepository::Open(folder);
  if (!git || ids.empty()) return found;
  const std::unordered_set<std::string> wanted(ids.begin(), ids.end());
  const HistoryRoots roots = FindRoots(*git, {"--reverse", "--topo-order"});
  std::size_t rank = 0;
  TreeReader reader(*git);
  TreeWalk walk(reader, git->id_length() / 2, [&](const ObjectId& blob, std::string_view path) {
    const std::string id = HexId(blob, git->id_length());
    if (!wanted.contains(id)) return;
    found.emplace(id, BlobOrigin{{HexId(roots.commits[rank].id, git->id_length()), {}, std::string(path)}, rank});
  });
  for (; rank < roots.commits.size() && found.size() < wanted.size(); ++rank) walk.Walk(roots.commits[rank].tree);
  const std::map<std::string, std::string> dates = AuthorDates(*git, found);
  for (auto& [id, origin] : found) {
    const auto date = dates.find(origin.provenance.commit);
    if (date != dates.end()) origin.provenance.author_date = date->second;
  }
  return found;
}

}  // namespace keylint
