// SPDX-License-Identifier: Apache-2.0
// Ignore files, read as git reads them.
//
//   IgnoreScope top;
//   top.git = AddIgnoreFile(top.git, "", "*.log\n!keep.log\n");
//   top.Judge("a/x.log", "x.log", false).ignored   // true
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/base/glob.h"

namespace keylint {

class TrackedFiles;

/// The patterns of one ignore file. The last that fits decides.
///
/// Source: gitignore(5) and git's dir.c, read 2026-11.
class IgnoreList {
 public:
  enum class Answer { kNothing, kIgnore, kKeep };

  explicit IgnoreList(std::string_view text);

  /// `path` is relative to the ignore file's folder and ends in `name`.
  Answer Match(std::string_view path, std::string_view name, bool is_folder) const;
  /// The pattern that decided, as it was written; empty: none did.
  std::string Deciding(std::string_view path, std::string_view name, bool is_folder) const;
  bool empty() const { return patterns_.empty(); }

 private:
  struct Pattern {
    std::string text;
    Glob glob{""};
    bool by_name = false;  ///< No '/' in it: fits the name at any depth.
    bool folder_only = false;
    bool negated = false;
  };
  // Indices into patterns_ of the last pattern of its kind, from 1; 0: none.
  struct Last {
    std::size_t any = 0;
    std::size_t folder = 0;
    std::size_t For(bool is_folder) const { return is_folder && folder > any ? folder : any; }
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Table = std::unordered_map<std::string, Last, Hash, std::equal_to<>>;

  void AddLine(std::string_view line);
  /// The number of the last pattern that fits, from 1; 0: none.
  std::size_t Decide(std::string_view path, std::string_view name, bool is_folder) const;
  bool Fits(const Pattern& pattern, std::string_view path, std::string_view name) const;

  std::vector<Pattern> patterns_;
  Table names_;                     // "node_modules": found by hash,
  Table endings_;                   // "*.o" as well, by ".o";
  std::vector<std::size_t> others_; // the rest is tried, last first.
};

/// One ignore file in force, and those of the folders above it.
struct IgnoreNode {
  IgnoreNode(std::shared_ptr<const IgnoreNode> above, std::size_t length, std::string_view text)
      : parent(std::move(above)), base_length(length), list(text) {}

  std::shared_ptr<const IgnoreNode> parent;
  std::size_t base_length;  ///< Of its folder's path, with a final '/'.
  IgnoreList list;
};
using IgnoreChain = std::shared_ptr<const IgnoreNode>;

/// `chain` with the file `text` of `folder` ("" or "a/b/") on top.
IgnoreChain AddIgnoreFile(const IgnoreChain& chain, std::string_view folder,
                          std::string_view text);

/// The ignore files that apply in one folder, strongest kind first. Each kind
/// may keep what a weaker one ignores.
struct IgnoreScope {
  IgnoreChain keylint;  ///< .keylintignore
  IgnoreChain plain;    ///< .ignore
  IgnoreChain git;      ///< .gitignore, .git/info/exclude, core.excludesFile
  std::shared_ptr<TrackedFiles> tracked;  ///< Of the repository; null: there is none.

  struct Verdict {
    bool ignored = false;
    bool by_git = false;  ///< Only git's own files say so.
  };
  /// `path` is relative to the root of the scan and ends in `name`.
  Verdict Judge(std::string_view path, std::string_view name, bool is_folder) const;
  /// Which file and pattern Judge() went by: ".gitignore in a/: 'b/*.log'".
  std::string Reason(std::string_view path, std::string_view name, bool is_folder) const;
  bool empty() const { return !keylint && !plain && !git; }
};

}  // namespace keylint
