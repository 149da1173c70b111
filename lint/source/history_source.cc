// SPDX-License-Identifier: Apache-2.0
// The trees of all commits say which blobs are reachable and where they stand
// (history_walk). Those in packs are read here, from the base of each chain of deltas up
// (pack_forest); git's own `cat-file` reads what is left: loose, damaged or
// large objects, and everything where the history cannot be walked.
#include "lint/source/history_source.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "lint/base/thread_pool.h"
#include "lint/source/archive.h"
#include "lint/source/git_repository.h"
#include "lint/source/ignore.h"
#include "lint/source/lender.h"
#include "lint/source/pack_folders.h"
#include "lint/source/pack_forest.h"

namespace keylint {
namespace {

class History {
 public:
  History(const GitRepository& git, const GitOptions& options, CleanBlobs& clean,
          Coverage& coverage, const std::atomic<bool>& cancelled, const Visitor& visit,
          const NoticeSink& notice)
      : git_(git), options_(options), clean_(clean), coverage_(coverage), cancelled_(cancelled),
        visit_(visit), notice_(notice), packs_(OpenPacks(git)) {
    std::string text;
    for (const std::string& pattern : options.exclude) text += pattern + "\n";
    exclude_ = std::make_unique<IgnoreList>(text);
    limit_ = PathLimit(options.paths, git.top());
  }

  void Run(unsigned threads);
  HistoryRoots TakeRoots() { return std::move(roots_); }
  HistoryBlobs TakeBlobs();

 private:
  bool ListReachable(unsigned threads);
  void PlantPack(const Pack& pack);
  void Order();
  bool IsWanted(std::uint32_t number);
  void SayMissing();
  bool Excluded(const std::string& path) const;
  void LendPacks(unsigned threads);
  void LendRest(unsigned threads);
  void LendWindow(unsigned number, std::size_t begin, std::size_t end);
  /// `content` is null when git could not read it.
  void LendBlob(ByteStream* content, std::uint64_t size, Lender& lender, Unpacker& unpacker, std::uint32_t number);
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
  PathLimit limit_;
  std::vector<Pack> packs_;
  HistoryRoots roots_;
  HistoryBlobs history_;
  std::size_t reachable_ = 0;          // Of these; those behind them have no name.
  std::vector<bool> listed_;           // By number: its object is there.
  std::vector<std::unique_ptr<PackForest>> forests_;
  std::vector<std::uint32_t> order_;   // Blobs that git reads, as it has them.
  std::mutex order_mutex_;
  bool all_objects_ = false;           // The history cannot be walked.
};

// False when not all of it could be walked.
bool History::ListReachable(unsigned threads) {
  roots_ = FindRoots(git_);
  history_ = WalkHistory(git_, packs_, roots_, threads, cancelled_);
  reachable_ = history_.blobs.size();
  listed_.resize(reachable_);
  if (cancelled_.load()) return true;
  if (roots_.complaint.empty() && (history_.unreadable_trees == 0 || git_.partial())) return true;
  ++coverage_.unreadable;
  Say(NoticeKind::kUnreadable, {},
      "The history cannot be walked to its end; every object is read instead, some without a name. " +
          (roots_.complaint.empty() ? "Trees that cannot be read: " + std::to_string(history_.unreadable_trees) + "."
                                    : "Git says: " + roots_.complaint));
  return false;
}

// What a pack holds needs no git to be read.
void History::PlantPack(const Pack& pack) {
  if (cancelled_.load()) return;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> wanted;
  std::uint32_t number = 0;
  pack.ForEach([&](std::string_view bytes, std::uint64_t offset) {
    const auto order = [&] { return std::memcmp(history_.blobs[number].id.data(), bytes.data(), bytes.size()); };
    while (number != reachable_ && order() < 0) ++number;
    if (number == reachable_ || order() != 0 || listed_[number]) return;
    listed_[number] = true;
    if (IsWanted(number)) wanted.emplace_back(offset, number);
  });
  if (wanted.empty()) return;
  auto forest = std::make_unique<PackForest>(pack);
  for (const auto& [offset, wanted_number] : wanted) forest->Want(offset, wanted_number);
  forest->Grow();
  for (const std::uint32_t broken : forest->broken()) listed_[broken] = false;  // Git may know better.
  forests_.push_back(std::move(forest));
}

void History::Order() {
  if (!all_objects_ && std::all_of(listed_.begin(), listed_.end(), [](bool listed) { return listed; })) return;
  auto process = git_.Start({"cat-file", "--batch-all-objects", "--unordered", "--buffer",
                             "--batch-check=%(objectname) %(objecttype)"});
  if (!process) return Say(NoticeKind::kUnreadable, {}, process.error().message);
  RecordReader reader(process->output());
  std::string line;
  std::vector<HistoryBlobs::Blob> unnamed;
  const std::uint32_t no_path = history_.paths.Add("");
  while (reader.Next('\n', line) && !cancelled_.load(std::memory_order_relaxed)) {
    ObjectId id;
    const std::string_view text = line;
    if (!ParseId(text.substr(0, git_.id_length()), id)) continue;
    const HistoryBlobs::Blob* const blob = history_.Find(id);
    const auto number = static_cast<std::uint32_t>(blob - history_.blobs.data());
    if (blob != nullptr && listed_[number]) continue;  // In a pack.
    const std::string_view rest = text.substr(git_.id_length());
    if (rest == " missing") continue;  // There, but not readable.
    if (blob != nullptr) listed_[number] = true;
    if (!rest.starts_with(" blob")) continue;
    if (blob != nullptr) {
      if (IsWanted(number)) order_.push_back(number);
    } else if (all_objects_) {
      unnamed.push_back({id, no_path});
    }
  }
  if (process->Wait() != 0 && !cancelled_.load()) {
    ++coverage_.unreadable;
    Say(NoticeKind::kUnreadable, {}, "git cat-file: " + process->FirstError());
  }
  for (const HistoryBlobs::Blob& blob : unnamed) {
    order_.push_back(static_cast<std::uint32_t>(history_.blobs.size()));
    history_.blobs.push_back(blob);
  }
}

// What was walked; it can be searched again.
HistoryBlobs History::TakeBlobs() {
  history_.blobs.resize(reachable_);
  return std::move(history_);
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
bool History::IsWanted(std::uint32_t number) {
  const HistoryBlobs::Blob& blob = history_.blobs[number];
  const std::string& path = history_.paths[blob.path];
  if (path.empty()) return true;  // A tag, a commit, or a blob without a name.
  if (!limit_.Includes(path)) return false;
  if (Excluded(path)) {
    ++coverage_.excluded;
    return false;
  }
  if (!clean_.Contains(HexId(blob.id, git_.id_length()), path)) return true;
  ++coverage_.cached;
  return false;
}

void History::SayMissing() {
  if (git_.partial()) {
    return Say(NoticeKind::kDegraded, {}, "The clone is partial: what was not fetched is not read.");
  }
  const auto missing = static_cast<std::size_t>(std::count(listed_.begin(), listed_.end(), false));
  if (missing == 0 || cancelled_.load()) return;
  coverage_.unreadable += missing;
  Say(NoticeKind::kUnreadable, {}, std::to_string(missing) + " objects are missing or corrupt.");
}

void History::Run(unsigned threads) {
  threads = std::max(1u, threads);
  all_objects_ = !ListReachable(threads);
  if (!all_objects_) {
    for (const Pack& pack : packs_) PlantPack(pack);
  }
  Order();
  SayMissing();
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
  RunWorkers(static_cast<unsigned>(std::min<std::size_t>(threads, roots.size() / kBatch + 1)), [&](unsigned worker) {
    Lender lender(worker, visit_, cancelled_);
    Unpacker unpacker(worker, visit_, notice_, coverage_, cancelled_);
    std::optional<PackTreeReader> reader;
    const PackForest* forest = nullptr;
    const auto take = [&](std::uint32_t number, std::string_view bytes) {
      MemoryStream content(bytes);
      LendBlob(&content, bytes.size(), lender, unpacker, number);
      return !cancelled_.load(std::memory_order_relaxed);
    };
    const auto refuse = [&](std::uint32_t number) {
      const std::lock_guard lock(order_mutex_);
      order_.push_back(number);
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
    ids.push_back(HexId(history_.blobs[order_[i]].id, git_.id_length()));
  }
  BlobReader blobs(git_, std::move(ids));
  Lender lender(number, visit_, cancelled_);
  Unpacker unpacker(number, visit_, notice_, coverage_, cancelled_);
  for (std::size_t i = begin; i < end; ++i) {
    if (cancelled_.load(std::memory_order_relaxed)) return;
    const bool blob = blobs.Next() == BlobReader::State::kBlob;
    LendBlob(blob ? &blobs.content() : nullptr, blob ? blobs.size() : 0, lender, unpacker, order_[i]);
  }
}

void History::LendBlob(ByteStream* content, std::uint64_t size, Lender& lender, Unpacker& unpacker,
                       std::uint32_t number) {
  const HistoryBlobs::Blob& blob = history_.blobs[number];
  Document& document = lender.document();
  lender.Reset();
  document.path = history_.paths[blob.path];
  document.blob = HexId(blob.id, git_.id_length());
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
std::map<std::string, std::string> AuthorDates(const GitRepository& git, const std::set<std::string>& commits) {
  std::string lines;
  for (const std::string& commit : commits) lines += commit + "\n";
  std::map<std::string, std::string> dates;
  const Fd input = MemoryFile(lines);
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
  if (blob.empty()) return;   // Of no blob: another front end's.
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
  git_ = *std::move(git);
  History history(*git_, options_.git, clean_, coverage_, cancelled_, visit, notice);
  history.Run(threads);
  roots_ = history.TakeRoots();
  blobs_ = history.TakeBlobs();
}

std::map<std::string, BlobOrigin> HistorySource::Origins(const std::vector<std::string>& ids) const {
  std::map<std::string, BlobOrigin> origins;
  std::set<std::string> commits;
  for (const std::string& hex : ids) {
    ObjectId id;
    const HistoryBlobs::Blob* const blob = ParseId(hex, id) ? blobs_.Find(id) : nullptr;
    if (blob == nullptr || blob->commit == HistoryBlobs::kNoCommit) continue;
    const std::string commit = HexId(roots_.commits[blob->commit].id, git_->id_length());
    origins.emplace(hex, BlobOrigin{{commit, {}, blobs_.paths[blob->path]}, blob->commit});
    commits.insert(commit);
  }
  if (origins.empty()) return origins;
  const std::map<std::string, std::string> dates = AuthorDates(*git_, commits);
  for (auto& [hex, origin] : origins) {
    const auto date = dates.find(origin.provenance.commit);
    if (date != dates.end()) origin.provenance.author_date = date->second;
  }
  return origins;
}

}  // namespace keylint
