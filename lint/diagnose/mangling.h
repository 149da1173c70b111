// SPDX-License-Identifier: Apache-2.0
// Values that their own file's syntax eats into before a program sees them.
//
//   KEY=ab#cd          in a .env file: what follows '#' is a comment
//   KEY: $aact_...     in a compose file: "$aact_" is a variable
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/model/literal.h"
#include "lint/model/verdict.h"

namespace keylint {

/// Syntaxes whose rules for values differ where it matters here.
enum class SettingFormat : std::uint8_t {
  kOther,
  kDotenv,         ///< Read by dotenv libraries, shells and Compose.
  kDockerEnvFile,  ///< `docker run --env-file`: nothing is special.
  kAwsProfile,     ///< ~/.aws/credentials and config: quotes are kept.
  kBatch,          ///< set NAME="x" of Windows: quotes are kept.
  kCompose,
  kYaml,
  kIni,            ///< With ConfigParser's interpolation.
  kProperties,
  kShell,
  kJson,
};

/// The syntax of a document by its path and the name of its format
/// (FormatName()).
SettingFormat SettingFormatOf(std::string_view path, std::string_view format_name);

struct Mangling {
  std::string detail;            ///< "'#' at position 12 starts a comment: ...".
  std::optional<Repair> repair;  ///< In Document::text().
  double confidence = 0;         ///< 0 to 1.
};

/// What `format` does to the value `literal` of the document `text`, if the
/// value reaches its program as something else than what stands there.
/// Purely of the syntax: the caller knows whether the value matters (a key, a
/// password). References that are meant ("$HOME/x", "${NAME}") are left alone.
std::optional<Mangling> CheckMangling(SettingFormat format, const Literal& literal,
                                      std::string_view text);

}  // namespace keylint
