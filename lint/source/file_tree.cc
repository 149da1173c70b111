// SPDX-License-Identifier: Apache-2.0
// The walk. A task is a folder, the rest of a folder, or a batch of files.
//
// Memory stays bounded by depth, not by the number of names: a folder hands
// out at most kSlice sub-folders, then queues the rest of itself under them.
// Descriptors stay bounded as well: a queued folder is a name and a link to
// its parent, and is opened when its turn comes, below its parent while that
// is still open, else from the root.
#include "lint/source/file_tree.h"

#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "lint/base/thread_pool.h"
#include "lint/source/archive.h"
#include "lint/source/config_names.h"
#include "lint/source/fd.h"
#include "lint/source/folder_reader.h"
#include "lint/source/ignore_files.h"
#include "lint/source/lender.h"
#include "lint/source/tracked_files.h"

namespace keylint {
namespace {

constexpr std::size_t kSlice = 1024;      // Sub-folders queued at once.
constexpr std::size_t kBatch = 32;        // Files another worker may take.
constexpr std::size_t kSoloTasks = 8;     // One thread does this many alone.
constexpr std::size_t kMaxListBytes = std::size_t{1} << 30;
constexpr int kIgnoredDepth = 3;          // Levels looked into below one.

// The kernel's own file systems: endless, blocking or not text.
// Source: linux/magic.h.
constexpr auto kPseudo = std::to_array<unsigned>({
    0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x27e0eb, 0x63677270, 0x1cd1,
    0xcafe4a11, 0x6165676c, 0xde5e81e4, 0x62656570, 0xf97cff8c, 0x42494e4d, 0x19800202,
    0x65735543, 0x6e736673, 0x67596969,
});

bool IsPseudoFileSystem(int fd) {
  struct statfs status {};
  if (::fstatfs(fd, &status) != 0) return false;
  const auto type = static_cast<unsigned>(status.f_type);
  return std::find(kPseudo.begin(), kPseudo.end(), type) != kPseudo.end();
}

// A folder below the root, known by its name and its parent.
struct Node {
  std::shared_ptr<const Node> parent;  // Null: directly below the root.
  std::string name;                    // May hold '/' in a start.
  dev_t device = 0;                    // Of the parent.

  Node(std::shared_ptr<const Node> above, std::string own_name, dev_t parent_device)
      : parent(std::move(above)), name(std::move(own_name)), device(parent_device) {}
  // A chain of 10,000 must not be freed by 10,000 nested calls.
  ~Node() {
    std::shared_ptr<const Node> next = std::move(parent);
    while (next && next.use_count() == 1) {
      next = std::move(const_cast<Node*>(next.get())->parent);
    }
  }
};
using NodePointer = std::shared_ptr<const Node>;

// "a/b/" for b in a; "" for the root.
std::string PathOf(const Node* node) {
  std::size_t size = 0;
  for (const Node* at = node; at != nullptr; at = at->parent.get()) {
    if (!at->name.empty()) size += at->name.size() + 1;
  }
  std::string path(size, '/');
  for (const Node* at = node; at != nullptr; at = at->parent.get()) {
    if (at->name.empty()) continue;
    size -= at->name.size() + 1;
    std::copy(at->name.begin(), at->name.end(), path.begin() + static_cast<std::ptrdiff_t>(size));
  }
  return path;
}

struct File {
  std::string name;
  IgnoreState ignored = IgnoreState::kTracked;
};

struct Task {
  NodePointer node;
  IgnoreScope scope;
  int ignored_depth = 0;             // Above 0: inside an ignored folder.
  bool named = false;                // A person named it.
  std::int64_t resume = 0;           // Behind this cookie; 0: from the start.
  std::shared_ptr<Fd> open;          // With `files`: their folder.
  std::vector<File> files;           // Not empty: a batch.
};

std::vector<std::string> SplitList(const std::string& text) {
  const char separator = text.find('\0') != std::string::npos ? '\0' : '\n';
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    std::string name = text.substr(at, end - at);
    if (separator == '\n' && !name.empty() && name.back() == '\r') name.pop_back();
    if (!name.empty()) names.push_back(std::move(name));
    at = end + 1;
  }
  return names;
}

std::optional<std::string> ReadList(const std::string& path) {
  const bool standard_input = path == "-";
  const Fd opened(standard_input ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const int fd = standard_input ? STDIN_FILENO : opened.get();
  if (fd < 0) return std::nullopt;
  std::string text;
  char chunk[65536];
  for (;;) {
    const ssize_t got = ::read(fd, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0 || text.size() > kMaxListBytes) return text;
    text.append(chunk, static_cast<std::size_t>(got));
  }
}

std::string ExcludeText(const std::vector<std::string>& patterns) {
  std::string text;
  for (std::string_view pattern : patterns) {
    if (pattern.starts_with("./")) pattern.remove_prefix(2);
    text.append(pattern).push_back('\n');
  }
  return text;
}

class Walk {
 public:
  Walk(const FileTreeOptions& options, const ScanPlan& plan, Coverage& coverage,
       const std::atomic<bool>& cancelled, unsigned threads, const Visitor& visit,
       const NoticeSink& notice)
      : options_(options), plan_(plan), coverage_(coverage), cancelled_(cancelled),
        visit_(visit), notice_(notice), threads_(std::max(1u, threads)), queue_(threads_),
        exclude_(ExcludeText(options.exclude)),
        ignore_files_(plan.root, options.home, options.xdg_config_home, options.choose_ignore_text) {}

  void Run();

 private:
  struct Worker {
    Worker(unsigned worker_number, const Visitor& visit, const std::atomic<bool>& cancelled)
        : number(worker_number), lender(number, visit, cancelled) {}

    unsigned number;
    Lender lender;
    FolderReader reader;
    std::vector<FolderEntry> entries;
    std::vector<File> files;
    std::unique_ptr<Unpacker> unpacker;  // Made for the first archive.
    NodePointer last;              // The folder `last_fd` is open on.
    std::shared_ptr<Fd> last_fd;
  };

  bool OpenRoot();
  void QueueStarts();
  Task StartTask(const Start& start);
  IgnoreScope ScopeOf(const std::string& folder);
  bool Excluded(std::string_view path, std::string_view name, bool folder) const;
  bool ExcludedWithParents(const std::string& path) const;
  IgnoreState StateOfNamedFile(const std::string& path);
  bool Tracks(const IgnoreScope& scope, const std::string& path, bool folder) const;

  bool Work(Worker& worker, std::size_t task_limit);
  void Do(Worker& worker, Task& task);
  std::shared_ptr<Fd> Open(Worker& worker, const Task& task);
  void ReadFolder(Worker& worker, Task& task);
  struct Current;
  void QueueRest(Worker& worker, const Current& current);
  void TakeFolder(Current& current, const FolderEntry& entry);
  void TakeFile(Worker& worker, Current& current, const FolderEntry& entry);
  void FlushFiles(Worker& worker, Current& current);
  void ReadFile(Worker& worker, int fd, const std::string& folder, const File& file, bool named);
  Unpacker& ArchiveUnpacker(Worker& worker);
  void LendName(Worker& worker, const std::string& path);
  void Judge(Worker& worker, const FdStream& stream, Lender::Outcome outcome, int error);
  void Say(NoticeKind kind, std::string path, std::string message) const {
    notice_({kind, std::move(path), std::move(message)});
  }
  void Unreadable(std::string path, int error);
  void TellExcluded(const std::string& path, std::string_view name, bool folder) const;
  void TellIgnored(const IgnoreScope& scope, const std::string& path, std::string_view name, bool folder) const;
  void TellLeftOut(const std::string& path, const char* why) const {
    if (options_.on_left_out) options_.on_left_out(path, why);
  }

  const FileTreeOptions& options_;
  const ScanPlan& plan_;
  Coverage& coverage_;
  const std::atomic<bool>& cancelled_;
  const Visitor& visit_;
  const NoticeSink& notice_;
  unsigned threads_;
  WorkQueue<Task> queue_;
  IgnoreList exclude_;
  IgnoreFiles ignore_files_;
  std::shared_ptr<Fd> root_;
  std::unordered_set<std::string> claimed_;  // Starts below other starts.
  std::unordered_map<std::string, IgnoreScope> scopes_;
};

// One folder while it is read.
struct Walk::Current {
  Task& task;
  std::shared_ptr<Fd> fd;
  std::string path;       // "a/b/"
  IgnoreScope scope;
  dev_t device = 0;
  std::size_t folders = 0;
  std::vector<Task> children = {};  // Found, not yet queued.
};

bool Walk::OpenRoot() {
  root_ = std::make_shared<Fd>(::open(plan_.root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (*root_) return true;
  Unreadable(plan_.root, errno);
  return false;
}

void Walk::Unreadable(std::string path, int error) {
  if (path.empty()) path = plan_.root;
  // A file that went away is no part of the tree any more.
  const bool gone = error == ENOENT || error == ENOTDIR;
  if (!gone) coverage_.unreadable.fetch_add(1, std::memory_order_relaxed);
  Say(gone ? NoticeKind::kDegraded : NoticeKind::kUnreadable, std::move(path),
      gone ? "It vanished while the tree was read." : std::strerror(error));
}

bool Walk::Excluded(std::string_view path, std::string_view name, bool folder) const {
  if (exclude_.empty()) return false;
  return exclude_.Match(path, name, folder) == IgnoreList::Answer::kIgnore;
}

bool Walk::ExcludedWithParents(const std::string& path) const {
  if (exclude_.empty()) return false;
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    const bool last = slash == std::string::npos;
    const std::string_view part = std::string_view(path).substr(0, slash);
    if (Excluded(part, part.substr(begin), !last)) return true;
    if (last) return false;
    begin = slash + 1;
  }
}

void Walk::TellExcluded(const std::string& path, std::string_view name, bool folder) const {
  if (!options_.on_left_out) return;
  options_.on_left_out(path, "--exclude or 'exclude' in the configuration: '" + exclude_.Deciding(path, name, folder) + "'");
}

void Walk::TellIgnored(const IgnoreScope& scope, const std::string& path, std::string_view name, bool folder) const {
  if (!options_.on_left_out) return;
  const std::string reason = scope.Reason(path, name, folder);
  options_.on_left_out(path, reason.empty() ? "a folder above it is ignored by git" : reason);
}

// The ignore files of the root and of every folder down to `folder` ("a/b").
// Before the threads start, so without a lock.
IgnoreScope Walk::ScopeOf(const std::string& folder) {
  if (options_.no_ignore) return {};
  const auto known = scopes_.find(folder);
  if (known != scopes_.end()) return known->second;
  IgnoreScope above;
  if (!folder.empty()) {
    const std::size_t slash = folder.rfind('/');
    above = ScopeOf(slash == std::string::npos ? std::string() : folder.substr(0, slash));
  }
  IgnoreScope scope = above;
  const Fd opened = folder.empty() ? Fd() : OpenFolderBelow(root_->get(), folder);
  const int fd = folder.empty() ? root_->get() : opened.get();
  if (fd >= 0) {
    const std::string path = folder.empty() ? folder : folder + "/";
    scope = ignore_files_.Enter(above, fd, path, IgnoreFileNames::All());
  }
  return scopes_.emplace(folder, scope).first->second;
}

IgnoreState Walk::StateOfNamedFile(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  if (options_.no_ignore || !IsConfigurationName(name)) return IgnoreState::kTracked;
  const IgnoreScope scope = ScopeOf(slash == std::string::npos ? "" : path.substr(0, slash));
  if (scope.empty()) return IgnoreState::kTracked;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(0, end);
    const auto above = begin == 0 ? std::string() : path.substr(0, begin - 1);
    if (ScopeOf(above).Judge(part, std::string_view(part).substr(begin), end != path.size()).by_git) {
      return Tracks(scope, path, false) ? IgnoreState::kTracked : IgnoreState::kIgnoredConfig;
    }
    begin = end + 1;
  }
  return IgnoreState::kTracked;
}

bool Walk::Tracks(const IgnoreScope& scope, const std::string& path, bool folder) const {
  if (!scope.tracked) return false;
  const bool tracked = scope.tracked->Holds(path, folder);
  if (const auto fault = scope.tracked->TakeFault()) {
    Say(NoticeKind::kDegraded, {}, "Which ignored files git tracks is not known: " + fault->message);
  }
  return tracked;
}

void Walk::QueueStarts() {
  std::vector<File> files;
  const auto flush = [&] {
    if (files.empty()) return;
    Task task;
    task.named = true;
    task.open = root_;
    task.files.swap(files);
    queue_.Push(0, std::move(task));
  };
  const bool any_folder = std::any_of(plan_.starts.begin(), plan_.starts.end(),
                                      [](const Start& start) { return start.folder; });
  for (const Start& start : plan_.starts) {
    if (any_folder && plan_.starts.size() > 1) claimed_.insert(start.path);
    if (start.folder) {
      queue_.Push(0, StartTask(start));
      continue;
    }
    if (ExcludedWithParents(start.path)) {
      coverage_.excluded.fetch_add(1, std::memory_order_relaxed);
      continue;
    }
    files.push_back({start.path, StateOfNamedFile(start.path)});
    if (files.size() == kBatch) flush();
  }
  flush();
}

Task Walk::StartTask(const Start& start) {
  Task task;
  task.named = true;
  task.node = std::make_shared<const Node>(nullptr, start.path, 0);
  // Its own ignore files are read when it is entered.
  const std::size_t slash = start.path.rfind('/');
  if (!start.path.empty()) {
    task.scope = ScopeOf(slash == std::string::npos ? "" : start.path.substr(0, slash));
  }
  return task;
}

void Walk::Run() {
  if (plan_.starts.empty() || !OpenRoot()) return;
  QueueStarts();
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < threads_; ++i) {
    workers.push_back(std::make_unique<Worker>(i, visit_, cancelled_));
  }
  // Most runs of a hook are over before a thread would have started.
  if (threads_ > 1 && !Work(*workers[0], kSoloTasks)) {
    RunWorkers(threads_, [&](unsigned i) { Work(*workers[i], SIZE_MAX); });
  } else if (threads_ == 1) {
    Work(*workers[0], SIZE_MAX);
  }
  if (cancelled_.load()) Say(NoticeKind::kIncomplete, {}, "Interrupted: part of the tree was not read.");
}

// True when all work is done.
bool Walk::Work(Worker& worker, std::size_t task_limit) {
  Task task;
  for (std::size_t done = 0; done < task_limit; ++done) {
    if (!queue_.Take(worker.number, task)) return true;
    if (cancelled_.load(std::memory_order_relaxed)) {
      queue_.Stop();
      return true;
    }
    Do(worker, task);
    task = Task();
    queue_.Finish();
  }
  return false;
}

void Walk::Do(Worker& worker, Task& task) {
  if (task.files.empty()) {
    ReadFolder(worker, task);
    return;
  }
  const std::string folder = PathOf(task.node.get());
  for (const File& file : task.files) {
    ReadFile(worker, task.open->get(), folder, file, task.named);
  }
}

std::shared_ptr<Fd> Walk::Open(Worker& worker, const Task& task) {
  Fd fd;
  const Node& node = *task.node;
  if (node.parent && node.parent == worker.last) {
    fd = OpenFolderBelow(worker.last_fd->get(), node.name);
  } else {
    std::string path = PathOf(&node);
    if (!path.empty()) path.pop_back();
    fd = OpenFolderBelow(root_->get(), path);
  }
  return std::make_shared<Fd>(std::move(fd));
}

void Walk::ReadFolder(Worker& worker, Task& task) {
  Current current{task, Open(worker, task), {}, task.scope};
  const int fd = current.fd->get();
  if (fd < 0) {
    const int error = errno;
    std::string path = PathOf(task.node.get());
    if (!path.empty()) path.pop_back();
    if (error == ELOOP) {
      coverage_.special.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    return Unreadable(std::move(path), error);
  }
  worker.last = task.node;
  worker.last_fd = current.fd;
  struct stat status {};
  if (::fstat(fd, &status) == 0) current.device = status.st_dev;
  if (current.device != task.node->device && IsPseudoFileSystem(fd)) {
    coverage_.special.fetch_add(1, std::memory_order_relaxed);
    return Say(task.named ? NoticeKind::kUnreadable : NoticeKind::kSkippedSpecial,
               PathOf(task.node.get()), "It belongs to the kernel and is not read.");
  }
  coverage_.directories.fetch_add(task.resume == 0, std::memory_order_relaxed);
  if (task.resume != 0) ::lseek(fd, task.resume, SEEK_SET);
  current.path = PathOf(task.node.get());
  int error = 0;
  bool entered = task.resume != 0;  // Then task.scope is the folder's own.
  while (worker.reader.Read(fd, worker.entries, error)) {
    if (!entered && !options_.no_ignore) {
      IgnoreFileNames names;
      for (const FolderEntry& entry : worker.entries) names.Note(entry.name);
      // A short first answer may still be all; a long one surely is not.
      if (worker.entries.size() >= 256 || options_.choose_ignore_text) names = IgnoreFileNames::All();
      if (names.any()) {
        current.scope = ignore_files_.Enter(task.scope, fd, current.path, names);
      }
    }
    entered = true;
    for (const FolderEntry& entry : worker.entries) {
      switch (entry.kind) {
        case EntryKind::kFolder: TakeFolder(current, entry); break;
        case EntryKind::kFile: TakeFile(worker, current, entry); break;
        case EntryKind::kLink:
          coverage_.special.fetch_add(1, std::memory_order_relaxed);
          TellLeftOut(current.path + entry.name, "it is a link, and links are not followed");
          break;
        case EntryKind::kSpecial:
          coverage_.special.fetch_add(1, std::memory_order_relaxed);
          Say(NoticeKind::kSkippedSpecial, current.path + entry.name,
              "It is a FIFO, socket or device.");
          break;
      }
    }
    const bool slice = current.folders >= kSlice && !worker.entries.empty();
    if (slice) QueueRest(worker, current);
    for (Task& child : current.children) queue_.Push(worker.number, std::move(child));
    current.children.clear();
    FlushFiles(worker, current);
    if (slice || cancelled_.load(std::memory_order_relaxed)) return;
  }
  if (error != 0) Unreadable(current.path, error);
}

// Before the sub-folders, so that its turn comes after theirs.
void Walk::QueueRest(Worker& worker, const Current& current) {
  Task rest;
  rest.node = current.task.node;
  rest.scope = current.scope;
  rest.ignored_depth = current.task.ignored_depth;
  rest.resume = worker.entries.back().cookie;
  queue_.Push(worker.number, std::move(rest));
}

void Walk::TakeFolder(Current& current, const FolderEntry& entry) {
  const std::string_view name = entry.name;
  if (name == ".git") return;
  Task task;
  task.ignored_depth = current.task.ignored_depth;
  const bool judge = !current.scope.empty() || !exclude_.empty() || !claimed_.empty();
  if (judge) {
    const std::string path = current.path + entry.name;
    if (!claimed_.empty() && claimed_.contains(path)) return;
    if (Excluded(path, name, true)) {
      coverage_.excluded.fetch_add(1, std::memory_order_relaxed);
      TellExcluded(path, name, true);
      return;
    }
    if (task.ignored_depth == 0) {
      const auto verdict = current.scope.Judge(path, name, true);
      const bool wanted = verdict.by_git && (IsConfigurationFolder(name) || Tracks(current.scope, path, true));
      if (verdict.ignored && !wanted) {
        coverage_.ignored.fetch_add(1, std::memory_order_relaxed);
        TellIgnored(current.scope, path, name, true);
        return;
      }
      if (verdict.ignored) task.ignored_depth = 1;
    } else if (++task.ignored_depth > kIgnoredDepth && !Tracks(current.scope, path, true)) {
      return;
    }
  }
  task.node = std::make_shared<const Node>(current.task.node, std::string(name), current.device);
  task.scope = current.scope;
  ++current.folders;
  current.children.push_back(std::move(task));
}

void Walk::TakeFile(Worker& worker, Current& current, const FolderEntry& entry) {
  const std::string_view name = entry.name;
  if (name == ".git") return;  // Of a linked work tree or a submodule.
  File file{std::string(name)};
  bool ignored = current.task.ignored_depth > 0;
  if (!current.scope.empty() || !exclude_.empty() || !claimed_.empty()) {
    const std::string path = current.path + file.name;
    if (!claimed_.empty() && claimed_.contains(path)) return;
    if (Excluded(path, name, false)) {
      coverage_.excluded.fetch_add(1, std::memory_order_relaxed);
      TellExcluded(path, name, false);
      return;
    }
    const auto verdict = current.scope.Judge(path, name, false);
    if (verdict.ignored && !verdict.by_git) {
      coverage_.ignored.fetch_add(1, std::memory_order_relaxed);
      TellIgnored(current.scope, path, name, false);
      return;
    }
    ignored |= verdict.ignored;
    if (ignored && Tracks(current.scope, path, false)) ignored = false;
  }
  if (ignored && !IsConfigurationName(name)) {
    coverage_.ignored.fetch_add(1, std::memory_order_relaxed);
    TellIgnored(current.scope, current.path + file.name, name, false);
    return;
  }
  if (ignored) file.ignored = IgnoreState::kIgnoredConfig;
  worker.files.push_back(std::move(file));
}

// Reads the files collected, or leaves some to workers who have nothing.
void Walk::FlushFiles(Worker& worker, Current& current) {
  std::size_t keep = worker.files.size();
  while (threads_ > 1 && keep > kBatch && queue_.waiting() < 2 * threads_) {
    Task task;
    task.node = current.task.node;
    task.open = current.fd;
    const auto from = worker.files.begin() + static_cast<std::ptrdiff_t>(keep - kBatch);
    task.files.assign(std::make_move_iterator(from), std::make_move_iterator(from + kBatch));
    keep -= kBatch;
    queue_.Push(worker.number, std::move(task));
  }
  for (std::size_t i = 0; i < keep; ++i) {
    if (cancelled_.load(std::memory_order_relaxed)) break;
    ReadFile(worker, current.fd->get(), current.path, worker.files[i], false);
  }
  worker.files.clear();
}

namespace {

// Whether a file has fewer bytes than were read of it. Small ones are read in
// one call and not asked.
bool Shrank(int fd, std::uint64_t read) {
  constexpr std::uint64_t kOneCall = std::uint64_t{1} << 20;
  struct stat status {};
  return read > kOneCall && ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0 &&
         static_cast<std::uint64_t>(status.st_size) < read;
}

}  // namespace

void Walk::ReadFile(Worker& worker, int folder_fd, const std::string& folder, const File& file,
                    bool named) {
  Document& document = worker.lender.document();
  worker.lender.Reset();
  document.path.assign(folder).append(file.name);
  document.ignored = file.ignored;
  const Fd fd(::openat(folder_fd, file.name.c_str(), kOpenFile | (named ? 0 : O_NOFOLLOW)));
  if (!fd) {
    const int error = errno;
    if (error != ELOOP && error != ENXIO) return Unreadable(document.path, error);
    coverage_.special.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  struct stat status {};
  const bool limited = options_.max_file_size != UINT64_MAX;
  if ((named || limited) && ::fstat(fd.get(), &status) == 0) {
    if (!S_ISREG(status.st_mode)) {
      coverage_.special.fetch_add(1, std::memory_order_relaxed);
      return Say(named ? NoticeKind::kUnreadable : NoticeKind::kSkippedSpecial, document.path,
                 "It is no regular file; give its text on standard input (--stdin).");
    }
    if (static_cast<std::uint64_t>(status.st_size) > options_.max_file_size) {
      coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
      return Say(NoticeKind::kSkippedTooLarge, document.path, "It is over the size limit.");
    }
  }
  FdStream stream(fd.get(), !named);
  errno = 0;
  Lender::Options options;
  options.packed = options_.archives && CanUnpack();
  options.strings = options_.binaries;
  Lender::Outcome outcome = worker.lender.Lend(stream, options);
  if (outcome == Lender::Outcome::kPacked) {
    ::lseek(fd.get(), 0, SEEK_SET);
    FdStream from_start(fd.get(), false);
    if (ArchiveUnpacker(worker).Lend(from_start, document)) return;
    ::lseek(fd.get(), 0, SEEK_SET);
    FdStream again(fd.get(), false);
    options.packed = false;
    outcome = worker.lender.Lend(again, options);
  }
  const int error = errno;
  if (outcome == Lender::Outcome::kLent && Shrank(fd.get(), worker.lender.bytes())) {
    Say(NoticeKind::kIncomplete, document.path, "It became shorter while it was read: what stood behind was not seen.");
  }
  Judge(worker, stream, outcome, error);
}

Unpacker& Walk::ArchiveUnpacker(Worker& worker) {
  if (!worker.unpacker) {
    worker.unpacker =
        std::make_unique<Unpacker>(worker.number, visit_, notice_, coverage_, cancelled_);
  }
  return *worker.unpacker;
}

void Walk::LendName(Worker& worker, const std::string& path) {
  if (!options_.binary_names) return;
  Document named;
  named.path = path;
  named.name_only = true;
  visit_(worker.number, named);
}

void Walk::Judge(Worker& worker, const FdStream& stream, Lender::Outcome outcome, int error) {
  const std::string& path = worker.lender.document().path;
  switch (outcome) {
    case Lender::Outcome::kLent:
      coverage_.files.fetch_add(1, std::memory_order_relaxed);
      coverage_.bytes.fetch_add(worker.lender.bytes(), std::memory_order_relaxed);
      if (stream.grew()) {
        Say(NoticeKind::kDegraded, path, "It grew while it was read: the new end was left out.");
      }
      return;
    case Lender::Outcome::kBinary:
    case Lender::Outcome::kPacked:
      coverage_.binary.fetch_add(1, std::memory_order_relaxed);
      TellLeftOut(path, "it is no text");
      return LendName(worker, path);
    case Lender::Outcome::kTooLarge:
      coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
      return Say(NoticeKind::kSkippedTooLarge, path, "It is over the size limit.");
    case Lender::Outcome::kFailed:
      if (error == EISDIR || error == EAGAIN) {
        coverage_.special.fetch_add(1, std::memory_order_relaxed);
        return Say(NoticeKind::kSkippedSpecial, path, "It is no regular file.");
      }
      return Unreadable(path, error);
    case Lender::Outcome::kCancelled: return;
  }
}

}  // namespace

FileTreeSource::FileTreeSource(FileTreeOptions options) : options_(std::move(options)) {
  std::vector<std::string> paths = options_.paths;
  std::optional<Notice> missing_list;
  if (!options_.files_from.empty()) {
    if (const auto list = ReadList(options_.files_from)) {
      for (std::string& name : SplitList(*list)) paths.push_back(std::move(name));
    } else {
      missing_list = Notice{NoticeKind::kUnreadable, options_.files_from, std::strerror(errno)};
    }
  }
  plan_ = PlanScan(paths, options_.working_directory);
  if (missing_list) plan_.notices.push_back(std::move(*missing_list));
}

void FileTreeSource::Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) {
  for (const Notice& about : plan_.notices) {
    coverage_.unreadable.fetch_add(1, std::memory_order_relaxed);
    notice(about);
  }
  Walk(options_, plan_, coverage_, cancelled_, threads, visit, notice).Run();
}

}  // namespace keylint
