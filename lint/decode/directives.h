// SPDX-License-Identifier: Apache-2.0
// Configuration of web servers: nginx and Apache.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `name argument...;` and `block { }`. Where the first argument is itself a
/// name (set $x, proxy_set_header X-Key, fastcgi_param), the value is under it.
///
/// Source: https://nginx.org/en/docs/beginners_guide.html (read 2026-11)
void ReadNginx(Emitter& emitter, Span range);

/// `Name argument...` a line, `<Section>`; SetEnv, RequestHeader and their
/// like give the value under the variable or header.
///
/// Source: https://httpd.apache.org/docs/2.4/configuring.html (read 2026-11)
void ReadApache(Emitter& emitter, Span range);

}  // namespace keylint::decode
