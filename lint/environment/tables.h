// SPDX-License-Identifier: Apache-2.0
// rules/environments.toml as constants; made at build time by keylint-envc.
#pragma once

#include <span>
#include <string_view>

#include "lint/model/environment.h"

namespace keylint::environment {

/// A word that names an environment, and where it may stand to do so.
struct Word {
  enum : unsigned char { kAlways = 1, kFiles = 2, kValues = 4, kBuilds = 8 };
  std::string_view word;
  EnvironmentClass environment;
  unsigned char uses;
};

enum class KeyRole : unsigned char { kStrong, kWeak, kDebug, kUrls, kLabels };

/// A setting whose value says where its file runs.
struct Key {
  std::string_view name;  ///< Letters and digits, lower case.
  KeyRole role;
};

struct Weights {
  double variable, provider_switch, section, file, strong_key, folder, folder_step, folder_floor, label,
      url_local, url_named, url_public, weak_key, debug_on, debug_off, override_;
};

// All sorted by their first column.
extern const std::span<const Word> kWords;
extern const std::span<const std::string_view> kNever;
extern const std::span<const std::string_view> kSampleLast;
extern const std::span<const std::string_view> kSampleFolders;
extern const std::span<const std::string_view> kTestFolders;
extern const std::span<const Key> kKeys;
extern const Weights kWeights;

}  // namespace keylint::environment
