// SPDX-License-Identifier: Apache-2.0
// What the files of other scanners accept, in keylint's own terms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/cli/world.h"

namespace keylint {

struct AcceptedImport {
  std::string from;              ///< The files that were read.
  std::string configuration;     ///< [[allow]] entries for .keylint.toml.
  bool baseline_written = false;
  std::size_t accepted = 0;      ///< New entries of the baseline.
  /// A line each: what was carried over, and what was not, with its number.
  std::vector<std::string> told;
};

/// Takes over what `tool` ("gitleaks", "detect-secrets") accepts in the
/// repository at `base`:
///
/// - .gitleaksignore and .secrets.baseline name places of findings. The places
///   are scanned, and what is found there goes to the baseline by its value:
///   moved lines stay accepted, new secrets on them do not.
/// - allowlists of .gitleaks.toml, and the path and value filters of
///   .secrets.baseline, become [[allow]] entries.
///
/// Errors: kNotFound when the tool has no file here; kMalformed.
Result<AcceptedImport> ImportAccepted(std::string_view tool, const std::string& base, World& world);

/// The pattern of .gitignore that fits the paths that `regex` finds something
/// in, for the plain forms people write: "vendor/", ".*\.lock$", "^a/(b|c)/".
/// A list, for alternatives; nothing for anything else.
std::optional<std::vector<std::string>> GlobsOf(std::string_view regex);

}  // namespace keylint
