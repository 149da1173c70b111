// SPDX-License-Identifier: Apache-2.0
// The configurations of a project: of a file's folder and of all above it, up
// to the repository's root.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/finding.h"
#include "lint/model/notice.h"
#include "lint/scan/config.h"

namespace keylint {

/// The text of the file at `path`, relative to the base; nothing when there is
/// none. Errors: kUnreadable when there is one.
using ReadConfigFile = std::function<Result<std::optional<std::string>>(const std::string& path)>;

/// Reads the files of digests that `config` names. Errors: kNotFound and
/// kUnreadable with the entry's "file:line"; what AddDigests() refuses.
Result<void> ReadDigestFiles(Config& config, const ReadConfigFile& read);

/// What the configurations above one folder ask for together: lists add up,
/// of single values the nearest counts.
struct ConfigSettings {
  std::vector<std::string> exclude;  ///< From the base.
  std::vector<std::string> only, skip;
  std::vector<std::string> rules;    ///< Paths from the base.
  std::string fail_on, baseline, sinks, expiring_within;
  std::optional<std::uint64_t> max_file_size;
  bool allow_needs_reason = false;
  std::optional<int> rotation_days;
  ConfigEnvironments environments;
};

/// Reads each configuration when a finding first asks for it, once.
/// One thread at a time.
class ConfigLayers {
 public:
  /// `only_file`: this configuration instead of those in folders (--config).
  ConfigLayers(ReadConfigFile read, std::optional<Config> only_file);

  /// What the configurations of `folder` ("" is the base, else "a/b") and
  /// above say. Errors: the first configuration that is not sound.
  Result<ConfigSettings> SettingsFor(const std::string& folder);

  /// Whether a configuration accepts `finding` at `path`, relative to the base:
  /// the suppression to add. Entries past `now` accept nothing; notices tell.
  std::optional<Suppression> Accepts(const Finding& finding, const std::string& path, std::chrono::sys_seconds now);

  /// Faults of configurations below the scan's own, and entries past their
  /// date that would have accepted something. Sorted.
  std::vector<Notice> Notices() const;

  /// Allows whose `rules` name none of the rules `ids`: they can never fit.
  std::vector<Notice> UnknownNames(const std::vector<std::string>& ids) const;
  /// Whether a configuration read so far allows by rules.
  bool AllowsByRule() const;

  /// Entries that fitted nothing, as "file:line: reason".
  std::vector<std::string> Unmatched() const;

 private:
  struct Layer {
    std::string folder;  ///< "" or "a/b".
    Config config;
    std::unique_ptr<IgnoreList> exclude;
    std::map<std::size_t, std::size_t> expired;  ///< Line -> findings.
  };
  /// The configuration in `folder` itself, or null.
  Result<Layer*> LayerOf(const std::string& folder);
  std::optional<Suppression> AcceptsIn(Layer& layer, const Finding& finding, std::string_view path,
                                       std::chrono::sys_seconds now);

  ReadConfigFile read_;
  std::map<std::string, std::unique_ptr<Layer>> layers_;
  std::map<std::string, Error> faults_;
  bool only_one_ = false;
};

/// The nearest folder at or above `start` (absolute) with a `.git`, else `start`.
std::string FindBase(const std::string& start);

}  // namespace keylint
