// SPDX-License-Identifier: Apache-2.0
// A git repository, read by git's own plumbing in child processes.
//
// A repository may be hostile: no command here runs its hooks, filters, text
// converters, pagers, signature checks or monitors, or opens a connection, and
// none writes. What git itself refuses (safe.directory) stays refused.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/source/byte_stream.h"
#include "lint/source/process.h"

namespace keylint {

class GitRepository {
 public:
  /// The repository that holds `folder` (empty: the current one), or the one
  /// that git's environment variables name, as in a hook.
  /// Errors: kNotFound (no repository, no git), kUnreadable (git refuses it).
  static Result<GitRepository> Open(const std::string& folder);

  /// Starts `git ARGUMENTS`. `input` becomes its standard input.
  Result<Process> Start(const std::vector<std::string>& arguments, int input = -1) const;
  /// Runs it to its end. Errors: kUnreadable with git's first complaint.
  Result<std::string> Run(const std::vector<std::string>& arguments, int input = -1) const;

  /// The bytes of `path` (from the top) at `revision`; kNotFound if none.
  Result<std::string> ReadFileAt(const std::string& revision, const std::string& path) const;

  /// The texts of all files of these names anywhere in the tree of `revision`,
  /// by path from the top; those over 4 MiB are left out.
  Result<std::map<std::string, std::string>> ReadFilesNamedAt(const std::string& revision,
                                                              std::initializer_list<std::string_view> names) const;

  const std::string& top() const { return top_; }      ///< Empty when bare.
  bool bare() const { return bare_; }
  bool shallow() const { return shallow_; }
  bool partial() const { return partial_; }            ///< Objects may be absent.
  const std::string& head() const { return head_; }    ///< Empty when unborn.
  const std::string& index_file() const { return index_file_; }
  /// Commits being merged into HEAD, if a merge is under way.
  const std::vector<std::string>& merge_heads() const { return merge_heads_; }
  std::string empty_tree() const;
  std::string empty_blob() const;
  std::size_t id_length() const { return sha256_ ? 64 : 40; }

 private:
  GitRepository() = default;
  void ReadState(const std::string& merge_head_file, const std::string& config_file);

  std::string folder_;
  std::string top_;
  std::string head_;
  std::string index_file_;
  std::vector<std::string> merge_heads_;
  bool bare_ = false;
  bool shallow_ = false;
  bool partial_ = false;
  bool sha256_ = false;
};

/// Reads blobs one after the other from one `git cat-file --batch`. A corrupt
/// object ends git; the reader notes it and goes on behind it.
class BlobReader {
 public:
  /// `ids` in hexadecimal, read in this order; the best order is the pack's.
  BlobReader(const GitRepository& git, std::vector<std::string> ids)
      : git_(git), ids_(std::move(ids)) {}

  enum class State { kBlob, kMissing, kCorrupt, kEnd };
  /// Goes to the next id. kBlob: content() streams its bytes.
  State Next();
  /// Index into `ids` of what Next() last spoke of.
  std::size_t index() const { return next_ - 1; }
  std::uint64_t size() const { return size_; }
  ByteStream& content() { return content_; }
  /// Bytes of the current blob, at most `limit`; empty and `whole` false when
  /// it is larger or breaks off.
  std::string ReadBlob(std::size_t limit, bool& whole);
  /// Whether the current blob broke off before its end.
  bool broken() const { return content_.broken; }

 private:
  struct Content : ByteStream {
    ssize_t Read(char* to, std::size_t capacity) override;
    bool ended() const override { return left == 0; }
    std::uint64_t size_hint() const override { return left; }
    RecordReader* from = nullptr;
    std::uint64_t left = 0;
    bool broken = false;
  };
  bool StartAtNext();
  bool SkipRest();

  const GitRepository& git_;
  std::vector<std::string> ids_;
  std::size_t next_ = 0;
  std::uint64_t size_ = 0;
  std::optional<Process> process_;
  std::optional<RecordReader> reader_;
  Content content_;
  std::string line_;
};

}  // namespace keylint
