// SPDX-License-Identifier: Apache-2.0
// YAML as people commit it: many documents, anchors, block scalars, flow
// collections, and Go, Jinja or ERB templates in the middle of it.
#pragma once

#include <string_view>

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Every scalar under its names. Aliases are not followed (what they mean is
/// emitted at its anchor), so nothing grows. `- name: X` / `value: v` gives v
/// under X; `- KEY=value` gives value under KEY. Scripts (`run: |`) and files
/// (`app.properties: |`) in block scalars are read as what they are.
///
/// Source: https://yaml.org/spec/1.2.2/ (read 2026-11)
void ReadYaml(Emitter& emitter, Span range);

}  // namespace keylint::decode
