// SPDX-License-Identifier: Apache-2.0
// Path patterns as git reads them: `*`, `?`, `[a-z]`, `**`.
//
//   Glob glob("src/**/*.env");
//   glob.MatchesPath("src/a/b/prod.env");   // true
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace keylint {

/// Whether `name`, one path component, fits `pattern`: `*` any run, `?` any
/// byte, `[a-c]`, `[!a]`, `[[:digit:]]`, backslash quotes. Bytes, no '/'.
/// Time: at most the product of the lengths.
bool MatchesName(std::string_view pattern, std::string_view name);

/// A pattern for whole paths. `*` and `?` stop at '/'; a component `**` is any
/// number of components, a final `/**` at least one.
///
/// Source: gitignore(5), read 2026-11.
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  /// Whether `path`, '/'-separated without a leading '/', fits as a whole.
  bool MatchesPath(std::string_view path) const;

 private:
  std::vector<std::string> components_;
};

/// Whether `pattern` has any of the bytes that mean more than themselves.
bool HasGlobSyntax(std::string_view pattern);

}  // namespace keylint
