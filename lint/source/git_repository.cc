// SPDX-License-Identifier: Apache-2.0
#include "lint/source/git_repository.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxAnswer = std::size_t{64} << 20;

// What says where the repository is, and the person's own configuration. A
// hook runs with a private index and object folder: these must stay.
constexpr auto kKeptVariables = std::to_array<std::string_view>({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_COMMON_DIR",
    "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_CONFIG_SYSTEM", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_PARAMETERS",
    "GIT_SHALLOW_FILE", "GIT_EXEC_PATH",
});

bool KeepVariable(std::string_view entry) {
  const std::string_view name = entry.substr(0, entry.find('='));
  if (!name.starts_with("GIT_")) return name != "PAGER" && name != "LC_ALL";
  if (name.starts_with("GIT_CONFIG_COUNT") || name.starts_with("GIT_CONFIG_KEY_") ||
      name.starts_with("GIT_CONFIG_VALUE_")) {
    return true;
  }
  return std::find(kKeptVariables.begin(), kKeptVariables.end(), name) != kKeptVariables.end();
}

const std::vector<std::string>& ChildEnvironment() {
  static const std::vector<std::string> environment = [] {
    std::vector<std::string> kept;
    for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
      if (KeepVariable(*entry)) kept.emplace_back(*entry);
    }
    for (const char* entry :
         // Stronger than a hostile protocol.ext.allow, where git knows no
         // GIT_NO_LAZY_FETCH: the remote of a partial clone may be a program.
         {"GIT_ALLOW_PROTOCOL=none", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
          "GIT_NO_REPLACE_OBJECTS=1", "GIT_PROTOCOL_FROM_USER=0", "GIT_LITERAL_PATHSPECS=1",
          "GIT_PAGER=cat", "LC_ALL=C"}) {
      kept.emplace_back(entry);
    }
    return kept;
  }();
  return environment;
}

// Everything in a repository's configuration that could run a program or
// fetch, turned off.
constexpr auto kSafeOptions = std::to_array<const char*>({
    "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c",
    "core.hooksPath=/dev/null", "-c", "core.untrackedCache=false", "-c", "protocol.allow=never",
    "-c", "submodule.recurse=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c",
    "log.showSignature=false",
    "-c", "core.quotePath=false", "-c", "core.warnAmbiguousRefs=false",
    // Mapped packs count as memory; git would map a gigabyte at once.
    "-c", "core.packedGitWindowSize=64m", "-c", "core.packedGitLimit=128m",
});

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string RealPath(const std::string& path) {
  char resolved[PATH_MAX];
  return ::realpath(path.c_str(), resolved) == nullptr ? std::string() : resolved;
}

bool IsId(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Result<Process> GitRepository::Start(const std::vector<std::string>& arguments, int input) const {
  Process::Options options;
  options.arguments.emplace_back("git");
  options.arguments.insert(options.arguments.end(), kSafeOptions.begin(), kSafeOptions.end());
  options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
  options.environment = ChildEnvironment();
  options.folder = folder_;
  options.input = input;
  return Process::Start(options);
}

Result<std::string> GitRepository::Run(const std::vector<std::string>& arguments,
                                       int input) const {
  auto process = Start(arguments, input);
  if (!process) return tl::unexpected(process.error());
  std::string answer = process->ReadAll();
  if (process->Wait() != 0) {
    return Failure(ErrorKind::kUnreadable, "git " + arguments[0] + ": " + process->FirstError());
  }
  return answer;
}

Result<GitRepository> GitRepository::Open(const std::string& folder) {
  GitRepository git;
  git.folder_ = folder;
  // HEAD comes last: it fails when there is no commit yet, and all else has
  // been answered then.
  auto process = git.Start({"rev-parse", "--path-format=absolute", "--is-bare-repository",
                            "--is-shallow-repository", "--show-object-format", "--git-path",
                            "index", "--git-path", "MERGE_HEAD", "--git-path", "config",
                            "--is-inside-work-tree", "--show-cdup", "HEAD"});
  if (!process) return tl::unexpected(process.error());
  const std::vector<std::string> answers = Lines(process->ReadAll(kMaxAnswer));
  process->Wait();
  if (answers.size() < 8) {
    const std::string complaint = process->FirstError();
    const bool none = complaint.find("not a git repository") != std::string::npos;
    return Failure(none ? ErrorKind::kNotFound : ErrorKind::kUnreadable, complaint, folder);
  }
  git.shallow_ = answers[1] == "true";
  git.sha256_ = answers[2] == "sha256";
  git.index_file_ = answers[3];
  if (answers.size() > 8 && IsId(answers[8])) git.head_ = answers[8];
  if (answers[6] == "true") {
    git.top_ = RealPath((folder.empty() ? "." : folder) + "/" + answers[7]);
  } else if (answers[0] != "true") {  // In .git, or the work tree is elsewhere.
    auto top = git.Run({"rev-parse", "--show-toplevel"});
    if (top) git.top_ = top->substr(0, top->find_last_not_of('\n') + 1);
  }
  git.bare_ = answers[0] == "true";
  git.ReadState(answers[4], answers[5]);
  return git;
}

void GitRepository::ReadState(const std::string& merge_head_file, const std::string& config_file) {
  if (const auto text = ReadSmallFile(AT_FDCWD, merge_head_file, 1 << 16)) {
    for (std::string& line : Lines(*text)) {
      if (IsId(line)) merge_heads_.push_back(std::move(line));
    }
  }
  if (const auto text = ReadSmallFile(AT_FDCWD, config_file, 1 << 20)) {
    partial_ = LowerAscii(*text).find("partialclone") != std::string::npos;
  }
}

std::string GitRepository::empty_tree() const {
  return sha256_ ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
                 : "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
}

std::string GitRepository::empty_blob() const {
  return sha256_ ? "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
                 : "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
}

Result<std::string> GitRepository::ReadFileAt(const std::string& revision,
                                              const std::string& path) const {
  std::string tree = revision;
  if (!IsId(revision)) {
    auto named = Run({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"});
    if (!named) return Failure(ErrorKind::kNotFound, "no such revision: " + revision);
    tree = named->substr(0, named->find('\n'));
  }
  const Fd input = MemoryFile(tree + ":" + path + "\n");
  if (path.find('\n') != std::string::npos) {
    return Failure(ErrorKind::kUnsupported, "a name with a line feed", path);
  }
  auto answer = Run({"cat-file", "--batch"}, input.get());
  if (!answer) return answer;
  const std::size_t end = answer->find('\n');
  if (end == std::string::npos || answer->substr(0, end).find(" blob ") == std::string::npos) {
    return Failure(ErrorKind::kNotFound, "not in " + revision, path);
  }
  return answer->substr(end + 1, answer->size() - end - 2);
}

Result<std::map<std::string, std::string>> GitRepository::ReadFilesNamedAt(
    const std::string& revision, std::initializer_list<std::string_view> names) const {
  constexpr std::size_t kLargest = std::size_t{4} << 20;
  auto process = Start({"ls-tree", "-r", "-z", "--full-tree", revision});
  if (!process) return tl::unexpected(process.error());
  RecordReader reader(process->output());
  std::vector<std::string> ids;
  std::vector<std::string> paths;
  std::string record;
  while (reader.Next('\0', record)) {
    // "100644 blob <id>\tpath"
    const std::size_t tab = record.find('\t');
    if (tab == std::string::npos || !record.starts_with("100") || tab < id_length()) continue;
    const std::string_view path = std::string_view(record).substr(tab + 1);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    ids.push_back(record.substr(tab - id_length(), id_length()));
    paths.emplace_back(path);
  }
  if (process->Wait() != 0) return Failure(ErrorKind::kUnreadable, "git ls-tree: " + process->FirstError());
  std::map<std::string, std::string> files;
  if (ids.empty()) return files;
  BlobReader blobs(*this, std::move(ids));
  for (std::string& path : paths) {
    bool whole = false;
    if (blobs.Next() != BlobReader::State::kBlob) continue;
    std::string text = blobs.ReadBlob(kLargest, whole);
    if (whole) files.emplace(std::move(path), std::move(text));
  }
  return files;
}

ssize_t BlobReader::Content::Read(char* to, std::size_t capacity) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(capacity, left));
  if (count == 0) return 0;
  const ssize_t got = from->Read(to, count);
  if (got <= 0) {
    broken = true;
    errno = EIO;
    return -1;
  }
  left -= static_cast<std::uint64_t>(got);
  return got;
}

bool BlobReader::StartAtNext() {
  std::string list;
  for (std::size_t i = next_; i < ids_.size(); ++i) list.append(ids_[i]).push_back('\n');
  const Fd input = MemoryFile(list);
  auto process = git_.Start({"cat-file", "--batch", "--buffer"}, input.get());
  if (!process) return false;
  process_ = std::move(*process);
  reader_.emplace(process_->output());
  content_.from = &*reader_;
  content_.left = 0;
  content_.broken = false;
  return true;
}

// Reads past what nobody wanted, and the line feed behind it.
bool BlobReader::SkipRest() {
  char sink[16384];
  while (content_.left > 0) {
    if (content_.Read(sink, sizeof sink) < 0) return false;
  }
  char end = 0;
  return reader_->Read(&end, 1) == 1;
}

BlobReader::State BlobReader::Next() {
  if (next_ > 0 && size_ != UINT64_MAX && process_ && (content_.broken || !SkipRest())) {
    process_.reset();
  }
  if (next_ == ids_.size()) return State::kEnd;
  if (!process_ && !StartAtNext()) {
    ++next_;
    size_ = UINT64_MAX;
    return State::kCorrupt;
  }
  ++next_;
  size_ = UINT64_MAX;  // Nothing to skip before a header was read.
  if (!reader_->Next('\n', line_)) {
    process_.reset();
    return State::kCorrupt;
  }
  const std::size_t last = line_.rfind(' ');
  const std::size_t middle = last == std::string::npos ? last : line_.rfind(' ', last - 1);
  if (middle == std::string::npos) return State::kMissing;
  std::uint64_t size = 0;
  std::from_chars(line_.data() + last + 1, line_.data() + line_.size(), size);
  size_ = content_.left = size;
  content_.broken = false;
  return line_.compare(middle + 1, last - middle - 1, "blob") == 0 ? State::kBlob : State::kMissing;
}

std::string BlobReader::ReadBlob(std::size_t limit, bool& whole) {
  whole = size_ <= limit;
  std::string bytes;
  if (!whole) return bytes;
  bytes.resize(static_cast<std::size_t>(size_));
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t got = content_.Read(bytes.data() + at, bytes.size() - at);
    if (got <= 0) {
      whole = false;
      return {};
    }
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace keylint
