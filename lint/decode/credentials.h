// SPDX-License-Identifier: Apache-2.0
// Files that hold nothing but credentials, in fixed fields.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `machine HOST login NAME password SECRET`: each under HOST.
/// Source: https://www.gnu.org/software/inetutils/manual/ (read 2026-11)
void ReadNetrc(Emitter& emitter, Span range);

/// `host:port:database:user:password`: the last two under host. Shorter lines
/// of other programs, too: `user:password` of rsync, `[host]:port user:password`
/// of Postfix; and pppd's `client server secret addresses`, under client.
/// Source: https://www.postgresql.org/docs/16/libpq-pgpass.html (read 2026-11)
void ReadPgpass(Emitter& emitter, Span range);

/// `user:hash` under user.
void ReadHtpasswd(Emitter& emitter, Span range);

}  // namespace keylint::decode
