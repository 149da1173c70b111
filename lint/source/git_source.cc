// SPDX-License-Identifier: Apache-2.0
// Both sources ask git which blobs changed and compare the blobs here, line by
// line. Git's own patches would depend on attributes, and so on the very
// change that is judged: `* -diff` hides every added line.
#include "lint/source/git_source.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lint/base/thread_pool.h"
#include "lint/source/archive.h"
#include "lint/source/config_names.h"
#include "lint/source/git_repository.h"
#include "lint/source/ignore.h"
#include "lint/source/lender.h"
#include "lint/source/line_diff.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxCompared = Lender::kWhole;
constexpr std::size_t kMaxSiblings = 64;
constexpr std::uint64_t kMaxSiblingBytes = std::uint64_t{1} << 20;
constexpr std::size_t kMaxNamed = 500;  // Paths on one command line.
constexpr std::size_t kWindow = 256;  // Requests one cat-file serves.

// One blob to lend, and the blobs its lines are compared with.
struct Request {
  std::string id;
  std::string path;
  std::vector<std::string> before;
  std::shared_ptr<const Provenance> provenance;
  bool reported = true;
};

// One change as `--raw -z` tells it; merges name one old side per parent.
struct Change {
  std::vector<std::string> old_modes, old_ids;
  std::string mode, id, status, path;
};

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Reads the change whose first record (":100644 ...") was just read.
bool ReadChange(RecordReader& reader, const std::string& record, Change& change) {
  const std::size_t parents = std::min(record.find_first_not_of(':'), record.size());
  const std::vector<std::string> words = Words(std::string_view(record).substr(parents));
  if (parents == 0 || words.size() != 2 * (parents + 1) + 1) return false;
  const auto at = [&](std::size_t i) { return words.begin() + static_cast<std::ptrdiff_t>(i); };
  change.old_modes.assign(at(0), at(parents));
  change.mode = words[parents];
  change.old_ids.assign(at(parents + 1), at(2 * parents + 1));
  change.id = words[2 * parents + 1];
  change.status = words.back();
  if (!reader.Next('\0', change.path)) return false;
  const bool renamed = parents == 1 && (change.status[0] == 'R' || change.status[0] == 'C');
  return !renamed || reader.Next('\0', change.path);
}

bool IsZero(std::string_view id) { return id.find_first_not_of('0') == std::string_view::npos; }
bool IsFile(std::string_view mode) { return mode.starts_with("100"); }

bool IsLfsPointer(std::string_view text) {
  return text.size() < 1024 && text.starts_with("version https://git-lfs.github.com/spec/");
}

std::string_view NameOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string ExcludeText(const std::vector<std::string>& patterns) {
  std::string text;
  for (const std::string& pattern : patterns) text += pattern + "\n";
  return text;
}

// What both sources share: which changes are worth reading, and reading them.
class Reader {
 public:
  Reader(const GitRepository& git, const GitOptions& options, Coverage& coverage,
         const std::atomic<bool>& cancelled, const Visitor& visit, const NoticeSink& notice)
      : git_(git), options_(options), coverage_(coverage), cancelled_(cancelled), visit_(visit),
        notice_(notice), exclude_(ExcludeText(options.exclude)), limit_(options.paths, git.top()) {}

  void Take(const Change& change, std::shared_ptr<const Provenance> provenance);
  void AddSiblings();
  void Lend(unsigned threads);
  std::vector<Request>& requests() { return requests_; }

 private:
  struct Worker {
    const Request* request = nullptr;
    std::vector<std::string> before;  // Texts to compare with.
    bool comparable = true;
  };
  bool Excluded(const std::string& path) const;
  void LendWindow(unsigned number, std::size_t begin, std::size_t end);
  void ReadBefore(BlobReader& blobs, Lender& lender, Worker& worker);
  void LendRequest(BlobReader& blobs, Lender& lender, Unpacker& unpacker, const Request& request);
  void Say(NoticeKind kind, const std::string& path, std::string message) {
    notice_({kind, path, std::move(message)});
  }

  const GitRepository& git_;
  const GitOptions& options_;
  Coverage& coverage_;
  const std::atomic<bool>& cancelled_;
  const Visitor& visit_;
  const NoticeSink& notice_;
  IgnoreList exclude_;
  PathLimit limit_;
  std::vector<Request> requests_;
};

bool Reader::Excluded(const std::string& path) const {
  if (exclude_.empty()) return false;
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    const bool last = slash == std::string::npos;
    const std::string_view part = std::string_view(path).substr(0, slash);
    if (exclude_.Match(part, part.substr(begin), !last) == IgnoreList::Answer::kIgnore) return true;
    if (last) return false;
    begin = slash + 1;
  }
}

void Reader::Take(const Change& change, std::shared_ptr<const Provenance> provenance) {
  if (!limit_.Includes(change.path)) return;
  if (change.status[0] == 'U') {
    ++coverage_.unreadable;
    return Say(NoticeKind::kUnreadable, change.path, "It has a merge conflict that is not resolved.");
  }
  if (change.status[0] == 'D' || IsZero(change.mode)) {
    ++coverage_.removed;
    return;
  }
  if (change.mode == "160000") {
    ++coverage_.special;
    return Say(NoticeKind::kSkippedSpecial, change.path, "It is a submodule: scan it by itself.");
  }
  if (!IsFile(change.mode)) {
    ++coverage_.special;  // A link: its text is a path.
    return;
  }
  if (Excluded(change.path)) {
    ++coverage_.excluded;
    return;
  }
  Request request{change.id, change.path, {}, std::move(provenance)};
  bool whole = false;
  for (std::size_t i = 0; i < change.old_ids.size(); ++i) {
    if (change.old_ids[i] == change.id && IsFile(change.old_modes[i]) &&
        change.status[0] != 'R' && change.status[0] != 'C') {
      return;  // Only its mode changed.
    }
    // New against one parent says nothing about the others.
    if (IsZero(change.old_ids[i]) || !IsFile(change.old_modes[i])) {
      whole |= change.old_ids.size() == 1;
      continue;
    }
    request.before.push_back(change.old_ids[i]);
  }
  if (whole) request.before.clear();
  requests_.push_back(std::move(request));
}

void Reader::AddSiblings() {
  if (!options_.siblings) return;
  std::vector<std::string> changed;
  bool configuration = false;
  for (const Request& request : requests_) {
    configuration |= IsConfigurationName(NameOf(request.path));
    changed.push_back(request.path);
  }
  if (!configuration) return;
  for (IndexEntry& entry : ConfigurationSiblings(git_, changed, kMaxSiblings)) {
    if (Excluded(entry.path)) continue;
    requests_.push_back({std::move(entry.id), std::move(entry.path), {}, nullptr, false});
  }
}

void Reader::Lend(unsigned threads) {
  const std::size_t windows = (requests_.size() + kWindow - 1) / kWindow;
  std::atomic<std::size_t> next{0};
  const auto work = [&](unsigned number) {
    for (;;) {
      const std::size_t window = next.fetch_add(1);
      if (window >= windows || cancelled_.load(std::memory_order_relaxed)) return;
      LendWindow(number, window * kWindow, std::min(requests_.size(), (window + 1) * kWindow));
    }
  };
  RunWorkers(static_cast<unsigned>(std::min<std::size_t>(std::max(1u, threads), windows)), work);
  if (cancelled_.load()) Say(NoticeKind::kIncomplete, {}, "Interrupted: not every change was read.");
}

void Reader::LendWindow(unsigned number, std::size_t begin, std::size_t end) {
  std::vector<std::string> ids;
  for (std::size_t i = begin; i < end; ++i) {
    ids.insert(ids.end(), requests_[i].before.begin(), requests_[i].before.end());
    ids.push_back(requests_[i].id);
  }
  BlobReader blobs(git_, std::move(ids));
  Worker worker;
  const Visitor keep = [&](unsigned, Document& document) {
    if (document.owned) worker.comparable = false;
    worker.before.emplace_back(document.text());
  };
  Lender before_lender(number, keep, cancelled_);
  const Visitor lend = [&](unsigned, Document& document) {
    if (IsLfsPointer(document.text())) {
      ++coverage_.special;
      return Say(NoticeKind::kSkippedSpecial, document.path,
                 "It is a Git LFS pointer; the file itself is not in the repository.");
    }
    if (!worker.before.empty() && worker.comparable && !document.owned) {
      std::vector<std::vector<LineRange>> added;
      for (const std::string& before : worker.before) {
        added.push_back(AddedLines(before, document.text()));
      }
      document.counted_lines = CommonLines(added);
    }
    visit_(number, document);
  };
  Lender lender(number, lend, cancelled_);
  Unpacker unpacker(number, visit_, notice_, coverage_, cancelled_);
  for (std::size_t i = begin; i < end; ++i) {
    if (cancelled_.load(std::memory_order_relaxed)) return;
    worker = {&requests_[i], {}, true};
    ReadBefore(blobs, before_lender, worker);
    LendRequest(blobs, lender, unpacker, requests_[i]);
  }
}

// What cannot be compared (binary, too large, missing) leaves every line
// counted: rather one finding too many than one too few.
void Reader::ReadBefore(BlobReader& blobs, Lender& lender, Worker& worker) {
  for (std::size_t i = 0; i < worker.request->before.size(); ++i) {
    bool whole = false;
    if (blobs.Next() != BlobReader::State::kBlob) {
      worker.comparable = false;
      continue;
    }
    const std::string bytes = blobs.ReadBlob(kMaxCompared, whole);
    if (!whole || lender.LendBytes(bytes) != Lender::Outcome::kLent) worker.comparable = false;
  }
}

void Reader::LendRequest(BlobReader& blobs, Lender& lender, Unpacker& unpacker,
                         const Request& request) {
  Document& document = lender.document();
  lender.Reset();
  document.path = request.path;
  document.blob = request.id;
  document.reported = request.reported;
  if (request.provenance) {
    document.provenance = *request.provenance;
    document.provenance->path = request.path;
  }
  const BlobReader::State state = blobs.Next();
  if (state == BlobReader::State::kBlob) {
    if (blobs.size() > options_.max_file_size ||
        (!request.reported && blobs.size() > kMaxSiblingBytes)) {
      if (!request.reported) return;
      ++coverage_.too_large;
      return Say(NoticeKind::kSkippedTooLarge, request.path, "It is over the size limit.");
    }
    Lender::Options how;
    how.packed = options_.archives && request.reported && CanUnpack();
    Lender::Outcome outcome = lender.Lend(blobs.content(), how);
    if (outcome == Lender::Outcome::kPacked) {
      RejoinedStream whole(std::string(lender.Head()), blobs.content());
      if (unpacker.Lend(whole, document)) return;
      outcome = Lender::Outcome::kBinary;
    }
    if (outcome == Lender::Outcome::kLent && request.reported) {
      ++coverage_.files;
      coverage_.bytes += lender.bytes();
    }
    if (outcome == Lender::Outcome::kBinary && request.reported) ++coverage_.binary;
    if (outcome != Lender::Outcome::kFailed) return;
  }
  ++coverage_.unreadable;
  Say(NoticeKind::kUnreadable, request.path,
      state == BlobReader::State::kMissing && git_.partial()
          ? "Its content is not in this partial clone."
          : "Git cannot read its object " + request.id + ".");
}

constexpr auto kRawOptions = std::to_array<const char*>(
    {"--raw", "-z", "-r", "--no-abbrev", "--no-relative", "--no-ext-diff", "--no-textconv",
     "--ignore-submodules=none", "-M", "-l1000"});

std::vector<std::string> WithRawOptions(std::vector<std::string> arguments,
                                        std::vector<std::string> rest) {
  arguments.insert(arguments.end(), kRawOptions.begin(), kRawOptions.end());
  arguments.insert(arguments.end(), std::make_move_iterator(rest.begin()),
                   std::make_move_iterator(rest.end()));
  return arguments;
}

Result<std::vector<Change>> StagedAgainst(const GitRepository& git, const std::string& tree) {
  auto process = git.Start(WithRawOptions({"diff-index", "--cached", "--ita-visible-in-index"}, {tree, "--"}));
  if (!process) return tl::unexpected(process.error());
  RecordReader reader(process->output());
  std::vector<Change> changes;
  std::string record;
  while (reader.Next('\0', record)) {
    Change change;
    if (!ReadChange(reader, record, change)) break;
    changes.push_back(std::move(change));
  }
  if (process->Wait() != 0) return Failure(ErrorKind::kUnreadable, process->FirstError());
  return changes;
}

// Joins the changes against a merged commit to those against HEAD: only what
// differs from every parent is the merge's own.
void KeepOwnOfMerge(std::vector<Change>& changes, const std::vector<Change>& against_other) {
  std::unordered_map<std::string_view, const Change*> other;
  for (const Change& change : against_other) other[change.path] = &change;
  std::erase_if(changes, [&](const Change& change) {
    return change.status[0] != 'D' && !other.contains(change.path);
  });
  for (Change& change : changes) {
    const auto it = other.find(change.path);
    if (it == other.end()) continue;
    change.old_ids.insert(change.old_ids.end(), it->second->old_ids.begin(), it->second->old_ids.end());
    change.old_modes.insert(change.old_modes.end(), it->second->old_modes.begin(),
                            it->second->old_modes.end());
  }
}

// A staged name without staged content ("git add -N") is not in the commit.
// Only indexes of version 3 and later can hold one.
bool MayHoldIntentToAdd(const std::string& index_file) {
  const Fd fd(::open(index_file.c_str(), O_RDONLY | O_CLOEXEC));
  unsigned char head[8];
  return fd && ::read(fd.get(), head, sizeof head) == sizeof head && head[7] >= 3;
}

// They look like new, empty files; those alone are asked about, since git
// looks at the work tree for it.
void DropIntentToAdd(const GitRepository& git, std::vector<Change>& changes, const NoticeSink& notice) {
  if (!MayHoldIntentToAdd(git.index_file())) return;
  std::vector<std::string> arguments{"-C", git.top(), "diff-files", "-z", "--name-only", "--no-relative",
                                     "--diff-filter=A", "--ignore-submodules=all", "--"};
  const std::size_t options = arguments.size();
  for (const Change& change : changes) {
    if (change.status[0] == 'A' && change.id == git.empty_blob()) arguments.push_back(change.path);
  }
  if (arguments.size() == options) return;
  if (arguments.size() - options > kMaxNamed) arguments.resize(options);  // Asks about all.
  const auto names = git.Run(arguments);
  if (!names) return;
  std::set<std::string_view> later;
  for (std::size_t at = 0; at < names->size();) {
    const std::size_t end = std::min(names->find('\0', at), names->size());
    later.insert(std::string_view(*names).substr(at, end - at));
    at = end + 1;
  }
  std::erase_if(changes, [&](const Change& change) {
    if (!later.contains(change.path)) return false;
    notice({NoticeKind::kDegraded, change.path, "It is marked to be added later (git add -N): nothing of it is staged."});
    return true;
  });
}

void SayUnreadable(const Error& error, const std::string& folder, Coverage& coverage,
                   const NoticeSink& notice) {
  ++coverage.unreadable;
  notice({NoticeKind::kUnreadable, folder.empty() ? "." : folder, error.message});
}

}  // namespace

PathLimit::PathLimit(const std::vector<std::string>& paths, const std::string& top) : all_(paths.empty() || top.empty()) {
  for (const std::string& path : paths) {
    all_ = all_ || path == top;
    if (path.starts_with(top + "/")) paths_.push_back(path.substr(top.size() + 1));
  }
}

bool PathLimit::Includes(std::string_view path) const {
  return all_ || std::any_of(paths_.begin(), paths_.end(), [path](const std::string& one) {
    return path.starts_with(one) && (path.size() == one.size() || path[one.size()] == '/');
  });
}

void StagedSource::Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) {
  const auto fail = [&](const Error& error) { SayUnreadable(error, options_.folder, coverage_, notice); };
  auto git = GitRepository::Open(options_.folder);
  if (!git) return fail(git.error());
  root_ = git->top();
  if (git->bare()) return fail({ErrorKind::kUnsupported, "A bare repository has no index to scan."});
  auto changes = StagedAgainst(*git, git->head().empty() ? git->empty_tree() : git->head());
  if (!changes) return fail(changes.error());
  for (const std::string& merged : git->merge_heads()) {
    auto other = StagedAgainst(*git, merged);
    if (!other) return fail(other.error());
    KeepOwnOfMerge(*changes, *other);
  }
  DropIntentToAdd(*git, *changes, notice);
  Reader reader(*git, options_, coverage_, cancelled_, visit, notice);
  for (const Change& change : *changes) reader.Take(change, nullptr);
  reader.AddSiblings();
  reader.Lend(threads);
}

namespace {

bool IsAllowedRevision(const std::string& revision) {
  static constexpr auto kOptions = std::to_array<std::string_view>(
      {"--all", "--not", "--branches", "--tags", "--remotes"});
  if (revision.empty()) return false;
  return revision[0] != '-' || revision.starts_with("--remotes=") ||
         std::find(kOptions.begin(), kOptions.end(), revision) != kOptions.end();
}

struct CommitList {
  std::vector<std::string> ids;  // Oldest first.
  std::string text;              // The same, one a line.
  std::unordered_map<std::string, std::string> dates;
};

Result<CommitList> ListCommits(const GitRepository& git, const std::vector<std::string>& revisions) {
  std::vector<std::string> arguments{"rev-list", "--reverse", "--topo-order", "--format=%H %aI"};
  for (const std::string& revision : revisions) {
    if (!IsAllowedRevision(revision)) {
      return Failure(ErrorKind::kUsage, "not a revision or range: " + revision);
    }
    arguments.push_back(revision);
  }
  arguments.emplace_back("--");
  auto process = git.Start(arguments);
  if (!process) return tl::unexpected(process.error());
  RecordReader reader(process->output());
  CommitList list;
  std::string line;
  while (reader.Next('\n', line)) {
    if (line.starts_with("commit ")) continue;
    const std::size_t space = line.find(' ');
    if (space == std::string::npos) continue;
    list.ids.push_back(line.substr(0, space));
    list.text.append(list.ids.back()).push_back('\n');
    list.dates.emplace(list.ids.back(), line.substr(space + 1));
  }
  if (process->Wait() != 0) return Failure(ErrorKind::kUnreadable, process->FirstError());
  return list;
}

}  // namespace

void RangeSource::Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) {
  const auto fail = [&](const Error& error) { SayUnreadable(error, options_.folder, coverage_, notice); };
  auto git = GitRepository::Open(options_.folder);
  if (!git) return fail(git.error());
  root_ = git->top();
  auto commits = ListCommits(*git, revisions_);
  if (!commits) {
    Error error = commits.error();
    if (git->shallow()) error.message += "; the clone is shallow: fetch more of the history (git fetch --unshallow, or a larger depth in CI)";
    return fail(error);
  }
  coverage_.commits += commits->ids.size();
  commits_ = std::move(commits->ids);
  const Fd input = MemoryFile(commits->text);
  auto process = git->Start(WithRawOptions({"diff-tree", "--stdin", "-c", "--root"}, {}), input.get());
  if (!process) return fail(process.error());
  Reader reader(*git, options_, coverage_, cancelled_, visit, notice);
  RecordReader records(process->output());
  std::string record;
  std::shared_ptr<const Provenance> provenance;
  while (records.Next('\0', record) && !cancelled()) {
    if (!record.starts_with(':')) {
      provenance = std::make_shared<const Provenance>(Provenance{record, commits->dates[record], {}});
      continue;
    }
    Change change;
    if (!ReadChange(records, record, change)) break;
    reader.Take(change, provenance);
  }
  if (!cancelled() && process->Wait() != 0) {
    fail({ErrorKind::kUnreadable, "git diff-tree: " + process->FirstError()});
  }
  if (git->shallow()) {
    notice({NoticeKind::kDegraded, {}, "The clone is shallow: commits before its edge are not known."});
  }
  reader.Lend(threads);
}

std::vector<IndexEntry> ConfigurationSiblings(const GitRepository& git,
                                              const std::vector<std::string>& changed,
                                              std::size_t limit) {
  std::set<std::string, std::less<>> folders{""};
  const std::set<std::string, std::less<>> known(changed.begin(), changed.end());
  for (const std::string& path : changed) {
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash != 0;
         slash = path.rfind('/', slash - 1)) {
      if (!folders.insert(path.substr(0, slash)).second) break;
    }
  }
  std::vector<IndexEntry> found;
  // From the top, or only the current folder would be listed.
  std::vector<std::string> arguments{"ls-files", "--stage", "--full-name", "-z"};
  if (!git.top().empty()) arguments.insert(arguments.begin(), {"-C", git.top()});
  auto process = git.Start(arguments);
  if (!process) return found;
  RecordReader reader(process->output());
  std::string record;
  while (found.size() < limit && reader.Next('\0', record)) {
    // "100644 <id> 0\tpath"
    const std::size_t tab = record.find('\t');
    if (tab == std::string::npos || !IsFile(record) || record[tab - 1] != '0') continue;
    const std::string_view path = std::string_view(record).substr(tab + 1);
    const std::string_view name = NameOf(path);
    const std::size_t above = path.size() - name.size();
    if (!folders.contains(path.substr(0, above == 0 ? 0 : above - 1))) continue;
    if (!IsConfigurationName(name) || known.contains(path)) continue;
    found.push_back({record.substr(7, git.id_length()), std::string(path)});
  }
  return found;
}

}  // namespace keylint
