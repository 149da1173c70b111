// SPDX-License-Identifier: Apache-2.0
// `.keylint.toml`: what a project asks for and what it accepts.
//
//   [scan]
//   exclude = ["third_party/"]
//
//   [[allow]]
//   paths = ["tests/fixtures/"]
//   rules = ["leaked-key"]
//   reason = "grown in tests, never issued"
//   expires = 2027-01-31
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/finding.h"
#include "lint/source/ignore.h"

namespace re2 {
class RE2;
}

namespace keylint {

inline constexpr const char* kConfigName = ".keylint.toml";

/// One [[allow]]: a finding is accepted when each list that is given has an
/// entry that fits it.
struct ConfigAllow {
  ConfigAllow();
  ~ConfigAllow();
  ConfigAllow(ConfigAllow&&) noexcept;

  std::shared_ptr<const IgnoreList> paths;          ///< From the file's folder.
  std::vector<std::string> rules;                   ///< As in --skip.
  std::vector<std::string> providers;
  std::vector<std::string> digests;                 ///< Hex of SHA-256, or its beginning; sorted, none begins another.
  std::string digests_from;                         ///< A file of more of them, from its folder; empty: none.
  std::vector<std::unique_ptr<re2::RE2>> patterns;  ///< Somewhere in the value.
  std::vector<std::string> stopwords;               ///< Lower case, somewhere in the value.
  std::string reason;
  std::optional<std::chrono::sys_days> expires;     ///< The last day that it holds.
  std::size_t line = 0;
  std::size_t used = 0;                             ///< Findings that it fitted.

  /// `path` is relative to the configuration's folder.
  bool Fits(const Finding& finding, std::string_view path) const;
};

/// [environments], as the environment checks take them.
struct ConfigEnvironments {
  std::map<std::string, std::string> like;
  bool staging_uses_live_keys = false;
  std::vector<std::string> internal_hosts;
  std::vector<std::string> client_keys;
};

struct Config {
  std::string path;                  ///< As shown: "sub/.keylint.toml".
  std::vector<std::string> exclude;  ///< As in .gitignore, from its folder.
  std::vector<std::string> only, skip;
  std::vector<std::string> rules;    ///< Rule files, from its folder.
  std::string fail_on;
  std::string baseline;              ///< From its folder.
  std::string sinks;                 ///< From its folder.
  std::string expiring_within;
  std::optional<std::uint64_t> max_file_size;  ///< Units: bytes.
  bool allow_needs_reason = false;
  std::optional<int> rotation_days;
  ConfigEnvironments environments;
  std::vector<ConfigAllow> allows;
};

/// Reads a configuration. `path` is shown in errors.
///
/// Errors: kMalformed with `path` as "file:line" for what is no TOML, an
///         unknown key (with the nearest known one), a value of another type,
///         an allow without reason or without a condition, or a pattern that
///         RE2 refuses. kTooLarge above 8 MiB.
Result<Config> ParseConfig(std::string_view text, const std::string& path);

/// Adds the digests of `text`, the file `path`: one a line, as `digests` writes
/// them; what stands behind white space or '#' is for people.
///
/// Errors: kMalformed with `path` as "file:line".
Result<void> AddDigests(std::string_view text, const std::string& path, ConfigAllow& allow);

/// Whether `list` fits `path`, relative to its folder, or a folder it is in.
bool FitsPath(const IgnoreList& list, std::string_view path);

}  // namespace keylint
