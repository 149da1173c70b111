// SPDX-License-Identifier: Apache-2.0
// INI in its many dialects: git, systemd, Python, AWS, npm, MySQL, redis.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `[section]`, `[section "part"]`, `key = value`, `key: value`, `key value`,
/// quotes, continued lines, comments of '#' and ';'. systemd's Environment=
/// gives each variable its own name; Exec*= is read as a command line; the
/// registry in `//host/:_authToken=` becomes a name of its own.
void ReadIni(Emitter& emitter, Span range);

}  // namespace keylint::decode
