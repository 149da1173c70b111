// SPDX-License-Identifier: Apache-2.0
// `keylint scan` as it was typed; what it means is made of it afterwards.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace keylint {

struct ScanArguments {
  std::vector<std::string> paths;
  bool from_stdin = false;
  bool staged = false;
  bool history = false;
  std::string range;
  std::string hook;            ///< "pre-commit", "commit-msg", "pre-push", "pre-receive" or empty.
  std::string stdin_path;
  std::vector<std::string> formats, outputs;
  std::vector<std::string> rule_files, only, skip, exclude;
  std::string files_from;
  std::string config;
  std::string baseline;
  bool baseline_may_be_new = false;      ///< `keylint baseline --baseline FILE`.
  std::string trusted_config;
  std::string compare;
  std::string shard;
  std::string compile_commands;
  bool ast = false;
  std::vector<std::string> ast_files;    ///< Units for the Clang front end; empty: all of the database.
  bool stats = false;
  std::string environment_settings;      ///< The configuration's, as one text: verdicts depend on it.
  std::string fail_on;                   ///< Empty: the configuration's, else "warning".
  std::string now;
  std::string expiring_within;           ///< Empty: the configuration's, else "30d".
  std::string color = "auto";
  std::string progress = "auto";
  std::uint64_t max_file_size = UINT64_MAX;
  std::optional<std::size_t> max_decode_depth;   ///< Empty: 3, and for imported rules what their tool has.
  unsigned threads = 0;
  bool no_ignore = false;
  bool no_inline_allow = false;
  bool show_secrets = false;
  bool quiet = false;
  /// Not typed: ScanOptions::whole_repairs.
  bool whole_repairs = false;
  /// Not typed: hears of paths that are left out (FileTreeOptions).
  std::function<void(const std::string& path, const std::string& why)> on_left_out;
  /// Not typed: what ignore files say (FileTreeOptions).
  std::function<std::string(const std::string& path, std::string on_disk)> choose_ignore_text;
};

}  // namespace keylint
